"""What a member asks, as a value that fits into a button: buttons and menus go on working after a restart, because
what they ask stands in them and nowhere else.

It asks nobody, and knows neither Discord's library nor the catalogue.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from bot.catalogue.model import Wanted

Period = Literal["week", "month", "all"]


@dataclass(frozen=True, slots=True)
class OneReview:
    """The review with that handle (of :class:`bot.catalogue.model.Suggestion`)."""

    handle: str


@dataclass(frozen=True, slots=True)
class Titled:
    """The review of the film with that title, as somebody typed or chose it: a title, an id, or a handle."""

    text: str


@dataclass(frozen=True, slots=True)
class AnyReview:
    """A review at random, but not the one with that handle: the same twice in a row looks like a fault."""

    but: str | None = None


@dataclass(frozen=True, slots=True)
class Search:
    """A page of the reviews that fit. ``page`` counts from 0."""

    wanted: Wanted
    page: int = 0


@dataclass(frozen=True, slots=True)
class Latest:
    """The newest reviews, 1 to 10."""

    count: int


@dataclass(frozen=True, slots=True)
class OneQuote:
    """A quoted line of a review: which of its lines, from 0."""

    handle: str
    number: int


@dataclass(frozen=True, slots=True)
class AnyQuote:
    """A quoted line at random, but none of the review with that handle."""

    but: str | None = None


@dataclass(frozen=True, slots=True)
class Numbers:
    """All reviews in numbers."""


@dataclass(frozen=True, slots=True)
class OneChallenge:
    """How far a challenge has come. ``name`` as somebody typed or chose it, or a mark of :mod:`bot.commands.codes`."""

    name: str


@dataclass(frozen=True, slots=True)
class Recapped:
    """What a challenge brought in the last 7 days, the last 30 days, or altogether."""

    name: str
    period: Period


Question = OneReview | Titled | AnyReview | Search | Latest | OneQuote | AnyQuote | Numbers | OneChallenge | Recapped
