"""What a command's words mean in the catalogue. It only asks; how the answer looks is not its business."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.recaps.progress import progress
from bot.review.identity import film_key

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.catalogue.model import Suggestion
    from bot.catalogue.store import Catalogue
    from bot.recaps.progress import Progress
    from bot.review.model import Review

NEAREST = 3
# Seconds for which challenges are remembered: each letter typed asks for them, and reading all takes a while.
REMEMBERED = 10.0


@dataclass(frozen=True, slots=True)
class NotReviewed:
    """No review of that name; these (at most three) come nearest."""

    text: str
    nearest: tuple[Review, ...]


class Lookup:
    """The catalogue as the commands ask it. Every method may block for some milliseconds; call it in a thread."""

    def __init__(self, catalogue: Catalogue, ticks: Callable[[], float] = time.monotonic) -> None:
        self._catalogue, self._ticks = catalogue, ticks
        self._challenges: tuple[float, list[Progress]] | None = None

    def review(self, text: str) -> Review | NotReviewed:
        """The review with that id (a suggestion's value), or of the film with that title, with its year or without."""
        chosen = self._catalogue.get(text)
        if chosen is not None:
            return self._with_previous(chosen)
        likely = [self._catalogue.get(one.review_id) for one in self._catalogue.suggest(text)]
        found = [review for review in likely if review is not None]
        for review in found:
            if _is_called(review, text):
                return self._with_previous(review)
        return NotReviewed(text, tuple(found[:NEAREST]) or self._mentioning(text))

    def titles(self, typed: str, limit: int) -> list[Suggestion]:
        """Films that what was typed so far may mean."""
        return self._catalogue.suggest(typed, limit)

    def latest(self, count: int) -> list[Review]:
        """The newest reviews."""
        return self._catalogue.latest(count)

    def challenges(self) -> list[Progress]:
        """Every challenge, the freshest first; up to ten seconds old."""
        now = self._ticks()
        if self._challenges is None or now - self._challenges[0] > REMEMBERED:
            self._challenges = now, progress(self._catalogue.challenge_entries())
        return self._challenges[1]

    def _mentioning(self, text: str) -> tuple[Review, ...]:
        return tuple(hit.review for hit in self._catalogue.search(text, limit=NEAREST))

    def _with_previous(self, review: Review) -> Review:
        key = film_key(review.title, review.year)
        return replace(review, previous=self._catalogue.previous(key, review.date, review.id))


def _is_called(review: Review, text: str) -> bool:
    asked = film_key(text, None)
    names = [review.title] if review.year is None else [review.title, f"{review.title} {review.year}"]
    return asked in [film_key(name, None) for name in names]
