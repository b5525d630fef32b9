"""The commands in every language that there is a catalogue for: names, descriptions, options and choices.

Descriptions carry their keys (``bot.commands.described``). Names stay plain English words where a command is defined
(``name="review"``); their translations are found by those words (``command-name-review``, ``option-name-min-rating``),
so that nobody names a thing twice. Nothing is defined here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord.app_commands import TranslationContextLocation, Translator

from bot.commands.described import in_words
from bot.commands.wording import ENGLISH, wording_for

if TYPE_CHECKING:
    from discord import Locale
    from discord.app_commands import TranslationContextTypes, locale_str

_NAMES = {
    TranslationContextLocation.command_name: "command-name-",
    TranslationContextLocation.group_name: "command-name-",
    TranslationContextLocation.parameter_name: "option-name-",
}


class Localiser(Translator):
    """Says in each of Discord's languages what English says in the code."""

    async def translate(self, string: locale_str, locale: Locale, context: TranslationContextTypes) -> str | None:
        """None where English does: there is no catalogue, or nothing to translate."""
        wording = wording_for(locale.value)
        if wording.language == ENGLISH:
            return None
        if key := string.extras.get("key"):
            return in_words(key, string.extras["values"], wording)
        prefix = _NAMES.get(context.location)
        return None if prefix is None else wording.say(prefix + in_key(string.message))


def in_key(name: str) -> str:
    """A command's or an option's English name as the end of a key."""
    return name.replace("_", "-")
