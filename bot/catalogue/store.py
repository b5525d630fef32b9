"""The catalogue's front door. Every method may be called from any thread; none of them decides anything."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from bot.catalogue import writing
from bot.catalogue.database import Database
from bot.catalogue.lookups import LookUps
from bot.catalogue.model import Stamp
from bot.errors import StoreDamaged, StoreFull
from bot.review.model import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from bot.review.model import Reading

FILE_NAME = "catalogue.db"


class Catalogue(LookUps):
    """Every review, searchable. All methods raise the StoreError tree."""

    @classmethod
    def open(cls, folder: Path, fingerprint: str) -> Catalogue:
        """The catalogue in ``folder``, which is created if need be.

        One of another ``fingerprint`` is emptied, a damaged one thrown away; a file that isn't ours is StoreForeign.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreFull(f"The folder {folder} can't be made ({error.strerror}): check [store] data_dir.") from error
        database = Database(Path(folder) / FILE_NAME, fingerprint)
        database.prepare()
        return cls(database)

    def close(self) -> None:
        """Close every connection."""
        self._database.close()

    def start_over(self) -> None:
        """Throw the file away if it is damaged; the next scan fills it again."""
        self._database.throw_away()

    # What was read

    def each_stamp(self, source: str) -> Iterator[tuple[str, Stamp]]:
        """Path and stamp of every file read, as a stream."""
        with self._database.reading() as connection:
            for row in connection.execute(
                "SELECT path, mtime_ns, size, ctime_ns, content_hash, is_review FROM file WHERE source = ?", (source,)
            ):
                yield row[0], Stamp._make(row[1:])

    def is_settled(self, source: str, tally: str, files: Mapping[str, tuple[int, int, int]]) -> bool:
        """Whether these are exactly the files that were read, looking the same, and the records came to ``tally`` then.

        ``files``: mtime_ns, size and ctime_ns by path.
        """
        with self._database.reading() as connection:
            if connection.execute("SELECT tally FROM settled WHERE source = ?", (source,)).fetchone() != (tally,):
                return False
            rows = connection.execute("SELECT path, mtime_ns, size, ctime_ns FROM file WHERE source = ?", (source,))
            count = 0
            for path, mtime_ns, size, ctime_ns in rows:
                if files.get(path) != (mtime_ns, size, ctime_ns):
                    return False
                count += 1
        return count == len(files)

    def settle(self, source: str, tally: str) -> None:
        """Note that the records know everything that was read, and what they come to. Any update undoes it."""
        with self._database.writing() as connection:
            connection.execute("INSERT OR REPLACE INTO settled VALUES (?, ?)", (source, tally))

    def stamps(self, source: str) -> dict[str, Stamp]:
        """What was read when, by path. Empty after damage: then everything is read again."""
        try:
            return dict(self.each_stamp(source))
        except StoreDamaged:
            self.start_over()
            return {}

    def update(
        self,
        source: str,
        readings: Iterable[tuple[Reading, Stamp]],
        removed: Iterable[str],
        *,
        bound: bool = False,
    ) -> None:
        """Take in what was read, as a stream, then forget what is gone.

        Written in batches, each of them whole or not at all: nobody is locked out while the files are being read.
        ``bound``: the reviews carry the ids under which the records know them.
        """
        stream = iter(readings)
        while batch := list(islice(stream, writing.BATCH)):
            with self._database.writing() as connection:
                writing.write(connection, source, batch)
                if not bound:
                    connection.execute("INSERT OR IGNORE INTO unbound VALUES (?)", (source,))
        if gone := list(removed):
            with self._database.writing() as connection:
                writing.remove(connection, source, gone)

    def each_id(self, source: str) -> Iterator[tuple[str, str]]:
        """Path and id of every review, as a stream."""
        with self._database.reading() as connection:
            yield from connection.execute("SELECT path, review_id FROM review WHERE source = ?", (source,))

    def rebind(self, source: str, ids: Mapping[str, str]) -> None:
        """Set the ids of the reviews at these paths: those under which they are known (after a rename)."""
        if ids:
            with self._database.writing() as connection:
                writing.rebind(connection, source, ids)

    def bind(self, source: str, ids: Callable[[], Mapping[str, str]]) -> None:
        """The same for all known paths, if somebody wrote without knowing the ids; else nothing is asked or done."""
        with self._database.reading() as connection:
            if not connection.execute("SELECT 1 FROM unbound WHERE source = ?", (source,)).fetchone():
                return
        with self._database.writing() as connection:
            writing.rebind(connection, source, ids())
            connection.execute("DELETE FROM unbound WHERE source = ?", (source,))

    def problems(self, source: str | None = None) -> list[Problem]:
        """What was wrong in the files at their last reading, of one source or all, by path and line."""
        with self._database.reading() as connection:
            rows = connection.execute(
                """SELECT path, line, col, field, message, severity FROM problem
                WHERE ?1 IS NULL OR source = ?1 ORDER BY source, path, line, col""",
                (source,),
            ).fetchall()
        return [Problem(*row) for row in rows]
