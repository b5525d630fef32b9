"""A challenge that passes from one rule to another: what the one told, the other does not tell again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.recaps.by_hand import RecapsByHand
from bot.review.model import Challenge
from bot.settings.model import ChallengeRule
from tests.flow.recaps.told import NEW_YORK, SUNDAY, arrived, milestones, rule, told

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.ledger.store import Ledger
    from bot.recaps.recapper import Recapper
    from bot.review.model import Review
    from tests.flow.clocks import PushedClock
    from tests.flow.library import Library

WEEK = timedelta(weeks=1)
MILESTONES = ("half-way", "finished")


def films(ledger: Ledger) -> list[list[str]]:
    return [titles for _, _, titles in told(ledger)]


async def test_without_its_own_rule_a_challenge_goes_on_where_it_was(
    library: Library, ledger: Ledger, clock: PushedClock, recapper: Callable[..., Recapper]
) -> None:
    both = rule(), rule("Owls")
    await recapper(*both).tick()
    library.add("Owls", 1)
    clock.set(SUNDAY)
    await recapper(*both).tick()
    library.add("Owls", 2)
    clock.set(SUNDAY + WEEK)
    await recapper(rule()).tick()
    library.add("Owls", 3)
    clock.set(SUNDAY + 2 * WEEK)
    await recapper(*both).tick()
    clock.set(SUNDAY + 3 * WEEK)
    await recapper(rule()).tick()
    assert films(ledger) == [["Owls film 1"], ["Owls film 2"], ["Owls film 3"]]


async def test_a_milestone_that_one_rule_told_no_other_tells(
    library: Library, ledger: Ledger, clock: PushedClock, recapper: Callable[..., Recapper]
) -> None:
    every, own = rule("*", None, milestones=MILESTONES), rule("Owls", None, milestones=MILESTONES)
    await recapper(every, own).tick()
    arrived(ledger, library.add("Owls", 1, 2, total=4, on=date(2026, 1, 5)), clock.now())
    await recapper(every, own).tick()
    await recapper(every).tick()
    arrived(ledger, library.add("Owls", 3, 4, total=4, on=date(2026, 1, 6)), clock.now())
    await recapper(every).tick()
    await recapper(every, own).tick()
    assert milestones(ledger) == [("toots", "Owls", "half-way"), ("toots", "Owls", "finished")]


async def test_when_the_next_edition_begins_the_one_before_is_not_told_anew(
    library: Library, ledger: Ledger, clock: PushedClock, recapper: Callable[..., Recapper]
) -> None:
    rules = rule(milestones=MILESTONES), rule("Owls", milestones=MILESTONES)

    def write(year: int, *positions: int) -> tuple[Review, ...]:
        made = []
        for position, one in zip(positions, library.add("Owls", *positions, total=4), strict=True):
            url = f"https://lists.example/list/{year}"
            name = f"owls-{year}-{position}"
            again = replace(
                one, id=name, path=f"{name}.md", title=name, challenge=Challenge("Owls", position, 4, None, url)
            )
            made.append(replace(again, date=date(year, 1, 1) + timedelta(days=position)))
        library.catalogue.update("films", (), [f"owls-film-{position}.md" for position in positions])
        library.put(*made)
        arrived(ledger, tuple(made), clock.now())
        return tuple(made)

    await recapper(*rules).tick()
    write(2026, 1, 2, 3, 4)
    clock.set(SUNDAY)
    await recapper(*rules).tick()
    before = films(ledger)
    clock.set(SUNDAY + 52 * WEEK)
    write(2027, 1, 2, 3)
    await recapper(*rules).tick()
    clock.set(SUNDAY + 53 * WEEK)
    await recapper(*rules).tick()
    since = films(ledger)[len(before) :]
    assert [title for titles in since for title in titles] == ["owls-2027-1", "owls-2027-2", "owls-2027-3"]
    assert [kind for _, _, kind in milestones(ledger)] == ["finished", "half-way"]


async def test_a_review_that_moves_to_another_challenge_is_not_told_again(
    library: Library, ledger: Ledger, clock: PushedClock, recapper: Callable[..., Recapper]
) -> None:
    rules = rule("Owls"), rule("Westerns")
    await recapper(*rules).tick()
    library.add("Westerns", 1)
    [wrong] = library.add("Owls", 2)
    clock.set(SUNDAY)
    await recapper(*rules).tick()
    library.put(replace(wrong, challenge=Challenge("Westerns", 2, 52)))
    clock.set(SUNDAY + WEEK)
    assert await recapper(*rules).tick() == []
    assert films(ledger) == [["Owls film 2"], ["Westerns film 1"]]


async def test_by_hand_what_was_told_is_not_new_under_another_name(
    library: Library, ledger: Ledger, clock: PushedClock
) -> None:
    library.add("Owls", 1)
    before = RecapsByHand(library.catalogue, ledger, (), NEW_YORK, ("toots",))
    before.owe(before.draw("owls", "new", clock.now()), ["toots"], clock.now())
    renamed = [ChallengeRule("The Owls of Winter", aliases=("Owls",))]
    after = RecapsByHand(library.catalogue, ledger, (), NEW_YORK, ("toots",), renamed)
    assert after.draw("owls", "new", clock.now()).entries == ()
