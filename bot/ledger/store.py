"""The records: what is known, what is owed, what was posted. They can't be derived from anything else.

One class, put together from its parts; every public method is one transaction and raises the ``StoreError`` tree.
"""

from __future__ import annotations

from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self

from sqlalchemy.engine import URL

from bot.ledger import lock
from bot.ledger.actions import ActionRecords
from bot.ledger.backlog import BacklogRecords
from bot.ledger.copying import copy_all
from bot.ledger.deliveries import DeliveryRecords
from bot.ledger.digests import DigestRecords
from bot.ledger.engine import WRITE, connect, keep_journal, parse, place
from bot.ledger.faults import told_as
from bot.ledger.files import FileRecords
from bot.ledger.follows import FollowRecords
from bot.ledger.leases import LeaseRecords
from bot.ledger.migrate import migrate, up_to_date
from bot.ledger.notices import NoticeRecords
from bot.ledger.overview import OverviewRecords
from bot.ledger.parts import PartRecords
from bot.ledger.pauses import PauseRecords
from bot.ledger.questions import QuestionRecords
from bot.ledger.rebuilt import RebuiltRecords
from bot.ledger.recaps import RecapRecords
from bot.ledger.renamed import RenamedRecords
from bot.ledger.saved import mark, wake, written_whole
from bot.ledger.stirring import StirringRecords
from bot.ledger.tallying import TallyRecords
from bot.ledger.transitions import TransitionRecords

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from datetime import datetime

    from sqlalchemy.engine import Connection, Engine


class Ledger(
    FileRecords,
    RenamedRecords,
    QuestionRecords,
    DeliveryRecords,
    DigestRecords,
    BacklogRecords,
    PartRecords,
    TransitionRecords,
    ActionRecords,
    PauseRecords,
    FollowRecords,
    NoticeRecords,
    LeaseRecords,
    RecapRecords,
    OverviewRecords,
    StirringRecords,
    RebuiltRecords,
    TallyRecords,
):
    """The records in SQLite or PostgreSQL. Synchronous; :class:`bot.ledger.thread.LedgerThread` is its async side."""

    @classmethod
    def open(cls, url: str) -> Self:
        """Open the records at ``sqlite:///FILE`` or ``postgresql://…``; make or migrate them first if needed.

        Raises ``StoreError``: locked, of another program, newer than this Matinee, not writable, damaged, unreachable.
        """
        address = parse(url)
        return cls.open_at(address, place(address))

    @classmethod
    def open_at(cls, address: URL, name: str) -> Self:
        """As :meth:`open`, for an address in parts. ``name``: what messages call it."""
        engine = connect(address)
        try:
            with told_as(name):
                _bring_up_to_date(engine, name)
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

    def fill(self, other: Ledger, before: Callable[[Connection], None] = lambda _: None) -> None:
        """Put everything in the place of what other records hold. ``before``: see :mod:`bot.ledger.copying`."""
        copy_all(self._engine, other._engine, (self._place, other._place), before)

    def backup(self, path: Path, now: datetime) -> None:
        """Write all of it into one SQLite file (0600), as it is at this moment, whoever writes meanwhile.

        An older saved copy is replaced once the new one is complete. Raises ``StoreForeign`` if any other file is in
        the way, and the rest of the ``StoreError`` tree.
        """
        with written_whole(path) as part:
            with closing(type(self).open_at(URL.create("sqlite+pysqlite", database=str(part)), str(path))) as copy:
                self.fill(copy)
            with told_as(str(path)):
                mark(part, now)

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
        wake(connection)
