"""Words of titles that are but a slip apart: a letter dropped, doubled, swapped with the next one, or another's place.

Each word is kept with every form that lacks one letter; two words meet wherever one of their forms is the same. So a
slip at the first letter is found as easily as any other, and nothing has to be held in memory.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

SHORTEST, LONGEST = 3, 20  # letters of a word; beyond, three letters in common are enough to find it
_MOST_WORDS = 12  # of a title
_CLOSE = 5  # letters from which on two slips are forgiven


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


def nearly(connection: sqlite3.Connection, word: str, most: int) -> list[str]:
    """Words that the word may have been meant to be, likeliest first; itself, if it is one."""
    from rapidfuzz.distance import OSA

    if not _is_kept(word):
        return []
    parts = json.dumps([word, *_lacking_one(word)])
    rows = connection.execute(
        "SELECT DISTINCT word FROM slip WHERE part IN (SELECT value FROM json_each(?))", (parts,)
    ).fetchall()
    reach = 2 if len(word) >= _CLOSE else 1
    slips = [(OSA.distance(word, one, score_cutoff=reach), one[:1] != word[:1], one) for (one,) in rows]
    return [one for distance, _, one in sorted(slips) if distance <= reach][:most]


def _is_kept(word: str) -> bool:
    return SHORTEST <= len(word) <= LONGEST and not word.isdecimal()


def _lacking_one(word: str) -> list[str]:
    return [word[:at] + word[at + 1 :] for at in range(len(word))]
