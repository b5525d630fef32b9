"""What a recap says of the pace, of milestones, of the best and of the edition before."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.format import recap_words as words
from bot.format.looking_back import Before, Pace
from tests.unit.format.made import a_recap

RECAP = a_recap(3, done=20, total=52)
PACE = Pace("2025-12-31", 81, 20, 0, 2.77, None)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, "On schedule: needs 2.8 a week until 31 December"),
        ({"ahead": 3, "per_week": 2.0}, "3 ahead of schedule: needs 2 a week until 31 December"),
        (
            {"ahead": -2, "projected": "2026-01-20"},
            "2 behind schedule: needs 2.8 a week until 31 December, at this rate done on 20 January 2026",
        ),
        ({"per_week": 0.01}, "On schedule: needs 0.1 a week until 31 December"),
        ({"days_left": 6}, "On schedule: 32 to go in 6 days"),
        ({"days_left": 1, "ahead": -32, "projected": "2026-01-20"}, "32 behind schedule: 32 to go in 1 day"),
        ({"days_left": 0, "ahead": -32, "per_week": None}, "The last day was 31 December: 32 short"),
        ({"days_left": 0, "ahead": 0, "per_week": None}, "The last day was 31 December"),
        ({"per_week": None}, "On schedule: the last day is 31 December"),
        ({"deadline": "2026-02-28"}, "On schedule: needs 2.8 a week until 28 February 2026"),
    ],
)
def test_the_pace(changes: dict[str, Any], told: str) -> None:
    assert words.pace(replace(RECAP, pace=replace(PACE, **changes))) == told


def test_no_pace_without_a_last_day_or_once_it_is_finished() -> None:
    assert words.pace(RECAP) == ""
    assert words.pace(replace(RECAP, pace=PACE, finished=True)) == "Finished"
    assert words.pace(replace(RECAP, pace=PACE, finished=True, milestone="finished")) == ""


def test_milestones_have_headlines() -> None:
    assert words.headline(RECAP) == "Spooktober 2025: 20 of 52"
    assert words.headline(replace(RECAP, milestone="half-way")) == "Half-way through Spooktober 2025: 20 of 52"
    assert words.headline(replace(RECAP, milestone="finished")) == "Spooktober 2025 is finished: 20 of 52"


def test_how_many_are_as_good() -> None:
    def entry(one: Any, between: str) -> str:
        return f"{one.title}{between}{' ★' if one.rating else ''}"

    entries = [replace(one, rating=(1.0, 5.0)) for one in RECAP.entries]
    assert words.extreme("Best", [], entry) == ""
    assert words.extreme("Best", entries[:1], entry) == "Best: Film 1 ★"
    assert words.extreme("Best", entries[:2], entry) == "Best: Film 1 and Film 2 ★"
    assert words.extreme("Worst", entries, entry) == "Worst: Film 1 and 2 more ★"


def test_the_edition_before() -> None:
    before = Before("Spook*tober* 2024", 9, 3.14, finished=False)
    assert words.before(None, 5, str) == ""
    assert words.before(before, 5, str.upper) == "At this point, SPOOK*TOBER* 2024 was at 9, 3.1/5 on average"
    assert words.before(replace(before, mean=None, finished=True), 5, str) == (
        "At this point, Spook*tober* 2024 was finished"
    )


def test_the_year_is_told_where_it_is_another() -> None:
    assert words.since(RECAP) == "since 5 October"
    assert words.since(replace(RECAP, since="2024-12-29")) == "since 29 December 2024"
    assert words.since(replace(RECAP, since=None)) == "so far"


@pytest.mark.parametrize(("weeks", "told"), [(0, ""), (1, ""), (2, "2 weeks in a row")])
def test_a_row_of_weeks(weeks: int, told: str) -> None:
    assert words.streak(replace(RECAP, streak=weeks)) == told
