"""Finding reviews by words: ranked, the title weighing most, and within milliseconds for the commonest words too."""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING

from bot.catalogue import matching
from bot.catalogue.model import Found, Hit
from bot.catalogue.narrowing import ANY, condition
from bot.catalogue.rows import KEPT, review_of, storable
from bot.catalogue.sameness import own_words
from bot.catalogue.suggesting import otherwise
from bot.catalogue.titles import asked_of
from bot.catalogue.words import LONGEST_QUERY, every, some, words_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from bot.catalogue.model import Wanted
    from bot.catalogue.narrowing import Condition

COMMON = 6000  # more matches than this aren't ranked (each would have to be weighed) but come newest first
DEEPEST = 10_000  # hits that can be paged to
_WEIGHTS = "10.0, 1.0, 3.0, 5.0, 3.0"  # of heading, text, tags, challenge, badges
_SNIPPET = 300  # characters
_TITLED = 500  # title matches that are put first, at most
_SHORTEST_BEGINNING = 3  # letters; fewer begin too many words
_NOTHING = '"-"'  # an expression that no text matches


def find(connection: sqlite3.Connection, wanted: Wanted, limit: int, offset: int) -> Found:
    """Those of the reviews that fit which are asked for, and how many fit. Nothing asked for: only their number."""
    which = condition(connection, wanted)
    text = storable(wanted.text[:LONGEST_QUERY])
    if which is None:
        return Found((), 0)
    if not text.strip():
        return _newest(connection, which, limit, offset)
    steps = _Search(connection, which, text)
    rows = steps.rows(limit, offset)
    expression = some(words_of(text)) or _NOTHING
    hits = tuple(hit for row in rows if (hit := _hit(connection, row, expression)))
    return Found(hits, steps.total())


def _newest(connection: sqlite3.Connection, which: Condition, limit: int, offset: int) -> Found:
    fitting = f"SELECT id FROM review INDEXED BY review_by_date WHERE {which.sql} ORDER BY date DESC, path DESC LIMIT ?"  # noqa: S608  our own
    total = connection.execute(f"SELECT count(*) FROM ({fitting})", (*which.values, DEEPEST)).fetchone()[0]  # noqa: S608
    rows = connection.execute(f"{fitting} OFFSET ?", (*which.values, *_page(limit, offset))).fetchall()
    return Found(tuple(hit for (row,) in rows if (hit := _hit(connection, row, _NOTHING))), total)


def _page(limit: int, offset: int) -> tuple[int, int]:
    if limit <= 0 or not 0 <= offset < DEEPEST:
        return 0, 0
    return min(limit, DEEPEST - offset), offset


class _Search:
    """One search for words: step after step, each taken only if those before it gave too little."""

    def __init__(self, connection: sqlite3.Connection, which: Condition, text: str) -> None:
        self._connection, self._which, self._words, self._asked = connection, which, words_of(text), asked_of(text)
        self._titles = self._fitting(self._in_titles())
        self._instead: list[int] = []

    def rows(self, limit: int, offset: int) -> list[int]:
        """The rows on that page."""
        most, start = _page(limit, offset)
        found = list(islice(self._found(), start, start + most)) if most else []
        if not found and not self._count():
            self._instead = self._otherwise()
            found = self._instead[start : start + most]
        return found

    def total(self) -> int:
        """How many rows there are on all pages."""
        return len(self._instead) or self._count()

    def _found(self) -> Iterator[int]:
        yield from self._titles
        seen = set(self._titles)
        yield from (row for row in self._anywhere() if row not in seen)

    def _count(self) -> int:
        if not self._words:
            return len(self._titles)
        sql = f"SELECT rowid FROM prose WHERE prose MATCH ? AND {self._among()} LIMIT ?"  # noqa: S608
        values = (every(self._words), *self._which.values, DEEPEST)
        row = self._connection.execute(
            f"SELECT count(*) FROM (SELECT value FROM json_each(?) UNION SELECT rowid FROM ({sql}))",  # noqa: S608
            (json.dumps(self._titles), *values),
        ).fetchone()
        return min(int(row[0]), DEEPEST)

    def _in_titles(self) -> list[int]:
        """The film of that name, then titles with all the words."""
        found = [*matching.whole(self._connection, self._asked)]
        found += matching.worded(self._connection, self._asked, _TITLED)
        return list(dict.fromkeys(one.row for one in found))

    def _anywhere(self) -> Iterator[int]:
        return self._matching(every(self._words)) if self._words else iter(())

    def _matching(self, expression: str) -> Iterator[int]:
        """Reviews that match, weighed; too many of them unweighed, the newest first."""
        if _is_common(self._connection, expression):
            statement = f"""SELECT id FROM review INDEXED BY review_by_date
                WHERE id IN (SELECT rowid FROM prose WHERE prose MATCH ?) AND {self._which.sql}
                ORDER BY date DESC, path DESC LIMIT ?"""  # noqa: S608
        else:
            statement = f"""SELECT rowid FROM prose WHERE prose MATCH ? AND {self._among()}
                ORDER BY bm25(prose, {_WEIGHTS}), rowid DESC LIMIT ?"""  # noqa: S608
        rows = self._connection.execute(statement, (expression, *self._which.values, DEEPEST))
        return (row for (row,) in rows)

    def _otherwise(self) -> list[int]:
        """No review has all the words: titles nearly spelt so; else the last word only begun; else any rare word."""
        if rows := self._fitting([one.row for one in otherwise(self._connection, self._asked)]):
            return rows
        if not self._words:
            return []
        rare = [word for word in self._words if not _is_common(self._connection, some([word]))]
        begun = len(self._words[-1]) >= _SHORTEST_BEGINNING
        for expression in (every(self._words, prefix=begun), some(rare or self._words)):
            if rows := list(self._matching(expression)):
                return rows
        return []

    def _among(self) -> str:
        # The plus keeps SQLite from asking the words index about each of these reviews by itself.
        if self._which == ANY:
            return "1"
        return f"+rowid IN (SELECT id FROM review INDEXED BY review_by_date WHERE {self._which.sql})"  # noqa: S608

    def _fitting(self, rows: list[int]) -> list[int]:
        statement = f"SELECT id FROM review WHERE id IN (SELECT value FROM json_each(?)) AND {self._which.sql}"  # noqa: S608
        fit = {row for (row,) in self._connection.execute(statement, (json.dumps(rows), *self._which.values))}
        return [row for row in rows if row in fit]


def _is_common(connection: sqlite3.Connection, expression: str) -> bool:
    row = connection.execute(
        "SELECT count(*) FROM (SELECT 1 FROM prose WHERE prose MATCH ? LIMIT ?)", (expression, COMMON + 1)
    ).fetchone()
    return bool(row[0] > COMMON)


def _hit(connection: sqlite3.Connection, row: int, expression: str) -> Hit | None:
    kept = connection.execute(f"SELECT {KEPT} FROM review WHERE id = ?", (row,)).fetchone()  # noqa: S608
    if kept is None:
        return None
    review = own_words(connection, review_of(kept))
    part = connection.execute(
        "SELECT snippet(prose, 1, '', '', '…', 30) FROM prose WHERE prose MATCH ? AND rowid = ?", (expression, row)
    ).fetchone()
    return Hit(review, _short(part[0] if part else review.text))


def _short(text: str) -> str:
    plain = " ".join(text[: 4 * _SNIPPET].split())
    return plain if len(plain) <= _SNIPPET else plain[: _SNIPPET - 1].rstrip() + "…"
