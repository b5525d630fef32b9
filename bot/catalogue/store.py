"""The catalogue's front door. Every method may be called from any thread; none of them decides anything."""

from __future__ import annotations

import json
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.catalogue import searching, suggesting, writing
from bot.catalogue.database import Database
from bot.catalogue.model import ChallengeEntry, Hit, Stamp, Suggestion
from bot.catalogue.rows import KEPT, challenge_of, date_of, rating_of, review_of, storable
from bot.catalogue.sameness import own_words
from bot.errors import StoreDamaged, StoreFull
from bot.review.model import Previous, Problem, Review

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from bot.review.model import Reading

FILE_NAME = "catalogue.db"


class Catalogue:
    """Every review, searchable. All methods raise the StoreError tree."""

    def __init__(self, database: Database) -> None:
        self._database = database

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

    # Reviews

    def count(self, source: str | None = None) -> int:
        """How many reviews there are, of one source or all."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT count(*) FROM review WHERE ?1 IS NULL OR source = ?1", (source,)
            ).fetchone()
        return int(row[0])

    def get(self, review_id: str) -> Review | None:
        """The review of that id; the newest, should two files claim it."""
        return self._one("review_id = ? ORDER BY date DESC, path DESC", storable(review_id))

    def get_path(self, source: str, path: str) -> Review | None:
        """The review in that file."""
        return self._one("source = ? AND path = ?", source, storable(path))

    def latest(self, limit: int) -> list[Review]:
        """The newest reviews by their own dates; undated ones last."""
        with self._database.reading() as connection:
            rows = connection.execute(
                f"SELECT {KEPT} FROM review ORDER BY date DESC, path DESC LIMIT ?",  # noqa: S608
                (max(0, limit),),
            )
            return [own_words(connection, review_of(row)) for row in rows]

    def own_words(self, review: Review) -> Review:
        """The review as just read; where its front matter's excerpt stands in many, with the body's instead."""
        with self._database.reading() as connection:
            return own_words(connection, review)

    def previous(self, film_key: str, before: date | None, exclude_id: str) -> tuple[Previous, ...]:
        """Dated reviews of the film from before that day, newest first. Nothing is earlier than an unknown day."""
        if before is None:
            return ()
        with self._database.reading() as connection:
            rows = connection.execute(
                """SELECT data FROM review WHERE film = ? AND date > '' AND date < ? AND review_id <> ?
                ORDER BY date DESC, path DESC""",
                (storable(film_key), before.isoformat(), storable(exclude_id)),
            ).fetchall()
        told = [json.loads(row[0]) for row in rows]
        return tuple(Previous(date_of(one["date"]), rating_of(one), one["url"]) for one in told)

    # Looking up

    def search(self, query: str, *, limit: int = 10, offset: int = 0) -> list[Hit]:
        """Reviews for a person's words, best first. The text is data: it has no syntax and any length."""
        with self._database.reading() as connection:
            return searching.search(connection, query, limit, offset)

    def suggest(self, text: str, limit: int = 25) -> list[Suggestion]:
        """Films for what was typed so far, each once by its newest review; for nothing typed the newest."""
        with self._database.reading() as connection:
            return suggesting.suggest(connection, text, limit)

    # Challenges

    def challenge_entries(self, name: str | None = None) -> list[ChallengeEntry]:
        """Reviews that belong to a challenge, or to that one (its exact spelling), oldest first."""
        with self._database.reading() as connection:
            rows = connection.execute(
                """SELECT review_id, data FROM review WHERE challenge <> '' AND (?1 IS NULL OR challenge = ?1)
                ORDER BY date, path""",
                (name if name is None else storable(name),),
            )
            entries = [_entry(review_id, json.loads(data)) for review_id, data in rows]
        return [entry for entry in entries if entry]

    def challenge_names(self) -> list[str]:
        """The challenges' names as they are spelt, the one with the newest review first."""
        with self._database.reading() as connection:
            rows = connection.execute(
                """SELECT challenge FROM review WHERE challenge <> ''
                GROUP BY challenge ORDER BY max(date) DESC, challenge"""
            ).fetchall()
        return [name for (name,) in rows]

    def _one(self, condition: str, *values: str) -> Review | None:
        with self._database.reading() as connection:
            row = connection.execute(f"SELECT {KEPT} FROM review WHERE {condition} LIMIT 1", values).fetchone()  # noqa: S608
            return own_words(connection, review_of(row)) if row else None


def _entry(review_id: str, said: dict[str, Any]) -> ChallengeEntry | None:
    challenge = challenge_of(said)
    if challenge is None:
        return None
    return ChallengeEntry(
        challenge, review_id, str(said["title"]), said["year"], rating_of(said), date_of(said["date"]), said["url"]
    )
