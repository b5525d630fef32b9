"""Titles that are what somebody typed, begin so, or hold its words: what autocomplete and search both begin with.

Each question looks at a bounded number of rows, so that the answer stays within milliseconds whatever was typed.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from bot.catalogue.words import MOST_WORDS, after

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from bot.catalogue.titles import Asked

_WHOLE, _BEGINNINGS = 100, 100  # rows looked at, at most
_UNKNOWN = 30  # years that a film without a year counts as being away


class Titled(NamedTuple):
    """What is known of a row when titles are compared."""

    row: int
    film: str
    start: str
    plain: str
    folded: str
    year: int | None
    date: str


def whole(connection: sqlite3.Connection, asked: Asked) -> list[Titled]:
    """Titles that are just this text; with a year at its end, those of films from about that year are next."""
    found = called(connection, (*asked.titles, *(asked.bare.titles if asked.bare else ())), _WHOLE)
    found.sort(key=lambda one: one.date, reverse=True)
    return sorted(found, key=lambda one: _likeliest(asked, one))


def called(connection: sqlite3.Connection, titles: Iterable[str], most: int) -> list[Titled]:
    """Titles that have one of these forms, those with the newest reviews."""
    return _rows(
        connection,
        """SELECT id FROM (SELECT id, date FROM review WHERE start IN (SELECT value FROM json_each(?1))
            UNION SELECT id, date FROM review WHERE plain <> '' AND plain IN (SELECT value FROM json_each(?1)))
        ORDER BY date DESC LIMIT ?2""",
        (json.dumps(list(titles)), most),
    )


def begun(connection: sqlite3.Connection, asked: Asked) -> list[Titled]:
    """Titles that begin with this text, then those whose simplest form does: first those that end with the word that
    is being typed, and the newest review first."""
    found: dict[int, Titled] = {}
    for column, starts in (("start", (asked.start,)), ("plain", asked.words)):
        for start in starts:
            rows = _rows(
                connection,
                f"""SELECT id FROM review WHERE {column} >= ? AND {column} < ? AND {column} <> ''
                ORDER BY instr(substr({column}, ?), ' ') > 0, date DESC LIMIT ?""",  # noqa: S608  our own names
                (start, after(start), len(start) + 1, _BEGINNINGS),
            )
            rows.sort(key=lambda one: (one.date, one.row), reverse=True)
            for one in sorted(rows, key=lambda one: " " in (one.start, one.plain)[column == "plain"][len(start) :]):
                found.setdefault(one.row, one)
    return list(found.values())


def worded(connection: sqlite3.Connection, asked: Asked, most: int) -> list[Titled]:
    """Titles that hold all the words, the last one being begun at least; the shortest first.

    A number at the end is let go where no title has it: it may be a year that somebody remembers wrongly.
    """
    found = matching(connection, expression(asked.words), most)
    rest, _, last = asked.folded.rpartition(" ")
    if not found and rest and last.isdecimal():
        found = matching(connection, expression(asked.bare.words if asked.bare else (rest,)), most)
    return sorted(found, key=lambda one: (distance(asked, one), last not in one.folded.split(), len(one.start)))


def matching(connection: sqlite3.Connection, words: str, most: int) -> list[Titled]:
    """Titles for an expression of the titles' index, those entered last."""
    return _rows(connection, "SELECT rowid FROM titles WHERE titles MATCH ? ORDER BY rowid DESC LIMIT ?", (words, most))


def expression(titles: Iterable[str]) -> str:
    """An FTS5 expression: all words of one of these forms; the last word may go on."""
    each = [[f'"{word}"' for word in title.split()[:MOST_WORDS] if word.isalnum()] for title in titles]
    return " OR ".join(dict.fromkeys(f"({' AND '.join(words)} *)" for words in each if words)) or '"-"'


def distance(asked: Asked, one: Titled) -> int:
    """Years between the film and the one that was asked for; 0 where none was."""
    if asked.year is None:
        return 0
    return _UNKNOWN if one.year is None else abs(one.year - asked.year)


def titled(connection: sqlite3.Connection, rows: Iterable[int]) -> list[Titled]:
    """What is known of these rows, in any order."""
    return _rows(connection, "SELECT value FROM json_each(?)", (json.dumps(list(rows)),))


def _likeliest(asked: Asked, one: Titled) -> tuple[bool, bool, int]:
    exact = one.start in asked.titles or one.plain in asked.titles
    as_typed = one.start == asked.start or bool(asked.bare and one.start == asked.bare.start)
    return not exact, not as_typed, 0 if exact else distance(asked, one)


def _rows(connection: sqlite3.Connection, which: str, values: tuple[str | int, ...]) -> list[Titled]:
    statement = f"SELECT id, film, start, plain, folded, year, date FROM review WHERE id IN ({which})"  # noqa: S608  our own words
    return [Titled._make(row) for row in connection.execute(statement, values)]
