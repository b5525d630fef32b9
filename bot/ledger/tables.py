"""The tables of the records, as SQLAlchemy Core metadata. Nothing here opens a database.

What stands here and what the migrations build are the same; a test compares them.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)
from sqlalchemy.types import TypeDecorator

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect


class UtcTime(TypeDecorator[datetime]):
    """An aware moment, kept and returned in UTC. SQLite has no zones, so they are put back on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn to UTC; a moment without a zone is a defect of the caller."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment without a time zone: {value.isoformat()}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Say that it is UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class AnyText(TypeDecorator[str]):
    """Text from outside: what no database takes (NUL, lone surrogates of odd file names) is written as an escape."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Escape what can't be stored; everything else stays as it is."""
        if value is None or (value.isprintable() and value.isascii()):
            return value
        return value.encode("utf-8", "backslashreplace").decode("utf-8").replace("\0", "\\x00")


METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
    }
)


def _time(name: str, *, nullable: bool = False) -> Column[Any]:
    return Column(name, UtcTime(), nullable=nullable)


def _text(name: str, *, nullable: bool = False, key: bool = False) -> Column[Any]:
    return Column(name, AnyText(), nullable=nullable, primary_key=key)


def _json(name: str, *, nullable: bool = False) -> Column[Any]:
    return Column(name, JSON(none_as_null=True), nullable=nullable)


# A source that was scanned at least once: its next scan isn't the first run.
SOURCES = Table(
    "sources",
    METADATA,
    _text("name", key=True),
    _time("first_scan_at"),
    # After a restore: what the next scan finds new may have been posted since that moment, so it is looked for first.
    _time("doubt_since", nullable=True),
)

# What is known: each review file, gone ones too.
FILES = Table(
    "files",
    METADATA,
    _text("source", key=True),
    _text("path", key=True),
    _text("review_id"),
    Column("content_hash", String(64), nullable=False),
    Column("body_hash", String(64), nullable=False),
    Column("revision", Integer, nullable=False),
    _time("first_seen"),
    _time("gone_since", nullable=True),
    _text("sketch", nullable=True),
    _time("appeared_at", nullable=True),  # where it was there, or may have been, before it was first_seen
    Index(None, "review_id"),
)

DELIVERIES = Table(
    "deliveries",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("key", String(25), nullable=False),
    _text("subject"),
    Column("kind", String(10), nullable=False),
    _text("title"),
    _text("destination"),
    Column("generation", Integer, nullable=False),
    Column("status", String(10), nullable=False),
    _time("ready_at"),
    Column("urgent", Boolean, nullable=False),
    _time("created_at"),
    Column("attempts", Integer, nullable=False),
    _time("first_claimed_at", nullable=True),
    _time("claimed_at", nullable=True),
    _text("mark", nullable=True),
    _json("body", nullable=True),
    _text("reason", nullable=True),
    _text("remote_id", nullable=True),
    _text("remote_url", nullable=True),
    _time("posted_at", nullable=True),
    Column("may_stand", Boolean, nullable=False),
    Column("by_hand", Boolean, nullable=False, server_default=false()),
    Column("for_digest", Boolean, nullable=False, server_default=false()),
    # The number of the digest that it went into. No foreign key: rows are copied in any order.
    Column("digest_id", Integer, nullable=True),
    # Of an old review that is filled in: the least seconds after the one before it; 0: it waits for no pace any more.
    Column("pace", Integer, nullable=True),
    _time("page_asked_at", nullable=True),  # when its review's page was first found missing: the wait for it counts
    UniqueConstraint("key"),
    UniqueConstraint("subject", "destination", "generation"),
    Index(None, "destination", "status"),
    Index(None, "destination", "posted_at"),
    Index(None, "digest_id"),
    sqlite_autoincrement=True,  # ids are shown to the owner and typed back: never given out twice
)

# What shall happen to posts that stand.
ACTIONS = Table(
    "actions",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("delivery_id", Integer, ForeignKey("deliveries.id"), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("status", String(10), nullable=False),
    _time("ready_at"),
    Column("urgent", Boolean, nullable=False),
    _time("created_at"),
    Column("attempts", Integer, nullable=False),
    _time("claimed_at", nullable=True),
    _time("done_at", nullable=True),
    _json("body", nullable=True),
    _text("reason", nullable=True),
    Index(None, "delivery_id", "status"),
    Index(None, "status"),
    sqlite_autoincrement=True,
)

# A destination that is paused, or was: what had to wait until ``resumed_at`` goes out one after the other.
PAUSES = Table(
    "pauses",
    METADATA,
    _text("destination", key=True),
    _time("since", nullable=True),  # NULL: it is not paused
    Column("by", String(10), nullable=True),
    _text("reason", nullable=True),
    _time("look_at", nullable=True),
    _time("resumed_at", nullable=True),
    _time("failing_since", nullable=True),  # no request succeeded since; NULL: the last one did
)

# What the owner is to be told, once.
NOTICES = Table(
    "notices",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("key", String(25), nullable=False),
    _text("text"),
    _time("created_at"),
    _time("told_at", nullable=True),
    UniqueConstraint("key"),
    sqlite_autoincrement=True,
)

# PostgreSQL: which process may send over an account, and until when if it doesn't say so again.
LEASES = Table("leases", METADATA, _text("lane", key=True), _text("holder"), _time("until"))

# Discord channels that the admins of their servers let follow the reviews: destinations that no file names.
FOLLOWS = Table(
    "follows",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    _text("destination"),
    Column("server_id", BigInteger, nullable=False),
    Column("channel_id", BigInteger, nullable=False),
    _text("server"),  # both names as they were last seen, for people
    _text("channel"),
    _json("filter"),
    _json("manners"),
    Column("created_by", BigInteger, nullable=False),
    _time("created_at"),
    UniqueConstraint("destination"),
    UniqueConstraint("channel_id"),
    Index(None, "server_id"),
    sqlite_autoincrement=True,
)

# Too many changes at once: asked here, answered by rows of ``accepted``. Lists of pairs of review id and path.
QUESTIONS = Table(
    "questions",
    METADATA,
    _text("source", key=True),
    _time("asked_at"),
    _json("reviews"),  # added
    _json("changed", nullable=True),
    _json("gone", nullable=True),
)
ACCEPTED = Table(
    "accepted",
    METADATA,
    _text("source", key=True),
    _text("review_id", key=True),
    _time("accepted_at"),
    Column("quiet", Boolean, nullable=False, server_default=false()),  # known from now on, and no post comes of it
    _time("asked_at", nullable=True),  # when the question was raised
)

RECAP_STARTS = Table(
    "recap_starts",
    METADATA,
    _text("recap_key", key=True),
    _time("since"),
    _json("known"),
    _time("doubt_since", nullable=True),  # as of a source: its next recap may have been posted since that moment
)
RECAP_SLOTS = Table(
    "recap_slots",
    METADATA,
    _text("recap_key", key=True),
    _text("slot", key=True),  # the slot's wall-clock time: one recap for each, whoever ticks
    _text("subject", nullable=True),  # what its deliveries are for; NULL when it went nowhere
    _json("data"),
    _time("recorded_at"),
    UniqueConstraint("subject"),
)
RECAP_TOLD = Table("recap_told", METADATA, _text("recap_key", key=True), _text("review_id", key=True))
