"""A condition that the owner's rules set on a review: for warnings, visibility and digests alike. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.review.model import Review


@dataclass(frozen=True, slots=True)
class Condition:
    """What a review must have; everything that is given must hold. Upper and lower case are the same.

    ``tag``: a private one counts too. ``challenge``: its name, or its beginning ("Hooptober"). ``key``: a front matter
    key whose value says yes. ``max_rating``: on the source's own scale, for letters the place on their list, from 0; an
    unrated review has none.
    """

    tag: str | None = None
    challenge: str | None = None
    key: str | None = None
    badge: str | None = None
    source: str | None = None
    max_rating: float | None = None

    def holds(self, review: Review) -> bool:
        """Whether it holds for the review. A condition that asks for nothing holds for every one."""
        return (
            _is_among(self.tag, review.tags)
            and _is_among(self.badge, review.badges)
            and (self.source is None or self.source == review.source)
            and (self.key is None or self.key in review.keys)
            and self._is_in_challenge(review)
            and (self.max_rating is None or (review.rating is not None and review.rating.measure <= self.max_rating))
        )

    def _is_in_challenge(self, review: Review) -> bool:
        if self.challenge is None:
            return True
        name = review.challenge.name.casefold() if review.challenge else ""
        wanted = self.challenge.casefold()
        return name == wanted or name.startswith(wanted + " ")


def _is_among(wanted: str | None, names: tuple[str, ...]) -> bool:
    return wanted is None or wanted.casefold() in {name.casefold() for name in names}
