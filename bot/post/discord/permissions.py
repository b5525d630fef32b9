"""What the bot needs in a channel of Discord's, and what of it is missing. It asks Discord nothing.

https://docs.discord.com/developers/topics/permissions#permissions-bitwise-permission-flags
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import discord

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Kind = Literal["text", "announcement", "forum", "thread"]
_FORUMS = frozenset({discord.ChannelType.forum, discord.ChannelType.media})
_THREADS = frozenset(
    {discord.ChannelType.news_thread, discord.ChannelType.public_thread, discord.ChannelType.private_thread}
)


@dataclass(frozen=True, slots=True)
class Need:
    """A permission. ``flag``: discord.py's name of it; ``name``: as Discord's client shows it."""

    flag: str
    name: str


_VIEW = Need("view_channel", "View Channel")
_SEND = Need("send_messages", "Send Messages")
_SEND_IN_FORUM = Need("send_messages", "Create Posts")
_SEND_IN_THREAD = Need("send_messages_in_threads", "Send Messages in Threads")
_EMBED = Need("embed_links", "Embed Links")  # to show a post with its title, its stars and its link
_READ = Need("read_message_history", "Read Message History")  # to look for what was posted before it posts again
_FILES = Need("attach_files", "Attach Files")  # to show pictures
_THREAD = Need("create_public_threads", "Create Public Threads")  # to open a thread under each post
_TAGS = Need("manage_threads", "Manage Threads")  # to give posts tags that only moderators may give


def kind_of(channel: object) -> Kind:
    """What kind of channel it is; one that can't be told apart, a direct message, say, is like a text channel."""
    kind = getattr(channel, "type", None)
    if kind in _FORUMS:
        return "forum"
    if kind in _THREADS:
        return "thread"
    return "announcement" if kind is discord.ChannelType.news else "text"


def missing(
    permissions: discord.Permissions, kind: Kind, *, thread: bool, pictures: bool, moderated_tag: bool = False
) -> list[Need]:
    """Which permissions the bot lacks there, the most necessary first.

    ``thread``: posts get threads under them; ``pictures``: they have pictures; ``moderated_tag``: a forum's posts get a
    tag that only moderators may give.
    """
    if not permissions.view_channel:  # what else there is, Discord doesn't tell by then
        return [_VIEW]
    needed = _needed(kind, thread=thread, pictures=pictures, moderated_tag=moderated_tag)
    return [need for need in needed if not getattr(permissions, need.flag)]


def remedy(needs: Sequence[Need]) -> str:
    """What somebody who may do so has to do, as the end of a sentence: "give the bot Send Messages there"."""
    names = [need.name for need in needs]
    told = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return f"give the bot {told} there"


def _needed(kind: Kind, *, thread: bool, pictures: bool, moderated_tag: bool) -> Iterator[Need]:
    yield _VIEW
    yield {"forum": _SEND_IN_FORUM, "thread": _SEND_IN_THREAD}.get(kind, _SEND)
    yield _EMBED
    yield _READ
    if pictures:
        yield _FILES
    if thread and kind in {"text", "announcement"}:
        yield _THREAD
    if moderated_tag and kind == "forum":
        yield _TAGS
