"""What ``/quote`` answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands.replies import sentence

if TYPE_CHECKING:
    from bot.commands.lookup import Lookup
    from bot.commands.question import AnyQuote, OneQuote
    from bot.commands.reply import Reply
    from bot.commands.wording import Wording


def one(_: OneQuote, wording: Wording, lookup: Lookup) -> Reply:
    """That quoted line."""
    return sentence(wording.say("gone"), lookup.look)


def any_one(_: AnyQuote, wording: Wording, lookup: Lookup) -> Reply:
    """A quoted line at random."""
    return sentence(wording.say("no-reviews"), lookup.look)
