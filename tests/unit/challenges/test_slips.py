"""What the owner, and only the owner, is told of a challenge's reviews."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.challenges.counters import counters
from bot.challenges.progress import progress
from bot.challenges.slips import gaps, slips, spans
from bot.challenges.unknown import unknown
from bot.settings.model import ChallengeRule, RecapRule
from tests.unit.challenges.entries import entry

if TYPE_CHECKING:
    from bot.catalogue.model import ChallengeEntry

URL = "https://lists.example/owls"


def told(*entries: ChallengeEntry, rules: tuple[ChallengeRule, ...] = ()) -> list[tuple[str, str, int]]:
    [one] = progress(entries, rules)
    return [(slip.kind, slip.told, len(slip.review_ids)) for slip in slips(one)]


def test_a_challenge_without_slips_has_none() -> None:
    assert told(entry("Owls", 1, 9), entry("Owls", 2, 9)) == []


def test_every_slip_is_told_with_its_reviews() -> None:
    found = told(
        *(entry("Night Owls", number, 31, url=URL, day=number) for number in (1, 4, 5, 9)),
        entry("Night Owls", 5, 25, url=URL, title="Again"),
        entry("Night Owls", 52, 31, url=URL),
        entry("Nigth Owls", None, 31, url=URL),
    )
    assert found == [
        ("gap", "no review has 2-3, 6-8", 0),
        ("double", "5 stands in 2 reviews", 2),
        ("total", "it says 5/25, where the challenge has 31", 1),
        ("beyond", "it says 52, where the challenge has 31", 1),
        ("no number", "no number in 1 of 7 reviews", 1),
        ("name", "it is called “Nigth Owls”; the same list, and the name is mistyped", 1),
    ]


def test_a_name_the_owner_knows_is_no_slip() -> None:
    lines = entry("Owls", 1, url=URL), entry("Birds", 2, url=URL)
    assert told(*lines, rules=(ChallengeRule("Owls", ("Birds",)),)) == []


def test_without_numbers_there_are_no_gaps() -> None:
    [one] = progress([entry("Owls", None)])
    assert (gaps(one), slips(one)) == ((), ())


def test_numbers_in_few_words() -> None:
    assert (spans([]), spans([3]), spans([1, 2, 4, 7, 8, 9])) == ("", "3", "1-2, 4, 7-9")


def test_small_counters_are_told_at_their_highest() -> None:
    prompts = ["Countries 3/6 | Peru | Decades 1/6 | 90s", "countries 5/6", None, "Fog 24/7 fans | A 1/", "Decades 1/8"]
    lines = [entry("Owls", number, day=number) for number, _ in enumerate(prompts, 1)]
    said = [replace(one, challenge=replace(one.challenge, prompt=prompts[at])) for at, one in enumerate(lines)]
    found = [(one.name, one.reached, one.total) for one in counters(progress(said)[0])]
    assert found == [("Countries", 5, 6), ("Decades", 1, 6), ("Decades", 1, 8)]


def test_a_name_no_review_knows_is_told_with_the_nearest() -> None:
    recaps = [RecapRule("*", None, ()), RecapRule("nigth owls", None, ()), RecapRule("", None, (), "month")]
    rules = [ChallengeRule("Night Owls"), ChallengeRule("Westerns"), ChallengeRule("Noise", ignore=True)]
    lines = [entry("Night Owls", 1), entry("Noise", 1)]
    assert [one.told for one in unknown(lines, recaps, rules)] == [
        "[[recap]] names “nigth owls”, a challenge that no review tells of yet; nearest: “Night Owls”",
        "[[challenge]] names “Westerns”, a challenge that no review tells of yet; nearest: “Night Owls”",
    ]
    assert unknown([], recaps[1:2], [])[0].told.endswith("no review tells of yet")
