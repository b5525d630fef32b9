"""``python -m tests.flow.moved SECONDS -c FILE``: the bot's ``run --once`` with its clock set ahead, as a process.

The clock is an argument of ``app.build``; this is the program for tests that can't wait for hours.
"""

from __future__ import annotations

import asyncio
import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.app import build, tokens_needed
from bot.desk.answer import DONE
from bot.log import set_up
from bot.settings import load
from bot.settings.tokens import tokens


class ClockAhead:
    """The machine's clock, some time ahead of it."""

    def __init__(self, ahead: timedelta) -> None:
        self._ahead = ahead

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(max(0.0, seconds))


async def once(config: Path, ahead: timedelta) -> None:
    settings, parts = load(config), {"watch", "post"}
    secrets = tokens(settings, tokens_needed(settings, parts), os.environ)
    async with build(settings, tokens=secrets, clock=ClockAhead(ahead), parts=parts) as app:
        await app.once()


def main(seconds: str, _: str, config: str) -> int:
    set_up()
    asyncio.run(once(Path(config), timedelta(seconds=float(seconds))))
    return DONE


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
