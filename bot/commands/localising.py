"""Names and descriptions of the commands, their options and choices, in every language that there is a catalogue for.

Descriptions and choices are written ``text("command-review-description")``. Names stay plain English words where the
command is defined (``name="review"``): their translations are found by them (``command-name-review``,
``option-name-title``), so that nobody has to name a thing twice. It only says things; what there is, others define.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord.app_commands import TranslationContextLocation, Translator, locale_str

from bot.commands.wording import ENGLISH, wording_for

if TYPE_CHECKING:
    from discord import Locale
    from discord.app_commands import TranslationContextTypes

    from bot.commands.wording import Value

LONGEST = 100  # characters of a description: https://docs.discord.com/developers/interactions/application-commands

_NAMES = {
    TranslationContextLocation.command_name: "command-name-",
    TranslationContextLocation.group_name: "command-name-",
    TranslationContextLocation.parameter_name: "option-name-",
}


def text(key: str, **values: Value) -> locale_str:
    """A description or a choice's name: in English, and in Discord's other languages where there is a catalogue."""
    return locale_str(_cut(wording_for(ENGLISH).say(key, **values)), key=key, values=values)


class Localiser(Translator):
    """Says in each of Discord's languages what :func:`text` said, and names by their English ones."""

    async def translate(self, string: locale_str, locale: Locale, context: TranslationContextTypes) -> str | None:
        """None where English does: there is no catalogue, or nothing to translate."""
        wording = wording_for(locale.value)
        if wording.language == ENGLISH:
            return None
        if key := string.extras.get("key"):
            return _cut(wording.say(key, **string.extras["values"]))
        prefix = _NAMES.get(context.location)
        key = f"{prefix}{name_in_key(string.message)}"
        return wording.say(key) if prefix and wording.knows(key) else None


def name_in_key(name: str) -> str:
    """A command's or an option's English name as the end of a key."""
    return name.lower().replace(" ", "-").replace("_", "-")


def _cut(said: str) -> str:
    return said if len(said) <= LONGEST else said[: LONGEST - 1].rstrip() + "…"
