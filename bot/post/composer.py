"""What a delivery says: the review as it stands now, or the recap as it was recorded, written for its destination.

It reads and writes words; whether and when they go out is the courier's. What it writes is frozen at the first claim.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.format import compose, needs_correcting, readdress
from bot.format.address import address
from bot.format.model import Limits, Toot
from bot.plan.routing import refusal
from bot.post.collecting import Collector
from bot.post.recapping import Recaps

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bot.format.model import Post
    from bot.ledger.model import Delivery
    from bot.review.model import Reading, Review
    from bot.settings.model import Destination


_NEVER = "The front matter says post: false."
_SHORTEST = 100  # characters in which a post can still be written


@dataclass(frozen=True, slots=True)
class Frame:
    """What a post has to keep to at this moment, besides its destination's own rules."""

    limits: Limits  # the server's
    late: bool = False  # it comes long after its review, and says that one's date
    asking: frozenset[str] = frozenset()  # sources about which the owner is asked: nothing of them goes out now


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Not to be posted after all, because: a sentence."""

    reason: str


@dataclass(frozen=True, slots=True)
class NotNow:
    """Can't be written at the moment, because: a sentence. To be looked at again later.

    ``without``: ids of reviews without which the digest could be written now.
    """

    reason: str
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The post that stands is right as it is."""


class Composer:
    """Writes posts. ``read_review`` gives a review's file as it is now, None where no file is known for the id.

    ``members`` gives the ids of the reviews in a digest by its number; ``part_before`` what a recap's further post goes
    on from. All are called from worker threads, several at a time.
    """

    def __init__(
        self,
        read_review: Callable[[str], Reading | None],
        recap_data: Callable[[str], dict[str, Any] | None],
        destinations: Mapping[str, Destination],
        members: Callable[[int], Sequence[str]],
        part_before: Callable[[Delivery], Delivery | None],
    ) -> None:
        self._read_review, self._destinations = read_review, destinations
        self._recaps = Recaps(recap_data, part_before)
        self.digests = Collector(read_review, members, destinations)

    def write(self, delivery: Delivery, frame: Frame) -> Post | Withdrawn | NotNow:
        """The post, fitted to the server's limits. Blocks for as long as a file takes to read."""
        destination = self._destinations[delivery.destination]
        if delivery.kind == "recap":
            recap = self._recaps.written(delivery, destination.format, frame.limits)
            return Withdrawn(recap) if isinstance(recap, str) else recap
        if delivery.kind == "digest":
            return self._digest(delivery, frame)
        review = self._review(delivery)
        if isinstance(review, NotNow):
            return review
        if not delivery.urgent and review.source in frame.asking:
            return _asked(review.source)
        reason = _against(review, destination, by_hand=delivery.urgent)
        return Withdrawn(reason) if reason else self._composed(review, delivery, frame)

    def correct(self, delivery: Delivery, posted: Post, frame: Frame) -> Post | Unchanged | Withdrawn | NotNow:
        """The post as it should stand now. Filters are for new posts: one that stands is not to say what isn't so."""
        if delivery.kind == "digest":
            return self._digest_corrected(delivery, posted, frame)
        review = self._review(delivery)
        if isinstance(review, NotNow):
            return review
        if not review.post:
            return Withdrawn(_NEVER)
        late = posted.facts is not None and posted.facts.dated
        fitting = replace(frame, limits=_as_before(posted, frame.limits), late=late)
        now = self._composed(review, delivery, fitting)
        strict = stricter(now, fitting.limits, posted)
        if strict is not None:
            now = self._composed(review, delivery, replace(fitting, limits=strict))
        return now if needs_correcting(posted, now, review) else Unchanged()

    def relink(self, delivery: Delivery, posted: Post) -> Post | Unchanged | NotNow:
        """The post as it stands, with the address that its review has now; a digest with all that its reviews say."""
        if delivery.kind == "digest":
            return self._digest_corrected(delivery, posted, Frame(Limits(_limit_of(posted))))
        review = self._review(delivery)
        if isinstance(review, NotNow):
            return review
        where = address(review.url)
        if posted.address is None or where is None:
            return Unchanged()
        moved = readdress(posted, posted.address, where, strictly=True)
        return Unchanged() if moved == posted else moved

    def _digest(self, delivery: Delivery, frame: Frame) -> Post | Withdrawn | NotNow:
        reviews, out = self.digests.fresh(delivery)
        if out:
            return NotNow("Not all of its reviews can be posted as they are now: those go by themselves.", out)
        if not reviews:
            return Withdrawn("Nothing is left in it that it was to tell of.")
        asked = next((one.source for one in reviews.values() if one.source in frame.asking), None)
        if asked is not None and not delivery.urgent:
            return _asked(asked)
        return self.digests.written(delivery, reviews, frame.limits, dated=frame.late)

    def _digest_corrected(self, delivery: Delivery, posted: Post, frame: Frame) -> Post | Unchanged:
        limits, dated = _as_before(posted, frame.limits), posted.facts is not None and posted.facts.dated
        now = self.digests.corrected(delivery, posted, limits, dated=dated)
        if now is not None and (strict := stricter(now, limits, posted)) is not None:
            now = self.digests.corrected(delivery, posted, strict, dated=dated)
        return Unchanged() if now is None or now.facts == posted.facts else now

    def _review(self, delivery: Delivery) -> Review | NotNow:
        reading = self._read_review(delivery.subject)
        if reading is None:
            return NotNow("Its file is not there at the moment: it waits until the file is back.")
        return reading.review or NotNow(_unread(reading))

    def _composed(self, review: Review, delivery: Delivery, frame: Frame) -> Post:
        policy = self._destinations[delivery.destination].format
        day = review.date or delivery.created_at.astimezone(ZoneInfo(policy.timezone)).date()
        return compose(review, policy, frame.limits, dated=day if frame.late else None)


def stricter(post: Post, limits: Limits, posted: Post | None = None) -> Limits | None:
    """The limits under which a post fits by the strictest way of counting; None if this one does already.

    Some servers count every address in full and every code point for itself
    (https://docs.gotosocial.org/en/latest/configuration/statuses/). ``posted``: one that the server took.
    """
    if not isinstance(post, Toot):
        return None
    full, most = _full(post), max(post.limit, _full(posted))
    fitting = most - (full - post.length)
    return replace(limits, characters=fitting) if full > most and fitting >= _SHORTEST else None


def _limit_of(post: Post) -> int:
    return post.limit if isinstance(post, Toot) else Limits().characters


def _asked(source: str) -> NotNow:
    return NotNow(f'It waits for your answer about source "{source}": see matinee status.')


def _full(post: Post | None) -> int:
    return len(post.text) + len(post.content_warning or "") if isinstance(post, Toot) else 0


def _as_before(posted: Post, limits: Limits) -> Limits:
    """What a correction must fit in: what the post once fitted in, so that it isn't cut differently for nothing."""
    return replace(limits, characters=min(limits.characters, posted.limit)) if isinstance(posted, Toot) else limits


def _unread(reading: Reading) -> str:
    errors = [str(problem) for problem in reading.problems if problem.severity == "error"]
    why = errors[0] if errors else f"{reading.path}: {reading.skipped or 'it is no review'}"
    return f"Its file can't be posted as it is now: {why.rstrip('.')}. It waits until that is mended."


def _against(review: Review, destination: Destination, *, by_hand: bool) -> str | None:
    """Why the review shall not go there. What was asked for by hand passes every filter, but not ``post: false``."""
    if by_hand:
        return None if review.post else _NEVER
    return refusal(review, destination.route)
