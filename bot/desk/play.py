"""Running the bot: for ever, once, as a rehearsal that sends nothing, or as the demo."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from bot.app import PARTS, build
from bot.clock import SystemClock
from bot.desk import job_summary
from bot.desk.answer import DONE, FAILED, NEEDS_OWNER, Answer
from bot.desk.besides import besides, joined
from bot.desk.followers import secrets_for
from bot.desk.lines import amounts, delivery_form, question_count
from bot.desk.problems import problems_of
from bot.errors import MatineeError, UsageError
from bot.ledger.model import Status
from bot.log import set_up
from bot.settings import load

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

    from bot.app import OnceReport
    from bot.ledger.model import Delivery
    from bot.review.model import Problem
    from bot.settings.model import Settings

INTERRUPTED = 130
_STOPPED = "stopped before the end; the next run goes on from here"


async def demo(*, headless: bool, once: bool, as_json: bool) -> Answer:
    """The whole bot between simulated networks. Its lines go to stdout as they come, unless JSON is wanted."""
    from bot.demo.run import demo as play

    set_up(least="warning")
    stream = sys.stderr if as_json else sys.stdout
    report = await play(headless=headless, once=once, say=lambda line: print(line, file=stream, flush=True))
    return Answer(report, [], NEEDS_OWNER if once and report["not_posted"] else DONE)


async def always(config: Path, only: str) -> Answer:
    """The bot that stays. Ends on SIGINT (exit code 130) and SIGTERM (0), after what is on its way has settled."""
    settings = load(config)
    set_up(settings.log)
    parts = _parts(settings, only)
    if settings.store.branch is not None and parts != {"commands"}:
        raise UsageError(
            f"{settings.path}: store.branch is for runs that end: start matinee run --once, or remove it where "
            "the bot stays"
        )
    secrets = secrets_for(settings, parts)
    async with build(settings, tokens=secrets, clock=SystemClock(), parts=parts) as app:
        with _stopping() as stopped_by:
            await app.run()
    return Answer({}, [], INTERRUPTED if stopped_by[0] == signal.SIGINT else DONE)


async def once(config: Path, only: str) -> Answer:
    """All that is due, and an end. Exit codes: 3 where a network or folder failed, 1 where the owner is needed.

    What fails at channels that follow is told, and is their admins' to mend: it alone leaves the exit code 0.
    """
    try:
        return await _once(config, only)
    except MatineeError as error:
        if job_summary.wanted():
            job_summary.append(job_summary.of_failure(str(error)))
        raise


async def _once(config: Path, only: str) -> Answer:
    settings = load(config)
    set_up(settings.log)
    parts = _parts(settings, only) - {"commands", "page"}
    secrets = secrets_for(settings, parts)
    async with build(settings, tokens=secrets, clock=SystemClock(), parts=parts) as app:
        began, reports = app.clock.now(), []
        with _stopping():
            reports.append(await app.once())
        beside = besides(app.records, settings, began) if "post" in parts else None
        problems = problems_of([scan for one in reports for scan in one.scans], settings)
        if reports and job_summary.wanted():
            told = [str(one) for one in problems if one.severity == "error"]
            job_summary.append(job_summary.of_run(reports[0], app.records, settings, told, app.clock.now()))
    if not reports:
        if job_summary.wanted():
            job_summary.append(job_summary.of_failure(_STOPPED))
        return Answer({"stopped": True}, [_STOPPED], INTERRUPTED)
    own = {one.name for one in settings.destinations}
    nothing = "nothing was due" if own else "nothing was due: the configuration has no [[destination]]; add one"
    return joined(_told(reports[0], problems, own), beside, nothing)


async def rehearse(config: Path, only: str) -> Answer:
    """What ``once`` would do now, on a copy of the records that is thrown away. Nothing is sent or recorded."""
    from bot.desk.rehearsal import rehearse as rehearsal

    settings = load(config)
    set_up(settings.log, least="warning")
    return await rehearsal(settings, _parts(settings, only) - {"commands", "page"})


def _parts(settings: Settings, only: str) -> set[str]:
    """The parts that are asked for.

    Without ``--only``: all; commands only where there is a Discord to answer on, the page only where it is configured.
    """
    if only:
        chosen = {part.strip() for part in only.split(",")}
        if unknown := sorted(chosen - set(PARTS)):
            raise UsageError(f'--only: there is no part "{unknown[0]}"; allowed are {", ".join(PARTS)}')
        if "page" in chosen and settings.page is None:
            raise UsageError("--only page: the configuration has no [page]; write that line into it")
        return chosen
    discord = any(one.network == "discord" for one in settings.destinations)
    name = settings.discord.token_env
    has_token = bool(os.environ.get(name) or os.environ.get(f"{name}_FILE"))
    left_out = (set() if discord or has_token else {"commands"}) | (set() if settings.page else {"page"})
    return set(PARTS) - left_out


@contextmanager
def _stopping() -> Iterator[list[signal.Signals]]:
    """While inside, SIGINT and SIGTERM cancel what is there and lead out; the list then holds which one came."""
    came: list[signal.Signals] = []
    task, loop = asyncio.current_task(), asyncio.get_running_loop()

    def stop(number: signal.Signals) -> None:
        came.append(number)
        if task is not None:
            task.cancel()

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop, number)
    try:
        yield came
    except asyncio.CancelledError:
        if not came:
            raise
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)


def _told(report: OnceReport, problems: Sequence[Problem], own: Collection[str]) -> Answer:
    """``own``: the destinations of the owner's file, by which the exit code goes."""
    by_status: dict[Status, list[Delivery]] = {status: [] for status in Status}
    for delivery in report.deliveries:
        by_status[delivery.status].append(delivery)
    questions = [scan.question for scan in report.scans if scan.question]
    document: dict[str, Any] = {
        str(status): [delivery_form(one, None) for one in found] for status, found in by_status.items()
    }
    document |= {
        "recaps": list(report.recaps),
        "problems": [str(problem) for problem in problems],
        "questions": [question_count(one) for one in questions],
        "troubles": list(report.troubles),
    }
    text = [
        *(f"posted    {one.destination}: {one.title}  {one.remote_url or ''}" for one in by_status[Status.POSTED]),
        *(
            f"{one.status:<8}  {one.destination}: {one.title} ({one.reason or 'see matinee status'})"
            for status in (Status.WAITING, Status.SENDING, Status.UNKNOWN, Status.FAILED, Status.SKIPPED)
            for one in by_status[status]
        ),
        *(f"problem   {problem}" for problem in problems),
        *(f"question  {one.source}: {amounts(one)} at once; see matinee status" for one in questions),
        *(f"trouble   {trouble}" for trouble in report.troubles),
    ]
    ours = {status: [one for one in found if one.destination in own] for status, found in by_status.items()}
    late = [one for one in ours[Status.WAITING] if one.id not in report.unwritten and one.key not in report.not_live]
    failed = report.troubles or late or ours[Status.SENDING]
    errors = any(problem.severity == "error" for problem in problems)
    needs_owner = errors or questions or report.unwritten or ours[Status.UNKNOWN] or ours[Status.FAILED]
    return Answer(document, text, FAILED if failed else NEEDS_OWNER if needs_owner else DONE)
