"""Near misses: titles that are nearly what somebody typed, by words that are a slip apart and by three-letter parts.

It looks at a few hundred titles, whatever the number of reviews.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.catalogue import spelling
from bot.catalogue.matching import Titled, distance, matching, titled
from bot.catalogue.words import MOST_WORDS, some

if TYPE_CHECKING:
    import sqlite3

    from bot.catalogue.titles import Asked

MOST = 50  # near misses
_SLIPS, _SHARING = 150, 300  # rows looked at, at most
_CORRECTIONS = 8  # of one word
_RAREST = 5  # three-letter parts of the text that near misses are found by
_LIKENESS = 72.0  # least likeness of a near miss, 0 to 100
_BEGUN = 4  # letters from which on a text may be the beginning of a title


def near(connection: sqlite3.Connection, asked: Asked) -> list[Titled]:
    """Titles that are like the text, likest first."""
    text = asked.bare[0] if asked.bare else asked.start
    found = {one.row: one for one in _misspelt(connection, text)}
    if not any(_likeness(text, one) >= 90 for one in found.values()):
        found |= {one.row: one for one in _sharing(connection, text)}
    weighed = [(_likeness(text, one) - min(distance(asked, one), 10) / 2, one) for one in found.values()]
    likest = sorted((one for one in weighed if one[0] >= _LIKENESS), key=lambda one: one[1].date, reverse=True)
    return [one for _, one in sorted(likest, key=lambda one: -one[0])[:MOST]]


def _likeness(text: str, one: Titled) -> float:
    from rapidfuzz import fuzz

    return max(fuzz.WRatio(text, name) if name else 0.0 for name in (one.start, one.plain))


def _misspelt(connection: sqlite3.Connection, text: str) -> list[Titled]:
    """Titles with all the words, each of them spelt so or nearly so."""
    words = [word for word in text.split()[:MOST_WORDS] if word.isalnum()]
    if not words:
        return []
    parts = []
    for place, word in enumerate(words):
        meant = spelling.nearly(connection, word, _CORRECTIONS)
        spelt = [f'"{one}"' for one in dict.fromkeys((*meant, word))]
        if place == len(words) - 1:
            spelt.append(f'"{word}" *')
        parts.append(f"({' OR '.join(spelt)})")
    return matching(connection, " AND ".join(parts), _SLIPS)


def _sharing(connection: sqlite3.Connection, text: str) -> list[Titled]:
    """Titles with some of the text's rarest three-letter parts."""
    parts = _rarest_parts(connection, text)
    if not parts:
        return []
    rows = connection.execute(
        "SELECT rowid FROM grams WHERE grams MATCH ? ORDER BY rowid DESC LIMIT ?", (some(parts), _SHARING)
    )
    return titled(connection, [row for (row,) in rows])


def _rarest_parts(connection: sqlite3.Connection, text: str) -> list[str]:
    parts = dict.fromkeys(text[at : at + 3] for at in range(min(len(text), 40) - 2))
    counted = []
    for part in parts:
        row = connection.execute("SELECT doc FROM gram_counts WHERE term = ?", (part,)).fetchone()
        if row:
            counted.append((row[0], part))
    return [part for _, part in sorted(counted)[:_RAREST]]
