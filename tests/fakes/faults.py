"""Faults that a fake makes on demand: one queue, one way to carry each of them out on an aiohttp request.

A fault fits a request by method and path pattern and is spent after ``times`` requests (None: never).
``after`` says whether the server did its work before the fault shows: that is the difference between a post that
surely doesn't stand and one that does although its sender can't know.
"""

from __future__ import annotations

import asyncio
import socket
import struct
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any, Literal

from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    Work = Callable[[], Awaitable[web.Response]]

Kind = Literal["lost", "half", "hang", "reset", "status", "slow", "content_type"]


@dataclass(slots=True)
class Fault:
    """One kind of trouble. ``seconds``: how long a hang lasts at most, or how long a slow answer takes."""

    kind: Kind
    method: str = "*"
    path: str = "*"
    times: int | None = 1
    after: bool = False
    seconds: float = 60.0
    status: int = 500
    headers: dict[str, str] = field(default_factory=dict)
    body: str = ""
    content_type: str = "text/html"
    drop: bool = False  # a hang before the work: when it ends, the work isn't done at all

    def fits(self, method: str, path: str) -> bool:
        return fnmatchcase(method, self.method) and fnmatchcase(path, self.path)


class Faults:
    """The queue of faults, and the requests that are being held."""

    def __init__(self, changed: Callable[[], None]) -> None:
        self._changed = changed
        self._queue: list[Fault] = []
        self._gate = asyncio.Event()
        self.held = 0
        self.made = 0

    def add(self, fault: Fault) -> None:
        self._queue.append(fault)

    def clear(self) -> None:
        self._queue.clear()
        self.release()

    def release(self) -> None:
        """Let every held request go on."""
        self._gate.set()
        self._gate = asyncio.Event()

    def take(self, method: str, path: str) -> Fault | None:
        """The first fault that fits, spent by one."""
        for fault in self._queue:
            if fault.fits(method, path):
                if fault.times is not None:
                    fault.times -= 1
                    if fault.times <= 0:
                        self._queue.remove(fault)
                self.made += 1
                self._changed()
                return fault
        return None

    async def hold(self, seconds: float) -> None:
        gate = self._gate
        self.held += 1
        self._changed()
        try:
            async with asyncio.timeout(seconds):
                await gate.wait()
        except TimeoutError:
            pass
        finally:
            self.held -= 1
            self._changed()

    def waiting(self) -> list[dict[str, Any]]:
        """What is still to be made, for the state dump."""
        return [
            {"kind": fault.kind, "method": fault.method, "path": fault.path, "times": fault.times}
            for fault in self._queue
        ]

    async def perform(self, request: web.Request, path: str, work: Work) -> web.StreamResponse:
        """Answer a request, with the next fitting fault if there is one."""
        fault = self.take(request.method, path)
        if fault is None:
            return await work()
        return await _MAKERS[fault.kind](self, fault, request, work)


def cut(request: web.Request, *, reset: bool = False) -> web.Response:
    """End the connection without a word; ``reset``: with a TCP reset instead of an orderly end."""
    if request.transport is not None:
        if reset:
            wire: socket.socket = request.transport.get_extra_info("socket")
            wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        request.transport.abort()
    return web.Response(status=500)


async def _lost(_: Faults, __: Fault, request: web.Request, work: Work) -> web.StreamResponse:
    await work()
    return cut(request)


async def _reset(_: Faults, fault: Fault, request: web.Request, work: Work) -> web.StreamResponse:
    if fault.after:
        await work()
    return cut(request, reset=True)


async def _half(_: Faults, __: Fault, request: web.Request, work: Work) -> web.StreamResponse:
    answer = await work()
    body = answer.body if isinstance(answer.body, bytes) else b""
    stream = await _begin(request, answer, len(body))
    await stream.write(body[: len(body) // 2])
    return cut(request)


async def _slow(faults: Faults, fault: Fault, request: web.Request, work: Work) -> web.StreamResponse:
    answer = await work()
    body = answer.body if isinstance(answer.body, bytes) else b""
    stream = await _begin(request, answer, len(body))
    half = len(body) // 2
    await stream.write(body[:half])
    await faults.hold(fault.seconds)
    await stream.write(body[half:])
    await stream.write_eof()
    return stream


async def _begin(request: web.Request, answer: web.Response, length: int) -> web.StreamResponse:
    stream = web.StreamResponse(status=answer.status, headers=answer.headers)
    stream.headers["Content-Length"] = str(length)
    await stream.prepare(request)
    return stream


async def _hang(faults: Faults, fault: Fault, request: web.Request, work: Work) -> web.StreamResponse:
    if fault.after:
        answer = await work()
        await faults.hold(fault.seconds)
        return answer
    await faults.hold(fault.seconds)
    return cut(request) if fault.drop else await work()


async def _status(_: Faults, fault: Fault, __: web.Request, work: Work) -> web.StreamResponse:
    if fault.after:
        await work()
    return web.Response(status=fault.status, body=fault.body.encode(), headers=fault.headers)


async def _content_type(_: Faults, fault: Fault, __: web.Request, work: Work) -> web.StreamResponse:
    answer = await work()
    answer.headers["Content-Type"] = fault.content_type
    return answer


_MAKERS: dict[Kind, Callable[[Faults, Fault, web.Request, Work], Awaitable[web.StreamResponse]]] = {
    "lost": _lost,
    "reset": _reset,
    "half": _half,
    "slow": _slow,
    "hang": _hang,
    "status": _status,
    "content_type": _content_type,
}
