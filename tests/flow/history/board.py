"""A place to post to that keeps in memory what stands there and every request that came."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.errors import Removed
from bot.format.model import Limits
from bot.ledger.model import Receipt
from bot.post.publisher import OwnPost

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import datetime, timedelta

    from bot.clock import Clock
    from bot.format.model import Network, Post
    from bot.post.publisher import File, Keep, Standing


@dataclass(slots=True)
class Board:
    """``requests``: each change that was asked for, with the post's address; ``posts``: what stands, by its id."""

    name: str
    network: Network
    clock: Clock
    lane: str = ""
    key_window: timedelta | None = None
    advice: str | None = None
    posts: dict[str, Post] = field(default_factory=dict)
    times: dict[str, datetime] = field(default_factory=dict)
    requests: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.lane = self.name

    @property
    def addresses(self) -> list[str]:
        """Where the posts that stand lead to, in the order of posting."""
        return [_slug(post) for post in self.posts.values()]

    def text(self, slug: str) -> str:
        """All words of the one post about the review of that slug."""
        (found,) = (post for post in self.posts.values() if _slug(post) == slug)
        return str(found)

    def title(self, slug: str) -> str:
        """The title that the post about the review of that slug tells."""
        (facts,) = (post.facts for post in self.posts.values() if _slug(post) == slug)
        assert facts is not None
        return facts.title

    async def limits(self, *, anew: bool = False) -> Limits:
        return Limits(500 if self.network == "mastodon" else 4096)

    async def mark(self) -> str:
        return next(reversed(self.posts), "")

    async def publish(self, post: Post, key: str, file: File | None = None) -> Receipt:
        number = f"{len(self.requests):05}"
        self.requests.append(("post", _slug(post)))
        self.posts[number], self.times[number] = post, self.clock.now()
        return self._receipt(number)

    async def finish(self, remote_id: str, post: Post) -> None:
        return

    async def find(
        self, post: Post, after: str | None, exclude: frozenset[str], since: datetime | None = None
    ) -> Receipt | None:
        later = (number for number in self.posts if number > (after or "") and number not in exclude)
        return next((self._receipt(one) for one in later if self.posts[one].address == post.address), None)

    async def standing(self, remote_id: str, post: Post) -> Standing:
        if remote_id not in self.posts:
            return "gone"
        return "as sent" if self.posts[remote_id] == post else "changed"

    async def edit(self, remote_id: str, post: Post, file: File | Keep | None = "keep") -> None:
        if remote_id not in self.posts:
            raise Removed(self.name)
        self.requests.append(("edit", _slug(post)))
        self.posts[remote_id] = post

    async def delete(self, remote_id: str) -> None:
        if remote_id in self.posts:
            self.requests.append(("delete", _slug(self.posts.pop(remote_id))))

    async def own_posts(self, since: datetime | None, most: int) -> AsyncIterator[OwnPost]:
        for number, post in [*reversed(self.posts.items())][:most]:
            yield OwnPost(self._receipt(number), str(post), (post.address or "",))

    async def close(self) -> None:
        return

    def _receipt(self, number: str) -> Receipt:
        return Receipt(number, f"https://{self.name}.example/{number}", self.times[number])


def _slug(post: Post) -> str:
    assert post.address is not None
    return post.address.rsplit("/", 1)[-1].removesuffix(".html")
