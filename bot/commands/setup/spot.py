"""A channel of Discord's as set-up sees it: what kind it is, which tags its posts may have. It asks the cache alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import discord

from bot.follow.asking import Forum

if TYPE_CHECKING:
    from bot.follow.asking import Kind

# What may follow; voice channels have chats of their own, but nobody looks for reviews there. Discord's
# description of its interface knows no media channels among what an option may offer.
KINDS = [discord.ChannelType.text, discord.ChannelType.news, discord.ChannelType.forum]
Suited = discord.TextChannel | discord.ForumChannel


@dataclass(frozen=True, slots=True)
class Spot:
    """A channel that may follow. The names are other people's words."""

    server_id: int
    server: str
    channel_id: int
    channel: str
    kind: Kind
    forum: Forum


def spot_of(channel: Suited) -> Spot:
    """The channel as data."""
    server = channel.guild
    return Spot(server.id, server.name, channel.id, channel.name, kind_of(channel), _forum(channel))


def kind_of(channel: Suited) -> Kind:
    """Which of the three it is; a media channel is a forum."""
    if isinstance(channel, discord.ForumChannel):
        return "forum"
    return "announcement" if channel.is_news() else "text"


def suited(guild: discord.Guild, channel_id: int) -> Suited | None:
    """The channel of that number, if the bot knows it and it can follow."""
    channel = guild.get_channel(channel_id)
    return channel if isinstance(channel, Suited) else None


def _forum(channel: Suited) -> Forum:
    if not isinstance(channel, discord.ForumChannel):
        return Forum()
    return Forum(tuple((tag.id, tag.name) for tag in channel.available_tags), channel.flags.require_tag)
