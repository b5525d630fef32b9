"""Calls to one Mastodon account by Mastodon.py, within their time; what they raise becomes delivery errors.

The library blocks, so each call runs in a thread of its own; the courier makes one at a time for an account. What is
asked for is none of its business.
"""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from bot.errors import DeliveryError, NotSent, OutcomeUnclear
from bot.post.blocking import in_thread
from bot.post.mastodon.client import connect, error_text, put_status, request
from bot.post.mastodon.errors import Answer, translate

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import requests
    from mastodon import Mastodon

    from bot.clock import Clock
    from bot.post.mastodon.client import Account

T = TypeVar("T")
CALL_TIMEOUT = 75.0  # seconds for a whole call, which may be several requests


class MastodonCalls:
    """One account's connection. ``name``: the destination's, for the threads. ``host``: the server's, for people."""

    def __init__(self, name: str, account: Account, clock: Clock) -> None:
        self.host = urlsplit(account.api_base_url).hostname or account.api_base_url
        self.clock = clock
        self._name, self._account = name, account
        self._client: Mastodon | None = None
        self._heard = threading.local()

    def __repr__(self) -> str:
        return f"MastodonCalls({self._name!r}, {self._account!r})"

    async def run(self, call: Callable[[], T], *, reading: bool, within: float | None = None) -> T:
        """What the blocking call returns. ``reading``: it changes nothing. Raises ``DeliveryError``.

        ``within``: seconds; None: :data:`CALL_TIMEOUT`.

        A call that takes too long goes on in its thread until its connection, which nobody uses again, ends.
        """
        seconds = CALL_TIMEOUT if within is None else within
        try:
            async with asyncio.timeout(seconds):
                return await in_thread(lambda: self._guarded(call, reading=reading), f"mastodon {self._name}")
        except TimeoutError:
            self.close()
            late = f"{self.host} didn't answer within {seconds:g} seconds."
            raise (NotSent(late) if reading else OutcomeUnclear(late, travelling=True)) from None

    def client(self) -> Mastodon:
        """The library's client. For calls only: it blocks."""
        if self._client is None:
            self._client = connect(self._account, self._hear)
        return self._client

    def put_status(self, remote_id: str, form: Mapping[str, Any]) -> dict[str, Any]:
        """Change a status; blocks. See :func:`bot.post.mastodon.client.put_status`."""
        return mapping(put_status(self.client(), self._account, remote_id, form))

    def request(self, method: str, path: str, **more: Any) -> requests.Response:
        """The answer, whatever its status; blocks. See :func:`bot.post.mastodon.client.request`."""
        return request(self.client(), self._account, method, path, **more)

    def unless(self, statuses: frozenset[int], call: Callable[[], T]) -> T | None:
        """What the call returns; None where the server answered it with one of these HTTP statuses. Blocks."""
        try:
            return call()
        except Exception:
            heard = self.heard
            if heard is None or heard.status not in statuses:
                raise
            return None

    @property
    def heard(self) -> Answer | None:
        """What this thread's last request was answered with."""
        answer: Answer | None = getattr(self._heard, "answer", None)
        return answer

    def heard_json(self) -> Any:
        """The last answer as it came, before the library made something of it. Raises ``ValueError``."""
        return self._heard.response.json()

    def close(self) -> None:
        """Close the connections; the next call makes new ones."""
        if self._client is not None:
            self._client.session.close()
            self._client = None

    def _guarded(self, call: Callable[[], T], *, reading: bool) -> T:
        self._heard.answer = None
        try:
            return call()
        except DeliveryError:
            raise
        except Exception as error:  # noqa: BLE001 - the library lets anything out that a server's answer provokes
            told = translate(error, self.heard, self.host, self.clock.now(), reading=reading)
        finally:
            self._heard.response = None  # the thread lives on, and the answer can be large
        # Not chained to the library's exception, which may quote headers and with them the token.
        raise told

    def _hear(self, response: requests.Response, *_: object, **__: object) -> None:
        """Remember this thread's last answer: what it was decides, see :mod:`bot.post.mastodon.errors`."""
        self._heard.response = response
        self._heard.answer = Answer(response.status_code, dict(response.headers), error_text(response))


def mapping(answer: Any) -> dict[str, Any]:
    """The server's object; anything else is no answer that means something."""
    if not isinstance(answer, dict):
        raise TypeError(f"an object was expected, not {type(answer).__name__}")
    return answer
