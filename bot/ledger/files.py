"""What is known of the sources' files: kept with what comes of it. Decides nothing: ``bot.plan`` did."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, func, select

from bot.ledger.doubt import enter_after_scan
from bot.ledger.model import FileRow
from bot.ledger.notices import tell
from bot.ledger.questions import ask, let_through
from bot.ledger.records import Records, insert, upsert
from bot.ledger.tables import FILES, SOURCES
from bot.ledger.wishes import come_back, enter_wishes
from bot.plan.model import Known

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy.engine import Connection

    from bot.ledger.model import Owed, ToTell, Wish
    from bot.plan.model import Changes, Seen

OF_OLD = datetime(1970, 1, 1, tzinfo=UTC)  # first_seen of what is only noted: so that no hold is still on
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
    FILES.c.sketch,
    FILES.c.appeared_at,
)


class FileRecords(Records):
    """The files' part of the ledger."""

    def first_scan(self, source: str) -> datetime | None:
        """When this source's first scan was recorded (aware, UTC); what was there then has this as ``first_seen``.

        None: the next one is its first run.
        """
        with self._reading() as connection:
            return connection.execute(select(SOURCES.c.first_scan_at).filter_by(name=source)).scalar()

    def doubt_since(self, source: str) -> datetime | None:
        """Since when reviews of this source may be there that aren't known (aware, UTC): after a restore. None: no."""
        with self._reading() as connection:
            return connection.execute(select(SOURCES.c.doubt_since).filter_by(name=source)).scalar()

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
                row[0]: Known(
                    *row[:5],
                    moments.setdefault(row[5], row[5]),
                    moments.setdefault(row[6], row[6]),
                    row[7] or "",
                    row[8],
                )
                for row in rows
            }

    def record(
        self,
        source: str,
        changes: Changes,
        owed: Sequence[Owed],
        wishes: Sequence[Wish],
        now: datetime,
        *,
        notices: Sequence[ToTell] = (),
        appeared: Mapping[str, datetime] | None = None,
    ) -> None:
        """Keep one scan: what is known from now on, what is owed and wished for it, and a question if one is raised.

        All in one transaction. A delivery that exists already is left alone; what was to be taken down because its
        file was gone stays if that is back. ``appeared``: since when new reviews were there already, by their ids.
        """
        with self._writing() as connection:
            is_first = _note_scan(connection, source, now)
            moved = [known.path for known, seen in (*changes.renamed, *changes.returned) if known.path != seen.path]
            for path in moved:
                connection.execute(delete(FILES).filter_by(source=source, path=path))
            rows = _rows(source, changes, now, now if is_first else OF_OLD, appeared or {})
            while batch := list(islice(rows, _BATCH)):
                upsert(connection, FILES, batch, ["source", "path"])
            let_through(connection, source, changes, now)
            ask(connection, source, changes.mass, now)
            come_back(connection, [known.review_id for known, _ in changes.returned], changes.quiet, now)
            enter_after_scan(connection, source, owed, now, last=changes.mass is None)
            enter_wishes(connection, wishes, now)
            for notice in notices:
                tell(connection, notice)

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

    def file_count(self) -> int:
        """How many files are known and there."""
        with self._reading() as connection:
            query = select(func.count()).select_from(FILES).where(FILES.c.gone_since.is_(None))
            return int(connection.execute(query).scalar_one())


def _note_scan(connection: Connection, source: str, now: datetime) -> bool:
    """Whether this is the source's first."""
    statement = insert(connection, SOURCES).values(name=source, first_scan_at=now)
    first = statement.on_conflict_do_nothing().returning(SOURCES.c.name)
    return connection.execute(first).first() is not None


def _rows(
    source: str, changes: Changes, now: datetime, no_news: datetime, appeared: Mapping[str, datetime]
) -> Iterator[dict[str, Any]]:
    """The rows of ``files`` after these changes. The id that a known file was bound to stays.

    ``no_news``: since when reviews that never were to be posted count as known.
    """
    for since, several in ((no_news, changes.baseline), (now, changes.new)):
        for seen in several:
            name = seen.review.id
            yield _row(source, seen, Known(seen.path, name, "", "", 0, since, appeared_at=appeared.get(name)))
    for known, seen in chain(changes.edited, changes.renamed, changes.returned, changes.learned):
        yield _row(source, seen, known)
    for known in changes.gone:
        yield _columns(source, known) | {"gone_since": known.gone_since or now}


def _row(source: str, seen: Seen, known: Known) -> dict[str, Any]:
    changed = seen.content_hash != known.content_hash
    return _columns(source, known) | {
        "path": seen.path,
        "content_hash": seen.content_hash,
        "body_hash": seen.body_hash,
        "sketch": seen.sketch,
        "revision": known.revision + changed if known.revision else 1,
        "gone_since": None,
    }


def _columns(source: str, known: Known) -> dict[str, Any]:
    return {"source": source} | {column.name: getattr(known, column.name) for column in _KNOWN}
