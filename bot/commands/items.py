"""Presses of buttons and choices from menus, also of those that were sent before a restart.

discord.py hands them over by the beginnings of their names alone, so nothing has to be remembered.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Any, Self

import discord

from bot.commands import codes, sending, view
from bot.commands.reviews import gone
from bot.commands.troubles import answer_trouble

if TYPE_CHECKING:
    import re

    from bot.commands.answers import Answers
    from bot.commands.client import MatineeClient

    Here = discord.Interaction[discord.Client]

MOST = 1000  # messages that are being shared, or were of late


def add_items(client: MatineeClient, answers: Answers) -> None:
    """Let the client answer presses and choices."""
    presses = Presses(answers)

    class Item(discord.ui.DynamicItem[discord.ui.Item[Any]], template=rf"{view.PREFIX}(?s:.*)"):
        @classmethod
        async def from_custom_id(cls, _: Here, item: discord.ui.Item[Any], __: re.Match[str], /) -> Self:
            return cls(item)

        async def callback(self, here: Here) -> None:
            try:
                client.tree.cooldowns.count(here.user.id)
                await presses.answer(here)
            except Exception as error:  # noqa: BLE001  # discord.py would only log it, and leave the member waiting
                await answer_trouble(here, error)

    client.add_dynamic_items(Item)


class Presses:
    """What pressing and choosing does."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self._shared: OrderedDict[int, None] = OrderedDict()  # messages' numbers

    async def answer(self, here: Here) -> None:
        """Do what the button or the menu says; one that says nothing any more gets a sentence."""
        kind, question = _asked(here)
        message = here.message
        if kind not in view.KINDS or question is None or message is None:
            await sending.say(here, lambda wording: gone(wording, self._answers.lookup))
        elif kind == view.SHARE:
            await self._share(here, question, message)
        elif kind in view.TURNING and message.flags.ephemeral:
            self._shared.pop(message.id, None)  # what stands there then may be shared, too
            await sending.turn(here, question, self._answers)
        else:  # a menu; or somebody else's press on what all can see
            await sending.answer(here, question, self._answers)

    async def _share(self, here: Here, question: Any, message: discord.Message) -> None:
        """Share once, however often and fast the button is pressed."""
        if message.id in self._shared:
            await here.response.defer()
            return
        self._shared[message.id] = None
        if len(self._shared) > MOST:
            self._shared.popitem(last=False)
        try:
            left = view.without(message, _custom_id(here))
            await sending.share(here, question, self._answers, left)
        except BaseException:
            self._shared.pop(message.id, None)
            raise


def _asked(here: Here) -> tuple[str, Any]:
    custom_id = _custom_id(here)
    kind, code = custom_id[len(view.PREFIX) :][:1], custom_id[len(view.PREFIX) + 1 :]
    if kind == view.OPEN:
        chosen = _said(here, "values")
        code = str(chosen[0]) if isinstance(chosen, list) and chosen else ""
    return kind, codes.decode(code)


def _custom_id(here: Here) -> str:
    return str(_said(here, "custom_id"))


def _said(here: Here, key: str) -> object:
    data: Any = here.data or {}
    return data.get(key)
