"""All reviews in numbers, and the names that they carry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.catalogue.model import Group, Statistics
from bot.review.model import Challenge, Rating
from tests.unit.catalogue.samples import read, review

if TYPE_CHECKING:
    from bot.catalogue.store import Catalogue


def put(catalogue: Catalogue, count: int, name: str, **more: Any) -> None:
    catalogue.update("films", [read(review(f"{name} {n}", **more)) for n in range(count)], ())


def test_no_review_no_number(catalogue: Catalogue) -> None:
    assert catalogue.statistics() == Statistics(0, 0, None, None, (), (), ())


def test_ratings_are_counted_on_the_scale_that_most_have(catalogue: Catalogue) -> None:
    put(catalogue, 3, "Four", rating=Rating(4, 5))
    put(catalogue, 1, "Ten", rating=Rating(7, 10, usual=3.5))
    put(catalogue, 1, "Third", rating=Rating(10 / 3, 5))
    put(catalogue, 2, "Letter", rating=Rating(3, 4, "B"))
    put(catalogue, 2, "None", rating=None)
    told = catalogue.statistics()
    assert (told.reviews, told.rated, told.scale) == (9, 5, 5)
    assert told.mean == pytest.approx((12 + 3.5 + 10 / 3) / 5)
    assert dict(told.histogram) == dict.fromkeys((0.5, 1, 1.5, 2, 2.5, 3, 4.5, 5), 0) | {3.5: 2, 4: 3}
    assert [step for step, _ in told.histogram] == [n / 2 for n in range(1, 11)]


def test_the_worst_is_zero_where_somebody_gave_it_and_large_scales_have_twenty_steps(catalogue: Catalogue) -> None:
    put(catalogue, 2, "Zero", rating=Rating(0, 100))
    put(catalogue, 1, "Good", rating=Rating(88, 100))
    counted = dict(catalogue.statistics().histogram)
    assert (counted[0], counted[90], len(counted)) == (2, 1, 21)


def test_letters_alone_have_no_mean(catalogue: Catalogue) -> None:
    put(catalogue, 12, "Letter", rating=Rating(3, 4, "B"))
    told = catalogue.statistics()
    assert (told.rated, told.scale, told.mean, told.histogram) == (0, None, None, ())
    assert told.years == (Group(1987, 12, None),)


def test_small_groups_are_left_out(catalogue: Catalogue) -> None:
    put(catalogue, 9, "Nine", year=1987, rating=Rating(2, 5))
    put(catalogue, 10, "Ten", year=1989, rating=Rating(4, 5))
    put(catalogue, 10, "Old", year=1899, rating=None)
    put(catalogue, 20, "Undated", year=None)
    told = catalogue.statistics()
    assert told.reviews == 49
    assert told.years == (Group(1899, 10, None), Group(1989, 10, 4.0))
    assert [(one.first_year, one.count) for one in told.decades] == [(1890, 10), (1980, 19)]
    assert told.decades[1].mean == pytest.approx((9 * 2 + 10 * 4) / 19)


def test_names_come_once_in_their_commonest_spelling(catalogue: Catalogue) -> None:
    put(catalogue, 2, "A", public_tags=("Slow Burn", "fog"), badges=("MST3K",), challenge=Challenge("Été 2025"))
    put(catalogue, 3, "B", public_tags=("slow-burn",), badges=(), challenge=Challenge("Silents"))
    put(catalogue, 1, "C", public_tags=("two\nlines",), badges=("RiffTrax",), challenge=None)
    assert catalogue.names("tag") == ["slow-burn", "fog", "two lines"]
    assert catalogue.names("badge") == ["MST3K", "RiffTrax"]
    assert catalogue.names("challenge") == ["Silents", "Été 2025"]
    catalogue.update("films", [], [f"b-{n}-1987.md" for n in range(3)])
    assert catalogue.names("tag") == ["fog", "Slow Burn", "two lines"]
    assert catalogue.names("challenge") == ["Été 2025"]


def test_private_tags_are_no_names(catalogue: Catalogue) -> None:
    put(catalogue, 1, "A")
    assert catalogue.names("tag") == ["fog"]
