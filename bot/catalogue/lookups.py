"""What may be asked about the reviews in the catalogue. Nothing here changes it; every method may block."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bot.catalogue import counting, dated, mentions, names, narrowing, searching, suggesting
from bot.catalogue.model import ChallengeEntry, Found, Part, Suggestion, Wanted
from bot.catalogue.rows import KEPT, challenge_of, date_of, rating_of, review_of, storable
from bot.catalogue.rows import handle as handle_of
from bot.catalogue.sameness import own_words
from bot.review.identity import film_key
from bot.review.model import Previous, Review

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection
    from datetime import date
    from random import Random

    from bot.catalogue.database import Database
    from bot.catalogue.model import Hit, Statistics
    from bot.catalogue.names import Kind


class LookUps:
    """The questions. All methods raise the StoreError tree and may be called from any thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

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
        condition = "handle = ? AND review_id = ? ORDER BY date DESC, path DESC"
        return self._one(condition, handle_of(review_id), storable(review_id))

    def by_handle(self, handle: str) -> Review | None:
        """The review of that handle; the newest, should two share it."""
        return self._one("handle = ? ORDER BY date DESC, path DESC", storable(handle))

    def same_film(self, review: Review) -> list[Review]:
        """All reviews of that review's film, itself too, newest first."""
        film = storable(film_key(review.title, review.year))
        with self._database.reading() as connection:
            rows = connection.execute(
                f"SELECT {KEPT} FROM review WHERE film = ? ORDER BY date DESC, path DESC",  # noqa: S608
                (film,),
            ).fetchall()
            return [own_words(connection, review_of(row)) for row in rows]

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

    def between(self, first: date, last: date) -> list[Review]:
        """The reviews dated on these days and in between, the oldest first; each with its front matter's excerpt."""
        with self._database.reading() as connection:
            return dated.between(connection, first, last)

    def on_days(self, days: Collection[str], before: date) -> list[Review]:
        """The same for one or more days of the year ("09-14") in all years before that day."""
        with self._database.reading() as connection:
            return dated.on_days(connection, days, before)

    # Looking up

    def find(self, wanted: Wanted, *, limit: int = 10, offset: int = 0) -> Found:
        """Reviews that fit, best first; without any text the newest first. The text is data: it has no syntax and any
        length. Reviews further down than ``bot.catalogue.searching.DEEPEST`` can't be paged to, nor are they counted.
        """
        with self._database.reading() as connection:
            return searching.find(connection, wanted, limit, offset)

    def unfit(self, wanted: Wanted) -> tuple[Part, ...]:
        """Which parts can't be met by any review, each taken alone; the text isn't looked at."""
        with self._database.reading() as connection:
            return narrowing.unfit(connection, wanted)

    def search(self, query: str, *, limit: int = 10, offset: int = 0) -> list[Hit]:
        """Reviews for a person's words, best first. No word, no review."""
        return list(self.find(Wanted(query), limit=limit, offset=offset).hits) if query.strip() else []

    def suggest(self, text: str, limit: int = 25) -> list[Suggestion]:
        """Films for what was typed so far, each once by its newest review; for nothing typed the newest."""
        with self._database.reading() as connection:
            return suggesting.suggest(connection, text, limit)

    def mentioned(self, text: str, limit: int = 5) -> list[Review]:
        """The reviews that a message speaks of: those at its addresses first, then those whose titles it names."""
        with self._database.reading() as connection:
            rows = mentions.mentioned(connection, text, limit)
            return [review for row in rows if (review := self._row(connection, row))]

    def random(self, chance: Random, wanted: Wanted | None = None, *, but: str | None = None) -> Review | None:
        """A review that fits (text doesn't count), by chance; not that of the handle ``but``, if there is another."""
        with self._database.reading() as connection:
            fitting = narrowing.condition(connection, wanted or Wanted())
            row = narrowing.at_random(connection, fitting, chance, but) if fitting else None
            return None if row is None else self._row(connection, row)

    def with_quotes(self, chance: Random, *, but: str | None = None) -> Review | None:
        """The same among reviews that quote lines and carry neither spoilers nor a warning."""
        with self._database.reading() as connection:
            row = narrowing.at_random(connection, narrowing.QUOTABLE, chance, but)
            return None if row is None else self._row(connection, row)

    # Names and numbers

    def names(self, kind: Kind) -> list[str]:
        """Public tags, badges or challenges, each once as it is mostly spelt, that of most reviews first."""
        with self._database.reading() as connection:
            return names.commonest(connection, kind)

    def counted_names(self, kind: Kind) -> list[tuple[str, int]]:
        """The same with how many reviews have each."""
        with self._database.reading() as connection:
            return names.counted(connection, kind)

    def statistics(self) -> Statistics:
        """All reviews in numbers."""
        with self._database.reading() as connection:
            return counting.statistics(connection)

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

    def _one(self, condition: str, *values: str) -> Review | None:
        with self._database.reading() as connection:
            row = connection.execute(f"SELECT {KEPT} FROM review WHERE {condition} LIMIT 1", values).fetchone()  # noqa: S608
            return own_words(connection, review_of(row)) if row else None

    def _row(self, connection: sqlite3.Connection, row: int) -> Review | None:
        kept = connection.execute(f"SELECT {KEPT} FROM review WHERE id = ?", (row,)).fetchone()  # noqa: S608
        return own_words(connection, review_of(kept)) if kept else None


def _entry(review_id: str, said: dict[str, Any]) -> ChallengeEntry | None:
    challenge = challenge_of(said)
    if challenge is None:
        return None
    return ChallengeEntry(
        challenge,
        review_id,
        str(said["title"]),
        said["year"],
        rating_of(said),
        date_of(said["date"]),
        said["url"],
        said["post"],
    )
