from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.catalogue.model import Stamp
from bot.catalogue.rows import COLUMNS, KEPT, review_of, to_row
from bot.catalogue.sameness import shape
from bot.catalogue.store import Catalogue
from bot.review.model import Excerpt, Reading, Review, Span
from tests.unit.catalogue.samples import review

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BODY = Excerpt("The gulls are right.", "It sums up.")


def given(title: str, text: str, instead: Excerpt | None = BODY) -> Review:
    return review(title, excerpt=Excerpt(text, "The front matter gives it.", instead=instead))


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    made = Catalogue.open(tmp_path, "x")
    yield made
    made.close()


def fill(catalogue: Catalogue, *reviews: Review) -> None:
    readings = [(Reading(one.path, one), Stamp(1, 1, 1, "", True)) for one in reviews]
    catalogue.update("films", readings, ())


def test_an_excerpt_comes_back_whole() -> None:
    whole = Excerpt("One two.", "Why.", ("a", "b", "c", "d"), (Span(0, 3, "link", "https://x.example"),), BODY)
    row = dict(zip(COLUMNS, to_row(review(excerpt=whole), "films", "a.md"), strict=True))
    assert review_of([row[name] for name in KEPT.split(", ")]).excerpt == whole


def test_the_shape_leaves_title_and_numbers_out() -> None:
    first, second = given("Amélie", "Our AMELIE (2001) review, no. 5"), given("Up", "Our Up (2009) review – no. 12")
    assert shape(first) == shape(second) != shape(given("Up", "Uplifting review"))
    assert shape(given("Up", "Our Up review, no.", None)) == ""


def test_what_stands_in_many_reviews_gives_way_everywhere(catalogue: Catalogue) -> None:
    same = [given(title, f"We watched {title} so you needn't.") for title in ("Fog", "Gulls", "Lamp")]
    fill(catalogue, *same[:2])
    assert catalogue.own_words(same[2]).excerpt.text == "We watched Lamp so you needn't."
    fill(catalogue, same[2], given("Oil", "Slick and sorry."))
    assert {one.excerpt for one in map(catalogue.own_words, same)} == {BODY}
    assert {one.title: one.excerpt.text for one in catalogue.latest(9)}["Oil"] == "Slick and sorry."
    found = catalogue.get(same[0].id)
    assert found is not None
    assert found.excerpt == BODY
    assert catalogue.search("fog")[0].review.excerpt == BODY


@pytest.mark.thorough
def test_three_among_very_many_may_be_chance(catalogue: Catalogue) -> None:
    fill(catalogue, *[given(f"Film {'x' * number}", f"Word{number} says it") for number in range(700)])
    same = [given(f"Gull {letter}", "Skip it!") for letter in "abcd"]
    fill(catalogue, *same[:3])
    assert catalogue.own_words(same[0]) == same[0]
    fill(catalogue, same[3])
    assert catalogue.own_words(same[0]).excerpt == BODY
