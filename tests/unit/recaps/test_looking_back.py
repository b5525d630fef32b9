"""What a month, a year and this day in earlier years brought."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.store import Catalogue
from bot.format.looking_back import LookBack, Told, thawed
from bot.recaps.compute import recap_data
from bot.recaps.looking_back import look_back, period_of
from bot.review.model import Challenge, Rating
from bot.settings.model import ChallengeRule
from tests.unit.catalogue.samples import read, review

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FIRST = date(2025, 10, 1)


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    opened = Catalogue.open(tmp_path, "rules")
    yield opened
    opened.close()


def put(catalogue: Catalogue, title: str, day: date | None, stars: float | None = 3, **more: Any) -> None:
    given = {"rating": None if stars is None else Rating(stars, 5), "challenge": None} | more
    name = f"{title.lower()}-{day}"
    catalogue.update("films", [read(review(title, 1970, id=name, path=f"{name}.md", date=day, **given))], ())


def told(catalogue: Catalogue, tell: Told, day: date, *rules: ChallengeRule) -> LookBack:
    found = look_back(catalogue, tell, day, picture=True, rules=rules)
    assert found is not None
    assert thawed(recap_data(found)) == found
    return found


def titles(one: LookBack) -> list[str]:
    return [entry.title for entry in one.entries]


@pytest.mark.parametrize(
    ("tell", "day", "period"),
    [
        ("month", date(2025, 10, 1), "2025-09"),
        ("month", date(2025, 10, 31), "2025-09"),
        ("month", date(2026, 1, 1), "2025-12"),
        ("year", date(2025, 12, 1), "2025"),
        ("year", date(2026, 1, 1), "2025"),
        ("year", date(2026, 11, 30), "2025"),
        ("on this day", date(2025, 9, 14), "2025-09-14"),
    ],
)
def test_which_time_is_told(tell: Told, day: date, period: str) -> None:
    assert period_of(tell, day) == period


def test_a_challenge_has_no_period() -> None:
    with pytest.raises(ValueError, match="no period"):
        period_of("challenge", FIRST)


@given(st.sampled_from([one for one in get_args(Told) if one != "challenge"]), st.dates(), st.dates())
def test_later_days_tell_of_later_times(tell: Told, one: date, other: date) -> None:
    first, then = sorted([one, other])
    assert period_of(tell, first) <= period_of(tell, then)


@pytest.mark.parametrize("tell", ["month", "year", "on this day"])
def test_there_may_be_nothing_to_tell(catalogue: Catalogue, tell: Told) -> None:
    put(catalogue, "Today", FIRST)
    put(catalogue, "Undated", None)
    put(catalogue, "Hidden", date(2024, 10, 1), post=False)
    put(catalogue, "Also Hidden", date(2025, 9, 1), post=False)
    put(catalogue, "Long Ago", date(2019, 3, 1))
    assert look_back(catalogue, tell, FIRST, picture=False) is None


def test_a_month_has_what_is_dated_in_it(catalogue: Catalogue) -> None:
    for day in (date(2025, 8, 31), date(2025, 9, 1), date(2025, 9, 30), date(2025, 10, 1)):
        put(catalogue, f"Of {day}", day, 4 if day.day == 1 else 2)
    put(catalogue, "Hidden", date(2025, 9, 2), 5, post=False)
    put(catalogue, "Open", date(2025, 9, 2), None)
    month = told(catalogue, "month", FIRST)
    assert (month.period, month.until, month.reviews, month.picture) == ("2025-09", "2025-09-30", 3, True)
    assert titles(month) == ["Of 2025-09-01", "Of 2025-09-30", "Open"]
    assert (month.mean, month.scale) == (3, 5)
    assert {value: count for value, count in month.histogram if count} == {2: 1, 4: 1}


def test_a_year_told_before_its_end_has_what_there_is(catalogue: Catalogue) -> None:
    put(catalogue, "January", date(2025, 1, 1))
    put(catalogue, "The Last", date(2025, 12, 31))
    early = told(catalogue, "year", date(2025, 12, 30))
    assert (early.period, early.until, titles(early)) == ("2025", "2025-12-30", ["January"])
    assert told(catalogue, "year", date(2026, 1, 1)).reviews == 2


def test_the_best_are_no_more_than_half_each_film_once_and_rated(catalogue: Catalogue) -> None:
    for number in range(1, 7):
        put(catalogue, f"Film {number}", date(2025, 9, number), number / 2 + 2)
    put(catalogue, "Film 6", date(2025, 9, 20), 4.5)
    put(catalogue, "Open", date(2025, 9, 21), None)
    assert titles(told(catalogue, "month", FIRST)) == ["Film 6", "Film 5", "Film 4", "Film 3"]
    for number in range(7, 60):
        put(catalogue, f"Film {number}", date(2025, 9, number % 28 + 1), 5)
    assert len(told(catalogue, "month", FIRST).entries) == 10


def test_films_that_are_rated_otherwise_now(catalogue: Catalogue) -> None:
    put(catalogue, "Risen", date(2019, 1, 1), 1)
    put(catalogue, "Risen", date(2020, 1, 1), 3, post=False)
    put(catalogue, "Risen", date(2025, 9, 1), 5)
    put(catalogue, "Same", date(2019, 1, 1), 3)
    put(catalogue, "Same", date(2025, 9, 1), rating=Rating(6, 10))
    put(catalogue, "Fallen", date(2020, 1, 1), 4)
    put(catalogue, "Fallen", date(2021, 1, 1), None)
    put(catalogue, "Fallen", date(2025, 9, 1), 3.5)
    put(catalogue, "First", date(2025, 9, 1), 3.5)
    changed = told(catalogue, "month", FIRST).changed
    assert [(one.entry.title, one.before) for one in changed] == [("Risen", (1, 5)), ("Fallen", (4, 5))]


def test_challenges_by_their_reviews_as_the_owner_has_them(catalogue: Catalogue) -> None:
    for number, name in enumerate(["Boo 2025", "Boo 2025", "Fog", "Private"], 1):
        put(catalogue, f"Film {number}", date(2025, 9, number), challenge=Challenge(name, number, 31))
    put(catalogue, "Hidden", date(2025, 9, 9), challenge=Challenge("Fog", 9, 31), post=False)
    put(catalogue, "Earlier", date(2025, 8, 9), challenge=Challenge("Fog", 8, 31))
    assert told(catalogue, "month", FIRST, ChallengeRule("Private", ignore=True)).challenges == (
        ("Boo 2025", 2),
        ("Fog", 1),
    )


def test_this_day_in_all_years_before(catalogue: Catalogue) -> None:
    for year in (2015, 2024, 2025, 2026):
        put(catalogue, f"Of {year}", date(year, 9, 14))
    put(catalogue, "Another Day", date(2015, 9, 15))
    day = told(catalogue, "on this day", date(2025, 9, 14))
    assert [(one.title, one.date) for one in day.entries] == [("Of 2015", "2015-09-14"), ("Of 2024", "2024-09-14")]
    assert (day.period, day.reviews) == ("2025-09-14", 2)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2025, 2, 28), ["Common", "Leap"]),
        (date(2028, 2, 28), ["Common"]),
        (date(2028, 2, 29), ["Leap"]),
        (date(2025, 3, 1), []),
    ],
)
def test_the_29th_of_february_is_told_on_the_28th_where_there_is_none(
    catalogue: Catalogue, day: date, expected: list[str]
) -> None:
    put(catalogue, "Common", date(2023, 2, 28))
    put(catalogue, "Leap", date(2024, 2, 29))
    found = look_back(catalogue, "on this day", day, picture=False)
    assert (titles(found) if found else []) == expected
