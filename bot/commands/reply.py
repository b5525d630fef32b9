"""An answer as plain data, before it becomes anything of discord.py's. Nothing here knows that library."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.commands.question import Question
    from bot.format.model import LinkButton


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a menu, and what choosing it asks. ``label`` and ``description``: at most 100 characters each."""

    label: str
    question: Question
    description: str | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn picture that the embed shows. ``alt``: at most 1024 characters."""

    name: str  # "numbers.png"
    alt: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer. ``embed``: https://docs.discord.com/developers/resources/message#embed-object."""

    embed: dict[str, Any]
    buttons: tuple[LinkButton, ...] = ()
    share: Question | None = None  # what the Share button shows to everybody; None: there is no such button
    earlier: Question | None = None  # the page before this one
    later: Question | None = None
    again: Question | None = None  # what "Another one" asks: a further review or quote at random
    menu: tuple[Choice, ...] = ()  # at most 25
    menu_title: str = ""  # what stands in the menu before anything is chosen
    picture: Picture | None = None
