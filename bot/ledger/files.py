"""What is known of the sources' files, and the questions about them. Decides nothing: ``bot.plan`` did."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, func, select

from bot.ledger.enter import enter
from bot.ledger.model import FileRow, Question
from bot.ledger.records import Records, insert, upsert
from bot.ledger.tables import ACCEPTED, FILES, QUESTIONS, SOURCES
from bot.plan.model import Known

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy.engine import Connection

    from bot.ledger.model import Owed
    from bot.plan.model import Changes, MassStop, Seen

_OF_OLD = datetime(1970, 1, 1, tzinfo=UTC)  # long before any news, so that no hold is still on
_BATCH = 1000  # rows written at once
_ASKED = 500  # ids asked about at once
_KNOWN = (
    FILES.c.path,
    FILES.c.review_id,
    FILES.c.content_hash,
    FILES.c.body_hash,
    FILES.c.revision,
    FILES.c.first_seen,
    FILES.c.gone_since,
)


class FileRecords(Records):
    """The files' part of the ledger."""

    def seen_before(self, source: str) -> bool:
        """Whether a scan of this source was recorded already. False: the next one is its first run."""
        return self.first_scan(source) is not None

    def first_scan(self, source: str) -> datetime | None:
        """When this source's first scan was recorded (aware, UTC); what was there then has this as ``first_seen``."""
        with self._reading() as connection:
            return connection.execute(select(SOURCES.c.first_scan_at).filter_by(name=source)).scalar()

    def tally(self, source: str) -> tuple[str, int]:
        """What the source's rows come to, as a text that a change to them changes, and how many files are there.

        Cheaper than :meth:`known`. Renames alone don't show in it.
        """
        gone = func.count(FILES.c.gone_since)
        query = select(func.count(), func.coalesce(func.sum(FILES.c.revision), 0), gone, func.max(FILES.c.first_seen))
        with self._reading() as connection:
            first = connection.execute(select(SOURCES.c.first_scan_at).filter_by(name=source)).scalar()
            rows, revisions, away, last = connection.execute(query.where(FILES.c.source == source)).one()
        return f"{first} {rows} {revisions} {away} {last}", rows - away

    def known(self, source: str) -> dict[str, Known]:
        """Every file of a source by its path, gone ones too."""
        moments: dict[Any, Any] = {}  # thousands of rows share few moments: each is kept once
        with self._reading() as connection:
            rows = connection.execution_options(yield_per=_BATCH).execute(select(*_KNOWN).filter_by(source=source))
            return {
                row[0]: Known(*row[:5], moments.setdefault(row[5], row[5]), moments.setdefault(row[6], row[6]))
                for row in rows
            }

    def record(self, source: str, changes: Changes, owed: Sequence[Owed], now: datetime) -> None:
        """Keep one scan: what is known from now on, what is owed for it, and a question if one must be asked.

        All in one transaction. A delivery that exists already is left alone.
        """
        with self._writing() as connection:
            _note_scan(connection, source, now)
            moved = [known.path for known, seen in (*changes.renamed, *changes.returned) if known.path != seen.path]
            for path in moved:
                connection.execute(delete(FILES).filter_by(source=source, path=path))
            rows = _rows(source, changes, now)
            while batch := list(islice(rows, _BATCH)):
                upsert(connection, FILES, batch, ["source", "path"])
            _let_through(connection, source, (*changes.new, *changes.baseline))
            _ask(connection, source, changes.mass, now)
            enter(connection, owed, now)

    def taken(self, source: str, seen: Iterable[Seen]) -> frozenset[str]:
        """Which of these reviews' ids a review with another text has, which is there in another source."""
        bodies = {one.review.id: one.body_hash for one in seen}
        # As a parameter: SQLAlchemy keeps the values that stand in a statement, and with them the memory around them.
        one_of = FILES.c.review_id.in_(bindparam("ids", expanding=True))
        query = select(FILES.c.review_id, FILES.c.body_hash).where(
            FILES.c.source != source, FILES.c.gone_since.is_(None), one_of
        )
        taken: set[str] = set()
        with self._reading() as connection:
            ids = iter(bodies)
            while batch := list(islice(ids, _ASKED)):
                rows = connection.execute(query, {"ids": batch})
                taken.update(review_id for review_id, body in rows if body != bodies[review_id])
        return frozenset(taken)

    def file_of(self, review_id: str) -> FileRow | None:
        """Where a review's file is, or was before it went."""
        query = (
            select(FILES.c.source, FILES.c.path, FILES.c.review_id, FILES.c.gone_since.is_not(None))
            .where(FILES.c.review_id == review_id)
            .order_by(FILES.c.gone_since.is_not(None), FILES.c.gone_since.desc(), FILES.c.source, FILES.c.path)
        )
        with self._reading() as connection:
            row = connection.execute(query).first()
        return FileRow(row[0], row[1], row[2], bool(row[3])) if row else None

    def questions(self) -> list[Question]:
        """What the owner has to decide, by source."""
        with self._reading() as connection:
            rows = connection.execute(select(QUESTIONS).order_by(QUESTIONS.c.source)).all()
        return [Question(row.source, row.asked_at, *map(_pairs, (row.reviews, row.changed, row.gone))) for row in rows]

    def accept(self, source: str, now: datetime) -> int:
        """Let the reviews of a source's question through, at its next scan. Returns how many they are."""
        with self._writing() as connection:
            asked = connection.execute(select(QUESTIONS.c.reviews).filter_by(source=source)).scalar()
            if not asked:
                return 0
            rows = [{"source": source, "review_id": one, "accepted_at": now} for one in {i for i, _ in asked}]
            upsert(connection, ACCEPTED, rows, ["source", "review_id"])
            connection.execute(delete(QUESTIONS).filter_by(source=source))
            return len(rows)

    def dismiss(self, source: str) -> int:
        """Take the reviews of a source's question as known from of old: none is news. Returns how many they are.

        Their text isn't known here: the next scan fills it in, as it does for any file that changed.
        """
        with self._writing() as connection:
            asked = connection.execute(select(QUESTIONS.c.reviews).filter_by(source=source)).scalar() or []
            for review_id, path in asked:
                row = _columns(source, Known(path, review_id, "", "", 1, _OF_OLD))
                connection.execute(insert(connection, FILES).values(row).on_conflict_do_nothing())
            connection.execute(delete(QUESTIONS).filter_by(source=source))
            return len(asked)

    def accepted(self, source: str) -> frozenset[str]:
        """The ids of reviews that the owner let through and that no scan has recorded yet."""
        with self._reading() as connection:
            return frozenset(connection.execute(select(ACCEPTED.c.review_id).filter_by(source=source)).scalars())

    def file_count(self) -> int:
        """How many files are known and there."""
        with self._reading() as connection:
            query = select(func.count()).select_from(FILES).where(FILES.c.gone_since.is_(None))
            return int(connection.execute(query).scalar_one())


