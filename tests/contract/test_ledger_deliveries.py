"""Deliveries and their moves, on every store."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import StatementError

from bot.errors import StoreLocked
from bot.ledger.model import Receipt, Status
from bot.ledger.store import Ledger
from tests.contract.ledger_values import NOW, owed

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.ledger.model import Delivery

LATER = NOW + timedelta(minutes=1)
BODY = {"network": "mastodon", "text": "★★★½ “Überfall” 🎬"}


def claimed(ledger: Ledger, mark: str | None = "7") -> Delivery:
    delivery = ledger.claim(ledger.enqueue(owed(), NOW).id, BODY, mark, NOW)
    assert delivery is not None
    return delivery


def test_what_is_entered_waits_with_a_key_that_every_network_takes(ledger: Ledger) -> None:
    entered = ledger.enqueue(owed(urgent=True), NOW)
    assert entered.status is Status.WAITING
    assert entered.urgent
    assert entered.attempts == 0
    assert 16 <= len(entered.key) <= 25
    assert ledger.delivery(entered.id) == entered
    assert ledger.waiting("toots") == [entered]
    assert ledger.delivery(entered.id + 1) is None


def test_moments_come_back_aware_and_in_utc(ledger: Ledger) -> None:
    west = datetime(2026, 7, 1, 20, 15, 0, 250, tzinfo=timezone(timedelta(hours=-7)))
    ready = ledger.enqueue(owed(at=west), west).ready_at
    assert ready == west
    assert ready.tzinfo is UTC
    with pytest.raises(StatementError, match="without a time zone"):
        ledger.retry(1, datetime(2026, 7, 1))  # noqa: DTZ001 - the point of the test


def test_the_same_post_is_entered_once(ledger: Ledger) -> None:
    first = ledger.enqueue(owed(), NOW)
    assert ledger.enqueue(owed(), LATER, again=True) == first
    assert ledger.enqueue(owed(destination="channel"), LATER) != first


def test_a_deliberate_second_post_is_the_next_generation_with_its_own_key(ledger: Ledger) -> None:
    first = claimed(ledger)
    ledger.settle(first.id, Receipt("8", None, LATER))
    assert ledger.enqueue(owed(), LATER).id == first.id
    second = ledger.enqueue(owed(), LATER, again=True)
    assert second.generation == 2
    assert second.key != first.key
    assert second.status is Status.WAITING


def test_a_claim_freezes_body_and_mark(ledger: Ledger) -> None:
    first = claimed(ledger)
    assert (first.status, first.attempts, first.mark, first.body) == (Status.SENDING, 1, "7", BODY)
    assert first.first_claimed_at == NOW
    again = ledger.claim(first.id, {"other": 1}, "99", LATER)
    assert again is not None
    assert (again.attempts, again.mark, again.body, again.key) == (2, "7", BODY, first.key)
    assert (again.first_claimed_at, again.claimed_at) == (NOW, LATER)
    assert ledger.unsettled("toots") == [again]
    assert ledger.waiting("toots") == []


def test_a_mark_that_was_missing_at_the_first_claim_stays_missing(ledger: Ledger) -> None:
    first = claimed(ledger, mark=None)
    ledger.put_back(first.id, "no network", LATER, may_stand=True)
    again = ledger.claim(first.id, BODY, "99", LATER)
    assert again is not None
    assert again.mark is None


def test_settling_keeps_the_receipt(ledger: Ledger) -> None:
    posted = ledger.settle(claimed(ledger).id, Receipt("8", "https://toots.example/8", LATER))
    assert posted is not None
    assert (posted.status, posted.remote_id, posted.remote_url) == (Status.POSTED, "8", "https://toots.example/8")
    assert ledger.last_remote_id("toots") == "8"
    assert ledger.remote_ids(["toots", "channel"], NOW) == {"8"}
    assert ledger.remote_ids(["toots"], LATER + timedelta(seconds=1)) == frozenset()
    assert ledger.posted_times("toots", NOW) == [LATER]
    assert ledger.posted_times("channel", NOW) == []


def test_put_back_waits_until_its_moment_and_remembers_why(ledger: Ledger) -> None:
    back = ledger.put_back(claimed(ledger).id, "no network", LATER, may_stand=True)
    assert back is not None
    assert (back.status, back.ready_at, back.reason) == (Status.WAITING, LATER, "no network")
    assert back.may_stand
    assert back.body == BODY


def test_what_may_stand_may_stand_until_it_is_tried_again(ledger: Ledger) -> None:
    number = claimed(ledger).id
    ledger.put_back(number, "no answer", LATER, may_stand=True)
    waits = ledger.put_back(number, "its file can't be read now", LATER)
    assert waits is not None
    assert waits.may_stand
    ledger.claim(number, BODY, None, LATER)
    back = ledger.put_back(number, "looked for, and not there; now no network", LATER)
    assert back is not None
    assert not back.may_stand


def test_a_post_refused_for_its_words_is_written_anew(ledger: Ledger) -> None:
    back = ledger.put_back(claimed(ledger).id, "too long", LATER, forget_body=True)
    assert back is not None
    assert back.body is None
    again = ledger.claim(back.id, {"text": "short"}, "99", LATER)
    assert again is not None
    assert (again.body, again.mark) == ({"text": "short"}, "7")


@pytest.mark.parametrize(("status", "may_stand", "kept"), [("failed", False, None), ("unknown", True, BODY)])
def test_retry_starts_over_and_looks_for_what_may_stand(
    ledger: Ledger, status: str, may_stand: bool, kept: object
) -> None:
    gone = ledger.give_up(claimed(ledger).id, status, "no")  # type: ignore[arg-type]  # parametrized
    assert gone is not None
    assert gone.status == status
    again = ledger.retry(gone.id, LATER)
    assert again is not None
    assert (again.status, again.attempts, again.ready_at, again.mark) == (Status.WAITING, 0, LATER, "7")
    assert (again.may_stand, again.body, again.reason, again.urgent) == (may_stand, kept, None, False)


def test_moves_out_of_turn_change_nothing(ledger: Ledger) -> None:
    posted = ledger.settle(claimed(ledger).id, Receipt("8", None, LATER))
    assert posted is not None
    moves: list[Callable[[], object]] = [
        lambda: ledger.claim(posted.id, BODY, None, LATER),
        lambda: ledger.settle(posted.id, Receipt("9", None, LATER)),
        lambda: ledger.put_back(posted.id, "x", LATER),
        lambda: ledger.give_up(posted.id, "failed", "x"),
        lambda: ledger.skip(posted.id, "x"),
        lambda: ledger.retry(posted.id, LATER),
        lambda: ledger.removed(posted.id, "x", LATER),
    ]
    assert [move() for move in moves] == [None] * 7
    assert ledger.delivery(posted.id) == posted


def test_what_was_skipped_stays_skipped(ledger: Ledger) -> None:
    entered = ledger.enqueue(owed(), NOW)
    skipped = ledger.skip(entered.id, "not this one")
    assert skipped is not None
    assert ledger.claim(entered.id, BODY, None, LATER) is None
    assert ledger.put_back(entered.id, "x", LATER) is None
    assert ledger.enqueue(owed(), LATER, again=True) == skipped


def test_what_is_on_its_way_can_not_be_skipped(ledger: Ledger) -> None:
    assert ledger.skip(claimed(ledger).id, "too late") is None


def test_a_post_removed_before_its_receipt_came_counts_as_removed(ledger: Ledger) -> None:
    gone = ledger.removed(claimed(ledger).id, "a moderator took it down", LATER)
    assert gone is not None
    assert (gone.status, gone.remote_id, gone.posted_at) == (Status.REMOVED, None, LATER)


def test_of_many_that_decide_at_once_only_one_has_its_way(ledger: Ledger) -> None:
    for number in range(12):
        entered = ledger.enqueue(owed(f"r{number}"), NOW)
        with ThreadPoolExecutor(4) as pool:
            moves = [
                pool.submit(ledger.claim, entered.id, BODY, None, NOW),
                pool.submit(ledger.skip, entered.id, "no"),
                pool.submit(ledger.skip, entered.id, "no, no"),
            ]
            came = [move.result() for move in moves]
        assert sum(one is not None for one in came) == 1
        final = ledger.delivery(entered.id)
        assert final in came


def test_the_pulse_changes_with_what_waits(ledger: Ledger) -> None:
    pulses = [ledger.pulse()]
    entered = ledger.enqueue(owed(), NOW)
    pulses.append(ledger.pulse())
    ledger.retry(entered.id, LATER)
    pulses.append(ledger.pulse())
    ledger.skip(entered.id, "no")
    assert ledger.pulse() == pulses[0]
    assert len(set(pulses)) == 3


def test_deliveries_are_listed_newest_first(ledger: Ledger) -> None:
    ids = [ledger.enqueue(owed(f"r{number}", "toots" if number % 2 else "channel"), NOW).id for number in range(4)]
    ledger.skip(ids[0], "no")
    assert [one.id for one in ledger.deliveries()] == ids[::-1]
    assert [one.id for one in ledger.deliveries(statuses=[Status.SKIPPED])] == ids[:1]
    assert [one.id for one in ledger.deliveries(destination="toots", limit=1)] == [ids[3]]
    assert ledger.deliveries(statuses=[]) == []


def test_odd_characters_are_kept_or_escaped(ledger: Ledger) -> None:
    entered = ledger.enqueue(owed("caf\udce9 ‘x’\0"), NOW)
    assert entered.subject == "caf\\udce9 ‘x’\\x00"


def test_on_sqlite_one_process_at_a_time_posts(ledger: Ledger, url: str) -> None:
    with closing(Ledger.open(url)) as other, ledger.courier_lock():
        if other.is_shared:
            with other.courier_lock():
                pass
        else:
            with pytest.raises(StoreLocked, match="Another Matinee posts from"), other.courier_lock():
                pass
        assert other.waiting("toots") == []  # looking is allowed


def test_the_right_to_post_is_given_back(ledger: Ledger, url: str) -> None:
    with closing(Ledger.open(url)) as other:
        with ledger.courier_lock():
            pass
        with other.courier_lock():
            pass
