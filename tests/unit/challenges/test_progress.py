from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from bot.challenges.progress import UnknownChallenge, find, nearest_names, progress, progress_form
from bot.errors import UsageError
from bot.recaps.compute import recap_of
from bot.review.model import Rating
from tests.unit.challenges.entries import entry


def test_a_position_taken_twice_counts_once() -> None:
    [one] = progress([entry("Owls", 1), entry("Owls", 2), entry("Owls", 2, title="Again")])
    assert (one.done, len(one.entries)) == (2, 3)


def test_without_any_counter_every_review_counts() -> None:
    [one] = progress([entry("Owls", None, None, title="A"), entry("Owls", None, None, title="B")])
    assert (one.done, one.total) == (2, None)


def test_the_total_is_what_most_reviews_say() -> None:
    [one] = progress([entry("Owls", 1, 52), entry("Owls", 2, 52), entry("Owls", 3, 25)])
    assert one.total == 52


def test_a_tie_over_the_total_goes_to_the_latest() -> None:
    [one] = progress([entry("Owls", 1, 31, day=1), entry("Owls", 2, 32, day=2)])
    assert one.total == 32


def test_the_mean_is_of_the_rated_ones_on_the_scale_most_use() -> None:
    [one] = progress(
        [
            entry("Owls", 1, stars=4),
            entry("Owls", 2, stars=3),
            entry("Owls", 3, stars=None),
            entry("Owls", 4, stars=10, scale=10),
            entry("Owls", 5, stars=0, scale=0),
        ]
    )
    assert (one.mean, one.scale) == (4.0, 5.0)


def test_nothing_rated_has_no_mean() -> None:
    [one] = progress([entry("Owls", 1, stars=None)])
    assert (one.mean, one.scale) == (None, None)


def test_letters_have_no_mean() -> None:
    lettered = replace(entry("Owls", 1), rating=Rating(3, 4, "B"))
    assert progress([lettered])[0].mean is None
    assert progress([lettered, lettered, entry("Owls", 2, stars=2)])[0].mean == 2.0
    [one] = recap_of(progress([lettered])[0], [lettered], since=None, until=date(2025, 10, 1)).entries
    assert (one.rating, one.label) == ((3, 4), "B")


def test_the_freshest_challenge_comes_first_and_entries_stand_oldest_first() -> None:
    found = progress(
        [entry("Old", 1, day=1), entry("New", 2, day=9), entry("New", 1, day=8), entry("New", 3, day=None)]
    )
    assert [one.name for one in found] == ["New", "Old"]
    assert [item.challenge.position for item in found[0].entries] == [3, 1, 2]
    assert found[0].last == date(2025, 9, 10)


def test_a_challenge_is_found_whatever_the_case_and_by_a_slip_of_the_reviewer() -> None:
    url = "https://lists.example/owls"
    found = progress([entry("Night Owls", 1, url=url), entry("Night Owls", 2, url=url), entry("Nite Owls", 3, url=url)])
    assert find(found, "NIGHT OWLS").name == "Night Owls"
    assert find(found, "nite owls").name == "Night Owls"


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    found = progress([entry("Night Owls 2025", 1), entry("Silent Spring", 1), entry("Westerns", 1)])
    with pytest.raises(
        UnknownChallenge, match=r"There is no challenge “nigth owls” .* Nearest: “Night Owls 2025”"
    ) as caught:
        find(found, "nigth owls")
    assert isinstance(caught.value, UsageError)
    assert nearest_names(found, "western", 1) == ["Westerns"]


def test_a_challenge_is_found_by_its_name_written_otherwise() -> None:
    found = progress([entry("Owl Month 12", 1), entry("Owl Month 11", 1)])
    assert find(found, "Owl Month XII").name == "Owl Month 12"


def test_an_unknown_name_without_any_challenge() -> None:
    with pytest.raises(UnknownChallenge, match="none of them names a challenge yet"):
        find([], "Owls")


def test_a_challenge_as_json() -> None:
    [one] = progress([entry("Owls", 1, stars=4, url="https://lists.example/o"), entry("Owls", 3, stars=3.5, day=4)])
    assert json.loads(json.dumps(progress_form(one))) == {
        "name": "Owls",
        "done": 2,
        "total": 52,
        "mean": 3.75,
        "scale": 5.0,
        "url": "https://lists.example/o",
        "last": "2025-09-05",
        "reviews": 2,
    }
