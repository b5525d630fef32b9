"""The sentences that members and admins read on Discord, in their languages: ``bot/commands/messages/*.ftl``.

A catalogue is found by its file's name: with a ``fr.ftl`` there, people whose Discord is in French read French. How the
files are written: https://projectfluent.org/fluent/guide/. What isn't said in a language is said in English, and the
log tells which message is missing; nobody gets an error for it.

No review's words go through here but as values, and those are escaped by whoever hands them over: on Discord a value
may do whatever a message may.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import structlog
from fluent.runtime import FluentBundle, FluentResource

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    Value = str | int | float | date

log = structlog.stdlib.get_logger(__name__)

ENGLISH = "en"
LONGEST_VALUE = 2500  # characters; fluent.runtime refuses to put longer ones into a message

_NUMBER = FluentResource("number = { $value }\n")


def _texts() -> dict[str, str]:
    """The catalogues' texts by language."""
    folder = resources.files("bot.commands").joinpath("messages")
    found = sorted((file for file in folder.iterdir() if file.name.endswith(".ftl")), key=lambda file: file.name)
    return {file.name.removesuffix(".ftl"): file.read_text(encoding="utf-8") for file in found}


@cache
def languages() -> tuple[str, ...]:
    """The languages that there are catalogues for, as in their files' names."""
    return tuple(_texts())


class Wording:
    """One language's sentences. May be used in several threads at once."""

    def __init__(self, language: str, text: str, otherwise: Wording | None = None) -> None:
        self.language = language
        self.unsaid: set[str] = set()  # what had to be said in English, or couldn't be said at all; logged once each
        self._otherwise = otherwise
        self._bundle = FluentBundle([language], use_isolating=False)  # what isolates shows as boxes in some clients
        self._bundle.add_resource(FluentResource(text))
        self._bundle.add_resource(_NUMBER)

    def say(self, key: str, **values: Value) -> str:
        """The message of that key with these values in it.

        A whole number is written as the language writes numbers ("1,234"): hand a year over as a text.
        """
        said, trouble = self._said(key, values)
        if trouble is not None and key not in self.unsaid:
            self.unsaid.add(key)
            log.error("a message can't be said as it should be", language=self.language, key=key, reason=trouble)
        if trouble is not None and self._otherwise is not None:
            return self._otherwise.say(key, **values)
        return said

    def number(self, value: float) -> str:
        """A number alone as the language writes it: "1,234.5"."""
        return self._said("number", {"value": value})[0]

    def knows(self, key: str) -> bool:
        """Whether the language has that message."""
        return self._bundle.has_message(key)

    def _said(self, key: str, values: Mapping[str, Value]) -> tuple[str, str | None]:
        """The message, and what is wrong with it."""
        if not self.knows(key):
            return key, "no such message"
        pattern = self._bundle.get_message(key).value
        if pattern is None:
            return key, "an empty message"
        said, troubles = self._bundle.format_pattern(pattern, {name: _short(value) for name, value in values.items()})
        return str(said), str(troubles[0]) if troubles else None


@cache
def _wordings() -> dict[str, Wording]:
    """All of them at once: reading takes a while, and later nobody has time for that."""
    texts = _texts()
    english = Wording(ENGLISH, texts.pop(ENGLISH))
    return {ENGLISH: english} | {language: Wording(language, text, english) for language, text in texts.items()}


def wording_for(locale: str | None) -> Wording:
    """The wording for one of Discord's locales ("es-419"): that one's, its language's, or English.

    https://docs.discord.com/developers/reference#locales
    """
    wordings = _wordings()
    wanted = str(locale or ENGLISH)
    return wordings.get(wanted) or wordings.get(wanted.partition("-")[0]) or wordings[ENGLISH]


def _short(value: Value) -> Value:
    return value[: LONGEST_VALUE - 1] + "…" if isinstance(value, str) and len(value) > LONGEST_VALUE else value
