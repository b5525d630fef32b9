"""What the bot lacks in a channel, as sentences with the remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.commands.setup.spot import Suited
    from bot.commands.setup.visit import Visit
    from bot.follow.sentence import Sentence
    from bot.settings.model import ChannelManners


def missing_there(visit: Visit, channel: Suited, manners: ChannelManners | None) -> tuple[Sentence, ...]:
    """One sentence for each missing permission."""
    return ()
