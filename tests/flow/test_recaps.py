"""The recapper over weeks, with the real records and the real catalogue, and a clock that tests move."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from structlog.testing import capture_logs

from bot.errors import StoreLocked
from bot.ledger.thread import LedgerThread
from bot.recaps.by_hand import RecapsByHand
from bot.recaps.feeds import feeds
from bot.recaps.progress import UnknownChallenge
from bot.recaps.recapper import Recapper
from bot.settings.model import RecapRule
from tests.flow.clocks import PushedClock
from tests.flow.library import Library

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from pathlib import Path

    from bot.ledger.store import Ledger

NEW_YORK = ZoneInfo("America/New_York")
WEEKLY = "0 18 * * sun"
SUNDAY = datetime(2026, 1, 11, 23, 0, tzinfo=UTC)  # 18:00 in New York


class Faulty(LedgerThread):
    """A worker thread on which the call of that number (1: the first) fails: before it is done, or after."""

    def __init__(self, number: int, *, done: bool) -> None:
        super().__init__()
        self.calls, self._number, self._done = 0, number, done

    async def do(self, call: Callable[..., object], *args: object, **kwargs: object) -> object:  # type: ignore[override]
        self.calls += 1
        if self.calls == self._number and not self._done:
            raise StoreLocked("busy")
        result = await super().do(call, *args, **kwargs)
        if self.calls == self._number:
            raise StoreLocked("busy")
        return result


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path) as made:
        yield made


@pytest.fixture
def ledger(library: Library) -> Ledger:
    return library.ledger()


@pytest.fixture
async def thread() -> AsyncIterator[LedgerThread]:
    made = LedgerThread()
    yield made
    made.close()


@pytest.fixture
def clock() -> PushedClock:
    return PushedClock(datetime(2026, 1, 7, 12, 0, tzinfo=UTC))  # a Wednesday


def rule(challenge: str = "*", cron: str = WEEKLY, to: tuple[str, ...] = ("toots",)) -> RecapRule:
    return RecapRule(challenge, cron, to)


def told(ledger: Ledger) -> list[tuple[str, str, list[str]]]:
    """(destination, title, films) of every recap owed so far, oldest first."""
    found = []
    for delivery in sorted(ledger.deliveries(), key=lambda one: one.id):
        data = ledger.recap_data(delivery.subject)
        assert data is not None
        found.append((delivery.destination, delivery.title, [entry["title"] for entry in data["entries"]]))
    return found


@pytest.fixture
def recapper(library: Library, ledger: Ledger, thread: LedgerThread, clock: PushedClock) -> Callable[..., Recapper]:
    def make(*rules: RecapRule, own: Ledger | None = None, on: LedgerThread | None = None) -> Recapper:
        known = ("toots", "film-channel")
        return Recapper(rules, NEW_YORK, library.catalogue, own or ledger, on or thread, known, clock)

    return make


async def test_what_was_there_at_the_first_start_is_no_news_and_no_past_slot_fires(
    library: Library, ledger: Ledger, clock: PushedClock, recapper: Callable[..., Recapper]
) -> None:
    library.add("Owls", 1)
    clock.set(SUNDAY + timedelta(minutes=5))
    one = recapper(rule())
    assert await one.tick() == []
    clock.set(SUNDAY + timedelta(days=7))
    assert await one.tick() == []
    assert told(ledger) == []


async def test_a_slot_tells_what_is_new_since_then_once(
    library: Library, ledger: Ledger, clock: PushedClock, recapper: Callable[..., Recapper]
) -> None:
    library.add("Owls", 1)
    one = recapper(rule(to=("toots", "film-channel", "gone")))
    await one.tick()
    library.add("Owls", 2, 3)
    clock.set(SUNDAY - timedelta(seconds=1))
    assert await one.tick() == []
    clock.set(SUNDAY)
    assert len(await one.tick()) == 2
    assert await one.tick() == []
    assert await recapper(rule(to=("toots", "film-channel"))).tick() == []
    assert told(ledger) == [
        ("toots", "Recap: Owls, 2026-01-11", ["Owls film 2", "Owls film 3"]),
        ("film-channel", "Recap: Owls, 2026-01-11", ["Owls film 2", "Owls film 3"]),
    ]
    data = ledger.recap_data(ledger.deliveries()[0].subject)
    assert data is not None
    assert (data["done"], data["total"], data["since"], data["until"]) == (3, 52, None, "2026-01-11")


async def test_half_a_year_of_sundays(
    library: Library, ledger: Ledger, clock: PushedClock, recapper: Callable[..., Recapper]
) -> None:
    await recapper(rule()).tick()
    start = clock.now()
    for number, hours in enumerate(range(0, 24 * 7 * 26, 11)):  # over a change of the clocks
        clock.set(start + timedelta(hours=hours, minutes=hours % 53))
        if number % 30 == 0:
            library.add("Owls", number)  # a film every second week
        await recapper(rule()).tick()
    days = [title.removeprefix("Recap: Owls, ") for _, title, _ in told(ledger)]
    assert len(days) == 14
    assert all(datetime.fromisoformat(day).strftime("%a") == "Sun" for day in days)
    assert all(len(films) == 1 for _, _, films in told(ledger))


@pytest.mark.parametrize(
    ("cron", "start", "slot"),
    [
        ("30 2 * * *", datetime(2026, 3, 8, 5, 0, tzinfo=UTC), "2026-03-08"),  # 02:30 doesn't exist that night
        ("30 1 * * *", datetime(2026, 11, 1, 4, 30, tzinfo=UTC), "2026-11-01"),  # 01:30 comes twice that night
    ],
)
async def test_the_odd_hours_of_summer_time_tell_once(
    library: Library,
    ledger: Ledger,
    clock: PushedClock,
    recapper: Callable[..., Recapper],
    cron: str,
    start: datetime,
    slot: str,
) -> None:
    clock.set(start)
    await recapper(rule(cron=cron)).tick()
    for step in range(48):  # eight hours; something new before every tick
        clock.set(start + timedelta(minutes=10 * step))
        library.add("Owls", step + 1)
        await recapper(rule(cron=cron)).tick()
    assert [title for _, title, _ in told(ledger)] == [f"Recap: Owls, {slot}"]


async def test_a_slot_missed_by_more_than_twelve_hours_is_left_out_and_its_films_come_next_time(
    library: Library,
    ledger: Ledger,
    clock: PushedClock,
    recapper: Callable[..., Recapper],
) -> None:
    await recapper(rule()).tick()
    library.add("Owls", 1)
    clock.set(SUNDAY + timedelta(hours=12, minutes=1))
    with capture_logs() as logs:
        assert await recapper(rule()).tick() == []
        assert await recapper(rule()).tick() == []
    assert [line["event"] for line in logs] == ["recap left out, more than 12 h late"]
    clock.set(SUNDAY + timedelta(days=7, hours=11))
    await recapper(rule()).tick()
    assert [films for _, _, films in told(ledger)] == [["Owls film 1"]]


async def test_nothing_new_is_done_with_too(
    library: Library, ledger: Ledger, clock: PushedClock, recapper: Callable[..., Recapper]
) -> None:
    await recapper(rule()).tick()
    clock.set(SUNDAY)
    await recapper(rule()).tick()
    library.add("Owls", 1)
    clock.set(SUNDAY + timedelta(hours=1))
    assert await recapper(rule()).tick() == []
    assert told(ledger) == []


@pytest.mark.parametrize("done", [False, True])
async def test_a_crash_at_any_step_neither_doubles_nor_loses(
    library: Library, ledger: Ledger, clock: PushedClock, recapper: Callable[..., Recapper], done: bool
) -> None:
    both = rule(to=("toots", "film-channel"))
    await recapper(both).tick()
    number, sunday = 0, SUNDAY
    while True:
        number += 1
        before = len(told(ledger))
        library.add("Owls", number)
        library.add("Westerns", number)
        clock.set(sunday)
        faulty = Faulty(number, done=done)
        try:
            await recapper(both, on=faulty).tick()
        except StoreLocked:
            await recapper(both).tick()
        else:
            break
        finally:
            faulty.close()
        fresh = told(ledger)[before:]
        assert sorted((where, films) for where, _, films in fresh) == [
            (where, [f"{name} film {number}"]) for where in ("film-channel", "toots") for name in ("Owls", "Westerns")
        ]
        sunday += timedelta(days=7)
    assert number > 8


async def test_two_processes_tell_once(
    library: Library, ledger: Ledger, clock: PushedClock, recapper: Callable[..., Recapper]
) -> None:
    other, second = library.ledger(), LedgerThread()
    await recapper(rule()).tick()
    for week in range(5):
        library.add("Owls", week + 1)
        clock.set(SUNDAY + timedelta(days=7 * week))
        found = await asyncio.gather(recapper(rule()).tick(), recapper(rule(), own=other, on=second).tick())
        assert sorted(map(len, found)) == [0, 1]
    second.close()
    assert len(told(ledger)) == 5


async def test_a_challenge_with_a_rule_of_its_own_is_left_to_it(
    library: Library, ledger: Ledger, clock: PushedClock, recapper: Callable[..., Recapper]
) -> None:
    rules = rule("*", to=("toots", "film-channel")), rule("owls", "0 9 * * sat")
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


async def test_a_review_never_to_be_posted_is_not_told(
    library: Library, ledger: Ledger, clock: PushedClock, recapper: Callable[..., Recapper]
) -> None:
    await recapper(rule()).tick()
    library.add("Owls", 1, post=False)
    clock.set(SUNDAY)
    assert await recapper(rule()).tick() == []


async def test_the_courier_is_woken_only_when_something_is_owed(
    library: Library, ledger: Ledger, thread: LedgerThread, clock: PushedClock
) -> None:
    woken: list[datetime] = []
    one = Recapper(
        [rule()],
        NEW_YORK,
        library.catalogue,
        ledger,
        thread,
        {"toots"},
        clock,
        on_enqueued=lambda: woken.append(clock.now()),
    )
    await one.tick()
    library.add("Owls", 1)
    clock.set(SUNDAY)
    await one.tick()
    await one.tick()
    assert woken == [SUNDAY]


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not true():  # noqa: ASYNC110  # it is a thread's work that is waited for
            await asyncio.sleep(0)


async def test_it_runs_for_ever_waits_for_the_catalogue_and_outlives_a_busy_database(
    library: Library, ledger: Ledger, clock: PushedClock, recapper: Callable[..., Recapper]
) -> None:
    faulty, catalogued = Faulty(2, done=False), asyncio.Event()
    library.add("Owls", 1)
    rules = rule(), rule("Westerns", "0 9 * * fri-mon", to=("film-channel",))
    task = asyncio.create_task(recapper(*rules, on=faulty).run(catalogued))
    await asyncio.sleep(0)
    assert faulty.calls == 0
    catalogued.set()
    await until(lambda: clock.sleepers == 1)
    library.add("Owls", 2)
    clock.set(SUNDAY)
    await clock.push(timedelta(minutes=3))  # the second call fails, told in the log
    await until(lambda: faulty.calls == 2 and clock.sleepers == 1)
    assert told(ledger) == []
    await clock.push(timedelta(minutes=3))
    await until(lambda: len(told(ledger)) == 1)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    faulty.close()
    assert clock.sleepers == 0


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
