"""How far each viewing challenge has come, out of its reviews. Pure: no store, no clock."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

from rapidfuzz import fuzz, process

from bot.challenges.merging import found
from bot.challenges.names import plain, spelling
from bot.challenges.series import deadline, series_of
from bot.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.catalogue.model import ChallengeEntry
    from bot.challenges.merging import Found, Merged
    from bot.review.model import Challenge, Rating
    from bot.settings.model import ChallengeRule

T = TypeVar("T")

NEAREST = 3  # how many names an unknown one is answered with


class UnknownChallenge(UsageError):
    """No review belongs to a challenge of that name. ``nearest``: the names most like it, the likest first."""

    def __init__(self, name: str, nearest: Sequence[str]) -> None:
        self.name, self.nearest = name, tuple(nearest)
        if nearest:
            names = ", ".join(f"“{near}”" for near in nearest)
            super().__init__(f"There is no challenge “{name}” in the reviews. Nearest: {names}.")
        else:
            super().__init__(f"There is no challenge “{name}” in the reviews; none of them names a challenge yet.")


@dataclass(frozen=True, slots=True)
class Progress:
    """Where one challenge stands."""

    name: str  # as most of its reviews spell it
    done: int  # distinct positions; without any counter, the number of its reviews
    total: int | None  # as most of its reviews have it
    mean: float | None  # of its reviews rated in numbers, on ``scale``; None: there are none
    scale: float | None
    url: str | None  # the list's address most of its reviews give
    entries: tuple[ChallengeEntry, ...]  # oldest first; undated ones before all others
    start: date | None = None  # its first day
    deadline: date | None = None  # its last day, where it has a real one
    series: str = ""  # challenges of one series are editions of each other; "": of none
    merged: tuple[Merged, ...] = ()  # the other names in it, that of most reviews first
    rule: ChallengeRule | None = None  # what the owner says of it

    @property
    def finished(self) -> bool:
        """Whether its last number was reached (:func:`ends`); without any numbers, as many reviews as it has."""
        if not self.total:
            return False
        counted = [one.challenge for one in self.entries if one.challenge.position is not None]
        if not counted:
            return self.done >= self.total
        return any(ends(one, self.total) for one in counted)

    @property
    def last(self) -> date | None:
        """The latest review's date."""
        return max((entry.date for entry in self.entries if entry.date), default=None)

    @property
    def spellings(self) -> frozenset[str]:
        """Every spelling under which the challenge can be asked for."""
        return frozenset(spelling(name) for name in self.names)

    @property
    def names(self) -> frozenset[str]:
        """Every name it goes by, as it is written."""
        said = (self.rule.name, *self.rule.aliases) if self.rule else ()
        return frozenset({self.name, *(entry.challenge.name for entry in self.entries), *said})

    @property
    def public(self) -> bool:
        """Whether people may hear of it: not where all of its reviews are never to be posted."""
        return any(entry.post for entry in self.entries)


def ends(line: Challenge, total: int) -> bool:
    """Whether a review's line has the challenge's last number.

    A number beyond the total ("520/52", "40/52" of 31) is a slip and reaches nothing, but where the line itself says
    that it is the last ("53/53" of 52).
    """
    return line.position is not None and (line.position == total or total < line.position == line.total)


def progress(entries: Iterable[ChallengeEntry], rules: Sequence[ChallengeRule] = ()) -> list[Progress]:
    """Every challenge in the reviews, the one with the latest review first. ``rules``: what the owner says of some.

    What is to be left out (``ignore``) is left out.
    """
    challenges = found(entries, rules)
    told = [_progress(one, series) for one, series in zip(challenges, series_of(challenges), strict=True)]
    return sorted(told, key=lambda one: (one.last or date.min, one.name.casefold()), reverse=True)


