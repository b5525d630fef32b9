"""The slash commands of members, and what answers their buttons. Each command has a file of its own; they are only
listed here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands.definitions import (
    challenge,
    find,
    help,  # noqa: A004  # named as the command
    latest,
    quote,
    random,
    recap,
    review,
    search,
    stats,
)
from bot.commands.items import add_items

if TYPE_CHECKING:
    from bot.commands.answers import Answers
    from bot.commands.client import MatineeClient

COMMANDS = (review, search, latest, random, quote, stats, challenge, recap, help, find)


def add_commands(client: MatineeClient, answers: Answers) -> None:
    """Give the client its commands, in the order of ``/help``, and let it answer buttons and menus."""
    for command in COMMANDS:
        command.add(client.tree, answers)
    add_items(client, answers)
