"""A challenge's first and last day, its series, and when it is finished."""

from __future__ import annotations

from datetime import date

import pytest

from bot.challenges.names import figures, letters, plain, words
from bot.challenges.progress import progress
from bot.settings.model import ChallengeRule
from tests.unit.challenges.entries import entry


@pytest.mark.parametrize(
    ("name", "rule", "days"),
    [
        ("Owls 2025", None, (date(2025, 9, 1), date(2025, 12, 31))),
        ("Owls 2024", None, (date(2025, 9, 1), None)),
        ("Owls", None, (date(2025, 9, 1), None)),
        ("Owls 2025/2026", None, (date(2025, 9, 1), None)),
        ("Owls 2025/26", None, (date(2025, 9, 1), None)),
        ("Owls 2025–26", None, (date(2025, 9, 1), None)),
        ("Owls 2025/12", None, (date(2025, 9, 1), date(2025, 12, 31))),
        ("Owls", ChallengeRule("Owls", end=date(2025, 10, 31)), (date(2025, 9, 1), date(2025, 10, 31))),
        ("Owls", ChallengeRule("owls 2025", ("Owls",)), (date(2025, 9, 1), date(2025, 12, 31))),
        ("Owls 2025", ChallengeRule("Owls 2025", start=date(2025, 1, 5)), (date(2025, 1, 5), date(2025, 12, 31))),
    ],
)
def test_only_real_days_count(name: str, rule: ChallengeRule | None, days: tuple[date | None, date | None]) -> None:
    [one] = progress([entry(name, 1, day=0), entry(name, 2, day=9)], [rule] if rule else [])
    assert (one.start, one.deadline) == days


def test_undated_reviews_have_no_day() -> None:
    [one] = progress([entry("Owls 2025", 1, day=None)])
    assert (one.start, one.deadline) == (None, None)


def test_editions_share_a_series_whatever_their_figures_and_slips() -> None:
    names = ["Owl Month 2024", "Owl Month XII", "Owl Month 3.0", "Owl Mnoth 2025", "Anti-Owl Month", "Night Birds"]
    found = progress(
        [entry(name, 1, url=f"https://l.example/{name}") for name in names],
        [ChallengeRule("Night Birds", series="owl month")],
    )
    assert {one.name: one.series for one in found} == {
        **dict.fromkeys(["Owl Month 2024", "Owl Month XII", "Owl Month 3.0", "Owl Mnoth 2025"], "owlmonth"),
        "Anti-Owl Month": "antiowlmonth",
        "Night Birds": "owlmonth",
    }


def test_like_names_of_one_year_are_no_editions_of_each_other() -> None:
    one, other = progress([entry("Iran Challenge", day=0), entry("Iraq Challenge", day=9)])
    assert one.series != other.series


def test_a_name_of_figures_alone_is_of_no_series() -> None:
    assert progress([entry("2025", 1)])[0].series == ""


@pytest.mark.parametrize(
    ("lines", "finished"),
    [
        ([(1, 9), (9, 9)], True),
        ([(1, 9), (8, 9)], False),
        ([(1, 9), (2, 9), (90, 9)], False),
        ([(1, 9), (2, 9), (10, 10)], True),
        ([(1, 9), (2, 9), (10, 52)], False),
        ([(1, 9), (2, 9), (9, 6)], True),
        ([(None, 2), (None, 2)], True),
        ([(None, 3), (None, 3)], False),
        ([(1, None)], False),
    ],
)
def test_finished_when_the_last_number_is_reached(lines: list[tuple[int | None, int | None]], finished: bool) -> None:
    [one] = progress([entry("Owls", number, total, title=str(at)) for at, (number, total) in enumerate(lines)])
    assert one.finished is finished


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Owl Month XII", "owlmonth12"),
        ("owl month xii", "owlmonth12"),
        ("Owl-Month, 12.0!", "owlmonth12"),
        ("Ｏｗｌ Ｍｏｎｔｈ １２", "owlmonth12"),
        ("X Files", "xfiles"),
        ("Civil MIX", "civilmix"),
        ("The IV", "the4"),
        ("Owl 9 99", "owl9 99"),
        ("🦉🦉", "🦉🦉"),
        ("हिन्दी 2", "हिन्दी2"),
    ],
)
def test_names_that_say_the_same(name: str, said: str) -> None:
    assert plain(name) == said


def test_a_names_parts() -> None:
    assert words("Anti-Owl Month IX") == ("anti", "owl", "month", "9")
    assert (figures("Owl 2025 #3"), letters("Owl 2025 #3")) == (("2025", "3"), "owl")
