"""What the networks do to a bot: every kind of lost, late, wrong and unfriendly answer, by name.

Each is queued once or twice and spent by requests that fit. None lasts, but for one that only some batches have: a
history that can't be read for whole rounds. It is readable again before the batch ends.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from tests.fakes.discord.control import MESSAGES, DiscordControl
from tests.fakes.mastodon.control import HISTORY, STATUSES, MastodonControl

if TYPE_CHECKING:
    from collections.abc import Callable

    Network = DiscordControl | MastodonControl
    Make = Callable[[Network], None]

_REFUSED = {"body": '{"message": "No", "code": 50013, "error": "No"}', "headers": {"Content-Type": "application/json"}}
_PAGE = {"body": "<h1>Something is wrong</h1>", "headers": {"Content-Type": "text/html"}}


def _posting(kind: str, **how: Any) -> Make:
    def make(network: Network) -> None:
        network.fault(kind, "POST", network.posting if isinstance(network, DiscordControl) else STATUSES, **how)

    return make


def _reading(kind: str, **how: Any) -> Make:
    def make(network: Network) -> None:
        network.fault(kind, "GET", network.listing if isinstance(network, DiscordControl) else HISTORY, **how)

    return make


def _changing(kind: str, method: str = "", **how: Any) -> Make:
    """At a post that stands: when it is corrected, or with a method."""

    def make(network: Network) -> None:
        if isinstance(network, DiscordControl):
            network.fault(kind, method or "PATCH", f"{MESSAGES}/*", **how)
        else:
            network.fault(kind, method or "PUT", f"{STATUSES}/*", **how)

    return make


def _anything(kind: str, **how: Any) -> Make:
    def make(network: Network) -> None:
        network.fault(kind, **how)

    return make


def _limited(form: str, seconds: float = 0.1, method: str = "POST") -> Make:
    def make(network: Network) -> None:
        path = {"POST": STATUSES, "GET": HISTORY}.get(method, f"{STATUSES}/*")
        if isinstance(network, DiscordControl):
            path = {"POST": network.posting, "GET": network.listing}.get(method, f"{MESSAGES}/*")
        limit: Callable[..., None] = network.rate_limited
        limit(form, seconds, method=method, path=path)

    return make


def _forbidden(status: int, code: int) -> Make:
    """The destination takes nothing for a while: a permission, a channel, a token is away."""

    def make(network: Network) -> None:
        refused = {**_REFUSED, "body": f'{{"message": "No", "code": {code}, "error": "No"}}'}
        path = network.posting if isinstance(network, DiscordControl) else STATUSES
        network.fault("status", "POST", path, status=status, **refused)

    return make


def _maintenance(network: Network) -> None:
    assert isinstance(network, MastodonControl)
    network.unavailable(method="POST", path=STATUSES)


COMMON: dict[str, Make] = {
    "answer lost": _posting("lost"),
    "answer lost twice": _posting("lost", times=2),
    "half an answer": _posting("half"),
    "reset before": _posting("reset"),
    "reset after": _posting("reset", after=True),
    "slow answer": _posting("slow", seconds=0.2),
    "hang before": _posting("hang", seconds=0.3),
    "hang after": _posting("hang", seconds=0.3, after=True),
    "hang after, too long": _posting("hang", seconds=30, after=True),
    "hang and never done": _posting("hang", seconds=30, drop=True),
    "wrong content type": _posting("content_type"),
    **{f"{it} before": _posting("status", status=it, **_PAGE) for it in (500, 502, 503, 504)},
    **{f"{it} after": _posting("status", status=it, after=True, **_PAGE) for it in (500, 502, 503, 504)},
    "200 with a page": _posting("status", status=200, after=True, **_PAGE),
    "history 500": _reading("status", status=500),
    "history 503 thrice": _reading("status", status=503, times=3),
    "history reset": _reading("reset"),
    "history half": _reading("half"),
    "history slow": _reading("slow", seconds=0.2),
    "history is a page": _reading("content_type"),
    "history hangs": _reading("hang", seconds=30),
    "change lost": _changing("lost"),
    "change reset": _changing("reset"),
    "change reset after": _changing("reset", after=True),
    "change 503": _changing("status", status=503),
    "change 500 after": _changing("status", status=500, after=True),
    "change hangs": _changing("hang", seconds=30, after=True),
    "taking down lost": _changing("lost", "DELETE"),
    "taking down 502": _changing("status", "DELETE", status=502, times=2),
    "post can't be looked at": _changing("status", "GET", status=503, times=2),
    "look at a post reset": _changing("reset", "GET"),
    "permission away": _forbidden(403, 50013),
    "place away": _forbidden(404, 10003),
    "token away": _forbidden(401, 0),
    "anything 502": _anything("status", status=502, times=2),
    "anything reset": _anything("reset", times=2),
    "all of it lost for a while": _anything("lost", times=4),
}
DISCORD: dict[str, Make] = {
    **{f"429 {form}": _limited(form) for form in ("route", "global", "shared", "banned")},
    **{f"history 429 {form}": _limited(form, method="GET") for form in ("route", "banned")},
    **{f"change 429 {form}": _limited(form, method="PATCH") for form in ("shared", "banned")},
    "login 503": partial(lambda it: it.fault("status", "GET", "/users/@me", status=503, times=2)),
}
MASTODON: dict[str, Make] = {
    **{f"429 {form}": _limited(form, 60) for form in ("reset", "retry-after", "bare")},
    **{f"history 429 {form}": _limited(form, 60, "GET") for form in ("reset", "bare")},
    **{f"change 429 {form}": _limited(form, 60, "PUT") for form in ("retry-after", "bare")},
    "maintenance": _maintenance,
    "limits 500": partial(lambda it: it.fault("status", "GET", "/api/*/instance", status=500)),
}
AWAY = "history away"
LASTING: dict[str, Make] = {AWAY: _reading("status", status=403, times=None, **_REFUSED)}
KINDS: dict[str, dict[str, Make]] = {"channel": COMMON | DISCORD, "toots": COMMON | MASTODON}
