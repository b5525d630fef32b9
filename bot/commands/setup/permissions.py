"""What the bot lacks in a channel, as sentences with the remedy. By the permissions that Discord's cache tells of.

https://docs.discord.com/developers/topics/permissions, /resources/message#create-message
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands.setup.spot import kind_of
from bot.follow.sentence import Channel, sentence

if TYPE_CHECKING:
    import discord

    from bot.commands.setup.spot import Suited
    from bot.commands.setup.visit import Visit
    from bot.follow.asking import Kind
    from bot.follow.sentence import Sentence
    from bot.settings.model import ChannelManners

# discord.py's name of each, and the message that is its name in Discord's settings.
_NAMES = {
    "view_channel": "setup-permission-view-channel",
    "send_messages": "setup-permission-send-messages",
    "embed_links": "setup-permission-embed-links",
    "read_message_history": "setup-permission-read-message-history",
    "create_public_threads": "setup-permission-create-public-threads",
    "manage_threads": "setup-permission-manage-threads",
}
_ALWAYS = ("view_channel", "send_messages", "embed_links", "read_message_history")


def missing_there(visit: Visit, channel: Suited, manners: ChannelManners | None) -> tuple[Sentence, ...]:
    """What keeps posts from getting there; nothing, where they do. ``manners`` None: not known yet."""
    has, kind = channel.permissions_for(visit.me), kind_of(channel)
    lacking = [name for name in _needed(channel, kind, manners) if not getattr(has, name)]
    if not lacking:
        return ()
    names = tuple(sentence(_named(name, kind)) for name in lacking)
    return (sentence("setup-permissions-missing", channel=Channel(channel.id), names=names),)


def without_pictures(visit: Visit, channel: Suited) -> tuple[Sentence, ...]:
    """Posts get there without the permission for files, but bare of their pictures."""
    has = channel.permissions_for(visit.me)
    return () if has.attach_files else (sentence("setup-no-pictures", channel=Channel(channel.id)),)


def _needed(channel: Suited, kind: Kind, manners: ChannelManners | None) -> tuple[str, ...]:
    if kind != "forum" and manners is not None and manners.thread:
        return (*_ALWAYS, "create_public_threads")
    if kind == "forum" and manners is not None and _moderated(channel, manners):
        return (*_ALWAYS, "manage_threads")
    return _ALWAYS


def _moderated(channel: Suited, manners: ChannelManners) -> bool:
    """Whether one of the tags may be given by moderators alone."""
    tags: list[discord.ForumTag] = getattr(channel, "available_tags", [])
    return any(tag.moderated and str(tag.id) in manners.forum_tags for tag in tags)


def _named(name: str, kind: Kind) -> str:
    return "setup-permission-create-posts" if kind == "forum" and name == "send_messages" else _NAMES[name]
