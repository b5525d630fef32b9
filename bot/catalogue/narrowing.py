"""What a search is narrowed by, as conditions that one index answers. Nothing typed becomes part of a statement."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.catalogue.model import Wanted
from bot.catalogue.names import spellings
from bot.catalogue.rows import storable

if TYPE_CHECKING:
    import sqlite3
    from random import Random

    from bot.catalogue.model import Part
    from bot.catalogue.names import Kind

_HARDLY = 1e-9  # ratings come from divisions
_LARGEST = 2**62  # SQLite's numbers have an end
_HAS = {
    "tag": "instr(char(10) || tags || char(10), char(10) || ? || char(10))",
    "badge": "instr(char(10) || badges || char(10), char(10) || ? || char(10))",
    "challenge": "challenge = ?",
}


class Condition(NamedTuple):
    """A condition on rows of ``review`` and its values."""

    sql: str
    values: tuple[str | float, ...]


QUOTABLE = Condition("quotable", ())
ANY = Condition("1", ())


def condition(connection: sqlite3.Connection, wanted: Wanted) -> Condition | None:
    """Everything but the text. None: no review can fit, because nothing has a name that is asked for."""
    parts, values = _numbers(wanted)
    named: tuple[tuple[Kind, str | None], ...] = (
        ("tag", wanted.tag),
        ("badge", wanted.badge),
        ("challenge", wanted.challenge),
    )
    for kind, name in named:
        if name is None:
            continue
        spelt = spellings(connection, kind, name)
        if not spelt:
            return None
        parts.append(f"({' OR '.join([_HAS[kind]] * len(spelt))})")
        values += spelt
    return Condition(" AND ".join(parts) or "1", tuple(values))


def unfit(connection: sqlite3.Connection, wanted: Wanted) -> tuple[Part, ...]:
    """The parts that no review fits, whatever else is asked for. None of them where there is no review at all.

    A private tag is as unknown here as one that was never given.
    """
    if not _any(connection, ANY):
        return ()
    alone: dict[Part, Wanted] = {
        "rating": Wanted(least=wanted.least, most=wanted.most),
        "years": Wanted(first_year=wanted.first_year, last_year=wanted.last_year),
        "tag": Wanted(tag=wanted.tag),
        "badge": Wanted(badge=wanted.badge),
        "challenge": Wanted(challenge=wanted.challenge),
    }
    return tuple(part for part, one in alone.items() if not _any(connection, condition(connection, one)))


def _any(connection: sqlite3.Connection, which: Condition | None) -> bool:
    if which is None:
        return False
    statement = f"SELECT 1 FROM review INDEXED BY review_by_date WHERE {which.sql} LIMIT 1"  # noqa: S608  our own
    return connection.execute(statement, which.values).fetchone() is not None


def at_random(connection: sqlite3.Connection, which: Condition, chance: Random, but: str | None) -> int | None:
    """The row of a review that fits, another one than ``but`` (a handle) unless it is the only one."""
    rows = f"FROM review INDEXED BY review_by_date WHERE {which.sql}"
    count = connection.execute(f"SELECT count(*) {rows}", which.values).fetchone()[0]
    if not count:
        return None
    place = chance.randrange(count)
    found = _at(connection, rows, which, place)
    if but is None or count == 1 or found[1] != storable(but):
        return int(found[0])
    return int(_at(connection, rows, which, (place + 1 + chance.randrange(count - 1)) % count)[0])


def _at(connection: sqlite3.Connection, rows: str, which: Condition, place: int) -> tuple[int, str]:
    numbered = f"SELECT id {rows} ORDER BY date DESC, path DESC LIMIT 1 OFFSET ?"
    row = connection.execute(
        f"SELECT id, handle FROM review WHERE id = ({numbered})",  # noqa: S608  our own names
        (*which.values, place),
    ).fetchone()
    return row[0], row[1]


def _numbers(wanted: Wanted) -> tuple[list[str], list[str | float]]:
    given = (
        ("rating >= ?", None if wanted.least is None else wanted.least - _HARDLY),
        ("rating <= ?", None if wanted.most is None else wanted.most + _HARDLY),
        ("year >= ?", wanted.first_year),
        ("year <= ?", wanted.last_year),
    )
    bounded = [(sql, max(-_LARGEST, min(value, _LARGEST))) for sql, value in given if value is not None]
    return [sql for sql, _ in bounded], [value for _, value in bounded]
