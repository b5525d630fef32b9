"""Near misses: titles that are nearly what somebody typed, by words that are a slip apart and by three-letter parts.

It looks at a few hundred titles, whatever the number of reviews.
"""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING

from bot.catalogue import spelling
from bot.catalogue.matching import Titled, called, distance, matching, titled
from bot.catalogue.words import MOST_WORDS, every, some

if TYPE_CHECKING:
    import sqlite3

    from bot.catalogue.titles import Asked

MOST = 50  # near misses
SURE = 75.0  # the least likeness, of 100, that is worth a place behind titles that do have the words
LIKENESS = 62.0  # the least likeness of a near miss, 0 to 100
_ENOUGH = 85.0  # with a likeness like this the other way of looking is left out
_SLIPS, _SHARING = 150, 300  # rows looked at, at most
_CORRECTIONS = 24  # of one word
_RAREST = 5  # three-letter parts of the text that near misses are found by
_SHORT = 3  # letters of a word; one of fewer has too many neighbours, and need not be there
_FEW = 10  # with fewer rows, less alike ones are looked at
_CHOICES = (0, 24, 11, 4)  # corrections of each word, by how many words there are
_FURTHER = 12.0  # what is taken off for a title that goes on and on
_NOTHING = '"-"'  # an expression that nothing matches
_Guesses = list[dict[str, int]]  # for each word typed, the words that may be meant, and how many slips that takes


def near(connection: sqlite3.Connection, asked: Asked, least: float = LIKENESS) -> list[Titled]:
    """Titles that are like the text, likest first."""
    text = (asked.bare or asked).start
    words = [word for word in text.split()[:MOST_WORDS] if word.isalnum()]
    guesses = [
        spelling.nearly(connection, word, _CORRECTIONS, begun=place == len(words) - 1)
        for place, word in enumerate(words)
    ]
    if not words:
        return []
    weighed = {one.row: (_by_words(text, words, guesses, one), one) for one in _misspelt(connection, words, guesses)}
    if not any(likeness >= _ENOUGH for likeness, _ in weighed.values()):
        for one in _sharing(connection, text):
            weighed.setdefault(one.row, (_by_letters(text, one), one))
    fair = [
        (max(likeness - min(distance(asked, one), 10) / 2, _by_letters(asked.start, one) if asked.bare else 0.0), one)
        for likeness, one in weighed.values()
    ]
    fair = sorted((one for one in fair if one[0] >= least), key=lambda one: one[1].date, reverse=True)
    return [one for _, one in sorted(fair, key=lambda one: -one[0])[:MOST]]


def _misspelt(connection: sqlite3.Connection, words: list[str], guesses: _Guesses) -> list[Titled]:
    """Titles with all the words, each of them spelt so or nearly so; those of nothing but such words first."""
    as_typed, nearly = [], []
    for place, (word, meant) in enumerate(zip(words, guesses, strict=True)):
        if len(word) < _SHORT and max(map(len, words)) >= _SHORT:
            continue
        going_on = f' OR "{word}" *' if place == len(words) - 1 else ""
        spelt = " OR ".join(f'"{one}"' for one in dict.fromkeys((*meant, word)))
        nearly.append(f"({spelt}{going_on})")
        as_typed.append(f'("{word}"{going_on})' if word in meant else nearly[-1])
    found = _whole(connection, words, guesses)
    for parts in (as_typed, nearly, nearly[:-1]):
        if parts and len(found) < _FEW:
            found += matching(connection, " AND ".join(parts), _SLIPS)
    return found


def _whole(connection: sqlite3.Connection, words: list[str], guesses: _Guesses) -> list[Titled]:
    """Titles of just these words, each of them spelt so or nearly so."""
    if len(words) >= len(_CHOICES):
        return []
    most = _CHOICES[len(words)]
    choices = [list(dict.fromkeys((*list(meant)[:most], word))) for word, meant in zip(words, guesses, strict=True)]
    return called(connection, ("".join(words), *(" ".join(chosen) for chosen in product(*choices))), _SLIPS)


def _by_words(text: str, words: list[str], guesses: _Guesses, one: Titled) -> float:
    there = one.folded.split()
    slips = 0
    for word, meant in zip(words, guesses, strict=True):
        if word not in there:
            slips += min((meant[other] for other in there if other in meant), default=min(2, len(word)))
    if words[-1] not in there and any(other.startswith(words[-1]) for other in there):
        slips -= min((guesses[-1][other] for other in there if other in guesses[-1]), default=min(2, len(words[-1])))
    likeness = 100 * (1 - slips / len(text)) - _FURTHER * max(0.0, 1 - len(text) / max(1, len(one.start)))
    return max(likeness, _by_letters(text, one))


def _by_letters(text: str, one: Titled) -> float:
    """How like the title is as a whole, as it begins, or with its words in another order, 0 to 100."""
    from rapidfuzz import fuzz
    from rapidfuzz.distance import OSA

    best = 0.0
    for name in (one.start, one.plain):
        if name:
            further = _FURTHER * max(0.0, 1 - len(text) / len(name))
            begun = 100 * OSA.normalized_similarity(text, name[: len(text)]) - further
            best = max(best, begun, fuzz.token_sort_ratio(text, name) - 5, fuzz.ratio(text, name))
    return best


def _sharing(connection: sqlite3.Connection, text: str) -> list[Titled]:
    """Titles with some of the text's rarest three-letter parts, with two of them if there are such."""
    parts = _rarest_parts(connection, text)
    if not parts:
        return []
    for alike in (" OR ".join(f"({every([*two])})" for two in combinations(parts, 2)), some(parts)):
        rows = connection.execute(
            "SELECT rowid FROM grams WHERE grams MATCH ? ORDER BY rowid DESC LIMIT ?", (alike or _NOTHING, _SHARING)
        ).fetchall()
        if rows:
            return titled(connection, [row for (row,) in rows])
    return []


def _rarest_parts(connection: sqlite3.Connection, text: str) -> list[str]:
    parts = dict.fromkeys(text[at : at + 3] for at in range(min(len(text), 40) - 2))
    counted = []
    for part in parts:
        row = connection.execute("SELECT doc FROM gram_counts WHERE term = ?", (part,)).fetchone()
        if row:
            counted.append((row[0], part))
    return [part for _, part in sorted(counted)[:_RAREST]]
