"""The port through which posts leave: one interface, one adapter per network, all calls one at a time per lane.

An adapter translates its library's errors into :class:`bot.errors.DeliveryError` in one function and holds no rule
about when or whether to post: that is ``bot.plan`` and the courier.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import datetime, timedelta

    from bot.format.model import Limits, Network, Post
    from bot.ledger.model import Receipt


Standing = Literal["as sent", "changed", "gone"]  # "changed": somebody edited it on the network
Keep = Literal["keep"]


@dataclass(frozen=True, slots=True)
class File:
    """A picture as it is sent. ``name``: of plain letters, with the ending of its ``type`` ("image/png")."""

    name: str
    type: str
    alt: str  # within the network's limit
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class OwnPost:
    """A post of ours in a destination's history. ``text``: its words; ``addresses``: what it is about, and links to.

    On Discord what a recap's words link to is not among them: those reviews have posts of their own.
    """

    receipt: Receipt
    text: str
    addresses: tuple[str, ...]


class Publisher(Protocol):
    """One place to post to: a Discord channel, a Mastodon account, a terminal."""

    name: str  # the destination's name in the configuration
    network: Network
    lane: str  # destinations that share an account share a lane: one request at a time on it
    key_window: timedelta | None  # how long the network surely recognises a key; None: it may not do so at all
    advice: str | None  # what the owner has to do so that pictures get through; None: nothing

    async def limits(self, *, anew: bool = False) -> Limits:
        """What the server takes, asked now and then and kept; what is known when it can't be asked. Never raises.

        ``anew``: ask now, for what was known has proved wrong.
        """
        ...

    async def mark(self) -> str:
        """The id of the newest post in the destination's history, "" if there is none.

        Raises :class:`bot.errors.DeliveryError` of any kind; ``HistoryUnreadable`` where it can't be read.
        """
        ...

    async def publish(self, post: Post, key: str, file: File | None = None) -> Receipt:
        """Send a post. ``key`` (at most 25 characters) makes a repeat within the network's window harmless.

        ``file``: its picture. Where the network doesn't take that, the post goes without: one line in the log says so.
        Raises :class:`bot.errors.DeliveryError`, never because of the picture alone.
        """
        ...

    async def finish(self, remote_id: str, post: Post) -> str | None:
        """Do what belongs to a post that stands: hand it on to the channel's followers, open its thread.

        Called before the post is settled, and so perhaps again after a crash: what is done already is no error. What
        can't be done is one line in the log; where the owner has to do something about it, that is returned.
        Raises nothing.
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

    async def standing(self, remote_id: str, post: Post) -> Standing:
        """How the post with this id stands on the network, held against what was sent.

        Raises :class:`bot.errors.DeliveryError`; ``HistoryUnreadable`` where it can't be read.
        """
        ...

    async def edit(self, remote_id: str, post: Post, file: File | Keep | None = "keep") -> None:
        """Make the post with this id say this; warning, language, media and "no mentions" are sent again.

        ``file``: "keep" leaves what picture stands there, another one takes its place, None takes it away.

        Raises :class:`bot.errors.DeliveryError`: ``Removed`` if it isn't there any more, ``Throttled`` where the
        network takes no more edits for now.
        """
        ...

    async def delete(self, remote_id: str) -> None:
        """Take the post with this id down. One that is gone already is no error. Raises ``DeliveryError``."""
        ...

    def own_posts(self, since: datetime | None, most: int) -> AsyncIterator[OwnPost]:
        """What we have posted there, newest first, back to that moment (aware), at most so many looked at.

        Raises :class:`bot.errors.DeliveryError`; ``HistoryUnreadable`` where nothing can be concluded.
        """
        ...

    async def close(self) -> None:
        """Give back connections."""
        ...


class Messenger(Protocol):
    """A way to tell the owner something in private: a Discord DM, a Mastodon direct message."""

    name: str  # for the log: "Discord", or the Mastodon destination's name
    lane: str  # as of the publisher whose account it uses

    async def tell(self, text: str, key: str) -> None:
        """Send it to the owner and to nobody else. Raises :class:`bot.errors.DeliveryError`."""
        ...
