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
