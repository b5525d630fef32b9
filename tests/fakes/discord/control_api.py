"""What tests may see and do, under /__control/."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.fakes.discord import asking, guilds, objects
from tests.fakes.discord.gateway import INVALID_SESSION, RECONNECT
from tests.fakes.discord.messages import SUPPRESS_EMBEDS
from tests.fakes.discord.world import BOT_ID, MEMBER_ID, Channel
from tests.fakes.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.fakes.discord.server import FakeDiscord

JSON = dict[str, Any]


def add_routes(app: web.Application, fake: FakeDiscord) -> None:
    app.router.add_get("/__control/state", lambda request: _state(fake, request))
    app.router.add_get("/__control/answers", lambda request: _answers(fake, request))
    for name, action in _ACTIONS.items():
        app.router.add_post(f"/__control/{name}", _entrance(fake, action))


def _entrance(fake: FakeDiscord, action: Callable[[FakeDiscord, JSON], Any]) -> Any:
    async def enter(request: web.Request) -> web.Response:
        try:
            result = action(fake, await request.json())
        except (KeyError, ValueError, TypeError) as error:
            return web.Response(status=400, text=f"{type(error).__name__}: {error}")
        fake.changes.changed()
        return web.json_response(result or {})

    return enter


async def _state(fake: FakeDiscord, request: web.Request) -> web.Response:
    if "after" in request.query:
        await fake.changes.newer_than(int(request.query["after"]), float(request.query.get("timeout", 15)))
    return web.json_response(state(fake))


def state(fake: FakeDiscord) -> JSON:
    world, gateway = fake.world, fake.gateway
    return {
        "version": fake.changes.version,
        "now": world.clock.now(),
        "validated": fake.schemas.known,
        "channels": {str(it.id): _channel(fake, it) for it in world.channels.values()},
        "edits": world.edits,
        "commands": {str(scope): list(known.values()) for scope, known in world.commands.items()},
        "interactions": {str(it): known.told() for it, known in world.interactions.items()},
        "violations": world.violations,
        "held_against_schema": sorted(set(world.held)),
        "files": {str(it): files for it, files in world.files.items()},
        "requests": world.requests,
        "refused_requests": sum(it["status"] in (401, 403, 429) for it in world.requests),
        "faults": fake.faults.waiting(),
        "faults_made": fake.faults.made,
        "held": fake.faults.held,
        "gateway": {
            "connected": len(gateway.lines()),
            "sessions": len(gateway.sessions),
            "identifies": gateway.identifies,
            "resumes": gateway.resumes,
            "refused": gateway.refused,
            "heartbeats": gateway.heartbeats,
            "intents": gateway.intents,
        },
    }


async def _answers(fake: FakeDiscord, request: web.Request) -> web.Response:
    """When each interaction was answered, and with what: once all are, or after ``timeout`` seconds.

    Small, and looked at seldom, so that thousands of them can be waited for.
    """
    with suppress(TimeoutError):
        async with asyncio.timeout(float(request.query.get("timeout", 0))):
            while any(it.is_open for it in fake.world.interactions.values()):
                await fake.changes.newer_than(fake.changes.version, 1)
                await asyncio.sleep(0.1)  # not at each of them
    told = [it.summary() for it in fake.world.interactions.values()]
    return web.json_response({"answers": told, "violations": fake.world.violations})


def _channel(fake: FakeDiscord, it: Channel) -> JSON:
    messages = [it.messages[key] for key in sorted(it.messages)]
    return {**objects.channel(fake.world, it), "created": it.created, "made": it.made, "messages": messages}


def _fault(fake: FakeDiscord, body: JSON) -> None:
    fake.faults.add(Fault(**body))


def _channels(fake: FakeDiscord, body: JSON) -> JSON:
    """Create or change a channel: id, name, type, denied, require_tag, archived."""
    channel_id = int(body.pop("id", 0)) or fake.world.snowflake()
    channel = fake.world.channels.setdefault(channel_id, Channel(channel_id, "new", 0))
    for key, value in body.items():
        if not hasattr(channel, key):
            raise ValueError(f"a channel has no {key}")
        setattr(channel, key, set(value) if key == "denied" else value)
    if "archived" in body:
        channel.archived_at = fake.world.clock.now()
    return {"id": str(channel_id)}


def _delete_message(fake: FakeDiscord, body: JSON) -> None:
    del fake.world.channels[int(body["channel_id"])].messages[int(body["id"])]


def _find(fake: FakeDiscord, body: JSON) -> JSON:
    return fake.world.channels[int(body["channel_id"])].messages[int(body["id"])]


def _edit_by_hand(fake: FakeDiscord, body: JSON) -> None:
    """Somebody with the bot's token changes what stands there: text is the embed's description, else the content."""
    message = _find(fake, body)
    if message["embeds"]:
        message["embeds"] = [{**message["embeds"][0], "description": body["text"]}, *message["embeds"][1:]]
    else:
        message["content"] = body["text"]
    message["edited_timestamp"] = fake.world.clock.iso()


def _suppress(fake: FakeDiscord, body: JSON) -> None:
    """A moderator takes the embeds out of a message."""
    message = _find(fake, body)
    message["flags"] |= SUPPRESS_EMBEDS
    message["embeds"] = []


def _say(fake: FakeDiscord, body: JSON) -> JSON:
    """A member writes something. Without the privileged intent the bot sees no content of it.

    ``webhook``: it is the bot's answer to a command, with these embeds; such an answer comes by a webhook.
    """
    channel = fake.world.channels[int(body["channel_id"])]
    answers = bool(body.get("webhook"))
    written: JSON = {
        "id": str(fake.world.snowflake()),
        "channel_id": str(channel.id),
        "type": 20 if answers else 0,
        "author": objects.bot_user() if answers else objects.user(MEMBER_ID, "member"),
        "content": "",
        "timestamp": fake.world.clock.iso(),
        "edited_timestamp": None,
        **{key: [] for key in ("components", "attachments", "mentions", "mention_roles")},
        "embeds": [{**embed, "type": "rich"} for embed in body.get("embeds") or ()],
        **dict.fromkeys(("mention_everyone", "pinned", "tts"), False),
        "flags": 0,
        **({"webhook_id": str(BOT_ID)} if answers else {}),
    }
    channel.messages[int(written["id"])] = written
    fake.gateway.dispatch("MESSAGE_CREATE", written)
    return {"id": written["id"]}


def _gateway(fake: FakeDiscord, body: JSON) -> None:
    """refuse: n handshakes (null: all), with refuse_status; drop; close: a code; raw: text to all; reconnect; …"""
    gateway = fake.gateway
    if "refuse" in body:
        gateway.refuse, gateway.refuse_status = body["refuse"], body.get("status")
    gateway.acknowledge = body.get("acknowledge", gateway.acknowledge)
    gateway.interval = body.get("interval", gateway.interval)
    if body.get("forget"):
        for session_id in [it for it, session in gateway.sessions.items() if session.line is None]:
            del gateway.sessions[session_id]
    for line in gateway.lines():
        if "raw" in body:
            gateway.soon(line.send(body["raw"]))
        if body.get("reconnect"):
            gateway.soon(line.op(RECONNECT))
        if body.get("invalid_session"):
            gateway.soon(line.op(INVALID_SESSION, False))
        if "close" in body:
            gateway.soon(line.socket.close(code=body["close"]))
        if body.get("drop"):
            line.abort()


def _dispatch(fake: FakeDiscord, body: JSON) -> None:
    fake.gateway.dispatch(body["event"], body["data"], needs=0)


def _advance(fake: FakeDiscord, body: JSON) -> None:
    fake.world.clock.advance(body["seconds"])


def _set(fake: FakeDiscord, body: JSON) -> None:
    """token: what is valid from now on; gateway_token: only there; limit: {route, requests, …}; closed_dms: people."""
    fake.world.token = body.get("token", fake.world.token)
    fake.world.gateway_token = body.get("gateway_token", fake.world.token)
    names = ("history_refused", "old_edits", "old_edits_wait", "announcement_edits", "most_threads", "shards", "sample")
    for name in names:
        setattr(fake.world, name, body.get(name, getattr(fake.world, name)))
    fake.world.closed_dms |= set(body.get("closed_dms", ()))
    if "limit" in body:
        fake.limits.limits[body["limit"]["route"]] = (body["limit"]["requests"], body["limit"]["seconds"])


def _forget(fake: FakeDiscord, body: JSON) -> None:
    """Interactions and requests so far, so that a long run doesn't fill this process."""
    for known in (fake.world.interactions, fake.world.requests, fake.world.held):
        known.clear()


_ACTIONS: dict[str, Callable[[FakeDiscord, JSON], Any]] = {
    "faults": _fault,
    "faults/clear": lambda fake, _: fake.faults.clear(),
    "release": lambda fake, _: fake.faults.release(),
    "reset": lambda fake, _: fake.reset(),
    "advance": _advance,
    "channels": _channels,
    "channels/delete": guilds.delete_channel,
    "guilds/add": guilds.add,
    "guilds/remove": guilds.remove,
    "guilds/outage": guilds.outage,
    "messages/delete": _delete_message,
    "messages/edit": _edit_by_hand,
    "messages/suppress": _suppress,
    "say": _say,
    "interact": asking.interact,
    "burst": asking.burst,
    "forget": _forget,
    "gateway": _gateway,
    "dispatch": _dispatch,
    "set": _set,
    "snapshot": lambda fake, _: json.loads(json.dumps(state(fake))),
}
