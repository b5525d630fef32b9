"""How many connections the page has at a time: whoever opens them without end must not take the bot's own from it.

aiohttp waits without end for a request's head, and for whoever doesn't read an answer. So the oldest connection ends
where there are too many; the owner's browser makes a new one, and nothing else of a visitor is looked at here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aiohttp.web_protocol import RequestHandler
    from aiohttp.web_server import Server

MOST = 64  # connections; a process mostly may have 1024 files and connections altogether


class Door:
    """Makes the protocol of each new connection, as ``loop.create_server`` asks for it."""

    def __init__(self, server: Server) -> None:
        self._server = server

    def __call__(self) -> RequestHandler:
        """For one more connection; the oldest ones make room."""
        there = self._server.connections
        for one in there[: max(0, len(there) - MOST + 1)]:
            if one.transport is not None:
                one.transport.abort()  # closing it would wait until everything is read
        return self._server()
