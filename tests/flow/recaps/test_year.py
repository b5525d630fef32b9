"""A year with everything that recaps do, in seconds: weekly, monthly, milestones, looking back, restarts."""

from __future__ import annotations

import random
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.settings.model import ChallengeRule
from tests.flow.recaps.told import NEW_YORK, arrived, milestones, rule, told

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.ledger.store import Ledger
    from bot.recaps.recapper import Recapper
    from bot.settings.model import RecapRule
    from tests.flow.clocks import PushedClock
    from tests.flow.library import Library

BEGIN = datetime(2026, 1, 1, 12, 0, tzinfo=UTC)
END = datetime(2027, 1, 2, 12, 0, tzinfo=UTC)
WEEKLY = rule("*", "30 1 * * sun", to=("toots", "film-channel"), milestones=("half-way", "finished"))  # an odd hour
RULES: tuple[RecapRule, ...] = (
    WEEKLY,
    rule("Westerns", "30 2 * * sun", to=("film-channel",)),  # another
    rule("Owls", "0 18 last * *"),
    rule("", "0 18 1 * *", tell="month"),
    rule("", "0 12 31 dec *", tell="year"),
    rule("", "0 10 * * *", tell="on this day"),
)
OWLS = ChallengeRule("Owls", end=date(2026, 12, 31))


@pytest.mark.thorough
@pytest.mark.parametrize("seed", [1, 2])
async def test_a_year(
    library: Library, ledger: Ledger, clock: PushedClock, recapper: Callable[..., Recapper], seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    numbers = Counter[str]()
    clock.set(BEGIN)
    bot = recapper(*RULES, challenges=[OWLS])
    await bot.tick()
    library.add("Owls of old", 7, total=9, on=date(2024, 2, 29))
    while clock.now() < END:
        clock.set(clock.now() + timedelta(minutes=chance.choice((7, 240, 720, 1300))))
        name = chance.choice(("Owls", "Owls", "Westerns", ""))
        if name and numbers[name] < 52 and chance.random() < 0.3:
            numbers[name] += 1
            today = clock.now().astimezone(NEW_YORK).date()
            arrived(ledger, library.add(name, numbers[name], on=today), clock.now())
        if chance.random() < 0.1:
            bot = recapper(*RULES, challenges=[OWLS])  # a restart
        await bot.tick()
    assert numbers == {"Owls": 52, "Westerns": 52}
    _require_each_film_once_for_each_rule(ledger)
    _require_the_right_days(ledger)
    assert sorted(milestones(ledger)) == [
        (where, name, milestone)
        for where, name in (
            ("film-channel", "Owls"),
            ("film-channel", "Westerns"),
            ("toots", "Owls"),
            ("toots", "Westerns"),
        )
        for milestone in ("finished", "half-way")
    ]
    periods = Counter(data["period"] for data in _data(ledger) if "period" in data)
    months = [f"2026-{month:02}" for month in range(1, 13) if f"2026-{month:02}" in periods]
    assert len(months) > 5
    assert periods - Counter(["2027-01-01"]) == Counter([*months, "2026", "2026-02-28"])


def _require_each_film_once_for_each_rule(ledger: Ledger) -> None:
    heard = Counter[tuple[str, str]]()
    for row in ledger.deliveries():
        data = ledger.recap_data(row.subject)
        if data is None or "tell" in data:
            continue
        films = [entry["title"] for entry in data["entries"]]
        if data["milestone"]:
            films = [film for film in films if not film.endswith(f" {data['done']}")]  # it is named in any case
        count = "monthly" if ";" in row.subject or row.subject.startswith("recap:owls@") else "weekly"
        heard.update((f"{row.destination} {count}", film) for film in films)
    assert max(heard.values()) == 1
    assert heard["film-channel weekly", "Owls film 5"] == heard["toots weekly", "Westerns film 5"] == 1


def _require_the_right_days(ledger: Ledger) -> None:
    """No two posts for one slot, and every slot on its day, whenever the machine was on."""
    subjects = [row.subject for row in ledger.deliveries()]
    assert len(subjects) == len(set(subjects))
    for row in ledger.deliveries():
        if row.subject.startswith(("recap:*@toots:", "recap:*@film-channel:", "recap:westerns@film-channel:")):
            assert date.fromisoformat(row.title[-10:]).strftime("%a") == "Sun", row.title


def _data(ledger: Ledger) -> list[dict[str, object]]:
    return [data for row in ledger.deliveries() if (data := ledger.recap_data(row.subject)) is not None]


@pytest.mark.thorough
async def test_the_same_year_again_tells_nothing(
    library: Library, ledger: Ledger, clock: PushedClock, recapper: Callable[..., Recapper]
) -> None:
    """As after a clock that was a year ahead, tick by tick."""
    bot = recapper(WEEKLY)
    for year in range(2):
        clock.set(BEGIN)
        await bot.tick()
        for week in range(52):
            clock.set(BEGIN + timedelta(days=7 * week + 4))
            if not year:
                library.add("Owls", week + 1, on=clock.now().date())
            await bot.tick()
    films = [film for where, _, found in told(ledger) for film in found if where == "toots"]
    assert len(films) == len(set(films)) == 51
