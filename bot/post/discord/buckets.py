"""Lets requests through for which Discord still has room, however long it is until there is more of it.

discord.py, told not to wait for longer than so many seconds, refuses any request on a route whose limit is for longer
than that: of ten announcements an hour it would hand on one. https://docs.discord.com/developers/topics/rate-limits
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord.http import Ratelimit

if TYPE_CHECKING:
    import discord


class Bucket(Ratelimit):
    """One route's limit, as Discord told it last."""

    async def acquire(self) -> None:
        """Take one of what is left; where nothing is, as discord.py does."""
        if self.remaining > 0 and self.expires is not None and not self.is_expired():
            self._last_request = self._loop.time()
            self.remaining -= 1
            self.outgoing += 1
        else:
            await super().acquire()


class Buckets(dict[str, Ratelimit]):
    """The limits that discord.py knows, each made when it is asked for first."""

    def __init__(self, longest: float | None) -> None:
        super().__init__()
        self._longest = longest

    def __missing__(self, key: str) -> Ratelimit:
        made = self[key] = Bucket(self._longest)
        for old in [one for one, bucket in self.items() if bucket.is_inactive()]:
            del self[old]
        return made


def use_all_room(client: discord.Client) -> None:
    """Before the client's first request."""
    client.http._buckets = Buckets(client.http.max_ratelimit_timeout)  # noqa: SLF001 (discord.py offers no other way)
