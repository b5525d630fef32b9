"""Finding reviews by words: ranked, the title weighing most, and within milliseconds for the commonest words too."""

from __future__ import annotations

import json
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

    from bot.catalogue.model import Wanted
    from bot.catalogue.narrowing import Condition

COMMON = 6000  # more matches than this aren't ranked (each would have to be weighed) but come newest first
DEEPEST = 10_000  # hits that can be paged to
_WEIGHTS = "10.0, 1.0, 3.0, 5.0, 3.0"  # of heading, text, tags, challenge, badges
_FEW = 500  # matches that are opened one by one
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
    rows = _Search(connection, which, text).rows()
    most, start = _page(limit, offset)
    expression = some(words_of(text)) or _NOTHING
    page = [_hit(connection, row, expression) for row in rows[start : start + most]]
    return Found(tuple(hit for hit in page if hit), len(rows))


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
    """One search for words: step after step, the later ones taken only if those before them gave nothing."""

    def __init__(self, connection: sqlite3.Connection, which: Condition, text: str) -> None:
        self._connection, self._which, self._words, self._asked = connection, which, words_of(text), asked_of(text)

    def rows(self) -> list[int]:
        """Everything found, best first: titles, then reviews with all the words, else the next best."""
        found = [*self._fitting(self._titles()), *(self._matching(every(self._words)) if self._words else ())]
        return list(dict.fromkeys(found))[:DEEPEST] or self._otherwise()

    def _titles(self) -> list[int]:
        """The film of that name, then titles with all the words."""
        found = matching.whole(self._connection, self._asked)
        found += matching.worded(self._connection, self._asked, _TITLED)
        return list(dict.fromkeys(one.row for one in found))

    def _matching(self, expression: str) -> list[int]:
        """Reviews that match, weighed; too many of them unweighed, the newest first."""
        matches = self._matches(expression)
        if matches > COMMON:
            statement = f"""SELECT id FROM review INDEXED BY review_by_date
                WHERE id IN (SELECT rowid FROM prose WHERE prose MATCH ?) AND {self._which.sql}
                ORDER BY date DESC, path DESC LIMIT ?"""  # noqa: S608
        else:
            statement = f"""SELECT rowid FROM prose WHERE prose MATCH ? AND {self._among(matches)}
                ORDER BY bm25(prose, {_WEIGHTS}), rowid DESC LIMIT ?"""  # noqa: S608
        rows = self._connection.execute(statement, (expression, *self._which.values, DEEPEST))
        return [row for (row,) in rows]

    def _among(self, matches: int) -> str:
        """The condition on matches: few are opened one by one, for many all reviews are gone through once."""
        if self._which == ANY:
            return "1"
        if matches <= _FEW:
            return f"EXISTS (SELECT 1 FROM review WHERE id = prose.rowid AND {self._which.sql})"  # noqa: S608
        # The plus keeps SQLite from asking the words index about each of these reviews by itself.
        return f"+rowid IN (SELECT id FROM review INDEXED BY review_by_date WHERE {self._which.sql})"  # noqa: S608

    def _otherwise(self) -> list[int]:
        """No review has all the words: titles nearly spelt so; else the last word only begun; else any rare word."""
        if rows := self._fitting([one.row for one in otherwise(self._connection, self._asked)]):
            return rows
        if not self._words:
            return []
        rare = [word for word in self._words if self._matches(some([word])) <= COMMON]
        begun = len(self._words[-1]) >= _SHORTEST_BEGINNING
        return self._matching(every(self._words, prefix=begun)) or self._matching(some(rare or self._words))

    def _fitting(self, rows: list[int]) -> list[int]:
        statement = f"SELECT id FROM review WHERE id IN (SELECT value FROM json_each(?)) AND {self._which.sql}"  # noqa: S608
        fit = {row for (row,) in self._connection.execute(statement, (json.dumps(rows), *self._which.values))}
        return [row for row in rows if row in fit]

    def _matches(self, expression: str) -> int:
        """How many reviews match; of many only that they are many."""
        row = self._connection.execute(
            "SELECT count(*) FROM (SELECT 1 FROM prose WHERE prose MATCH ? LIMIT ?)", (expression, COMMON + 1)
        ).fetchone()
        return int(row[0])


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
