"""Words of titles that are but a slip apart: a letter dropped, doubled, swapped with the next one, or another's place.

Each word is kept with every form that lacks one letter; two words meet wherever one of their forms is the same. So a
slip at the first letter is found as easily as any other, and nothing has to be held in memory.
"""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING

from bot.catalogue.words import after

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

SHORTEST, LONGEST = 3, 20  # letters of a word; beyond, three letters in common are enough to find it
_MOST_WORDS = 12  # of a title
_CLOSE = 5  # letters from which on two slips are forgiven
_SHORTEST_BEGUN = 4  # letters of a word that may go on
_BEGUN = 100  # words looked at for each way of beginning


def learn(connection: sqlite3.Connection, titles: Iterable[str]) -> None:
    """Note the words of these folded titles. What is known already costs a look each."""
    words = {word for title in titles for word in title.split()[:_MOST_WORDS] if _is_kept(word)}
    new = connection.execute(
        """SELECT value FROM json_each(?) AS one
        WHERE NOT EXISTS (SELECT 1 FROM slip WHERE part = one.value AND word = one.value)""",
        (json.dumps(sorted(words)),),
    ).fetchall()
    rows = sorted((part, word) for (word,) in new for part in {word, *_lacking_one(word)})
    connection.executemany("INSERT OR IGNORE INTO slip VALUES (?, ?)", rows)


def nearly(connection: sqlite3.Connection, word: str, most: int, *, begun: bool = False) -> dict[str, int]:
    """Words that the word may have been meant to be, likeliest first, and how many slips that takes; itself too.

    ``begun``: words that may have been meant to begin so, as well.
    """
    from rapidfuzz.distance import OSA

    if not _is_kept(word):
        return {}
    reach = 2 if len(word) >= _CLOSE else 1
    slips = [(OSA.distance(word, one, score_cutoff=reach), one) for one in _meeting(connection, word)]
    near = {
        one: distance for distance, one in sorted(slips, key=lambda slip: _oddity(word, *slip)) if distance <= reach
    }
    if begun and len(word) >= _SHORTEST_BEGUN:
        for one in sorted(_beginning(connection, word), key=lambda one: _oddity(word, 1, one)):
            if min(OSA.distance(word, one[: len(word) + more], score_cutoff=1) for more in (-1, 0, 1)) <= 1:
                near.setdefault(one, 1)
    return dict(islice(near.items(), most))


def _oddity(word: str, distance: int, other: str) -> tuple[int, bool, int, str]:
    """The less, the likelier is the other word meant: first letters are mostly right."""
    return distance, other[:1] != word[:1], abs(len(other) - len(word)), other


def _meeting(connection: sqlite3.Connection, word: str) -> list[str]:
    rows = connection.execute(
        "SELECT DISTINCT word FROM slip WHERE part IN (SELECT value FROM json_each(?))",
        (json.dumps([word, *_lacking_one(word)]),),
    )
    return [one for (one,) in rows]


def _beginning(connection: sqlite3.Connection, word: str) -> set[str]:
    found: set[str] = set()
    for start in dict.fromkeys((word, *_lacking_one(word))):
        rows = connection.execute(
            "SELECT word FROM slip WHERE part >= ? AND part < ? LIMIT ?", (start, after(start), _BEGUN)
        )
        found.update(one for (one,) in rows)
    return found


def _is_kept(word: str) -> bool:
    return SHORTEST <= len(word) <= LONGEST and not word.isdecimal()


def _lacking_one(word: str) -> list[str]:
    return [word[:at] + word[at + 1 :] for at in range(len(word))]
