"""The names of public tags, badges and challenges: how they are spelt, and how often each is there."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal

from bot.catalogue.rows import joined, storable
from bot.catalogue.words import fold

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from bot.review.model import Review

Kind = Literal["tag", "badge", "challenge"]
_COLUMNS: dict[Kind, str] = {"tag": "tags", "badge": "badges", "challenge": "challenge"}


def learn(connection: sqlite3.Connection, reviews: Iterable[Review]) -> None:
    """Note how the names of these reviews are spelt."""
    spelt = {one for review in reviews for one in _spelt(review)}
    rows = [(kind, folded(name), name) for kind, name in sorted(spelt)]
    connection.executemany("INSERT OR IGNORE INTO name VALUES (?, ?, ?)", rows)


def spellings(connection: sqlite3.Connection, kind: Kind, name: str) -> list[str]:
    """How that name is spelt in reviews, whatever its case and accents here. None: no review has it."""
    rows = connection.execute("SELECT name FROM name WHERE kind = ? AND folded = ?", (kind, folded(name)))
    return [spelling for (spelling,) in rows]


def commonest(connection: sqlite3.Connection, kind: Kind) -> list[str]:
    """Every name once, in its commonest spelling: the one that most reviews have first."""
    return [name for name, _ in counted(connection, kind)]


def counted(connection: sqlite3.Connection, kind: Kind) -> list[tuple[str, int]]:
    """The same with how many reviews have each, in any spelling."""
    column = _COLUMNS[kind]
    spelt: Counter[str] = Counter()
    for names, count in connection.execute(
        f"SELECT {column}, count(*) FROM review INDEXED BY review_by_date WHERE {column} <> '' GROUP BY {column}"  # noqa: S608  our own names
    ):
        for name in names.split("\n") if kind != "challenge" else [names]:
            spelt[name] += count
    all_spellings: Counter[str] = Counter()
    spelling: dict[str, str] = {}
    for name, count in sorted(spelt.items(), key=lambda one: (-one[1], one[0])):
        all_spellings[folded(name)] += count
        spelling.setdefault(folded(name), name)
    return [(spelling[one], count) for one, count in sorted(all_spellings.items(), key=lambda one: (-one[1], one[0]))]


def folded(name: str) -> str:
    """The name as spellings of it are compared."""
    return storable(fold(name) or name.casefold().strip())


def _spelt(review: Review) -> Iterator[tuple[Kind, str]]:
    for kind, names in (("tag", review.public_tags), ("badge", review.badges)):
        for name in names:
            yield kind, storable(joined([name]))  # type: ignore[misc]  # both are kinds
    if review.challenge:
        yield "challenge", storable(review.challenge.name)
