"""Several recap rules beside each other, rules that change, and recaps by hand."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.challenges.progress import UnknownChallenge
from bot.recaps.by_hand import RecapsByHand
from bot.recaps.feeds import feeds
from tests.flow.recaps.told import NEW_YORK, SUNDAY, rule, told

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.ledger.store import Ledger
    from bot.recaps.recapper import Recapper
    from tests.flow.clocks import PushedClock
    from tests.flow.library import Library


async def test_a_challenge_with_a_rule_of_its_own_is_left_to_it(
    library: Library, ledger: Ledger, clock: PushedClock, recapper: Callable[..., Recapper]
) -> None:
    rules = rule("*", to=("toots", "film-channel")), rule("owls", "0 9 * * fri")
    await recapper(*rules).tick()
    library.add("Owls", 1)
    library.add("Westerns", 1)
    clock.set(SUNDAY)
    await recapper(*rules).tick()
    assert {(where, title.split(",")[0]) for where, title, _ in told(ledger)} == {
        ("toots", "Recap: Westerns"),
        ("film-channel", "Recap: Westerns"),
        ("film-channel", "Recap: Owls"),
    }


async def test_a_rule_for_one_challenge_tells_no_other(
    library: Library, ledger: Ledger, clock: PushedClock, recapper: Callable[..., Recapper]
) -> None:
    await recapper(rule("OWLS")).tick()
    library.add("Owls", 1)
    library.add("Westerns", 1)
    clock.set(SUNDAY)
    await recapper(rule("OWLS")).tick()
    assert [films for _, _, films in told(ledger)] == [["Owls film 1"]]


async def test_weekly_and_monthly_rules_for_one_place_each_tell_their_own(
    library: Library, ledger: Ledger, clock: PushedClock, recapper: Callable[..., Recapper]
) -> None:
    rules = rule("Owls"), rule("Owls", "0 9 1 * *")
    await recapper(*rules).tick()
    library.add("Owls", 1)
    for day in range(30):
        clock.set(SUNDAY + timedelta(days=day))
        await recapper(*rules).tick()
    assert [(title, films) for _, title, films in told(ledger)] == [
        ("Recap: Owls, 2026-01-11", ["Owls film 1"]),
        ("Recap: Owls, 2026-02-01", ["Owls film 1"]),
    ]


async def test_another_hour_or_place_in_a_rule_repeats_and_swallows_nothing(
    library: Library, ledger: Ledger, clock: PushedClock, recapper: Callable[..., Recapper]
) -> None:
    await recapper(rule()).tick()
    library.add("Owls", 1)
    clock.set(SUNDAY)
    await recapper(rule()).tick()
    library.add("Owls", 2)
    changed = rule(cron="0 9 * * sat", to=("film-channel", "toots"))
    await recapper(changed).tick()
    library.add("Owls", 3)
    clock.set(SUNDAY + timedelta(days=6))
    await recapper(changed).tick()
    assert [(where, films) for where, _, films in told(ledger)] == [
        ("toots", ["Owls film 1"]),
        ("film-channel", ["Owls film 3"]),
        ("toots", ["Owls film 2", "Owls film 3"]),
    ]


async def test_a_recap_drawn_by_hand_shows_what_the_next_slot_would_tell(
    library: Library, ledger: Ledger, clock: PushedClock, recapper: Callable[..., Recapper]
) -> None:
    library.add("Owls", 1, 2)
    desk = RecapsByHand(library.catalogue, ledger, feeds([rule()], {"toots"}), NEW_YORK)

    def films(period: str) -> list[str]:
        return [entry.title for entry in desk.draw("owls", period, clock.now()).entries]  # type: ignore[arg-type]

    assert films("new") == ["Owls film 1", "Owls film 2"]  # nothing was ever told
    await recapper(rule()).tick()
    library.add("Owls", 3)
    clock.set(SUNDAY)
    await recapper(rule()).tick()
    library.add("Owls", 4)
    assert films("new") == ["Owls film 4"]
    assert desk.draw("owls", "new", clock.now()).since == "2026-01-11"
    assert films("all") == [f"Owls film {number}" for number in (1, 2, 3, 4)]
    assert films("week") == ["Owls film 4"]  # dated 4 January 2026 and later
    assert films("month") == films("all")
    assert desk.destinations("OWLS") == ("toots",)
    with pytest.raises(UnknownChallenge, match="Owls"):
        desk.draw("owl", "new", clock.now())


async def test_a_recap_posted_by_hand_goes_out_at_once_and_is_not_told_again(
    library: Library, ledger: Ledger, clock: PushedClock, recapper: Callable[..., Recapper]
) -> None:
    await recapper(rule()).tick()
    library.add("Owls", 1)
    desk = RecapsByHand(library.catalogue, ledger, feeds([rule()], {"toots"}), NEW_YORK)
    first = desk.owe(desk.draw("owls", "new", clock.now()), ["toots", "film-channel"], clock.now())
    assert len(first) == 2
    assert all(delivery.urgent for delivery in ledger.deliveries())
    clock.set(clock.now() + timedelta(seconds=1))
    assert len(desk.owe(desk.draw("owls", "all", clock.now()), ["toots"], clock.now())) == 1  # asked again: again
    clock.set(SUNDAY)
    assert await recapper(rule()).tick() == []
