"""Which process may send over an account, where several share the records: PostgreSQL only.

A lease is a row with its holder and its end, by the database's clock alone. Whoever holds one renews it while working;
the lease of a process that died runs out, and then another takes it. On SQLite a single process posts
(:mod:`bot.ledger.lock`), so that every lane is its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

from bot.ledger.records import Records

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

_UNTIL = "clock_timestamp() + make_interval(secs => :seconds)"
_RENEW = text(f"UPDATE leases SET until = {_UNTIL} WHERE lane = :lane AND holder = :holder RETURNING lane")  # noqa: S608 - constants
_TAKE_NEW = text(
    f"INSERT INTO leases (lane, holder, until) VALUES (:lane, :holder, {_UNTIL}) ON CONFLICT DO NOTHING RETURNING lane"  # noqa: S608
)
# Of several that come upon a lease that has run out one gets it, and the others don't wait for that.
_TAKE_OVER = text(
    f"UPDATE leases SET holder = :holder, until = {_UNTIL} WHERE lane = ("  # noqa: S608
    "SELECT lane FROM leases WHERE lane = :lane AND until <= clock_timestamp() FOR UPDATE SKIP LOCKED) RETURNING lane"
)
_HELD = text("SELECT lane FROM leases WHERE lane = :lane AND holder = :holder AND until > clock_timestamp() FOR UPDATE")
_ANY = text("SELECT lane FROM leases WHERE until > clock_timestamp() LIMIT 1")
_RELEASE = text("DELETE FROM leases WHERE lane = :lane AND holder = :holder")


class LeaseRecords(Records):
    """The leases' part of the ledger."""

    @property
    def is_shared(self) -> bool:
        """Whether several processes may post from these records at the same time, each over its own accounts."""
        return self._engine.dialect.name == "postgresql"

    def lease(self, lane: str, holder: str, seconds: float) -> bool:
        """Take or renew the right to send over an account for so many seconds. False: another process has it.

        Always True where the records aren't shared.
        """
        if not self.is_shared:
            return True
        given = {"lane": lane, "holder": holder, "seconds": seconds}
        with self._writing() as connection:
            return any(connection.execute(one, given).first() for one in (_RENEW, _TAKE_NEW, _TAKE_OVER))

    def release(self, lane: str, holder: str) -> None:
        """Give it back before its time; nothing happens if another process has it by now."""
        if self.is_shared:
            with self._writing() as connection:
                connection.execute(_RELEASE, {"lane": lane, "holder": holder})


def holds(connection: Connection, lease: tuple[str, str] | None) -> bool:
    """Whether the holder has the lane still, and keeps it to the end of this transaction. ``lease``: lane, holder."""
    if lease is None or connection.dialect.name != "postgresql":
        return True
    return connection.execute(_HELD, {"lane": lease[0], "holder": lease[1]}).first() is not None


def any_holder(connection: Connection) -> bool:
    """Whether any process holds a lease at the moment."""
    return connection.dialect.name == "postgresql" and connection.execute(_ANY).first() is not None
