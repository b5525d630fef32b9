"""What a run on GitHub did, as the summary on its page: written to the file that GITHUB_STEP_SUMMARY names.

Review text is untrusted: no sign of it can be Markdown or HTML there. Tokens are hidden as in the log. See
https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#adding-a-job-summary.
"""

from __future__ import annotations

import html
import io
import os
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.desk.drawing import clean
from bot.desk.previewing import told
from bot.format.address import address
from bot.format.naming import number_of
from bot.ledger.model import ActionStatus, Status
from bot.log import redacted
from bot.overview.reasons import when
from bot.overview.standing import NEEDS_OWNER, standing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from bot.app import OnceReport
    from bot.desk.sheet import Sheet
    from bot.ledger.model import Delivery
    from bot.ledger.store import Ledger
    from bot.overview.standing import Standing
    from bot.settings.model import Settings

_FILE = "GITHUB_STEP_SUMMARY"
_MOST = 1_000_000  # bytes: GitHub takes 1 MiB of a step, and nothing of what is longer
_ROWS = 100  # of each kind
_WIDTH = 88


def wanted() -> bool:
    """Whether there is somewhere to write it."""
    return bool(os.environ.get(_FILE))


def append(text: str) -> None:
    """Add that Markdown. What can't be written is let be: a summary must not fail a run whose posts are out."""
    data = redacted(text).encode("utf-8", "replace")
    if len(data) > _MOST:
        data = data[:_MOST].decode("utf-8", "ignore").encode() + b"\n</pre>\n\nThe rest is too long to show.\n"
    try:
        with Path(os.environ[_FILE]).open("ab") as file:
            file.write(data)
    except OSError:
        return


def plain(text: str) -> str:
    """The text as itself, in one line, whatever marks are in it: entities can't make Markdown or HTML."""
    line = " ".join(clean(text).split())
    return "".join(sign if sign.isalnum() or sign == " " or not sign.isascii() else f"&#{ord(sign)};" for sign in line)


def of_run(report: OnceReport, ledger: Ledger, settings: Settings, problems: Sequence[str], now: datetime) -> str:
    """What a run posted, what waits and until when, and what needs the owner."""
    zone, seen = ZoneInfo(settings.site.timezone), standing(settings, ledger, now)
    posted = [_posted(one) for one in report.deliveries if one.status is Status.POSTED]
    waits = [_waits(one, seen, zone) for one in seen.rows[Status.WAITING]]
    noted = [
        f"{plain(it.source)}: {number_of(len(it.changes.baseline), 'review')}, not posted; the next new one will be."
        for it in report.scans
        if it.changes.baseline
    ]
    parts = [
        _part("Known from now on", noted),
        _part("Posted", posted),
        _part("Waiting", waits),
        _part("Needs you", [*_owners(seen), *(plain(one) for one in problems)]),
        _part("Didn't work", [*(plain(one) for one in report.troubles), *_paused(seen)]),
    ]
    return "## Matinee\n\n" + ("".join(parts) or "Nothing was due.\n\n")


def of_failure(sentences: str) -> str:
    """A run that ended with an error: its sentences, a line each."""
    return "## Matinee\n\n" + _part("Didn't work", [plain(one) for one in sentences.splitlines()])


def of_reviews(sheets: Sequence[Sheet]) -> str:
    """What reviews would be posted as."""
    from rich.console import Console

    out = ["## What would be posted\n\n"]
    for one in sheets:
        drawn = io.StringIO()
        console = Console(file=drawn, width=_WIDTH, color_system=None, force_terminal=False, legacy_windows=False)
        for part in told(one):
            console.print(part, markup=False, highlight=False, emoji=False)
        out.append(f"<pre>\n{html.escape(drawn.getvalue())}</pre>\n\n")
    return "".join(out) if sheets else "No review would be posted.\n\n"


def _part(heading: str, rows: Sequence[str]) -> str:
    shown = [f"- {row}\n" for row in rows[:_ROWS]]
    more = [f"- and {len(rows) - _ROWS} more\n"] if len(rows) > _ROWS else []
    return f"### {heading}\n\n{''.join([*shown, *more])}\n" if rows else ""


def _posted(one: Delivery) -> str:
    where = address(one.remote_url)
    name = f"{plain(one.title)} in {plain(one.destination)}"
    return f"[{name}](<{where}>)" if where else name


def _waits(one: Delivery, seen: Standing, zone: ZoneInfo) -> str:
    at, why = seen.goes.get(one.id), seen.because(one)
    moment = "when it is resumed" if at is None else "as soon as it can" if at <= seen.at else when(at, zone, seen.at)
    told = f"{plain(one.title)} to {plain(one.destination)}: {plain(moment)}"
    return told + (f" ({plain(why)})" if why else "") + (f". {plain(one.reason)}" if one.reason else "")


def _owners(seen: Standing) -> Iterator[str]:
    for status in NEEDS_OWNER:
        for one in seen.rows[status]:
            what = "may be posted" if status is Status.UNKNOWN else "was not posted"
            yield (
                f"{plain(one.title)} {what} to {plain(one.destination)}. {plain(one.reason or '')} "
                f"Type <code>matinee retry {one.id}</code> to post it, <code>matinee skip {one.id}</code> to let it be."
            )
    for action, of in seen.actions:
        if action.status is ActionStatus.FAILED:
            told = f"{plain(of.title)} in {plain(of.destination)} could not be changed. {plain(action.reason or '')}"
            yield f"{told} <code>matinee retry {of.id}</code> tries again; <code>matinee skip {of.id}</code> drops it."
    for question in seen.questions:
        yield (
            f"Too many changes at once in source {plain(question.source)}: "
            "<code>matinee accept</code> lets them through, <code>matinee accept --known</code> only notes them."
        )


def _paused(seen: Standing) -> Iterator[str]:
    for name, pause in seen.pauses.items():
        if pause.by == "trouble":
            yield f"{plain(name)}: {plain(pause.reason)}"
