"""Brings an answer to whom it is for: in time, seen by the asker alone, pinging nobody.

What is slow is announced first ("thinking…") and filled in then: Discord waits three seconds for a first word.
https://docs.discord.com/developers/interactions/receiving-and-responding#followup-messages
"""

from __future__ import annotations

import asyncio
import io
from functools import partial
from typing import TYPE_CHECKING, Any

import discord

from bot.commands.threads import in_thread, is_crowded
from bot.commands.view import view_of
from bot.commands.wording import wording_for

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from bot.commands.answers import Answers
    from bot.commands.question import Question
    from bot.commands.reply import Reply
    from bot.commands.wording import Wording

    Here = discord.Interaction[discord.Client]

PATIENCE = 1.0  # seconds before an answer that isn't there is announced
NOBODY = discord.AllowedMentions.none()


async def answer(here: Here, question: Question, answers: Answers) -> None:
    """Answer a question, for the asker alone."""
    await say(here, partial(answers.answer, question))


async def say(here: Here, work: Callable[[Wording], Reply]) -> None:
    """Send what ``work`` says, for the asker alone; it is called in a thread, and may block."""
    wording = wording_for(here.locale.value)
    reply = await _in_time(work, wording, lambda: here.response.defer(ephemeral=True, thinking=True))
    await hand_over(here, reply, wording)


async def hand_over(here: Here, reply: Reply, wording: Wording) -> None:
    """Send the asker alone what is ready, whether it was announced to come or not."""
    body = body_of(reply, wording)
    if here.response.is_done():
        await here.followup.send(**body, ephemeral=True)
    else:
        await here.response.send_message(**body, ephemeral=True)


async def turn(here: Here, question: Question, answers: Answers) -> None:
    """Put the answer in the place of the message whose button was pressed."""
    wording = wording_for(here.locale.value)
    reply = await _in_time(partial(answers.answer, question), wording, here.response.defer)
    body = body_of(reply, wording)
    changed = {"embed": body["embed"], "view": body.get("view"), "allowed_mentions": NOBODY}
    changed["attachments"] = [body["file"]] if "file" in body else []
    if here.response.is_done():
        await here.edit_original_response(**changed)
    else:
        await here.response.edit_message(**changed)


async def share(here: Here, question: Question, answers: Answers, left: discord.ui.View | None) -> None:
    """Say it to everybody in the channel, and leave the message whose button was pressed with ``left`` only."""
    wording = wording_for(here.locale.value)
    reply = await _in_time(partial(answers.answer, question), wording, here.response.defer)
    if here.response.is_done():
        await here.edit_original_response(view=left, allowed_mentions=NOBODY)
    else:
        await here.response.edit_message(view=left, allowed_mentions=NOBODY)
    await here.followup.send(**body_of(reply, wording, public=True), ephemeral=False)


def body_of(reply: Reply, wording: Wording, *, public: bool = False) -> dict[str, Any]:
    """The reply as discord.py takes it; a public one has link buttons only, since whoever pressed others would ask."""
    embed = discord.Embed.from_dict(reply.embed)
    body: dict[str, Any] = {"embed": embed, "allowed_mentions": NOBODY}
    if (view := view_of(reply, wording, public=public)) is not None:
        body["view"] = view
    if reply.picture is not None:
        embed.set_image(url=f"attachment://{reply.picture.name}")
        shown = io.BytesIO(reply.picture.data)
        body["file"] = discord.File(shown, reply.picture.name, description=reply.picture.alt)
    return body


async def _in_time(
    work: Callable[[Wording], Reply], wording: Wording, announce: Callable[[], Coroutine[Any, Any, object]]
) -> Reply:
    if is_crowded("answer"):  # what would be announced in a second is announced now, before its turn is waited for
        await announce()
        return await in_thread("answer", work, wording)
    task = asyncio.create_task(in_thread("answer", work, wording))
    await asyncio.wait({task}, timeout=PATIENCE)
    if not task.done():
        await announce()
    return await task
