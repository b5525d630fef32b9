"""Which of a server's channels that follow somebody means. Pure; names are other people's, and only compared."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.follow.names import LONGEST, MOST, folded
from bot.follow.sentence import Channel, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.follow.sentence import Sentence
    from bot.ledger.model import Follow

_NUMBER = re.compile(r"(?:<#)?([0-9]{1,20})>?", re.ASCII)


def meant(text: str | None, follows: Sequence[Follow], here: int | None) -> Follow | None:
    """The channel of that number, mention or name; nothing said: the one where it was said, or the only one."""
    if text is None or not text.strip():
        own = [one for one in follows if one.channel_id == here]
        return own[0] if own else follows[0] if len(follows) == 1 else None
    if number := _NUMBER.fullmatch(text.strip()):
        by_number = [one for one in follows if one.channel_id == int(number[1])]
        if by_number:
            return by_number[0]
    named = [one for one in follows if folded(one.channel) == folded(text)]
    return named[0] if len(named) == 1 else None


def likely(typed: str, follows: Sequence[Follow]) -> list[Follow]:
    """Channels that what was typed so far may mean, at most 25, those that begin so first."""
    begun = folded(typed[-LONGEST:])
    fitting = [one for one in follows if begun in folded(one.channel)]
    return sorted(fitting, key=lambda one: not folded(one.channel).startswith(begun))[:MOST]


def unmeant(follows: Sequence[Follow]) -> Sentence:
    """What to say where none of them is meant."""
    if not follows:
        return sentence("setup-none-follow")
    return sentence("setup-which", there=tuple(Channel(one.channel_id) for one in follows))
