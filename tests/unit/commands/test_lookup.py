"""What words mean in a real catalogue."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.commands.lookup import REMEMBERED, Lookup, NotReviewed
from bot.review.model import Rating, Review
from tests.flow.library import Library, review

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path) as made:
        made.put(
            review("Halloween", 1978, id="h78", path="h78.md", date=date(2026, 1, 1)),
            review("Halloween", 2018, id="h18", path="h18.md", date=date(2026, 1, 2)),
            review("Halloween Kills", 2021, date=date(2026, 1, 3)),
            review("2012", 2009),
        )
        yield made


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("h78", "h78"),  # a suggestion's value
        ("halloween (1978)", "h78"),
        ("Halloween 2018", "h18"),
        ("HALLOWEEN", "h18"),  # the newest review of films called so
        ("halloween kills", "halloween-kills"),
        ("2012", "2012"),
    ],
)
def test_a_review_is_found_by(library: Library, text: str, found: str) -> None:
    one = Lookup(library.catalogue).review(text)
    assert isinstance(one, Review)
    assert one.id == found


@pytest.mark.parametrize("text", ["halloween 1999", "hallowen", "kills", "Halloween II"])
def test_another_film_is_never_passed_off_as_the_one_asked_for(library: Library, text: str) -> None:
    one = Lookup(library.catalogue).review(text)
    assert isinstance(one, NotReviewed)
    assert one.text == text
    assert 1 <= len(one.nearest) <= 3


def test_earlier_reviews_of_the_film_come_along(library: Library) -> None:
    library.put(review("Halloween", 1978, id="again", path="again.md", date=date(2026, 5, 1), rating=Rating(5, 5)))
    one = Lookup(library.catalogue).review("halloween 1978")
    assert isinstance(one, Review)
    assert (one.id, [earlier.date for earlier in one.previous]) == ("again", [date(2026, 1, 1)])


def test_challenges_are_remembered_for_some_seconds(library: Library) -> None:
    now = [0.0]
    lookup = Lookup(library.catalogue, lambda: now[0])
    assert lookup.challenges() == []
    library.add("Owls", 1)
    assert lookup.challenges() == []
    now[0] = REMEMBERED + 0.1
    assert [one.name for one in lookup.challenges()] == ["Owls"]
