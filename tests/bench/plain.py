"""The plain ways to look something up: what the staged look-up is held against. And very many reviews without files."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.catalogue.model import Stamp
from bot.catalogue.words import every, words_of
from bot.review.model import ReadingRules
from bot.review.reader import read
from tests.bench.reviews import film, text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from bot.review.model import Reading

_READ = 500  # files whose text serves for all
_FILMS = 50_000  # different ones that there are


def scan(path: Path) -> Callable[[str], object]:
    """rapidfuzz over all titles, in memory."""
    from rapidfuzz import fuzz, process

    with sqlite3.connect(path) as connection:
        titles = [title for (title,) in connection.execute("SELECT heading FROM review")]
    connection.close()
    return lambda typed: process.extract(typed, titles, scorer=fuzz.WRatio, processor=str.casefold, limit=25)


def query(path: Path) -> Callable[[str], object]:
    """One full-text query for all the words, ranked, and the ten best rows."""
    connection = sqlite3.connect(path)
    joined = "prose JOIN review ON review.id = prose.rowid"
    best = f"SELECT review.data FROM {joined} WHERE prose MATCH ? ORDER BY rank LIMIT 10"  # noqa: S608

    def ask(asked: str) -> object:
        words = words_of(asked)
        return connection.execute(best, (every(words),)).fetchall() if words else []

    return ask


def readings(count: int) -> Iterator[tuple[Reading, Stamp]]:
    """So many reviews as if they had been read."""
    rules = ReadingRules("bench", scale=5, where={"layout": "review"})
    texts = [read(text(film(number)), film(number).file_name, rules) for number in range(_READ)]
    models = [one for one in texts if one.review is not None]
    for number in range(count):
        model, one = models[number % len(models)], film(number % _FILMS)
        title = one.title if number < _FILMS else f"{one.title} Returns"
        path = f"{number}.md"
        assert model.review is not None
        made = replace(model.review, id=path, path=path, title=title, year=one.year, date=one.reviewed)
        yield replace(model, path=path, review=made), Stamp(number, 1, 1, "", is_review=True)
