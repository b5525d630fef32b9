"""The commands about what would go out when, and why. ``bot.cli`` puts them beside its own.

Like those they hold no logic: ``bot.desk`` answers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli_options import CONFIG, AsJson, Config, ReviewFile, To, end, wait_for
from bot.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would go when, queue nothing.")]


def backfill(
    since: Annotated[str, typer.Option("--since", metavar="DAY", help="Dated then or later: 2025-03-14, 2025.")] = "",
    until: Annotated[
        str | None, typer.Option("--until", metavar="DAY", help="Dated then or earlier; none: today.")
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, metavar="N", help="At most so many reviews.")] = None,
    config: Config = CONFIG,
    to: To = None,
    every: Annotated[str, typer.Option("--every", metavar="TIME", help="At most one in that time: 1d, 12h.")] = "1d",
    cancel: Annotated[bool, typer.Option("--cancel", help="Take back those that still wait.")] = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Queue old reviews on the schedule, between the new ones."""
    from bot.desk import backfill as desk

    if cancel:
        end(desk.cancel(config, to or [], dry_run=dry_run), as_json)
    if not since:
        raise UsageError("backfill: say from which day on, such as --since 2025-03-14; or --cancel")
    asked = desk.asked(since, until, limit, to or [], every)
    wait_for(desk.backfill(config, asked, dry_run=dry_run), as_json)


def explain(file: ReviewFile, config: Config = CONFIG, as_json: AsJson = False) -> None:
    """Tell what becomes of a file, and what each rule says about it."""
    from bot.desk import explaining

    wait_for(explaining.explain(config, file), as_json)


COMMANDS: tuple[Callable[..., Any], ...] = (backfill, explain)
