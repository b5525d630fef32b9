"""Finding reviews by words: ranked, the title weighing most, and within milliseconds for the commonest words too."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from bot.catalogue.model import Hit
from bot.catalogue.rows import KEPT, review_of
from bot.catalogue.sameness import own_words
from bot.catalogue.suggesting import near
from bot.catalogue.words import LONGEST_QUERY, MOST_WORDS, every, fold, some, without_article, words_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

COMMON = 6000  # more matches than this aren't ranked (each would have to be weighed) but come newest first
DEEPEST = 10_000  # hits that can be paged to
_WEIGHTS = "10.0, 1.0, 3.0, 5.0, 3.0"  # of heading, text, tags, challenge, badges
_SNIPPET = 300  # characters
_TITLED = 500  # title matches that are put first, at most
_SHORTEST_BEGINNING = 3  # letters; fewer begin too many words


def search(connection: sqlite3.Connection, query: str, limit: int, offset: int) -> list[Hit]:
    """The reviews that answer the query. No word in it, or nothing asked for: none."""
    words = words_of(query)
    folded = fold(query[:LONGEST_QUERY])
    if not words or limit <= 0 or not 0 <= offset < DEEPEST:
        return []
    rows = list(islice(_found(connection, words, folded), offset, min(offset + limit, DEEPEST)))
    return [hit for row in rows if (hit := _hit(connection, row, some(words)))]


def _found(connection: sqlite3.Connection, words: list[str], folded: str) -> Iterator[int]:
    """Row after row, each once; a step is taken only if the steps before it gave too little."""
    seen: set[int] = set()
    for step in (_in_titles, _anywhere):
        for row in step(connection, words, folded):
            if row not in seen:
                seen.add(row)
                yield row
    if not seen:
        yield from _otherwise(connection, words, folded)


def _in_titles(connection: sqlite3.Connection, _: list[str], folded: str) -> Iterator[int]:
    """Titles with all the words, the last one being begun at least: the film of that name, then the shortest."""
    rows = connection.execute(
        """SELECT id FROM review WHERE start = ?1
            OR id IN (SELECT rowid FROM titles WHERE titles MATCH ?2 ORDER BY rowid DESC LIMIT ?3)
            ORDER BY start = ?1 DESC, length(start), +date DESC, path DESC""",
        (without_article(folded), _title_expression(folded), _TITLED),
    )
    return (row for (row,) in rows)


def _anywhere(connection: sqlite3.Connection, words: list[str], _: str) -> Iterator[int]:
    return _matching(connection, every(words))


def _matching(connection: sqlite3.Connection, expression: str) -> Iterator[int]:
    """Reviews that match, weighed; too many of them unweighed, the newest first."""
    if _is_common(connection, expression):
        # Walks the dates and asks for each row, which pays because every few rows one matches.
        rows = connection.execute(
            """SELECT id FROM review CROSS JOIN prose ON prose.rowid = review.id WHERE prose MATCH ?
                ORDER BY date DESC, path DESC LIMIT ?""",
            (expression, DEEPEST),
        )
    else:
        rows = connection.execute(
            f"SELECT rowid FROM prose WHERE prose MATCH ? ORDER BY bm25(prose, {_WEIGHTS}), rowid DESC LIMIT ?",  # noqa: S608
            (expression, DEEPEST),
        )
    return (row for (row,) in rows)


def _otherwise(connection: sqlite3.Connection, words: list[str], folded: str) -> Iterator[int]:
    """No review has all the words: titles nearly spelt so; else the last word only begun; else any rare word."""
    if rows := near(connection, folded):
        yield from rows
        return
    rare = [word for word in words if not _is_common(connection, some([word]))]
    for expression in (every(words, prefix=len(words[-1]) >= _SHORTEST_BEGINNING), some(rare or words)):
        if rows := list(islice(_matching(connection, expression), DEEPEST)):
            yield from rows
            return


def _title_expression(folded: str) -> str:
    return every(without_article(folded).split()[:MOST_WORDS] or ["-"], prefix=True)


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
