"""What the bot lacks in a channel, as sentences with the remedy. By the permissions that Discord's cache tells of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands.setup.spot import kind_of
from bot.follow.sentence import Channel, sentence
from bot.post.discord.permissions import missing

if TYPE_CHECKING:
    import discord

    from bot.commands.setup.spot import Suited
    from bot.commands.setup.visit import Visit
    from bot.follow.sentence import Sentence
    from bot.settings.model import ChannelManners

# As Discord's settings call them, in English; the messages are their names there in each language.
_NAMES = {
    "View Channel": "setup-permission-view-channel",
    "Send Messages": "setup-permission-send-messages",
    "Create Posts": "setup-permission-create-posts",
    "Embed Links": "setup-permission-embed-links",
    "Read Message History": "setup-permission-read-message-history",
    "Create Public Threads": "setup-permission-create-public-threads",
    "Manage Threads": "setup-permission-manage-threads",
}


def missing_there(visit: Visit, channel: Suited, manners: ChannelManners | None) -> tuple[Sentence, ...]:
    """What keeps posts from getting there; nothing, where they do. ``manners`` None: not known yet."""
    needs = missing(
        channel.permissions_for(visit.me),
        kind_of(channel),
        thread=manners is not None and manners.thread,
        pictures=False,
        moderated_tag=manners is not None and _moderated(channel, manners),
    )
    if not needs:
        return ()
    names = tuple(sentence(_NAMES[need.name]) for need in needs)
    return (sentence("setup-permissions-missing", channel=Channel(channel.id), names=names),)


def without_pictures(visit: Visit, channel: Suited) -> tuple[Sentence, ...]:
    """Posts get there without the permission for files, but bare of their pictures."""
    has = channel.permissions_for(visit.me)
    return () if has.attach_files else (sentence("setup-no-pictures", channel=Channel(channel.id)),)


def _moderated(channel: Suited, manners: ChannelManners) -> bool:
    """Whether one of the tags may be given by moderators alone."""
    tags: list[discord.ForumTag] = getattr(channel, "available_tags", [])
    return any(tag.moderated and str(tag.id) in manners.forum_tags for tag in tags)
