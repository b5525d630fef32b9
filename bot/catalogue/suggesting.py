"""Completing a title while it is typed: whole titles first, then beginnings, words, and near misses.

Each step looks at a bounded number of rows, so that the answer stays within milliseconds whatever was typed. The order
within a step doesn't hang on how much was typed, so that letters typed one after the other make no list jump.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.catalogue import matching, nearness
from bot.catalogue.model import Suggestion
from bot.catalogue.rows import storable
from bot.catalogue.titles import asked_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from bot.catalogue.matching import Titled
    from bot.catalogue.titles import Asked

LONGEST_TEXT = 100  # characters of what was typed that are looked at
ENOUGH = 5  # with fewer good matches, near misses are looked for
_NEWEST, _WORDED, _WITHIN = 100, 200, 50  # rows looked at, at most
_SHORTEST = 3  # letters; what is shorter is like too much


def suggest(connection: sqlite3.Connection, text: str, limit: int) -> list[Suggestion]:
    """The films that the text may mean, likeliest first, each once by its newest review."""
    found: list[Suggestion] = []
    if limit <= 0:
        return found
    for film in _films(connection, storable(text[:LONGEST_TEXT]), limit):
        row = connection.execute(
            "SELECT handle, label FROM review WHERE film = ? ORDER BY date DESC, path DESC LIMIT 1", (film,)
        ).fetchone()
        if row:
            found.append(Suggestion(*row))
        if len(found) >= limit:
            break
    return found


def _films(connection: sqlite3.Connection, text: str, limit: int) -> Iterator[str]:
    asked = asked_of(text)
    if not asked.start:
        yield from _newest(connection)
        return
    seen: set[str] = set()
    for one in _likely(connection, asked):
        if one.film not in seen:
            seen.add(one.film)
            yield one.film
    if len(seen) < min(limit, ENOUGH):
        more = otherwise(connection, asked, *((nearness.SURE,) if seen else ()))
        yield from dict.fromkeys(one.film for one in more if one.film not in seen)


def _likely(connection: sqlite3.Connection, asked: Asked) -> Iterator[Titled]:
    yield from matching.whole(connection, asked)
    yield from matching.begun(connection, asked)
    yield from matching.worded(connection, asked, _WORDED)


def otherwise(connection: sqlite3.Connection, asked: Asked, least: float = nearness.LIKENESS) -> list[Titled]:
    """Near misses; for a script that has no gaps between words, titles with the text anywhere within."""
    if asked.folded.isascii():
        return nearness.near(connection, asked, least) if len(asked.folded) >= _SHORTEST else []
    rows = connection.execute(
        "SELECT id FROM review INDEXED BY review_by_start WHERE instr(start, ?) > 0 LIMIT ?", (asked.start, _WITHIN)
    )
    within = matching.titled(connection, [row for (row,) in rows])
    return within or nearness.near(connection, asked, least)


def _newest(connection: sqlite3.Connection) -> Iterator[str]:
    rows = connection.execute("SELECT film FROM review ORDER BY date DESC, path DESC LIMIT ?", (_NEWEST,))
    return (film for film in dict.fromkeys(film for (film,) in rows))
