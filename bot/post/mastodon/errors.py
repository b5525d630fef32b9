"""What a Mastodon server's answer means for a post: one function, without any request of its own.

The HTTP answer decides, not the library's exception: it raises its rate limit error for a post that was accepted
too, when it can't read a header. No message holds a token, nor what the server was sent.
"""

from __future__ import annotations

import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

import requests
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError, ReadTimeoutError

from bot.errors import (
    DestinationTrouble,
    HistoryUnreadable,
    NotSent,
    OutcomeUnclear,
    Refused,
    Removed,
    Throttled,
    TokenRefused,
)
from bot.post.unreached import causes, how

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.errors import DeliveryError

_SAID = 200  # characters of the server's own words in a message
_TOO_LONG = ("character", "too long", "exceed", "length", "limit")
# Mastodon's answer to the key of a post that was deleted since: the earlier post is looked up and isn't there.
_NO_SUCH_POST = "record not found"
_STILL_WORKED_ON = frozenset({504, 524})  # a proxy's answer: what stands behind it took too long
_TOO_LATE = (requests.ReadTimeout, ReadTimeoutError)
_BEFORE_SENDING = (NewConnectionError, ConnectTimeoutError, requests.ConnectTimeout, ssl.SSLCertVerificationError)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back over HTTP. ``said``: the server's error text, "" if there was none."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    said: str = ""


def translate(error: Exception, answer: Answer | None, host: str, now: datetime, *, reading: bool) -> DeliveryError:
    """The delivery error for what was raised. ``answer`` is None when none came; ``reading``: nothing was sent."""
    if answer is None:
        return _no_answer(error, host, reading=reading)
    status, told = answer.status, _told(answer, host)
    if 300 <= status < 400:
        return _elsewhere(host)
    if status == 401:
        return TokenRefused(f"{host} refuses the token: make a new one and set it. {told}")
    if status == 429:
        return Throttled(f"{host} asks us to post more slowly.", _wait(answer.headers, now))
    if status == 503 and "retry-after" in {name.lower() for name in answer.headers}:
        return Throttled(f"{host} is being maintained.", _wait(answer.headers, now))
    if reading:
        return _not_read(status, told, host)
    if status == 404 and answer.said.lower().startswith(_NO_SUCH_POST):
        return Removed(f"It was posted to {host} and taken down there since.")
    return _not_posted(status, told, answer.said, host)


def _elsewhere(host: str) -> DeliveryError:
    """Redirects aren't followed: see :func:`bot.post.mastodon.client.connect`."""
    return DestinationTrouble(f"{host} sends us elsewhere: write its present address under api_base_url.")


def _no_answer(error: Exception, host: str, *, reading: bool) -> DeliveryError:
    found = list(causes(error))
    if reading or any(isinstance(cause, _BEFORE_SENDING) for cause in found):
        return NotSent(f"{host} can't be reached ({how(error)}).")
    late = any(isinstance(cause, _TOO_LATE) for cause in found)
    return OutcomeUnclear(f"The connection to {host} ended without an answer ({how(error)}).", travelling=late)


def _not_posted(status: int, told: str, said: str, host: str) -> DeliveryError:
    if status in {400, 413, 422}:
        return Refused(f"The server refused this post. {told}", too_long=any(one in said.lower() for one in _TOO_LONG))
    if status in {403, 404, 405, 410}:
        return DestinationTrouble(
            f"{host} doesn't let this account post: check api_base_url, the token's permissions (write:statuses) "
            f"and whether the account is suspended. {told}"
        )
    if status >= 500 or status < 400:
        return OutcomeUnclear(f"The server gave no clear answer. {told}", travelling=status in _STILL_WORKED_ON)
    return Refused(f"The server refused this post. {told}")


def _not_read(status: int, told: str, host: str) -> DeliveryError:
    if status in {404, 410}:  # what is asked for here is there on every server
        return DestinationTrouble(f"Nothing answers at {host} as Mastodon does: check api_base_url. {told}")
    lasting = 400 <= status < 500 and status != 408
    why = "the token needs read access" if lasting else "the server has trouble"
    return HistoryUnreadable(f"The account's own posts can't be read ({why}). {told}", lasting=lasting)


def _told(answer: Answer, host: str) -> str:
    said = " ".join(answer.said.split())[:_SAID]
    return f'{host} said: {answer.status} "{said}".' if said else f"{host} said: {answer.status}."


def _wait(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """How long the server asks us to wait: seconds, an HTTP date, or the ISO time at which its window ends.

    https://docs.joinmastodon.org/api/rate-limits/, https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
    """
    lower = {name.lower(): value.strip() for name, value in headers.items()}
    after = lower.get("retry-after", "")
    with suppress(ValueError):
        return timedelta(seconds=min(max(float(after), 0.0), 1e8))
    until = _moment(after) or _moment(lower.get("x-ratelimit-reset", ""))
    here = _moment(lower.get("date", "")) or now  # the server's own clock, where it says it
    return max(until - here, timedelta(0)) if until else None


def _moment(text: str) -> datetime | None:
    try:
        if text.isdigit():
            return datetime.fromtimestamp(int(text), UTC)
        read = datetime.fromisoformat(text) if text[:4].isdigit() else parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError, OSError):
        return None
    return read if read.tzinfo else read.replace(tzinfo=UTC)
