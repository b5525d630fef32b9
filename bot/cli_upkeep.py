"""The commands for posts that wait or stand, and for the records. ``bot.cli`` puts them beside its own.

Like those they hold no logic: ``bot.desk`` answers.
"""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 (typer reads the annotations)
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli_options import CONFIG, AsJson, Config, Number, ReviewFile, To, end, wait_for

if TYPE_CHECKING:
    from collections.abc import Callable

Destination = Annotated[str, typer.Argument(metavar="NAME", help="The destination's name.")]


def unpost(file: ReviewFile, config: Config = CONFIG, to: To = None, as_json: AsJson = False) -> None:
    """Take a review's posts down, also when its file is gone; or, by its number, a recap's."""
    from bot.desk import unposting

    wait_for(unposting.unpost(config, file, to or []), as_json)


def relink(
    config: Config = CONFIG,
    apply: Annotated[bool, typer.Option("--apply", help="Put the new addresses into the posts.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show the posts whose review has another address now."""
    from bot.desk import relinking

    wait_for(relinking.relink(config, apply=apply), as_json)


def status(config: Config = CONFIG, as_json: AsJson = False) -> None:
    """Tell what waits, what was posted and what needs you."""
    from bot.desk import status as standing

    end(standing.status(config), as_json)


def retry(number: Number, config: Config = CONFIG, as_json: AsJson = False) -> None:
    """Let a post go out, or its change, that failed or is unknown."""
    from bot.desk import deciding

    end(deciding.retry(config, number), as_json)


def skip(number: Number, config: Config = CONFIG, as_json: AsJson = False) -> None:
    """Never send a post, or its change, that waits or failed."""
    from bot.desk import deciding

    end(deciding.skip(config, number), as_json)


def pause(
    name: Destination,
    config: Config = CONFIG,
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="A reminder for status to show.")] = "",
    as_json: AsJson = False,
) -> None:
    """Send nothing to a destination until you resume it."""
    from bot.desk import pausing

    end(pausing.pause(config, name, why), as_json)


def resume(name: Destination, config: Config = CONFIG, as_json: AsJson = False) -> None:
    """Let a paused destination go on at once."""
    from bot.desk import pausing

    end(pausing.resume(config, name), as_json)


def accept(
    source: Annotated[
        str | None, typer.Argument(metavar="NAME", help="The source's name; none: every one that asks.")
    ] = None,
    known: Annotated[
        bool, typer.Option("--known", help="Only take note of them: post, correct and take down nothing.")
    ] = False,
    config: Config = CONFIG,
    as_json: AsJson = False,
) -> None:
    """Say yes to the many changes that status asks about."""
    from bot.desk import deciding

    end(deciding.accept(config, source, known=known), as_json)


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", readable=False, help="The file to write.")],
    config: Config = CONFIG,
    as_json: AsJson = False,
) -> None:
    """Save the records in a file, also while the bot runs."""
    from bot.desk import saving

    end(saving.backup(config, file), as_json)


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", readable=False, help="A file that backup wrote.")],
    config: Config = CONFIG,
    replace: Annotated[bool, typer.Option("--replace", help="Replace the records that are there.")] = False,
    as_json: AsJson = False,
) -> None:
    """Put saved records back."""
    from bot.desk import saving

    end(saving.restore(config, file, replace=replace), as_json)


def rebuild(
    config: Config = CONFIG,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what was found, record nothing.")] = False,
    without: Annotated[
        list[str] | None,
        typer.Option("--without", metavar="NAME", help="Leave this destination out; may be repeated."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Make lost records anew from the posts that stand."""
    from bot.desk import rebuilding

    wait_for(rebuilding.rebuild(config, without or [], dry_run=dry_run), as_json)


COMMANDS: tuple[Callable[..., Any], ...] = (
    unpost,
    relink,
    status,
    retry,
    skip,
    pause,
    resume,
    accept,
    backup,
    restore,
    rebuild,
)
