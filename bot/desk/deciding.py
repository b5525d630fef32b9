"""The owner's decisions on one post, and on too many changes at once: commands for what ``bot.overview`` does."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.clock import SystemClock
from bot.desk.answer import Answer
from bot.desk.lines import action_form, action_line, amounts, delivery_form, line
from bot.desk.records import records
from bot.ledger.model import Status
from bot.overview import decisions
from bot.settings import load

if TYPE_CHECKING:
    from pathlib import Path


def retry(config: Path, number: int) -> Answer:
    """Let that delivery go out again; of a post that stands, have a change that failed tried again."""
    settings = load(config)
    with records(settings) as ledger:
        done = decisions.retry(ledger, number, SystemClock().now())
    if done.change is None:
        return Answer(delivery_form(done.post, None), [line(done.post, "")])
    zone = ZoneInfo(settings.site.timezone)
    return Answer(action_form(done.change, done.post), [action_line(done.change, done.post, zone)])


def skip(config: Path, number: int) -> Answer:
    """Never send that delivery; of a post that stands, drop the change that waits or failed."""
    with records(load(config)) as ledger:
        post = decisions.skip(ledger, number, SystemClock().now()).post
    stays = "   (it stays as it is)" if post.status is Status.POSTED else ""
    return Answer(delivery_form(post, None), [line(post, "") + stays])


def accept(config: Path, source: str | None, *, known: bool) -> Answer:
    """Answer the open questions about too many changes: they are real, or they are only to be noted (``known``)."""
    with records(load(config)) as ledger:
        answered = decisions.accept(ledger, source, SystemClock().now(), known=known)
    noted = "noted at the next look at the files; nothing is posted, corrected or taken down for them"
    real = "brought in at the next look at the files, and posted, corrected or taken down by your rules"
    text = [f"{name}: {amounts(question)}: {noted if known else real}" for name, (question, _) in answered.items()]
    counts = {name: count for name, (_, count) in answered.items()}
    return Answer({"known" if known else "accepted": counts}, text or ["nothing is being asked"])