def find(challenges: Sequence[Progress], name: str) -> Progress:
    """The challenge of that name, whatever its case and blanks; also by a spelling that only some reviews use.

    Raises :class:`UnknownChallenge`.
    """
    one = named(challenges, name)
    if one is None:
        raise UnknownChallenge(name, nearest_names(challenges, name))
    return one


def named(challenges: Iterable[Progress], name: str) -> Progress | None:
    """The challenge of that name, as :func:`find`, or written otherwise ("XII" for "12"); None where there is none."""
    asked, said, challenges = spelling(name), plain(name), list(challenges)
    exact = (one for one in challenges if spelling(one.name) == asked)
    spelt = (one for one in challenges if asked in one.spellings)
    alike = (one for one in challenges if any(plain(other) == said for other in one.names))
    return next(chain(exact, spelt, alike), None)


def nearest_names(challenges: Sequence[Progress], text: str, limit: int = NEAREST) -> list[str]:
    """The challenges' names most like the text, the likest first."""
    names = [one.name for one in challenges]
    likely = process.extract(text, names, scorer=fuzz.WRatio, processor=str.casefold, limit=limit)
    return [name for name, _, _ in likely]


def as_of(challenge: Progress, day: date) -> Progress:
    """The challenge as it stood at the end of that day in the site's zone: without what is dated later.

    Undated reviews count on every day. What is known of the challenge as a whole (its total, its list, its days) stays.
    """
    entries = tuple(entry for entry in challenge.entries if entry.date is None or entry.date <= day)
    if len(entries) == len(challenge.entries):
        return challenge
    mean, scale = _mean([entry.rating for entry in entries if entry.rating is not None])
    return replace(challenge, entries=entries, done=_done(entries), mean=mean, scale=scale)


def progress_form(one: Progress) -> dict[str, Any]:
    """One challenge as JSON-able data: what ``matinee challenges --json`` lists. ``last`` is an ISO date."""
    return {
        "name": one.name,
        "done": one.done,
        "total": one.total,
        "mean": None if one.mean is None else round(one.mean, 2),
        "scale": one.scale,
        "url": one.url,
        "last": one.last.isoformat() if one.last else None,
        "reviews": len(one.entries),
    }


def _progress(one: Found, series: str) -> Progress:
    mean, scale = _mean([entry.rating for entry in one.entries if entry.rating is not None])
    ordered = sorted(one.entries, key=_age)
    first = next((entry.date for entry in ordered if entry.date), None)
    start = (one.rule and one.rule.start) or first
    return Progress(
        name=one.name,
        done=_done(ordered),
        total=(one.rule and one.rule.total) or _majority([entry.challenge.total for entry in ordered]),
        mean=mean,
        scale=scale,
        url=_majority([entry.challenge.url or None for entry in ordered]),
        entries=tuple(ordered),
        start=start,
        deadline=deadline(one, start),
        series=series,
        merged=one.merged,
        rule=one.rule,
    )


def _done(entries: Sequence[ChallengeEntry]) -> int:
    """How many distinct positions; without any, how many reviews."""
    return len({entry.challenge.position for entry in entries} - {None}) or len(entries)


def _age(entry: ChallengeEntry) -> tuple[date, int, str, str]:
    return entry.date or date.min, entry.challenge.position or 0, entry.title.casefold(), entry.review_id


def _majority(values: Sequence[T | None]) -> T | None:
    """The most frequent value; of equally frequent ones that of the latest review."""
    given = [value for value in values if value is not None]
    return Counter(reversed(given)).most_common(1)[0][0] if given else None


def _mean(ratings: Sequence[Rating]) -> tuple[float | None, float | None]:
    """The mean on the scale that most of them use; the others are converted to it. Letters and words have none."""
    ratings = [rating for rating in ratings if rating.scale > 0 and not rating.label]
    scale = _majority([rating.scale for rating in ratings])
    if scale is None:
        return None, None
    return sum(rating.value / rating.scale * scale for rating in ratings) / len(ratings), scale
