"""Finding reviews by words: ranked, the title weighing most, and within milliseconds for the commonest words too."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from bot.catalogue.model import Found, Hit
from bot.catalogue.narrowing import condition
from bot.catalogue.rows import KEPT, review_of, storable
from bot.catalogue.sameness import own_words
from bot.catalogue.suggesting import near
from bot.catalogue.words import LONGEST_QUERY, MOST_WORDS, every, fold, some, without_article, words_of

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
    words, folded = words_of(text), fold(text) or text.casefold().strip()
    steps = _Search(connection, which, words, folded)
    rows = steps.rows(limit, offset)
    hits = tuple(hit for row in rows if (hit := _hit(connection, row, some(words) or _NOTHING)))
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

    def __init__(self, connection: sqlite3.Connection, which: Condition, words: list[str], folded: str) -> None:
        self._connection, self._which, self._words, self._folded = connection, which, words, folded
        self._otherwise: list[int] = []

    def rows(self, limit: int, offset: int) -> list[int]:
        """The rows on that page."""
        most, start = _page(limit, offset)
        found = list(islice(self._found(), start, start + most)) if most else []
        if not found and not self._count():
            self._otherwise = self._instead()
            found = self._otherwise[start : start + most]
        return found

    def total(self) -> int:
        """How many rows there are on all pages."""
        return len(self._otherwise) or self._count()

    def _found(self) -> Iterator[int]:
        seen: set[int] = set()
        for step in (self._in_titles, self._anywhere):
            for row in step():
                if row not in seen:
                    seen.add(row)
                    yield row

    def _count(self) -> int:
        sql, values = self._titled()
        if self._words:
            sql += " UNION SELECT rowid FROM prose WHERE prose MATCH ?"
            values = (*values, every(self._words))
        row = self._connection.execute(
            f"SELECT count(*) FROM (SELECT 1 FROM review WHERE id IN ({sql}) AND {self._which.sql} LIMIT ?)",  # noqa: S608
            (*values, *self._which.values, DEEPEST),
        ).fetchone()
        return int(row[0])

    def _titled(self) -> tuple[str, tuple[str | int, ...]]:
        sql = """SELECT id FROM review WHERE start = ? UNION SELECT rowid FROM
            (SELECT rowid FROM titles WHERE titles MATCH ? ORDER BY rowid DESC LIMIT ?)"""
        return sql, (without_article(self._folded), _title_expression(self._folded), _TITLED)

    def _in_titles(self) -> Iterator[int]:
        """Titles with all the words, the last one being begun at least: the film of that name, then the shortest."""
        sql, values = self._titled()
        rows = self._connection.execute(
            f"""SELECT id FROM review WHERE id IN ({sql}) AND {self._which.sql}
            ORDER BY start = ? DESC, length(start), +date DESC, path DESC""",  # noqa: S608
            (*values, *self._which.values, without_article(self._folded)),
        )
        return (row for (row,) in rows)

    def _anywhere(self) -> Iterator[int]:
        return self._matching(every(self._words)) if self._words else iter(())

    def _matching(self, expression: str) -> Iterator[int]:
        """Reviews that match, weighed; too many of them unweighed, the newest first."""
        if _is_common(self._connection, expression):
            statement = f"""SELECT id FROM review INDEXED BY review_by_date
                WHERE id IN (SELECT rowid FROM prose WHERE prose MATCH ?) AND {self._which.sql}
                ORDER BY date DESC, path DESC LIMIT ?"""  # noqa: S608
        else:
            statement = f"""SELECT rowid FROM prose WHERE prose MATCH ? AND rowid IN
                (SELECT id FROM review INDEXED BY review_by_date WHERE {self._which.sql})
                ORDER BY bm25(prose, {_WEIGHTS}), rowid DESC LIMIT ?"""  # noqa: S608
        rows = self._connection.execute(statement, (expression, *self._which.values, DEEPEST))
        return (row for (row,) in rows)

    def _instead(self) -> list[int]:
        """No review has all the words: titles nearly spelt so; else the last word only begun; else any rare word."""
        if rows := self._fitting(near(self._connection, self._folded)):
            return rows
        if not self._words:
            return []
        rare = [word for word in self._words if not _is_common(self._connection, some([word]))]
        begun = len(self._words[-1]) >= _SHORTEST_BEGINNING
        for expression in (every(self._words, prefix=begun), some(rare or self._words)):
            if rows := list(islice(self._matching(expression), DEEPEST)):
                return rows
        return []

    def _fitting(self, rows: list[int]) -> list[int]:
        marks = ", ".join("?" * len(rows))
        statement = f"SELECT id FROM review WHERE id IN ({marks}) AND {self._which.sql}"  # noqa: S608
        fit = {row for (row,) in self._connection.execute(statement, (*rows, *self._which.values))}
        return [row for row in rows if row in fit]


def _title_expression(folded: str) -> str:
    return every(without_article(fold(folded)).split()[:MOST_WORDS] or ["-"], prefix=True)


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
