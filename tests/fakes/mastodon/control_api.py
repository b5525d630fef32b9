"""What tests may see and do, under /__control/."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.fakes.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.fakes.mastodon.proxy import Proxy

JSON = dict[str, Any]


def add_routes(app: web.Application, proxy: Proxy) -> None:
    app.router.add_get("/__control/state", lambda request: _state(proxy, request))
    for name, action in _ACTIONS.items():
        app.router.add_post(f"/__control/{name}", _entrance(proxy, action))


def _entrance(proxy: Proxy, action: Callable[[Proxy, JSON], Any]) -> Any:
    async def enter(request: web.Request) -> web.Response:
        try:
            done = action(proxy, await request.json())
            if inspect.isawaitable(done):
                await done
        except (KeyError, ValueError, TypeError) as error:
            return web.Response(status=400, text=f"{type(error).__name__}: {error}")
        proxy.changes.changed()
        return web.json_response({})

    return enter


def _statuses(proxy: Proxy, *, direct: bool) -> list[JSON]:
    return [one for one in proxy.upstream.statuses() if (one["visibility"] == "direct") is direct]


async def _state(proxy: Proxy, request: web.Request) -> web.Response:
    if "after" in request.query:
        await proxy.changes.newer_than(int(request.query["after"]), float(request.query.get("timeout", 15)))
    return web.json_response(
        {
            "version": proxy.changes.version,
            "now": proxy.clock.now(),
            "statuses": _statuses(proxy, direct=False),
            "directs": _statuses(proxy, direct=True),
            "edits": proxy.edits,
            "created": len(proxy.created),
            "uploads": proxy.media.uploads,
            "pictures": proxy.upstream.pictures(),
            "made": [{"id": it, "content": content} for it, content in proxy.created.items()],
            "under_way": len(proxy.under_way),
            "requests": proxy.requests,
            "faults": proxy.faults.waiting(),
            "faults_made": proxy.faults.made,
            "held": proxy.faults.held,
        }
    )


def _set(proxy: Proxy, body: JSON) -> None:
    """keys: whether the Idempotency-Key counts; bad_request: 422 or 400; revoked: the token; edits_known; instance."""
    for name, value in body.items():
        if name not in ("keys", "bad_request", "revoked", "edits_known", "instance"):
            raise ValueError(f"there is no {name}")
        setattr(proxy, name, value)


def _media(proxy: Proxy, body: JSON) -> None:
    """looks, scope, dropped, most_bytes, most_alt, types: see :class:`tests.fakes.mastodon.media.Media`."""
    for name, value in body.items():
        if not hasattr(proxy.media, name):
            raise ValueError(f"media have no {name}")
        setattr(proxy.media, name, value)


_ACTIONS: dict[str, Callable[[Proxy, JSON], Any]] = {
    "faults": lambda proxy, body: proxy.faults.add(Fault(**body)),
    "faults/clear": lambda proxy, _: proxy.faults.clear(),
    "release": lambda proxy, _: proxy.faults.release(),
    "reset": lambda proxy, _: proxy.reset(),
    "advance": lambda proxy, body: proxy.clock.advance(body["seconds"]),
    "statuses/edit": lambda proxy, body: proxy.upstream.edit_by_hand(body["id"], body["text"], body.get("warning")),
    "statuses/delete": lambda proxy, body: proxy.upstream.delete(body["id"]),
    "set": _set,
    "media": _media,
}
