"""What ``/challenge`` and ``/recap`` answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands.replies import sentence

if TYPE_CHECKING:
    from bot.commands.lookup import Lookup
    from bot.commands.question import OneChallenge, Recapped
    from bot.commands.reply import Reply
    from bot.commands.wording import Wording


def one(_: OneChallenge, wording: Wording, lookup: Lookup) -> Reply:
    """How far that challenge has come."""
    return sentence(wording.say("no-reviews"), lookup.look)


def recapped(_: Recapped, wording: Wording, lookup: Lookup) -> Reply:
    """What that challenge brought in a period."""
    return sentence(wording.say("no-reviews"), lookup.look)
