"""The port through which posts leave: one interface, one adapter per network, all calls one at a time per lane.

An adapter translates its library's errors into :class:`bot.errors.DeliveryError` in one function and holds no rule
about when or whether to post: that is ``bot.plan`` and the courier.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from bot.format.model import Limits, Network, Post
    from bot.ledger.model import Receipt


class Publisher(Protocol):
    """One place to post to: a Discord channel, a Mastodon account, a terminal."""

    name: str  # the destination's name in the configuration
    network: Network
    lane: str  # destinations that share an account share a lane: one request at a time on it
    key_window: timedelta | None  # how long the network surely recognises a key; None: it may not do so at all

    async def limits(self) -> Limits:
        """What the server takes, asked once and kept; the network's defaults when it can't be asked."""
        ...

    async def mark(self) -> str:
        """The id of the newest post in the destination's history, "" if there is none.

        Raises :class:`bot.errors.DeliveryError` of any kind; ``HistoryUnreadable`` where it can't be read.
        """
        ...

    async def publish(self, post: Post, key: str) -> Receipt:
        """Send a post. ``key`` (at most 25 characters) makes a repeat within the network's window harmless.

        Raises :class:`bot.errors.DeliveryError`.
        """
        ...

    async def find(
        self, post: Post, after: str | None, exclude: frozenset[str], since: datetime | None = None
    ) -> Receipt | None:
        """Look through what was posted after the one with id ``after`` for this.

        ``after``: "" for everything, None if it isn't known: then back to ``since`` (aware), which is surely before
        the first attempt; without that as far back as is sensible. It matches by the review's address, else by its
        text; ids in ``exclude`` belong to other deliveries.
        Raises :class:`bot.errors.DeliveryError`; ``HistoryUnreadable`` where nothing can be concluded.
        """
        ...

    async def close(self) -> None:
        """Give back connections."""
        ...
