"""Takes single reviews from the shelf: by the id under which they are known, or by a file that the owner names.

Unlike the catalogue it reads the file as it is now. It records nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.errors import MatineeError, UsageError
from bot.review.identity import film_key
from bot.watch.files import read_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bot.catalogue.store import Catalogue
    from bot.ledger.model import FileRow
    from bot.review.model import Reading, Review
    from bot.settings.model import Source


@dataclass(frozen=True, slots=True)
class Place:
    """Where a review's file is: in which source, and under which path in its folder."""

    source: Source
    path: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """The sources' files. ``catalogue`` knows the other reviews; None: none are heeded."""

    sources: Sequence[Source]
    catalogue: Catalogue | None

    def read(self, row: FileRow) -> Reading | None:
        """The review that the records bind to that file, with its known id; None if the file is gone or unnamed."""
        source = next((one for one in self.sources if one.name == row.source), None)
        if source is None or row.gone:
            return None
        return self.take(Place(source, row.path), row.review_id)

    def take(self, place: Place, review_id: str | None = None) -> Reading:
        """What stands in the file now. Never raises on what the file holds: see its problems."""
        reading = read_file(place.source, place.path, review_id=review_id)
        if reading.review is None:
            return reading
        return replace(reading, review=self.with_others(reading.review))

    def with_others(self, review: Review) -> Review:
        """The review as the other reviews let it be told: with the earlier ones of the film, and words of its own."""
        if self.catalogue is None:
            return review
        earlier = self.catalogue.previous(film_key(review.title, review.year), review.date, review.id)
        return replace(self.catalogue.own_words(review), previous=earlier)

    def place(self, file: Path) -> Place:
        """Which source a file belongs to. A file outside of all is read by the first source's rules.

        Raises :class:`bot.errors.UsageError` if there is no such file, ``MatineeError`` if that can't be found out.
        """
        try:
            there = file.is_file()
        except OSError as error:
            raise MatineeError(f"{file} can't be read: {error.strerror}. Check path and permissions.") from None
        if not there:
            raise UsageError(f"{file}: there is no such file")
        resolved = file.resolve()
        for source in self.sources:
            folder = source.folder.resolve()
            if resolved.is_relative_to(folder):
                return Place(source, resolved.relative_to(folder).as_posix())
        stranger = replace(self.sources[0], folder=file.absolute().parent, include=("**",), exclude=())
        return Place(stranger, file.name)
