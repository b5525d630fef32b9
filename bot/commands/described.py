"""Descriptions of commands and options: in English for Discord's own list, and by their keys for other languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands

from bot.commands.wording import wording_for

if TYPE_CHECKING:
    from bot.commands.wording import Wording

LONGEST = (
    100  # characters: https://docs.discord.com/developers/interactions/application-commands#application-command-object
)


def described(key: str, **values: str) -> app_commands.locale_str:
    """The sentence of that key. Its ``extras`` tell a translator the key and the values."""
    return app_commands.locale_str(in_words(key, values, wording_for(None)), key=key, values=values)


def in_words(key: str, values: dict[str, str], wording: Wording) -> str:
    """The sentence in those words, cut to Discord's length."""
    said = wording.say(key, **values)
    return said if len(said) <= LONGEST else said[: LONGEST - 1].rstrip() + "…"


def told(description: app_commands.locale_str | str, wording: Wording) -> str:
    """A description for a reader of those words; one that isn't from the catalogue as it is."""
    if isinstance(description, app_commands.locale_str) and "key" in description.extras:
        return in_words(description.extras["key"], description.extras["values"], wording)
    return str(description)
