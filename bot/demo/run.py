"""``matinee demo``: the real app between the simulated networks. Wires them together, tells what happens, tidies up.

Nothing here decides what is posted or when: that is the app's, and it isn't told that it rehearses.
"""

from __future__ import annotations

import logging
from contextlib import AsyncExitStack, contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_NEEDED = ("simcord", "mastodon_mock", "markdown_it", "linkify_it", "PIL", "tzlocal", "uvicorn")


async def demo(*, headless: bool, once: bool, say: Callable[[str], None], folder: Path | None = None) -> dict[str, Any]:
    """Run the demo; what was posted where, as product.md's JSON document.

    ``headless``: no pages. ``once``: end when the samples are posted (pages would vanish at once: there are none).
    Otherwise it stays until Ctrl-C, which is its normal end. ``say`` is given one line at a time. ``folder``: an empty
    folder to work in that stays afterwards; None: a temporary one.

    Raises :class:`bot.errors.UsageError` where the demo's own requirements aren't installed, else what the app raises.
    """
    if any(find_spec(name) is None for name in _NEEDED):
        raise UsageError("The demo's simulated networks aren't installed: \"make demo\" in Matinee's folder does it.")
    say("Starting a simulated Discord and a Mastodon server on this machine …")
    async with AsyncExitStack() as stack:
        stack.enter_context(_hushed("discord"))
        from bot.demo.stage import stage
        from bot.demo.stopping import stop_signal

        pages = not (headless or once)
        play = await stack.enter_async_context(stage(folder, local_zone(), pages=pages, say=say))
        if once:
            await play.once()
            return play.report()
        for line in play.welcome():
            say(line)
        stop = stack.enter_context(stop_signal())
        await play.until(stop)
        say("Ending the demo.")
        return play.report()


@contextmanager
def _hushed(library: str) -> Iterator[None]:
    """No warnings of that library: of missing voice, and of what simcord tries out when it is imported."""
    logger = logging.getLogger(library)
    before = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(before)


def local_zone() -> str:
    """This machine's time zone, so that posts stand with the time on the wall; "UTC" where it can't be told."""
    import tzlocal

    try:
        name = tzlocal.get_localzone_name()
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return "UTC"
    return name
