"""The address at which a Discord server's owner lets the bot in, with the permissions that the configuration needs.

https://docs.discord.com/developers/topics/oauth2#bot-authorization-flow. It asks nobody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

import discord

from bot.post.discord.permissions import missing

if TYPE_CHECKING:
    from bot.post.discord.permissions import Kind
    from bot.settings.model import Settings

_PAGE = "https://discord.com/oauth2/authorize"


def permissions(settings: Settings) -> discord.Permissions:
    """What the bot needs in all of its channels together."""
    names = {"view_channel", "attach_files"}
    for one in settings.destinations:
        if one.network == "discord":
            kind: Kind = "forum" if one.channel.forum_tags else "text"
            seen = discord.Permissions(view_channel=True)
            needs = missing(seen, kind, thread=one.channel.thread, pictures=True)
            names |= {need.flag for need in needs}
            if one.channel.thread or one.channel.forum_tags:
                names.add("send_messages_in_threads")
    return discord.Permissions(**dict.fromkeys(names, True))


def invitation(application_id: int | str, wanted: discord.Permissions) -> str:
    """The address to open in a browser."""
    form = {"client_id": application_id, "scope": "bot applications.commands", "permissions": wanted.value}
    return f"{_PAGE}?{urlencode(form)}"
