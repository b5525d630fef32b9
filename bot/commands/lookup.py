"""One site's reviews as the answers need them: what words mean in the catalogue, and reviews as their files have them.

It only asks; how an answer looks is not its business.
"""

from __future__ import annotations

import random
import re
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

from bot.catalogue.titles import asked_of, forms_of
from bot.challenges.progress import progress
from bot.clock import SystemClock
from bot.review.identity import film_key
from bot.review.model import Excerpt
from bot.watch.shelf import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from bot.catalogue.model import Found, Statistics, Suggestion, Wanted
    from bot.catalogue.store import Catalogue
    from bot.challenges.progress import Progress
    from bot.clock import Clock
    from bot.format.model import FormatPolicy
    from bot.review.model import Review
    from bot.settings.model import ChallengeRule, Site
    from bot.watch.shelf import Shelf

T = TypeVar("T")

NEAREST = 3
_LONG_ENOUGH, _SURE = 7, 85.0  # letters of a title that may be mistyped; how like it must be, of 100
_DIGITS = re.compile(r"\d+")
# Seconds for which lists of names are remembered: each letter typed asks for them, and reading all takes a while.
REMEMBERED = 10.0
_NO_WORDS = Excerpt("", "the file can't be read")


@dataclass(frozen=True, slots=True)
class NotReviewed:
    """No review of that name; these (at most three) come nearest."""

    text: str
    nearest: tuple[Review, ...]


