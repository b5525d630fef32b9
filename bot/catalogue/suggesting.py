"""Completing a title while it is typed: beginnings first, then words, then near misses.

Each step looks at a bounded number of rows, so that the answer stays within milliseconds whatever was typed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.catalogue.model import Suggestion
from bot.catalogue.words import MOST_WORDS, after, every, fold, some, without_article

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

LONGEST_TEXT = 100  # characters of what was typed that are looked at
ENOUGH = 5  # with fewer good matches, near misses are looked for
_BEGINNINGS, _WORDS, _NEAR = 100, 200, 300  # rows looked at, at most
_RAREST = 5  # three-letter parts of the text that near misses are found by
_LIKENESS = 72.0  # least likeness of a near miss, 0 to 100


def suggest(connection: sqlite3.Connection, text: str, limit: int) -> list[Suggestion]:
    """The films that the text may mean, likeliest first, each once by its newest review."""
    found: list[Suggestion] = []
    if limit <= 0:
        return found
    for film in _films(connection, fold(text[:LONGEST_TEXT]), limit):
        row = connection.execute(
            "SELECT handle, label FROM review WHERE film = ? ORDER BY date DESC, path DESC LIMIT 1", (film,)
        ).fetchone()
        if row:
            found.append(Suggestion(*row))
        if len(found) >= limit:
            break
    return found


def _films(connection: sqlite3.Connection, folded: str, limit: int) -> Iterator[str]:
    seen: set[str] = set()
    steps = (_starting, _with_words, _near) if folded else (_newest,)
    for step in steps:
        if step is _near and len(seen) >= min(limit, ENOUGH):
            return
        for film in step(connection, folded):
            if film not in seen:
                seen.add(film)
                yield film


def _newest(connection: sqlite3.Connection, _: str) -> list[str]:
    rows = connection.execute("SELECT film FROM review ORDER BY date DESC, path DESC LIMIT ?", (_BEGINNINGS,))
    return [film for (film,) in rows]


def _starting(connection: sqlite3.Connection, folded: str) -> list[str]:
    start = without_article(folded)
    rows = connection.execute(
        """SELECT film FROM review JOIN (
            SELECT id, start = ?1 AS whole, date AS day FROM review WHERE start >= ?1 AND start < ?2
            ORDER BY whole DESC, date DESC LIMIT ?3) USING (id) ORDER BY whole DESC, day DESC""",
        (start, after(start), _BEGINNINGS),
    )
    return [film for (film,) in rows]


def _with_words(connection: sqlite3.Connection, folded: str) -> list[str]:
    return _film_names(connection, titled(connection, folded, _WORDS))


def _near(connection: sqlite3.Connection, folded: str) -> list[str]:
    return _film_names(connection, near(connection, folded))


def titled(connection: sqlite3.Connection, folded: str, most: int) -> list[int]:
    """Rows whose title and year hold all the words, the last one being begun at least; later entered ones first."""
    words = without_article(folded).split()[:MOST_WORDS]
    if not words:
        return []
    rows = connection.execute(
        "SELECT rowid FROM titles WHERE titles MATCH ? ORDER BY rowid DESC LIMIT ?", (every(words, prefix=True), most)
    )
    return [row for (row,) in rows]


def near(connection: sqlite3.Connection, folded: str) -> list[int]:
    """Rows whose title is like the text, likest first: only those that share one of its rarest three-letter parts."""
    from rapidfuzz import fuzz, process

    text = without_article(folded)
    parts = _rarest_parts(connection, text)
    if not parts:
        return []
    rows = connection.execute(
        """SELECT id, start FROM review WHERE id IN (
            SELECT rowid FROM grams WHERE grams MATCH ? ORDER BY rowid DESC LIMIT ?)""",
        (some(parts), _NEAR),
    ).fetchall()
    likest = process.extract(
        text, dict(rows), scorer=fuzz.WRatio, limit=50, score_cutoff=_LIKENESS
    )  # bounded by _NEAR, whatever the number of reviews
    return [row for _, _, row in likest]


def _rarest_parts(connection: sqlite3.Connection, text: str) -> list[str]:
    parts = dict.fromkeys(text[at : at + 3] for at in range(min(len(text), 40) - 2))
    counted = []
    for part in parts:
        row = connection.execute("SELECT doc FROM gram_counts WHERE term = ?", (part,)).fetchone()
        if row:
            counted.append((row[0], part))
    return [part for _, part in sorted(counted)[:_RAREST]]


def _film_names(connection: sqlite3.Connection, rows: list[int]) -> list[str]:
    marks = ", ".join("?" * len(rows))
    films = dict(connection.execute(f"SELECT id, film FROM review WHERE id IN ({marks})", rows).fetchall())  # noqa: S608
    return [films[row] for row in rows if row in films]
