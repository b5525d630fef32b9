"""Ends discord.py's own repeats of a post that may stand already: that is to be looked for, by whoever posts.

discord.py repeats a request after 500, 502, 504 and 524, up to five times, and tells the last answer alone. A refusal
then hides that the first attempt may have worked; and while it pauses, the machine may sleep longer than Discord
remembers a nonce.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import aiohttp

from bot.errors import OutcomeUnclear

if TYPE_CHECKING:
    from types import SimpleNamespace


def no_repeats() -> aiohttp.TraceConfig:
    """For a client's ``http_trace``: an unclear answer to a new message is raised at once."""
    trace = aiohttp.TraceConfig()
    trace.on_request_end.append(_end_of_request)
    return trace


async def _end_of_request(_: aiohttp.ClientSession, __: SimpleNamespace, told: aiohttp.TraceRequestEndParams) -> None:
    status = told.response.status
    if told.method == "POST" and told.url.path.endswith(("/messages", "/threads")) and status >= 500:
        told.response.close()
        raise OutcomeUnclear(f"Discord has trouble. Discord said: {status}.")
