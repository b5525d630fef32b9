"""A simulated Discord channel with a member and the bot in it: asking, typing, pressing, choosing."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import discord
from simcord.backend.serializers import message_payload

from bot.settings.model import Site

if TYPE_CHECKING:
    import simcord
    from simcord.results import InteractionResult, ResponseMessage

    from bot.commands.client import MatineeClient

SITE = Site("Night Shift Reviews", "https://films.example", "Europe/Vienna", "en")
BUTTON, MENU = 2, 3  # component types


@dataclass(frozen=True)
class Shown:
    """A message as somebody sees it."""

    message: ResponseMessage

    @property
    def text(self) -> str:
        """Its text, or its title, description and foot, in lines."""
        if not self.message.embeds:
            return self.message.content
        [embed] = self.message.embeds
        assert len(embed) <= 6000
        return "\n".join(filter(None, (embed.title, embed.description)))

    @property
    def foot(self) -> str:
        """What stands below the embed."""
        return self.message.embeds[0].footer.text or ""

    @property
    def links(self) -> list[tuple[str, str]]:
        """Buttons that open an address."""
        return [(part["label"], part["url"]) for part in self._parts(BUTTON) if "url" in part]

    @property
    def buttons(self) -> list[str]:
        """Labels of buttons that the bot answers."""
        return [part["label"] for part in self._parts(BUTTON) if "custom_id" in part]

    @property
    def menu(self) -> list[str]:
        """A menu's lines, with what stands below each of them."""
        return [
            " / ".join(filter(None, (one["label"], one.get("description"))))
            for part in self._parts(MENU)
            for one in part["options"]
        ]

    def value(self, line: int) -> str:
        """What choosing that line of the menu says."""
        [menu] = self._parts(MENU)
        return str(menu["options"][line]["value"])

    def _parts(self, kind: int) -> list[dict[str, Any]]:
        return [part for row in self.message.components for part in row["components"] if part["type"] == kind]


class Room:
    """A channel with a member and the bot in it. Whatever the member asks, nobody else sees."""

    def __init__(self, env: simcord.Env, client: MatineeClient) -> None:
        self.env, self.client = env, client
        self.guild = env.create_guild("Film club")
        self.channel = self.guild.create_text_channel("general")
        self.member = self.guild.add_member(env.create_user("ida"))
        self.other = self.guild.add_member(env.create_user("bo"))

    async def ask(self, command: str, **options: Any) -> Shown:
        """What the member reads."""
        return self._own(await self.member.slash(self.channel, command, **options))

    async def typing(self, command: str, option: str, text: str) -> list[str]:
        """What is offered while the member types."""
        choices = await self.member.autocomplete(self.channel, command, option, text)
        assert len(choices) <= 25
        return [choice["name"] for choice in choices]

    async def press(self, shown: Shown, label: str) -> Shown:
        """The same message after a button of it was pressed."""
        result = await self.member.click(shown.message, label=label)
        assert result.followups == []
        return self._own(result)

    async def choose(self, shown: Shown, line: int) -> Shown:
        """What choosing that line of the menu brings."""
        return self._own(await self.member.select(shown.message, [shown.value(line)]))

    async def share(self, shown: Shown) -> Shown | None:
        """Press Share; what all can read then."""
        result = await self.member.click(shown.message, label="Share")
        found = [one for one in result.followups if not one.ephemeral]
        return Shown(found[0]) if found else None

    async def find(self, said: str) -> Shown:
        """What "Find the review" says of somebody's message."""
        message = await self.other.send(self.channel, said)
        return self._own(await self.member.context_menu(self.channel, "Find the review", message))

    async def by_hand(self, data: dict[str, Any], *, autocomplete: bool = False) -> InteractionResult:
        """A command, or what is completed of it, as no Discord would send it."""
        kind = discord.InteractionType.autocomplete if autocomplete else discord.InteractionType.application_command
        return await self.member._dispatch_interaction(kind.value, self.channel, data)

    def seen(self, message_id: int) -> dict[str, Any]:
        """How a message looks now, to press what stands in it later."""
        stored = self.env.backend.get_message(self.channel.id, message_id)
        return deepcopy(dict(message_payload(self.env.backend, stored)))

    async def press_by_hand(self, seen: dict[str, Any], custom_id: str) -> InteractionResult:
        """Press a button as the message looked once."""
        data = {"custom_id": custom_id, "component_type": BUTTON}
        return await self.member._dispatch_interaction(
            discord.InteractionType.component.value,
            self.channel,
            data,
            extra={"message": seen},
            source_message_id=int(seen["id"]),
        )

    async def left_behind(self, custom_id: str) -> dict[str, Any]:
        """A message that all can see, with a button of that name."""
        view = discord.ui.View(timeout=None)
        view.add_item(discord.ui.Button(label="More", custom_id=custom_id))
        view.stop()
        message = await self.client.get_partial_messageable(self.channel.id).send("older", view=view)
        return self.seen(message.id)

    def said_to_all(self) -> int:
        """How many messages of the bot's all can read."""
        return sum(message.author.bot for message in self.channel.history(viewer=self.other))

    def _own(self, result: InteractionResult) -> Shown:
        response = result.response
        assert response is not None, "nothing was answered"
        assert response.ephemeral
        return Shown(response)
