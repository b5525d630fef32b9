"""A Mastodon account (or one on another server of the same API) to post to, by Mastodon.py.

The library blocks, so each call runs in a thread of its own; the courier makes one at a time for an account.
"""

from __future__ import annotations

import asyncio
import threading
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from bot.errors import DeliveryError, HistoryUnreadable, NotSent, OutcomeUnclear, Refused
from bot.format.model import Limits, Toot
from bot.ledger.model import Receipt
from bot.post.blocking import in_thread
from bot.post.mastodon_client import connect, error_text
from bot.post.mastodon_errors import Answer, translate
from bot.post.page_text import same_post

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import requests
    from mastodon import Mastodon

    from bot.clock import Clock
    from bot.format.model import Network, Post
    from bot.post.mastodon_client import Account

T = TypeVar("T")
CALL_TIMEOUT = 75.0  # seconds for a whole call, which may be several requests
_PAGE = 40  # statuses; the most that Mastodon gives at once
_PAGES = 25  # pages of posts after the mark before reading back is given up
_LOOSE_PAGES = 3  # pages of newest posts where no mark is known
_ASK_AGAIN = timedelta(minutes=10)  # for the limits, after the server couldn't tell them


class MastodonAccount:
    """Publishes toots to one account. ``lane`` is shared by destinations that post to the same account."""

    network: Network = "mastodon"
    # Mastodon remembers a key for an hour, GoToSocial not at all, and nothing tells which server this is.
    key_window: timedelta | None = None

    def __init__(self, name: str, lane: str, account: Account, clock: Clock) -> None:
        self.name, self.lane = name, lane
        self._account, self._clock = account, clock
        self._host = urlsplit(account.api_base_url).hostname or account.api_base_url
        self._client: Mastodon | None = None
        self._heard = threading.local()
        self._limits = Limits()
        self._ask_limits_at: datetime | None = datetime.min.replace(tzinfo=UTC)
        self._id: str | None = None

    def __repr__(self) -> str:
        return f"MastodonAccount({self.name!r}, {self._account!r})"

    async def limits(self) -> Limits:
        """The server's limits; Mastodon's own until it has told them. Never raises."""
        if self._ask_limits_at is not None and self._clock.now() >= self._ask_limits_at:
            try:
                self._limits = await self._call(self._read_limits, reading=True)
                self._ask_limits_at = None
            except Exception:  # noqa: BLE001 - whatever it is, posting with the usual limits goes on
                self._ask_limits_at = self._clock.now() + _ASK_AGAIN
        return self._limits

    async def mark(self) -> str:
        """The id of the account's newest status, "" if it has none."""
        newest = await self._call(lambda: self._page(limit=1), reading=True)
        return str(newest[0]["id"]) if newest else ""

    async def publish(self, post: Post, key: str) -> Receipt:
        """Send a toot; a repeat with the same key within the hour changes nothing on a Mastodon server."""
        if not isinstance(post, Toot):
            raise Refused(f'"{self.name}" is a Mastodon account and takes no Discord message.')
        status = await self._call(lambda: self._send(post, key), reading=False)
        receipt = self._receipt(status)
        if receipt is None:
            raise OutcomeUnclear(f"{self._host} answered, but not with a post.")
        if not (status.get("content") or status.get("spoiler_text")):
            raise Refused(f"{self._host} took the post and left it empty: look at {receipt.url or receipt.id}.")
        return receipt

    async def find(
        self, post: Post, after: str | None, exclude: frozenset[str], since: datetime | None = None
    ) -> Receipt | None:
        """Look for the toot among the account's own statuses after a mark, or since a moment."""
        return await self._call(lambda: self._find(post, after, exclude, since), reading=True)

    async def close(self) -> None:
        """Close the connections."""
        if self._client is not None:
            self._client.session.close()
            self._client = None

    async def _call(self, call: Callable[[], T], *, reading: bool) -> T:
        """Run one blocking call; whatever it raises becomes a delivery error."""
        try:
            async with asyncio.timeout(CALL_TIMEOUT):
                return await in_thread(lambda: self._guarded(call, reading=reading), f"mastodon {self.name}")
        except TimeoutError:
            self._client = None  # its connection is still busy with what was given up
            late = f"{self._host} didn't answer within {CALL_TIMEOUT:g} seconds."
            raise (NotSent(late) if reading else OutcomeUnclear(late)) from None

    def _guarded(self, call: Callable[[], T], *, reading: bool) -> T:
        self._heard.answer = None
        try:
            return call()
        except DeliveryError:
            raise
        except Exception as error:  # noqa: BLE001 - the library lets anything out that a server's answer provokes
            now = self._clock.now()
            told = translate(error, self._heard.answer, self._host, now, reading=reading)
        # Not chained to the library's exception, which may quote headers and with them the token.
        raise told

    def _connected(self) -> Mastodon:
        if self._client is None:
            self._client = connect(self._account, self._hear)
        return self._client

    def _hear(self, response: requests.Response, *_: object, **__: object) -> None:
        """Remember this thread's last answer: what it was decides, see :mod:`bot.post.mastodon_errors`."""
        self._heard.answer = Answer(response.status_code, dict(response.headers), error_text(response))

    def _send(self, toot: Toot, key: str) -> dict[str, Any]:
        return _mapping(
            self._connected().status_post(
                toot.text,
                idempotency_key=key,
                visibility=toot.visibility,
                language=toot.language,
                spoiler_text=toot.content_warning,
                sensitive=True if toot.content_warning else None,  # False goes out as "0"
            )
        )

    def _receipt(self, status: dict[str, Any]) -> Receipt | None:
        if not status.get("id"):
            return None
        posted, url = status.get("created_at"), status.get("url") or status.get("uri")
        if not isinstance(posted, datetime) or posted.tzinfo is None:
            posted = self._clock.now()
        return Receipt(str(status["id"]), str(url) if url else None, posted)

    def _find(self, post: Post, after: str | None, exclude: frozenset[str], since: datetime | None) -> Receipt | None:
        if not isinstance(post, Toot):
            return None
        for status in self._history(after, since):
            mine = str(status.get("id")) not in exclude and not status.get("reblog")
            if mine and same_post(str(status.get("content") or ""), post.text, post.address):
                return self._receipt(status)
        return None

    def _history(self, after: str | None, since: datetime | None) -> Iterator[dict[str, Any]]:
        """Own statuses: those after a mark, oldest page first; without one the newest, back to that moment.

        Ids are opaque, so a page's own order says which of its statuses is the newest (the first).
        """
        seen: set[str] = set()
        wish: dict[str, str] = {"min_id": after} if after else {}
        to_the_end = after is not None or since is not None
        for _ in range(_PAGES if to_the_end else _LOOSE_PAGES):
            page = [one for one in self._page(limit=_PAGE, **wish) if str(one.get("id")) not in seen]
            if not page:
                return
            yield from page
            if after is None and _is_before(page[-1], since):
                return
            seen.update(str(one.get("id")) for one in page)
            wish = {"min_id": str(page[0]["id"])} if after else {"max_id": str(page[-1]["id"])}
        if to_the_end:
            raise HistoryUnreadable(f"{self._host} has too many newer posts to look through.", lasting=True)

    def _page(self, **wish: Any) -> list[dict[str, Any]]:
        client = self._connected()
        if self._id is None:
            self._id = str(_mapping(client.account_verify_credentials())["id"])
        return [_mapping(status) for status in client.account_statuses(self._id, exclude_reblogs=True, **wish)]

    def _read_limits(self) -> Limits:
        statuses = self._connected().instance_v2().configuration.statuses
        most, url = statuses.max_characters, statuses.characters_reserved_per_url
        usual = Limits()
        return Limits(
            most if isinstance(most, int) and most > 0 else usual.characters,
            url if isinstance(url, int) and url > 0 else usual.characters_per_url,
        )


def _is_before(status: dict[str, Any], moment: datetime | None) -> bool:
    posted = status.get("created_at")
    return moment is not None and isinstance(posted, datetime) and posted.tzinfo is not None and posted < moment


def _mapping(answer: Any) -> dict[str, Any]:
    """The server's object; anything else is no answer that means something."""
    if not isinstance(answer, dict):
        raise TypeError(f"an object was expected, not {type(answer).__name__}")
    return answer
