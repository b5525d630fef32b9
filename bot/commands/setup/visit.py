"""One admin's command on one server: who asks, where, and whether that may be.

Discord shows ``/matinee`` only to those with Manage Server; a server's settings may give it to others, and a request
may be made by hand: so the permissions that Discord signs with it are looked at here all the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.follow.sentence import sentence

if TYPE_CHECKING:
    import discord

    from bot.commands.setup.means import Means
    from bot.follow.sentence import Sentence

Lines = list[tuple["Sentence", ...]]  # what is answered: sentences, line by line


@dataclass(frozen=True, slots=True)
class Visit:
    """A command that may be done. ``me``: the bot as a member of the server."""

    means: Means
    guild: discord.Guild
    me: discord.Member
    user_id: int
    channel_id: int | None


def visit(here: discord.Interaction[discord.Client], means: Means) -> Visit | Sentence:
    """The visit, or why there is none."""
    if here.guild_id is None:
        return sentence("setup-on-servers-only")
    if not here.permissions.manage_guild:
        return sentence("setup-no-right")
    guild = here.client.get_guild(here.guild_id)
    if guild is None or guild.unavailable or guild.me is None:
        return sentence("setup-server-unseen")
    return Visit(means, guild, guild.me, here.user.id, here.channel_id)
