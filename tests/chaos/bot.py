"""``python -m tests.chaos.bot TIME run …``: the real program by a clock that the harness moves.

Nothing of the product is replaced but what waits: its clock, the seconds that one call to a network may take, how long
an account stays with a killed process, and discord.py's own pauses. What it decides with them stays its own.
"""

from __future__ import annotations

import asyncio
import importlib
import pkgutil
import sys
from functools import partial
from pathlib import Path
from typing import Any

from tests.chaos.moving import SharedTime, go_by

PATIENCE = 1.5  # real seconds for one call, instead of a minute
LEASE = 3.0  # real seconds for which a killed bot's accounts stay its own, instead of two minutes
_PAUSE = 0.005  # real seconds for one of discord.py's own pauses, instead of 1 to 9 seconds


class _Asyncio:
    """asyncio as discord.py sees it: pauses are cut short, everything else is Python's."""

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(min(seconds, _PAUSE))

    def __getattr__(self, name: str) -> Any:
        return getattr(asyncio, name)


def prepare(time: Path) -> None:
    """Set this process up. Needs all modules of the networks, so it takes as long as importing them."""
    import discord.http

    import bot.app
    import bot.post
    from bot.post.courier import Courier

    go_by(SharedTime(time))
    vars(discord.http)["asyncio"] = _Asyncio()
    assert "Courier" in vars(bot.app)
    vars(bot.app)["Courier"] = partial(Courier, lease=LEASE)
    adapters = [importlib.import_module(it.name) for it in pkgutil.walk_packages(bot.post.__path__, "bot.post.")]
    patient: list[Any] = [it for it in adapters if hasattr(it, "CALL_TIMEOUT")]
    assert patient
    for adapter in patient:
        adapter.CALL_TIMEOUT = PATIENCE


def main() -> None:
    """Run the program with the arguments behind the first, and end the process."""
    prepare(Path(sys.argv.pop(1)))
    from bot.__main__ import main as run

    run()


if __name__ == "__main__":
    main()
