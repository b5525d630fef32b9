from __future__ import annotations

import re

import pytest

from bot.review.challenge_form import pattern_of
from bot.review.model import Challenge, ChallengeForm
from tests.unit.review.made import complaints, review

FILM = r"(?P<name>.+?): film (?P<position>\d+) of (?P<total>\d+)(?: \((?P<prompt>[^)]+)\))?"
KEYS = ChallengeForm(
    name=("month.name",), position=("month.film",), total=("month.of",), prompt=("month.about",), url=("month.list",)
)


def told(body: str, pattern: str = FILM) -> Challenge | None:
    return review(body=body, challenge=ChallengeForm(pattern)).challenge


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Fog Month: film 7 of 31 (Lighthouses)", Challenge("Fog Month", 7, 31, "Lighthouses")),
        ("**Fog Month: film 7 of 31**", Challenge("Fog Month", 7, 31)),
        ("## Fog Month: film 7 of 31", Challenge("Fog Month", 7, 31)),
        (
            "[Fog Month](https://lists.example/fog): film 7 of 31",
            Challenge("Fog Month", 7, 31, None, "https://lists.example/fog"),
        ),
        ("Fog Month: film 7 of many", None),
        ("Fog Month: film 7 of 31, and what a film", None),
    ],
)
def test_the_owners_pattern_reads_a_whole_line(line: str, expected: Challenge | None) -> None:
    assert told(f"{line}\n\nThe film is fine.") == expected


def test_the_line_leaves_the_prose() -> None:
    found = review(body="Fog Month: film 7 of 31\nThe film is fine.", challenge=ChallengeForm(FILM))
    assert found.text == "The film is fine."


def test_the_usual_forms_still_hold() -> None:
    assert told("<b>Fog Month | 7/31</b>\n\nFine.") == Challenge("Fog Month", 7, 31)


def test_the_pattern_reads_no_line_further_down() -> None:
    assert told("One.\n\nTwo.\n\nThree.\n\nFour.\n\nFog Month: film 7 of 31") is None


def test_a_group_may_tell_the_lists_address() -> None:
    pattern = r"(?P<name>\w+) #(?P<position>\d+) at (?P<url>\S+)"
    assert told("Fog #7 at https://lists.example/fog", pattern) == Challenge(
        "Fog", 7, None, None, "https://lists.example/fog"
    )


def test_a_pattern_that_takes_for_ever_is_told_and_the_file_is_read_without_it() -> None:
    slow = ChallengeForm(r"(?P<name>(?:a|aa|a?a)+)(?=b)c|d")
    said = complaints("title: A", "a" * 200 + "bcd", challenge=slow)
    assert said == ["1:1 : [source.challenge] pattern takes too long on this text; make it simpler."]


def test_keys_of_their_own_tell_the_parts() -> None:
    front = "title: A\nmonth: {name: Fog Month, film: 7, of: 31, about: Lighthouses, list: 'https://lists.example/fog'}"
    assert review(front, challenge=KEYS).challenge == Challenge(
        "Fog Month", 7, 31, "Lighthouses", "https://lists.example/fog"
    )


@pytest.mark.parametrize(
    ("said", "counted"), [("7/31", (7, 31)), ("'#7 of 31'", (7, 31)), ("'7'", (7, None)), ("x", (None, None))]
)
def test_a_position_may_bring_its_total(said: str, counted: tuple[int | None, int | None]) -> None:
    found = review(f"title: A\nmonth: {{name: Fog, film: {said}}}", challenge=KEYS).challenge
    assert found is not None
    assert (found.position, found.total) == counted


def test_without_a_name_there_is_no_challenge_in_the_keys() -> None:
    assert review("title: A\nmonth: {film: 7}", challenge=KEYS).challenge is None


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("(?P<name>.+", "it can't be read: missing )"),
        (r"Film \d+", r"it holds no (?P<name>…)"),
        (r"(?P<name>.+) (?P<film>\d+)", "(?P<film>…) is not known; there are name, position, total, prompt, url"),
    ],
)
def test_what_is_wrong_with_a_pattern_is_said(pattern: str, why: str) -> None:
    with pytest.raises(ValueError, match=re.escape(why)):
        pattern_of(pattern)
