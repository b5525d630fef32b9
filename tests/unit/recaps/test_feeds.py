from __future__ import annotations

import pytest

from bot.challenges.progress import progress
from bot.recaps.feeds import feeds, telling, told_by
from bot.settings.model import RecapRule
from tests.unit.challenges.entries import entry

CHALLENGES = progress([entry("Owls", 1, day=1), entry("Westerns", 1, day=2), entry("Silent Spring", 1, day=3)])
PLACES = {"toots", "films"}


def rule(challenge: str, *to: str, cron: str = "0 18 * * sun") -> RecapRule:
    return RecapRule(challenge, cron, to)


def test_one_feed_for_each_destination_that_exists() -> None:
    made = feeds([rule("*", "toots", "films", "toots", "elsewhere")], PLACES)
    assert [(feed.challenge, feed.destination) for feed in made] == [("*", "toots"), ("*", "films")]


def test_a_key_outlives_another_time_another_spelling_and_another_place() -> None:
    before = feeds([rule("Night Owls", "toots")], PLACES)
    after = feeds([rule("night  OWLS", "films", "toots", cron="0 9 * * sat")], PLACES)
    assert before[0].key == after[1].key != after[0].key


def test_two_rules_for_one_challenge_and_place_have_keys_of_their_own() -> None:
    made = feeds([rule("Owls", "toots"), rule("owls", "toots", cron="0 9 1 * *")], PLACES)
    assert len({feed.key for feed in made} | {feed.slots_key for feed in made}) == 4


def test_every_challenge_but_those_with_a_rule_of_their_own_there() -> None:
    every_toot, every_film, owls, nothing = made = feeds(
        [rule("*", "toots", "films"), rule("OWLS", "toots"), rule("Unheard of", "toots")], PLACES
    )
    assert [one.name for one in told_by(every_toot, CHALLENGES, made)] == ["Silent Spring", "Westerns"]
    assert [one.name for one in told_by(every_film, CHALLENGES, made)] == ["Silent Spring", "Westerns", "Owls"]
    assert [one.name for one in told_by(owls, CHALLENGES, made)] == ["Owls"]
    assert told_by(nothing, CHALLENGES, made) == []
    assert telling(CHALLENGES[2], CHALLENGES, made) == [every_film, owls]


def test_a_bad_cron_line_is_a_sentence() -> None:
    with pytest.raises(ValueError, match="weekdays are written by name"):
        feeds([rule("*", "toots", cron="0 18 * * 0")], PLACES)
