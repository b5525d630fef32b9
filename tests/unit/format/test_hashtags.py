"""Hashtags that Mastodon takes."""

from __future__ import annotations

from dataclasses import replace

import pytest
import regex
from hypothesis import given

from bot.format.hashtags import challenge_hashtag, hashtag, hashtags
from bot.review.model import Challenge
from tests.unit.format.made import LINES, TOOTS, a_review
from tests.unit.format.networks import HASHTAG_NAME


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Oh My Horror 2025", "OhMyHorror"),
        ("Hooptober 5.0", "Hooptober"),
        ("Halloween: Ranked", "HalloweenRanked"),
        ("31 days of horror", "31DaysOfHorror"),
        ("Director’s Cut #4", "DirectorsCut"),
        ("LGBTQ+ films", "LGBTQFilms"),
        ("2025", None),
        ("Été à l'écran (2024)", "ÉtéÀLécran"),
        ("映画祭", "映画祭"),
        ("'Tis the season: Noir", "TisTheSeasonNoir"),
        ("Rock ’n’ Roll", "RockNRoll"),
        ("ფილმების კვირა", "ფილმებისკვირა"),
        ("हिन्दी फ़िल्में", "हिन्दीफ़िल्में"),
        ("\u0301 e\u0301te\u0301", "Été"),
        ("straße im film", "StraßeImFilm"),
        ("2025 #4", None),
        ("_ __", None),
        ("!!!", None),
        ("x" * 61, None),
    ],
)
def test_a_challenge_without_its_year(name: str, expected: str | None) -> None:
    assert challenge_hashtag(name) == expected


@given(LINES)
def test_every_hashtag_is_valid(words: str) -> None:
    name = hashtag(words)
    assert name is None or regex.fullmatch(HASHTAG_NAME, name)


def test_private_tags_and_repeats_never_become_hashtags() -> None:
    policy = replace(TOOTS, hashtags={"Spooky": "#spooktober", "attic": "Attic", "x": "1"})
    review = a_review(public_tags=("spooky", "x", "unmapped"))
    assert hashtags(review, policy) == ("#Spooktober",)
    assert hashtags(replace(review, challenge=None), policy) == ("#Spooktober",)
    assert hashtags(replace(review, challenge=Challenge("Dreads")), policy) == ("#Dreads", "#Spooktober")


def test_challenges_have_aliases_with_their_year_or_without_it() -> None:
    given = {"oh my horror": "OMH", "Noir November 2025": "Noirvember", "#": "x"}
    assert challenge_hashtag("Oh My Horror 2025", given) == "OMH"
    assert challenge_hashtag("Noir  November 2025", given) == "Noirvember"
    assert challenge_hashtag("Noir November 2024", given) == "NoirNovember"
    review = a_review(public_tags=(), challenge=Challenge("Oh My Horror 2025"))
    assert hashtags(review, replace(TOOTS, hashtags=given)) == ("#OMH",)


def test_no_more_than_the_destination_wants_and_none_twice() -> None:
    given = {name: name for name in ("one", "two", "TWO", "three", "four")}
    review = a_review(public_tags=("one", "two", "three", "four"), challenge=Challenge("One"))
    policy = replace(TOOTS, hashtags=given)
    assert hashtags(review, policy) == ("#One", "#TWO", "#Three", "#Four")
    assert hashtags(review, replace(policy, most_hashtags=2)) == ("#One", "#TWO")
    assert hashtags(review, replace(policy, most_hashtags=0)) == ()
