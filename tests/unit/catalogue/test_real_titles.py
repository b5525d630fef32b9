"""Slips of the finger in real titles: how many are found all the same. The titles themselves stand nowhere in here."""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import TYPE_CHECKING

import pytest

from bot.catalogue.store import Catalogue
from bot.catalogue.words import fold
from bot.review.model import ReadingRules
from bot.review.reader import read
from tests.unit.catalogue import samples

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
BESIDE = {one: other for row in ROWS for one, other in zip(row, row[1:] + row[-2], strict=True)}
SEED = 1895


@pytest.fixture(scope="module")
def real(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Catalogue, list[tuple[str, int]]]]:
    rules = ReadingRules("films", where={"layout": "review"}, scale=5)
    readings = [read(path.read_bytes(), path.name, rules) for path in sorted((shared / "reviews").rglob("*.md"))]
    reviews = {one.review.title: one.review for one in readings if one.review and one.review.year is not None}
    opened = Catalogue.open(tmp_path_factory.mktemp("real"), "rules")
    opened.update("films", [samples.read(one) for one in reviews.values()], ())
    yield opened, [(one.title, one.year or 0) for one in reviews.values()]
    opened.close()


def slips(title: str, year: int, rng: Random) -> Iterator[tuple[str, str]]:
    """What somebody may type for that title, by kinds."""
    text = title.lower()
    at = rng.choice([place for place, letter in enumerate(text) if letter.isalpha()])
    yield "as it is", text
    yield "a letter dropped", text[:at] + text[at + 1 :]
    yield "a letter doubled", text[:at] + text[at] + text[at:]
    yield "letters swapped", text[:at] + text[at + 1 : at + 2] + text[at] + text[at + 2 :]
    yield "the key beside", text[:at] + BESIDE.get(text[at], "x") + text[at + 1 :]
    yield "another first letter", BESIDE.get(text[0], "x") + text[1:]
    yield "no accents", fold(title)
    yield "no article", fold(title).removeprefix("the ").removeprefix("a ")
    yield "a year", f"{text} {year}"
    yield "a wrong year", f"{text} ({year + rng.choice((-2, -1, 1, 2))})"
    yield "a slip and a year", f"{text[:at]}{text[at + 1 :]} {year}"


def test_slips_in_real_titles_are_forgiven(real: tuple[Catalogue, list[tuple[str, int]]]) -> None:
    catalogue, films = real
    rng = Random(SEED)  # noqa: S311  # the same slips each time is the point
    first, fifth, asked = Counter[str](), Counter[str](), Counter[str]()
    for title, year in films:
        if len(fold(title)) < 4:  # with a slip, three letters are anything
            continue
        for kind, typed in slips(title, year, rng):
            labels = [one.label for one in catalogue.suggest(typed, 5)]
            asked[kind] += 1
            first[kind] += labels[:1] != [] and labels[0].startswith(f"{title} (")
            fifth[kind] += any(label.startswith(f"{title} (") for label in labels)
    assert min(asked.values()) > 80
    assert {kind: count for kind, count in asked.items() if first[kind] < 0.97 * count} == {}
    assert {kind: count for kind, count in asked.items() if fifth[kind] < 0.98 * count} == {}
    assert first["as it is"] == first["a year"] == first["no accents"] == asked["as it is"]
