"""The records: what is known, what is owed, what was posted. They can't be derived from anything else.

One class, put together from its parts; every public method is one transaction and raises the ``StoreError`` tree.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self

from sqlalchemy.exc import SQLAlchemyError

from bot.ledger import lock
from bot.ledger.actions import ActionRecords
from bot.ledger.copying import copy_all
from bot.ledger.deliveries import DeliveryRecords
from bot.ledger.engine import WRITE, connect, keep_journal, parse, place
from bot.ledger.faults import store_error
from bot.ledger.files import FileRecords
from bot.ledger.leases import LeaseRecords
from bot.ledger.migrate import migrate, up_to_date
from bot.ledger.notices import NoticeRecords
from bot.ledger.overview import OverviewRecords
from bot.ledger.pauses import PauseRecords
from bot.ledger.questions import QuestionRecords
from bot.ledger.recaps import RecapRecords
from bot.ledger.transitions import TransitionRecords

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from sqlalchemy.engine import Engine


class Ledger(
    FileRecords,
    QuestionRecords,
    DeliveryRecords,
    TransitionRecords,
    ActionRecords,
    PauseRecords,
    NoticeRecords,
    LeaseRecords,
    RecapRecords,
    OverviewRecords,
):
    """The records in SQLite or PostgreSQL. Synchronous; :class:`bot.ledger.thread.LedgerThread` is its async side."""

    @classmethod
    def open(cls, url: str) -> Self:
        """Open the records at ``sqlite:///FILE`` or ``postgresql://…``; make or migrate them first if needed.

        Raises ``StoreError``: locked, of another program, newer than this Matinee, not writable, damaged, unreachable.
        """
        address = parse(url)
        engine, name = connect(address), place(address)
        try:
            _bring_up_to_date(engine, name)
        except (SQLAlchemyError, sqlite3.Error) as error:
            engine.dispose()
            raise store_error(error, name) from error
        except BaseException:
            engine.dispose()
            raise
        return cls(engine, name)

    def courier_lock(self) -> AbstractContextManager[None]:
        """Hold this while posting. Raises ``StoreLocked`` if another process posts from these records.

        Where the records are shared (:attr:`is_shared`) it holds nothing: there each lane has its own lease.
        """
        return lock.courier_lock(self._engine.url)

    @classmethod
    def copy(cls, url: str, to: str) -> None:
        """Make records at ``to``, filled from those at ``url``: empty if there are none, and none are made there.

        Raises as :meth:`open`.
        """
        address = parse(url)
        missing = False
        if address.get_backend_name() == "sqlite":
            with suppress(OSError):  # a folder that lets nobody in: opening tells
                missing = not Path(address.database or "").exists()
        with closing(cls.open(to)) as made:
            if not missing:
                with closing(cls.open(url)) as source:
                    source.fill(made)

    def fill(self, other: Ledger) -> None:
        """Copy everything into other, empty records."""
        try:
            copy_all(self._engine, other._engine)
        except SQLAlchemyError as error:
            raise store_error(error, self._place) from error

    def close(self) -> None:
        """Give the database back."""
        self._engine.dispose()


def _bring_up_to_date(engine: Engine, name: str) -> None:
    with engine.begin() as connection:
        if up_to_date(connection, name):
            return
    keep_journal(engine)
    with engine.connect().execution_options(**{WRITE: True}) as connection, connection.begin():
        migrate(connection)
