"""The simulated Mastodon server as the demo sees it: started in a process of its own, and ended with the demo."""

from __future__ import annotations

import asyncio
import json
import secrets
import sys
from asyncio.subprocess import PIPE
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.demo import mastodon_process
from bot.demo.mastodon_process import Orders
from bot.errors import MatineeError

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import AsyncIterator
    from pathlib import Path

_START = 60.0  # seconds; a small computer takes ten
_END = 5.0


class MastodonDidNotStart(MatineeError):
    """The server's process ended, or said nothing."""

    def __init__(self, log: Path) -> None:
        lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines() if log.exists() else []
        cause = lines[-1] if lines else "it said nothing"
        super().__init__(f"The demo's Mastodon server didn't start: {cause}. Run the demo again.")


@dataclass(frozen=True, slots=True)
class MastodonWorld:
    """Where the server is, and the token of its one account."""

    address: str  # without a slash at its end
    token: str = field(repr=False)


@asynccontextmanager
async def mastodon_world(folder: Path) -> AsyncIterator[MastodonWorld]:
    """A server whose files lie in that folder, on a free port of this machine.

    Raises :class:`MastodonDidNotStart`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    log = folder / "mastodon.log"
    token = secrets.token_urlsafe(24)
    with log.open("wb") as errors:
        # By its file, as it needs nothing of ours: it starts from any folder, installed or not.
        command = [sys.executable, "-P", mastodon_process.__file__]
        process = await asyncio.create_subprocess_exec(
            *command, stdin=PIPE, stdout=PIPE, stderr=errors, start_new_session=True
        )
    try:
        orders = Orders(str(folder), token, username="screen_five", display_name="Screen Five")
        yield MastodonWorld(await _address(process, orders, log), token)
    finally:
        await _end(process)


async def _address(process: Process, orders: Orders, log: Path) -> str:
    if process.stdin is None or process.stdout is None:
        raise MastodonDidNotStart(log)
    try:
        process.stdin.write(orders.line())
        await process.stdin.drain()
        answer = await asyncio.wait_for(process.stdout.readline(), _START)
        return str(json.loads(answer)["address"])
    except (OSError, TimeoutError, ValueError, KeyError):
        raise MastodonDidNotStart(log) from None


async def _end(process: Process) -> None:
    """Close its input, which ends it; if it doesn't listen, end it by force."""
    if process.stdin is not None:
        process.stdin.close()
        with suppress(OSError):
            await process.stdin.wait_closed()
    try:
        await asyncio.wait_for(process.wait(), _END)
    except TimeoutError:
        process.kill()
        await process.wait()
