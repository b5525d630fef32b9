"""What a filter and manners mean, as sentences: pure, and the same wherever a channel that follows is told of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.follow.asking import SHOWN
from bot.follow.sentence import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.follow.asking import Kind
    from bot.follow.sentence import Sentence
    from bot.plan.model import Filter
    from bot.settings.model import ChannelManners


def of_filter(wish: Filter) -> tuple[Sentence, ...]:
    """Which reviews a channel gets; at least one sentence."""
    return tuple(_of_filter(wish)) or (sentence("setup-gets-all"),)


def of_manners(manners: ChannelManners, kind: Kind | None, names: Mapping[str, str]) -> tuple[Sentence, ...]:
    """What becomes of a post in that channel. ``names``: of the forum's tags, by number; ``kind`` None: not known."""
    return tuple(_of_manners(manners, kind, names))


def _of_filter(wish: Filter) -> Iterator[Sentence]:
    if wish.min_rating is not None:
        yield sentence("setup-gets-ratings-from", least=wish.min_rating)
    if not wish.unrated:
        yield sentence("setup-gets-rated-only")
    elif wish.min_rating is not None:
        yield sentence("setup-gets-unrated-too")
    for key, chosen in (
        ("setup-gets-tags", wish.tags),
        ("setup-gets-no-tags", wish.tags_not),
        ("setup-gets-badges", wish.badges),
        ("setup-gets-no-badges", wish.badges_not),
    ):
        if chosen:
            yield sentence(key, names=chosen[:SHOWN])


def _of_manners(manners: ChannelManners, kind: Kind | None, names: Mapping[str, str]) -> Iterator[Sentence]:
    if kind == "announcement":
        yield sentence("setup-crossposts" if manners.crosspost else "setup-crossposts-not")
    if manners.thread and kind != "forum":
        yield sentence("setup-opens-thread")
    if manners.forum_tags:
        yield sentence("setup-tags-forum", names=tuple(names.get(one, one) for one in manners.forum_tags))
