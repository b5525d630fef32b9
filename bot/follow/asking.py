"""What an admin asks of a channel that is to follow, and what that comes to: a filter and manners, or why not. Pure.

Filters name public tags only: what is private can't be asked for, and isn't told apart from what doesn't exist.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bot.follow.names import folded, picked
from bot.follow.sentence import Sentence, sentence
from bot.plan.model import Filter
from bot.settings.model import ChannelManners

if TYPE_CHECKING:
    from bot.follow.names import Picked

MOST_FORUM_TAGS = 5  # https://docs.discord.com/developers/resources/channel#start-thread-in-forum-or-media-channel
SHOWN = 20  # names in a sentence
HIGHEST = 1000.0  # rating, where ratings tell their own scales

Kind = Literal["text", "announcement", "forum"]


@dataclass(frozen=True, slots=True)
class Asked:
    """The options as they were typed; None: not given."""

    min_rating: float | None = None
    unrated: bool | None = None
    tag: str | None = None
    badge: str | None = None
    not_tag: str | None = None
    not_badge: str | None = None
    forum_tags: str | None = None
    thread: bool | None = None
    crosspost: bool | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """What a filter may name. ``best``: the best rating on any source's scale; None: there is no such bound."""

    tags: tuple[str, ...] = ()
    badges: tuple[str, ...] = ()
    best: float | None = None


@dataclass(frozen=True, slots=True)
class Forum:
    """A forum's tags, number and name, and whether each of its posts must have one."""

    tags: tuple[tuple[int, str], ...] = ()
    must: bool = False


def filter_of(asked: Asked, names: Names) -> Filter | Sentence:
    """Which reviews the channel gets; a sentence where that can't be had."""
    if asked.min_rating is not None and not 0 <= asked.min_rating <= (names.best or HIGHEST):
        return sentence("setup-rating-out-of-bounds", best=names.best or HIGHEST)
    tags, no_tags = picked(asked.tag, names.tags), picked(asked.not_tag, names.tags)
    badges, no_badges = picked(asked.badge, names.badges), picked(asked.not_badge, names.badges)
    trouble = (
        _strange("setup-tag-unknown", (tags, no_tags), names.tags)
        or _strange("setup-badge-unknown", (badges, no_badges), names.badges)
        or _contradicted(tags, no_tags)
        or _contradicted(badges, no_badges)
    )
    return trouble or Filter(
        min_rating=asked.min_rating or None,
        unrated=asked.unrated is not False,
        tags=tags.names or None,
        tags_not=no_tags.names,
        badges=badges.names or None,
        badges_not=no_badges.names,
    )


def manners_of(asked: Asked, kind: Kind, forum: Forum) -> ChannelManners | Sentence:
    """What the channel does with a post; a sentence where that can't be had. What its kind can't do isn't kept."""
    if kind != "forum":
        if asked.forum_tags and folded(asked.forum_tags):
            return sentence("setup-no-forum")
        return ChannelManners(crosspost=asked.crosspost is not False, thread=bool(asked.thread))
    chosen = picked(asked.forum_tags, [name for _, name in forum.tags])
    there = tuple(name for _, name in forum.tags)
    if chosen.unknown:
        return sentence("setup-forum-tag-unknown", names=chosen.unknown[:SHOWN], count=len(there), there=there[:SHOWN])
    if len(chosen.names) > MOST_FORUM_TAGS:
        return sentence("setup-forum-tags-too-many", most=MOST_FORUM_TAGS)
    if forum.must and not chosen.names:
        return sentence("setup-forum-tag-needed", there=there[:SHOWN])
    numbers = {name: str(number) for number, name in forum.tags}
    return ChannelManners(forum_tags=tuple(numbers[name] for name in chosen.names))


def _strange(key: str, lists: tuple[Picked, ...], there: tuple[str, ...]) -> Sentence | None:
    """Names that nothing has. ``count`` 0: there are none at all."""
    unknown = tuple(dict.fromkeys(name for one in lists for name in one.unknown))
    if not unknown:
        return None
    return sentence(key, names=unknown[:SHOWN], count=len(there), there=there[:SHOWN])


def _contradicted(some: Picked, none: Picked) -> Sentence | None:
    """Whatever is asked for is kept back as well: nothing would ever come."""
    if not some.names or not set(some.names) <= set(none.names):
        return None
    return sentence("setup-filter-contradicts", names=some.names[:SHOWN])
