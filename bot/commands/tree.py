"""The command tree: nobody asks too often, and whatever goes wrong gets a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.commands.cooldown import Cooldowns
from bot.commands.troubles import answer_trouble

if TYPE_CHECKING:
    Here = discord.Interaction[discord.Client]


class Tree(app_commands.CommandTree[discord.Client]):
    """As discord.py's; ``cooldowns`` are those of buttons and menus, too."""

    def __init__(self, client: discord.Client) -> None:
        super().__init__(
            client,
            # For servers and for people who take the bot along: https://docs.discord.com/developers/resources/application
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
        )
        self.cooldowns = Cooldowns()

    async def interaction_check(self, here: Here, /) -> bool:
        """Count the question; completing what is typed isn't one."""
        if here.type is discord.InteractionType.application_command:
            self.cooldowns.count(here.user.id)
        return True

    async def on_error(self, here: Here, error: app_commands.AppCommandError, /) -> None:
        """Tell the member what went wrong, and the log what the owner has to know."""
        await answer_trouble(here, error)

    async def _call(self, here: Here) -> None:
        """As discord.py's, which lets what a malformed interaction does to it end up nowhere."""
        try:
            await super()._call(here)
        except app_commands.AppCommandError:
            raise
        except Exception as error:  # noqa: BLE001  # whatever is sent must be answered
            await answer_trouble(here, error)