class Lookup:
    """The catalogue as answers ask it. Every method may block for some milliseconds; call it in a thread.

    ``shelf``: where files are read again, since the catalogue knows no private tags, by which warnings may go; None:
    reviews are told as the catalogue has them. ``chance`` decides what is at random. ``rules``: what
    the owner says of challenges.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        site: Site,
        look: FormatPolicy,
        shelf: Shelf | None = None,
        clock: Clock | None = None,
        chance: random.Random | None = None,
        ticks: Callable[[], float] = time.monotonic,
        rules: Sequence[ChallengeRule] = (),
    ) -> None:
        self.catalogue, self.site, self.look = catalogue, site, look
        self.chance = chance or random.Random()  # noqa: S311  # nothing secret hangs on it
        self._rules = rules
        self._shelf, self._clock, self._ticks = shelf, clock or SystemClock(), ticks
        self._remembered: dict[str, tuple[float, Sequence[object]]] = {}

    def today(self) -> date:
        """The day that it is at the site."""
        return self._clock.now().astimezone(ZoneInfo(self.site.timezone)).date()

    def review(self, handle: str) -> Review | None:
        """The review of that handle, as its file has it now; None if there is none any more."""
        found = self.catalogue.by_handle(handle)
        return None if found is None else self.fresh(found)

    def titled(self, text: str) -> Review | NotReviewed:
        """The newest review of the film with that title, with its year or without; or by a handle, or an id."""
        chosen = self.catalogue.by_handle(text) or self.catalogue.get(text)
        if chosen is not None:
            return self.fresh(chosen)
        likely = [self.catalogue.by_handle(one.handle) for one in self.catalogue.suggest(text)]
        found = [review for review in likely if review is not None]
        for review in found:
            if _is_called(review, text):
                return self.fresh(review)
        if (meant := _surely_meant(found, text)) is not None:
            return self.fresh(meant)
        return NotReviewed(text, tuple(found[:NEAREST]) or self._mentioning(text))

    def any_review(self, but: str | None) -> Review | None:
        """A review at random, another one than that of the handle ``but`` unless it is the only one."""
        found = self.catalogue.random(self.chance, but=but)
        return None if found is None else self.fresh(found)

    def mentioned(self, text: str) -> list[Review]:
        """The reviews that a message speaks of, as the catalogue has them; those at its addresses first."""
        return self.catalogue.mentioned(text)

    def same_film(self, review: Review) -> list[Review]:
        """The other reviews of the film, newest first, as the catalogue has them."""
        return [one for one in self.catalogue.same_film(review) if one.id != review.id]

    def fresh(self, review: Review) -> Review:
        """The review as its file has it now, with all its tags, for warnings; else as the catalogue has it.

        Where a warning may go by the tags that only the file has, and that can't be read, the words are left out.
        """
        key = film_key(review.title, review.year)
        known = replace(review, previous=self.catalogue.previous(key, review.date, review.id))
        if self._shelf is None:
            return known
        source = next((one for one in self._shelf.sources if one.name == review.source), None)
        if source is None:
            return known
        return self._shelf.take(Place(source, review.path), review.id).review or self._careful(known)

    def _careful(self, known: Review) -> Review:
        if all(rule.condition is None for rule in self.look.warnings):
            return known
        return replace(known, excerpt=_NO_WORDS, quotes=(), social={}, text="")

    def titles(self, typed: str, limit: int) -> list[Suggestion]:
        """Films that what was typed so far may mean."""
        return self.catalogue.suggest(typed, limit)

    def search(self, wanted: Wanted, limit: int, offset: int) -> Found:
        """The reviews that fit, as the catalogue has them."""
        return self.catalogue.find(wanted, limit=limit, offset=offset)

    def latest(self, count: int) -> list[Review]:
        """The newest reviews, as the catalogue has them."""
        return self.catalogue.latest(count)

    def challenges(self) -> list[Progress]:
        """Every challenge, the freshest first; up to ten seconds old."""
        return self._lately("challenges", lambda: progress(self.catalogue.challenge_entries(), self._rules))

    def statistics(self) -> Statistics:
        """All reviews in numbers; up to ten seconds old."""
        return self._lately("statistics", lambda: [self.catalogue.statistics()])[0]

    def counted_badges(self) -> list[tuple[str, int]]:
        """The badges with how many reviews have each, the commonest first; up to ten seconds old."""
        return self._lately("counted badges", lambda: self.catalogue.counted_names("badge"))

    def tags(self) -> list[str]:
        """The public tags, the commonest first; up to ten seconds old."""
        return self._lately("tags", lambda: self.catalogue.names("tag"))

    def badges(self) -> list[str]:
        """The badges, the commonest first; up to ten seconds old."""
        return self._lately("badges", lambda: self.catalogue.names("badge"))

    def _lately(self, what: str, ask: Callable[[], list[T]]) -> list[T]:
        now = self._ticks()
        known = self._remembered.get(what)
        if known is None or now - known[0] > REMEMBERED:
            self._remembered[what] = known = now, ask()
        return list(known[1])  # type: ignore[arg-type]  # what was asked under that name

    def _mentioning(self, text: str) -> tuple[Review, ...]:
        return tuple(hit.review for hit in self.catalogue.search(text, limit=NEAREST))


def _surely_meant(found: Sequence[Review], text: str) -> Review | None:
    """The one review whose film's title is mistyped; None where it may be another film, or none that is reviewed.

    Numbers are never slips: "Rocky 3" isn't "Rocky 2". Nor is much of a short title: "The Car" isn't "The Cat".
    """
    from rapidfuzz import fuzz

    asked = asked_of(text)
    meant = asked.bare or asked
    digits = _DIGITS.findall(meant.simplest)
    near = [
        review
        for review in found
        if len(meant.start) >= _LONG_ENOUGH
        and asked.year in (None, review.year)
        and _DIGITS.findall(forms_of(review.title).plain or forms_of(review.title).start) == digits
        and fuzz.ratio(forms_of(review.title).start, meant.start) >= _SURE
    ]
    return near[0] if len(near) == 1 else None


def _is_called(review: Review, text: str) -> bool:
    """Whether that is the film's name in some form, with its year or without: "dune 2" is "Dune: Part Two"."""
    names, asked = forms_of(review.title), asked_of(text)
    forms = {names.start, names.plain} - {""}
    if forms & set(asked.titles):
        return True
    return asked.bare is not None and asked.year == review.year and bool(forms & set(asked.bare.titles))
