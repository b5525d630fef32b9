from __future__ import annotations

from typing import Any

import pytest

from bot.challenges.progress import progress
from bot.recaps.feeds import counting, feeds, look_backs, marks, reaching, telling, told_by
from bot.settings.model import RecapRule
from tests.unit.challenges.entries import entry

CHALLENGES = progress([entry("Owls", 1, day=1), entry("Westerns", 1, day=2), entry("Silent Spring", 1, day=3)])
PLACES = {"toots", "films"}


def rule(challenge: str, *to: str, cron: str | None = "0 18 * * sun", **options: Any) -> RecapRule:
    return RecapRule(challenge, cron, to, **options)


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


def test_a_rule_for_milestones_only_takes_nothing_from_the_others_and_tells_where_nobody_else_does() -> None:
    finished = rule("Owls", "toots", cron=None, milestones=("finished",))
    every, owls = made = feeds([rule("*", "toots", milestones=("finished", "half-way")), finished], PLACES)
    assert [one.name for one in told_by(every, CHALLENGES, made)] == ["Silent Spring", "Westerns", "Owls"]
    assert telling(CHALLENGES[2], CHALLENGES, made) == [every]
    assert telling(CHALLENGES[2], CHALLENGES, [owls]) == [owls]
    everys, halves, its = marks(made)
    assert (everys.milestone, halves.milestone, its.feed) == ("finished", "half-way", owls)
    assert [one.name for one in reaching(everys, CHALLENGES, made)] == ["Silent Spring", "Westerns"]
    assert [one.name for one in reaching(its, CHALLENGES, made)] == ["Owls"]
    assert counting(its, CHALLENGES[2], CHALLENGES, made) == every  # by the weekly count
    assert counting(its, CHALLENGES[2], CHALLENGES, [owls]) == owls


def test_a_milestone_is_told_once_though_two_rules_name_it() -> None:
    both = [rule("Owls", "toots", cron=None, milestones=("finished",)), rule("owls", "toots", milestones=("finished",))]
    (mark,) = marks(feeds(both, PLACES))
    assert mark.feed.line is not None


def test_months_and_years_have_feeds_of_their_own_and_two_rules_for_one_place_share_what_they_told() -> None:
    rules = [rule("", "toots", "films", tell="month"), rule("", "toots", cron="0 9 2 * *", tell="month")]
    rules += [rule("", "toots", tell="year"), rule("month in review", "toots"), rule("*", "toots")]
    made = look_backs(rules, PLACES)
    assert [(one.what, one.destination) for one in made] == [
        ("the month", "toots"),
        ("the month", "films"),
        ("the month", "toots"),
        ("the year", "toots"),
    ]
    assert made[0].key == made[2].key
    assert len({one.key for one in (*made, *feeds(rules, PLACES))}) == 5
    assert [one.what for one in feeds(rules, PLACES)] == ["month in review", "all challenges"]
