"""Tells the owner something in a direct message from a Mastodon account that also posts: him, and nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.errors import OutcomeUnclear, Refused
from bot.format.escape import for_mastodon
from bot.format.model import Limits
from bot.format.prose import shorten
from bot.post.mastodon.calls import MastodonCalls, mapping

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.post.mastodon.client import Account


class MastodonOwner:
    """A messenger to one person. ``owner``: "name@server"; ``name`` and ``lane`` as of the destination it uses."""

    def __init__(self, name: str, lane: str, account: Account, clock: Clock, owner: str, language: str = "en") -> None:
        self.name, self.lane = name, lane
        self._owner, self._language = owner.lstrip("@"), language
        self._calls = MastodonCalls(name, account, clock)

    def __repr__(self) -> str:
        return f"MastodonOwner({self.name!r}, {self._owner!r})"

    async def tell(self, text: str, key: str) -> None:
        """Send it; within the hour a repeat with the same key changes nothing on a Mastodon server.

        Raises :class:`bot.errors.DeliveryError`.
        """
        status = await self._calls.run(lambda: self._send(self._written(text), key), reading=False)
        if not status.get("id"):
            raise OutcomeUnclear(f"{self._calls.host} answered, but not with a message.")
        if not status.get("mentions"):
            raise Refused(f"{self._calls.host} finds nobody called {self._owner}: mend mastodon under [owner].")

    async def close(self) -> None:
        """Close the connections."""
        self._calls.close()

    def _written(self, text: str) -> str:
        """The message: nobody else is mentioned in it, whatever the words are, and it fits in Mastodon's own limit."""
        head = f"@{self._owner} "
        return head + for_mastodon(
            shorten(text, lambda part: len(head + for_mastodon(part)) <= Limits().characters),
        )

    def _send(self, text: str, key: str) -> dict[str, Any]:
        return mapping(
            self._calls.client().status_post(
                text, idempotency_key=key, visibility="direct", language=self._language, sensitive=None
            )
        )
