"""``/matinee`` and its sub-commands: names, options and what is completed while somebody types.

What a sub-command does is in the files beside this one. Choices are completed, never part of the definition: Discord
is told of the commands only when they themselves change.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.commands import given
from bot.commands.described import described
from bot.commands.setup import choice, following, showing, standing
from bot.commands.setup.answering import answer
from bot.commands.setup.choice import with_one
from bot.commands.setup.choosing import Choosing
from bot.commands.setup.spot import KINDS
from bot.follow.asking import HIGHEST, Asked

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.commands.setup.means import Means
    from bot.commands.setup.visit import Lines, Visit
    from bot.ledger.model import Follow

    Work = Callable[[Visit, Follow], Awaitable[Lines]]

# discord.py reads the annotations of commands, so these are names at run time too.
Here = discord.Interaction[discord.Client]
Rating = app_commands.Range[float, 0.0, HIGHEST]
Names = app_commands.Range[str, 1, 100]
Which = app_commands.Range[str, 1, 100]


class ChannelNumber(app_commands.Transformer):
    """A channel that may follow, picked from Discord's own list; only its number counts: the rest may be made up."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        """A channel."""
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        """The kinds that Discord offers."""
        return KINDS

    async def transform(self, _: Here, value: discord.abc.Snowflake, /) -> int:
        """Its number."""
        return value.id


Channel = app_commands.Transform[int, ChannelNumber]


def setup_group(means: Means) -> app_commands.Group:
    """The group, for servers on which the bot is a member, and there for those with Manage Server."""
    about = described("command-matinee")
    group = app_commands.Group(
        name="matinee",
        description=about,
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False),
        allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
        default_permissions=discord.Permissions(manage_guild=True),
        guild_only=True,
        extras={"about": about},
    )
    choosing = Choosing(means)
    _add_follow(group, means, choosing)
    _add_to_one(group, means, choosing)
    _add_views(group, means, choosing)
    return group


def _add_follow(group: app_commands.Group, means: Means, choosing: Choosing) -> None:
    @group.command(name="follow", description=described("command-follow"))
    @app_commands.describe(
        channel=described("option-follow-channel"),
        min_rating=described("option-follow-min-rating"),
        unrated=described("option-follow-unrated"),
        tag=described("option-follow-tag"),
        badge=described("option-follow-badge"),
        not_tag=described("option-follow-not-tag"),
        not_badge=described("option-follow-not-badge"),
        forum_tags=described("option-follow-forum-tags"),
        thread=described("option-follow-thread"),
        crosspost=described("option-follow-crosspost"),
    )
    @app_commands.autocomplete(
        tag=choosing.tags,
        not_tag=choosing.tags,
        badge=choosing.badges,
        not_badge=choosing.badges,
        forum_tags=choosing.forum_tags,
    )
    async def follow(
        here: Here,
        channel: Channel,
        min_rating: Rating | None = None,
        unrated: bool | None = None,
        tag: Names | None = None,
        badge: Names | None = None,
        not_tag: Names | None = None,
        not_badge: Names | None = None,
        forum_tags: Names | None = None,
        thread: bool | None = None,
        crosspost: bool | None = None,
    ) -> None:
        asked = Asked(
            min_rating=given.maybe_number(min_rating),
            unrated=_yes_or_no(unrated),
            tag=given.maybe_text(tag),
            badge=given.maybe_text(badge),
            not_tag=given.maybe_text(not_tag),
            not_badge=given.maybe_text(not_badge),
            forum_tags=given.maybe_text(forum_tags),
            thread=_yes_or_no(thread),
            crosspost=_yes_or_no(crosspost),
        )
        await answer(here, means, partial(following.follow, channel_id=channel, asked=asked))


def _add_to_one(group: app_commands.Group, means: Means, choosing: Choosing) -> None:
    """The sub-commands that do something to one channel that follows."""

    def add(name: str, about: app_commands.locale_str, work: Work) -> None:
        @group.command(name=name, description=about)
        @app_commands.describe(channel=described("option-one-channel"))
        @app_commands.autocomplete(channel=choosing.channels)
        async def one(here: Here, channel: Which | None = None) -> None:
            await answer(here, means, partial(with_one, text=given.maybe_text(channel), work=work))

    add("unfollow", described("command-unfollow"), choice.unfollow)
    add("test", described("command-test"), showing.test)
    add("pause", described("command-pause"), choice.pause)
    add("resume", described("command-resume"), choice.resume)


def _add_views(group: app_commands.Group, means: Means, choosing: Choosing) -> None:
    """The sub-commands that only tell."""

    @group.command(name="list", description=described("command-list"))
    async def list_(here: Here) -> None:
        await answer(here, means, standing.list_all)

    @group.command(name="status", description=described("command-status"))
    @app_commands.describe(channel=described("option-status-channel"))
    @app_commands.autocomplete(channel=choosing.channels)
    async def status(here: Here, channel: Which | None = None) -> None:
        await answer(here, means, partial(standing.status, text=given.maybe_text(channel)))


def _yes_or_no(value: object) -> bool | None:
    """Raises :class:`bot.commands.given.Misfit` for anything else."""
    if value is not None and not isinstance(value, bool):
        raise given.Misfit(value)
    return value