def _note_scan(connection: Connection, source: str, now: datetime) -> None:
    statement = insert(connection, SOURCES).values(name=source, first_scan_at=now)
    connection.execute(statement.on_conflict_do_nothing())


def _rows(source: str, changes: Changes, now: datetime) -> Iterator[dict[str, Any]]:
    """The rows of ``files`` after these changes. The id that a known file was bound to stays."""
    for seen in chain(changes.baseline, changes.new):
        yield _row(source, seen, Known(seen.path, seen.review.id, "", "", 0, now))
    for known, seen in chain(changes.edited, changes.renamed, changes.returned):
        yield _row(source, seen, known)
    for known in changes.gone:
        yield _columns(source, known) | {"gone_since": known.gone_since or now}


def _row(source: str, seen: Seen, known: Known) -> dict[str, Any]:
    changed = seen.content_hash != known.content_hash
    return _columns(source, known) | {
        "path": seen.path,
        "content_hash": seen.content_hash,
        "body_hash": seen.body_hash,
        "revision": known.revision + changed if known.revision else 1,
        "gone_since": None,
    }


def _columns(source: str, known: Known) -> dict[str, Any]:
    return {"source": source} | {column.name: getattr(known, column.name) for column in _KNOWN}


def _let_through(connection: Connection, source: str, seen: Iterable[Seen]) -> None:
    """What was accepted and is known now needs no permission any more."""
    waiting = set(connection.execute(select(ACCEPTED.c.review_id).filter_by(source=source)).scalars())
    for review_id in waiting.intersection(one.review.id for one in seen):
        connection.execute(delete(ACCEPTED).filter_by(source=source, review_id=review_id))


def _ask(connection: Connection, source: str, mass: MassStop | None, now: datetime) -> None:
    """Keep the question that this scan raises (the first one's time stays), or drop one that is settled."""
    if mass is None:
        connection.execute(delete(QUESTIONS).filter_by(source=source))
        return
    kinds = {"reviews": mass.added, "changed": mass.changed, "gone": mass.gone}
    row: Mapping[str, Any] = {"source": source, "asked_at": now} | kinds
    statement = insert(connection, QUESTIONS)
    fresh = {kind: statement.excluded[kind] for kind in kinds}
    connection.execute(statement.on_conflict_do_update(index_elements=["source"], set_=fresh), [row])


def _pairs(rows: Sequence[Sequence[str]] | None) -> tuple[tuple[str, str], ...]:
    return tuple((review_id, path) for review_id, path in rows or ())
