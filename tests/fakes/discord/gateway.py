"""The gateway: hello, identify, resume, heartbeats, events; compressed as discord.py asks.

Rules: https://docs.discord.com/developers/events/gateway
"""

from __future__ import annotations

import asyncio
import json
import secrets
import zlib
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import WSMsgType, web

from tests.fakes.discord import objects
from tests.fakes.discord.world import BOT_ID
from tests.fakes.faults import cut

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.fakes.discord.world import World

JSON = dict[str, Any]
DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID_SESSION, HELLO, ACK = 0, 1, 2, 6, 7, 9, 10, 11
GUILDS, GUILD_MESSAGES = 1 << 0, 1 << 9
PRIVILEGED = 1 << 1 | 1 << 8 | 1 << 15
MOST_EVENTS = 10_000  # kept of a session for its being resumed


class Line:
    """One websocket connection."""

    def __init__(self, request: web.Request, socket: web.WebSocketResponse) -> None:
        self.request, self.socket = request, socket
        # zstd isn't spoken here; discord.py takes plain text as well, whatever it asked for.
        self._zlib = zlib.compressobj() if request.query.get("compress") == "zlib-stream" else None
        self._lock = asyncio.Lock()

    async def send(self, text: str) -> None:
        async with self._lock:
            if self.socket.closed:
                return
            if self._zlib is None:
                await self.socket.send_str(text)
            else:
                data = self._zlib.compress(text.encode()) + self._zlib.flush(zlib.Z_SYNC_FLUSH)
                await self.socket.send_bytes(data)

    async def op(self, op: int, data: Any = None) -> None:
        await self.send(json.dumps({"op": op, "d": data, "s": None, "t": None}))

    def abort(self) -> None:
        cut(self.request)


@dataclass(slots=True)
class Session:
    """A client's session: outlives its connection, so that it can be resumed. Events queue up meanwhile."""

    id: str
    intents: int
    sequence: int = 0
    shard: tuple[int, int] = (0, 1)
    events: deque[tuple[int, str]] = field(default_factory=lambda: deque(maxlen=MOST_EVENTS))
    line: Line | None = None


class Gateway:
    """All sessions, and the troubles that tests ask for."""

    def __init__(self, world: Callable[[], World], changed: Callable[[], None]) -> None:
        self._world, self._changed = world, changed
        self._tasks: set[asyncio.Task[None]] = set()
        self.reset()

    def reset(self) -> None:
        for session in getattr(self, "sessions", {}).values():
            if session.line is not None:
                session.line.abort()
        self.sessions: dict[str, Session] = {}
        self.refuse: int | None = 0  # handshakes still to be refused; None: all
        self.refuse_status: int | None = None  # None: the connection is cut
        self.acknowledge = True
        self.interval = 41.25  # seconds between heartbeats
        self.identifies = self.resumes = self.refused = self.heartbeats = 0
        self.intents = 0  # all that were ever asked for

    def dispatch(self, event: str, data: JSON, needs: int | None = None) -> None:
        """Send an event to sessions that asked for its kind and have its guild (without one: to the first shard)."""
        needed = _intent(event) if needs is None else needs
        for session in self.sessions.values():
            if session.intents & needed == needed and _is_in(_guild(event, data), session.shard):
                self._tell(session, event, data)

    def _tell(self, session: Session, event: str, data: JSON) -> None:
        session.sequence += 1
        text = json.dumps({"op": DISPATCH, "t": event, "s": session.sequence, "d": data})
        session.events.append((session.sequence, text))
        if session.line is not None:
            self.soon(session.line.send(text))

    def soon(self, work: Any) -> None:
        task = asyncio.ensure_future(_quietly(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def lines(self) -> list[Line]:
        """The connections of all sessions."""
        return [session.line for session in self.sessions.values() if session.line is not None]

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One connection from handshake to end."""
        if self.refuse is None or self.refuse > 0:
            self.refuse = None if self.refuse is None else self.refuse - 1
            self.refused += 1
            self._changed()
            return cut(request) if self.refuse_status is None else web.Response(status=self.refuse_status)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        line = Line(request, socket)
        await line.op(HELLO, {"heartbeat_interval": int(self.interval * 1000)})
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    await self._heard(line, json.loads(message.data))
        finally:
            self._hung_up(line)
        return socket

    def _hung_up(self, line: Line) -> None:
        for session in self.sessions.values():
            if session.line is line:
                session.line = None
        self._changed()

    async def _heard(self, line: Line, said: JSON) -> None:
        if said["op"] == HEARTBEAT:
            self.heartbeats += 1
            if self.acknowledge:
                await line.op(ACK)
        elif said["op"] == IDENTIFY:
            await self._identify(line, said["d"])
        elif said["op"] == RESUME:
            await self._resume(line, said["d"])

    async def _identify(self, line: Line, data: JSON) -> None:
        self.identifies += 1
        self._changed()
        if data["token"] != self._world().gateway_token:
            await line.socket.close(code=4004, message=b"Authentication failed.")
            return
        self.intents |= data["intents"]
        if data["intents"] & PRIVILEGED:
            await line.socket.close(code=4014, message=b"Disallowed intent(s).")
            return
        number, of = data.get("shard") or (0, 1)
        session = Session(secrets.token_hex(16), data["intents"], line=line, shard=(number, of))
        self.sessions[session.id] = session
        self._ready(session, line)
        self._changed()

    def _ready(self, session: Session, line: Line) -> None:
        ours = [guild_id for guild_id in self._world().guilds if _is_in(guild_id, session.shard)]
        ready = {
            "v": 10,
            "user": objects.bot_user(),
            "guilds": [{"id": str(guild_id), "unavailable": True} for guild_id in ours],
            "session_id": session.id,
            "resume_gateway_url": f"ws://{line.request.host}/gateway",
            "shard": list(session.shard),
            "application": {"id": str(BOT_ID), "flags": 0},
        }
        self._tell(session, "READY", ready)
        for guild_id in ours if session.intents & GUILDS else ():
            self._tell(session, "GUILD_CREATE", objects.guild(self._world(), guild_id, whole=True))

    async def _resume(self, line: Line, data: JSON) -> None:
        session = self.sessions.get(data["session_id"] or "")
        if data["token"] != self._world().gateway_token:
            await line.socket.close(code=4004, message=b"Authentication failed.")
        elif session is None:
            await line.op(INVALID_SESSION, False)
        else:
            self.resumes += 1
            session.line = line
            for sequence, text in session.events:
                if sequence > (data["seq"] or 0):
                    await line.send(text)
            self._tell(session, "RESUMED", {})
            self._changed()


def _guild(event: str, data: JSON) -> int | None:
    of = data.get("id") if event.startswith("GUILD_") and "guild_id" not in data else data.get("guild_id")
    return None if of is None else int(of)


def _is_in(guild_id: int | None, shard: tuple[int, int]) -> bool:
    """https://docs.discord.com/developers/events/gateway#sharding: direct messages come to the first shard."""
    number, of = shard
    return number == (0 if guild_id is None else (guild_id >> 22) % of)


def _intent(event: str) -> int:
    if event.startswith("MESSAGE_"):
        return GUILD_MESSAGES
    return GUILDS if event.startswith(("GUILD_", "CHANNEL_", "THREAD_")) else 0


async def _quietly(work: Any) -> None:
    try:
        await work
    except (ConnectionError, RuntimeError):
        return  # the client has hung up; a resume brings the event again
