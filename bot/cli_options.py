"""What several commands take, and how each ends: its answer printed, its exit code given. Holds no logic."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from bot.desk.answer import Answer

# Whether a file can be read is told by whoever reads it, in the same words for all.
Config = Annotated[Path, typer.Option("-c", "--config", metavar="FILE", readable=False, help="The configuration file.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document instead of text.")]
ReviewFile = Annotated[Path, typer.Argument(metavar="FILE", readable=False, help="A review file.")]
To = Annotated[list[str] | None, typer.Option("--to", metavar="NAME", help="Only this destination; may be repeated.")]
CONFIG = Path("config/matinee.toml")


def _number(text: str) -> int:
    if text.isdecimal():
        return int(text)
    raise typer.BadParameter(f'"{text}" is no number; matinee status shows them.')


Number = Annotated[int, typer.Argument(metavar="ID", parser=_number, help="The number that status shows.")]


def wait_for(work: Coroutine[Any, Any, Answer], as_json: bool) -> None:
    """Do the work, then end as :func:`end`."""
    import asyncio

    end(asyncio.run(work), as_json)


def end(answer: Answer, as_json: bool) -> None:
    """Print the answer and end the process with its exit code."""
    from bot.desk.answer import show

    raise typer.Exit(show(answer, as_json=as_json))
