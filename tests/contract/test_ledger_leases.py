"""Several processes on one PostgreSQL: who may send over which account, and what becomes of the dead one's accounts."""

from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from bot.errors import StoreError
from bot.ledger.model import Delivery
from bot.ledger.store import Ledger
from bot.ledger.transitions import _CLAIM
from tests.conftest import ROOT
from tests.contract.ledger_values import BODY, LATER, NOW, claimed, edit, owed, posted, taking_down

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE = 30.0  # seconds for a lease of one to run out on a busy machine


@pytest.fixture
def pair(postgres_url: str) -> Iterator[tuple[Ledger, Ledger]]:
    """Two processes' ledgers."""
    with closing(Ledger.open(postgres_url)) as one, closing(Ledger.open(postgres_url)) as other:
        yield one, other


def moment(ledger: Ledger) -> float:
    """The database's own clock, in seconds."""
    with ledger._engine.connect() as connection:
        return float(connection.execute(text("SELECT extract(epoch FROM clock_timestamp())")).scalar_one())


def take_when_free(ledger: Ledger, seconds: float = 60) -> float:
    """Ask until the lease is given; the database's time then."""
    until = time.monotonic() + PATIENCE
    while not ledger.lease("lane", "heir", seconds):
        assert time.monotonic() < until, "the lease never ran out"
    return moment(ledger)


def test_only_postgresql_is_shared(ledger: Ledger, url: str) -> None:
    assert ledger.is_shared == url.startswith("postgresql")


def test_one_has_a_lane_until_it_gives_it_back(pair: tuple[Ledger, Ledger]) -> None:
    one, other = pair
    assert one.lease("lane", "one", 60)
    assert not other.lease("lane", "other", 60)
    assert other.lease("another lane", "other", 60)
    assert one.lease("lane", "one", 60)
    other.release("lane", "other")  # it isn't his
    assert not other.lease("lane", "other", 60)
    one.release("lane", "one")
    assert other.lease("lane", "other", 60)


def test_a_lease_that_is_not_renewed_runs_out_by_the_database_s_clock(pair: tuple[Ledger, Ledger]) -> None:
    one, other = pair
    began = moment(one)
    assert one.lease("lane", "one", 1)
    assert take_when_free(other) >= began + 1
    assert not one.lease("lane", "one", 60)


def test_without_a_lease_nothing_is_claimed(pair: tuple[Ledger, Ledger]) -> None:
    one, other = pair
    posted(one, "r1")
    (action,) = one.wish([edit("r1")], NOW)
    waiting = one.enqueue(owed("r2"), NOW)
    assert one.lease("lane", "one", 60)
    assert other.claim(waiting.id, BODY, None, NOW, lease=("lane", "heir")) is None
    assert other.claim_action(action.id, BODY, NOW, lease=("lane", "heir")) is None
    one.lease("lane", "one", 0)  # over at once
    assert one.claim(waiting.id, BODY, None, NOW, lease=("lane", "one")) is None
    assert take_when_free(other)
    assert one.claim(waiting.id, BODY, None, NOW, lease=("lane", "one")) is None
    assert one.delivery(waiting.id) == waiting
    assert other.claim(waiting.id, BODY, None, NOW, lease=("lane", "heir")) is not None
    assert other.claim_action(action.id, BODY, NOW, lease=("lane", "heir")) is not None


def test_on_sqlite_every_lane_is_free(tmp_path: object) -> None:
    with closing(Ledger.open(f"sqlite:///{tmp_path}/matinee.db")) as ledger:
        assert ledger.lease("lane", "one", 60)
        assert ledger.lease("lane", "other", 60)
        ledger.release("lane", "one")
        waiting = ledger.enqueue(owed(), NOW)
        assert ledger.claim(waiting.id, BODY, None, NOW, lease=("lane", "nobody")) is not None


