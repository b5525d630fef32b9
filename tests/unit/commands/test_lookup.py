"""What words mean in a real catalogue."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from bot.catalogue.rows import handle
from bot.commands.look import look_of
from bot.commands.lookup import REMEMBERED, Lookup, NotReviewed
from bot.review.model import Rating, Review
from tests.flow.library import Library, review
from tests.flow.room import SITE

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
            review("Dune: Part Two", 2024, id="two"),
        )
        yield made


def lookup(library: Library, **more: Any) -> Lookup:
    return Lookup(library.catalogue, SITE, look_of(SITE), **more)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("h78", "h78"),  # a suggestion's value
        ("halloween (1978)", "h78"),
        ("Halloween 2018", "h18"),
        ("HALLOWEEN", "h18"),  # the newest review of films called so
        ("halloween kills", "halloween-kills"),
        ("2012", "2012"),
        ("dune 2", "two"),
        ("Dune: Part II (2024)", "two"),
        (handle("h78"), "h78"),
        ("haloween kils", "halloween-kills"),  # only one film can be meant
        ("Hallowene Kills 2021", "halloween-kills"),
    ],
)
def test_a_review_is_found_by(library: Library, text: str, found: str) -> None:
    one = lookup(library).titled(text)
    assert isinstance(one, Review)
    assert one.id == found


@pytest.mark.parametrize("text", ["halloween 1999", "hallowen", "kills", "Halloween II", "Hallowen Kills 2022"])
def test_another_film_is_never_passed_off_as_the_one_asked_for(library: Library, text: str) -> None:
    one = lookup(library).titled(text)
    assert isinstance(one, NotReviewed)
    assert one.text == text
    assert 1 <= len(one.nearest) <= 3


def test_earlier_reviews_of_the_film_come_along(library: Library) -> None:
    library.put(review("Halloween", 1978, id="again", path="again.md", date=date(2026, 5, 1), rating=Rating(5, 5)))
    one = lookup(library).titled("halloween 1978")
    assert isinstance(one, Review)
    assert (one.id, [earlier.date for earlier in one.previous]) == ("again", [date(2026, 1, 1)])


def test_challenges_are_remembered_for_some_seconds(library: Library) -> None:
    now = [0.0]
    known = lookup(library, ticks=lambda: now[0])
    assert known.challenges() == []
    library.add("Owls", 1)
    assert known.challenges() == []
    now[0] = REMEMBERED + 0.1
    assert [one.name for one in known.challenges()] == ["Owls"]
