"""Channels that follow, for the owner's commands: among the destinations, by their names, with a token for them."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.app import tokens_needed
from bot.desk.drawing import clean
from bot.desk.records import records_if_any
from bot.follow.roster import merged
from bot.format.naming import number_of
from bot.settings.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from bot.ledger.model import Delivery, Follow, Pause
    from bot.settings.model import Destination, Settings

_NAMED = 5  # so many are named; JSON has all


def with_followers(settings: Settings) -> Settings:
    """The configuration with the channels that follow at this moment, where there are records."""
    with records_if_any(settings) as ledger:
        return merged(settings, ledger.follows())


def secrets_for(settings: Settings, parts: Collection[str]) -> dict[str, str]:
    """The tokens that these parts use; also Discord's, if it is there, where only channels that follow need it.

    ``settings``: the owner's file. Raises :class:`bot.errors.ConfigurationError` for one that is missing otherwise.
    """
    names, discord = tokens_needed(settings, parts), settings.discord.token_env
    is_there = os.environ.get(discord) or os.environ.get(f"{discord}_FILE")
    if "post" in parts and discord not in names and is_there and guests(with_followers(settings)):
        names.append(discord)
    return tokens(settings, names, os.environ)


def guests(settings: Settings) -> list[Destination]:
    """Those of the destinations that are channels which follow."""
    return [one for one in settings.destinations if one.follower is not None]


class Names:
    """What destinations are called in text: a channel that follows by its server's and its own name."""

    def __init__(self, settings: Settings) -> None:
        self._names = {one.name: f"{clean(one.follower or '')} ({one.name})" for one in guests(settings)}

    def of(self, destination: str) -> str:
        """The name."""
        return self._names.get(destination, destination)

    def in_delivery(self, one: Delivery) -> Delivery:
        """The delivery with it."""
        return replace(one, destination=self.of(one.destination))


def follower_form(follow: Follow, pause: Pause | None) -> dict[str, Any]:
    """A channel that follows, as JSON."""
    return {
        "destination": follow.destination,
        "server": follow.server,
        "channel": follow.channel,
        "server_id": follow.server_id,
        "channel_id": follow.channel_id,
        "since": follow.created_at.isoformat(),
        "paused_by": pause.by if pause else None,
    }


def followers_lines(follows: Sequence[Follow], served: Iterable[str]) -> list[str]:
    """How many follow, and the first of them; and how many of them get nothing because of the owner's file."""
    if not follows:
        return []
    named = ", ".join(clean(f"#{one.channel} on {one.server} ({one.destination})") for one in follows[:_NAMED])
    more = f", and {len(follows) - _NAMED} more" if len(follows) > _NAMED else ""
    count = f"{number_of(len(follows), 'channel')} follow{'s' if len(follows) == 1 else ''}"
    shadowed = len({one.destination for one in follows} - set(served))
    without = f"; {shadowed} of them get nothing, because of your configuration" if shadowed else ""
    return [f"FOLLOWED  {count}: {named}{more}{without}"]