def test_a_killed_process_s_lane_is_free_after_its_time(pair: tuple[Ledger, Ledger], postgres_url: str) -> None:
    command = [sys.executable, "-m", "tests.contract.lease_holder", postgres_url, "1"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "held\n"
        assert not pair[0].lease("lane", "heir", 60)
        child.kill()
        child.wait()
    take_when_free(pair[0])


def test_what_a_killed_process_had_on_its_way_is_found_by_its_heir(pair: tuple[Ledger, Ledger]) -> None:
    one, other = pair
    one.lease("lane", "one", 1)
    on_its_way = one.claim(one.enqueue(owed(), NOW).id, BODY, None, NOW, lease=("lane", "one"))
    take_when_free(other)
    assert other.unsettled("toots") == [on_its_way]
    assert on_its_way is not None
    again = other.claim(on_its_way.id, {"other": 1}, None, LATER, lease=("lane", "heir"))
    assert isinstance(again, Delivery)
    assert (again.key, again.body, again.attempts) == (on_its_way.key, BODY, 2)


def test_of_many_one_has_the_lane_at_any_time(postgres_url: str) -> None:
    inside: list[str] = []
    crowds: list[int] = []

    def work(name: str) -> int:
        with closing(Ledger.open(postgres_url)) as ledger:
            turns = 0
            for _ in range(60):
                if ledger.lease("lane", name, 60):
                    inside.append(name)
                    crowds.append(len(inside))
                    inside.remove(name)
                    ledger.release("lane", name)
                    turns += 1
            return turns

    with ThreadPoolExecutor(6) as pool:
        turns = list(pool.map(work, [f"thread {number}" for number in range(6)]))
    assert set(crowds) == {1}
    assert sum(turns) == len(crowds) > 0


def test_of_many_that_want_a_lane_that_has_run_out_one_gets_it(postgres_url: str) -> None:
    with closing(Ledger.open(postgres_url)) as first:
        for number in range(10):
            first.lease(f"lane {number}", "dead", 0)
    with ThreadPoolExecutor(6) as pool:
        ledgers = list(pool.map(Ledger.open, [postgres_url] * 6))
        for lane in (f"lane {number}" for number in range(10)):
            got = pool.map(lambda one, lane=lane: ledgers[one].lease(lane, f"heir {one}", 60), range(6))
            assert sum(got) == 1
    for ledger in ledgers:
        ledger.close()


def cut_off(ledger: Ledger) -> None:
    """End every other connection to this database, as a network or an administrator would."""
    others = "datname = current_database() AND pid <> pg_backend_pid()"
    with ledger._engine.begin() as connection:
        connection.execute(text(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}"))  # noqa: S608


def test_a_connection_that_drops_is_told_in_a_sentence_and_made_anew(pair: tuple[Ledger, Ledger]) -> None:
    one, other = pair
    on_its_way = claimed(one)
    one.lease("lane", "one", 60)

    def interrupted() -> None:
        with one._writing() as connection:
            cut_off(other)
            connection.execute(text("SELECT 1"))

    with pytest.raises(StoreError, match=r"can't be reached: .*Check \[store\] url"):
        interrupted()
    assert one.lease("lane", "one", 60)
    assert one.unsettled("toots") == [on_its_way]


def test_what_is_taken_back_while_it_is_being_claimed_is_taken_down_when_it_stands(pair: tuple[Ledger, Ledger]) -> None:
    one, other = pair
    entered = one.enqueue(owed(), NOW)
    waiting = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    with ThreadPoolExecutor(1) as pool:
        with one._writing() as connection:
            given = {"number": entered.id, "new_body": BODY, "new_mark": None, "new_claimed_at": NOW}
            connection.execute(_CLAIM, given)
            wished = pool.submit(other.wish, [taking_down(urgent=True)], NOW)
            while not connection.execute(waiting).scalar():
                assert not wished.done()
        (down,) = wished.result()
    assert (down.kind, down.delivery_id) == ("delete", entered.id)
