"""Reading many files without holding them all: what deciding needs is kept, the words go to the catalogue in batches.

A batch that is written before the records know of it does no harm: the next scan reads again what they don't know.
"""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from bot.plan.matching import TELLING
from bot.plan.model import Seen
from bot.review.model import Challenge, Excerpt
from bot.watch.readers import read_all

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.catalogue.model import Stamp
    from bot.catalogue.store import Catalogue
    from bot.plan.model import Known
    from bot.review.model import Reading, Review
    from bot.settings.model import Source
    from bot.watch.comparing import Work
    from bot.watch.files import Taken

_HELD = 400  # readings held until they are written
_NO_WORDS: dict[str, Any] = {
    "excerpt": Excerpt("", ""), "quotes": (), "url": None, "links": (),
    "language": None, "content_warning": None, "social": {},
}  # fmt: skip


@dataclass(slots=True)
class Intake:
    """What was read. ``rest``: readings that aren't in the catalogue yet."""

    seen: list[Seen] = field(default_factory=list)
    rest: list[tuple[Reading, Stamp]] = field(default_factory=list)
    unsteady: list[str] = field(default_factory=list)  # changed while being read, or gone: to be looked at again
    _shared: dict[Any, Any] = field(default_factory=dict)

    @classmethod
    async def read(cls, source: Source, catalogue: Catalogue, work: Work, known: Mapping[str, Known]) -> Intake:
        """Read what is to be read, without blocking the event loop."""
        intake = cls()
        asked = [(path, known[path].review_id if path in known else None) for path in work.read]
        async with aclosing(read_all(source, asked)) as readings:
            async for answers in readings:
                for path, taken in answers:
                    intake.take(path, taken)
                if len(intake.rest) >= _HELD:
                    batch, intake.rest = intake.rest, []
                    await asyncio.to_thread(catalogue.update, source.name, batch, (), bound=True)
        return intake

    def take(self, path: str, taken: Taken | None) -> None:
        """Sort one reading in."""
        if taken is None or not taken.steady:
            self.unsteady.append(path)
            return
        reading = taken.reading
        if reading.review is not None:
            review = bare(reading.review, self._shared)
            self.seen.append(Seen(path, reading.content_hash, reading.body_hash, review, taken.sketch))
        self.rest.append((reading, taken.stamp))


def bare(review: Review, shared: dict[Any, Any]) -> Review:
    """What deciding and routing ask of a review. ``shared`` keeps one of each value that many reviews have."""
    challenge = review.challenge and Challenge(review.challenge.name, None, None, None, None)
    return replace(
        review,
        **_NO_WORDS,
        text=review.text.strip()[:TELLING],  # as much as says that there is one
        rating=shared.setdefault(review.rating, review.rating),
        tags=shared.setdefault(review.tags, review.tags),
        public_tags=shared.setdefault(review.public_tags, review.public_tags),
        badges=shared.setdefault(review.badges, review.badges),
        source=shared.setdefault(review.source, review.source),
        date=shared.setdefault(review.date, review.date),
        challenge=shared.setdefault(challenge, challenge),
    )
