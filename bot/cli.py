"""The command line: what each command takes. It holds no logic: ``bot.desk`` answers, ``bot.__main__`` tells failures.

Heavy imports stand inside the commands, so that ``matinee --help`` is quick.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from bot.desk.answer import Answer

app = typer.Typer(
    name="matinee",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Posts a site's new reviews to Discord and Mastodon, answers look-ups and recaps viewing challenges.",
)

Config = Annotated[Path, typer.Option("-c", "--config", help="The configuration file.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document instead of text.")]
CONFIG = Path("config/matinee.toml")


@app.command()
def demo(
    headless: Annotated[bool, typer.Option("--headless", help="Open no pages.")] = False,
    once: Annotated[bool, typer.Option("--once", help="Post the samples and end.")] = False,
    as_json: AsJson = False,
) -> None:
    """Run the whole bot on this machine, with simulated networks and no account."""
    from bot.desk import play

    _answer(play.demo(headless=headless, once=once, as_json=as_json), as_json)


@app.command()
def run(
    config: Config = CONFIG,
    once: Annotated[bool, typer.Option("--once", help="Post all that is due, and end.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would go out, post nothing, and end.")] = False,
    only: Annotated[str, typer.Option(help="Some parts: watch, post, recaps, commands (separated by commas).")] = "",
    as_json: AsJson = False,
) -> None:
    """Run the bot: watch, post, recap and answer."""
    from bot.desk import play

    if dry_run:
        _answer(play.rehearse(config, only), as_json)
    elif once:
        _answer(play.once(config, only), as_json)
    else:
        _answer(play.always(config, only), as_json)


@app.command()
def check(
    paths: Annotated[list[Path] | None, typer.Argument(help="Files or folders; none: every source.")] = None,
    config: Config = CONFIG,
    as_json: AsJson = False,
) -> None:
    """Read every review, post nothing, and tell each problem."""
    from bot.desk import reading

    _print(reading.check(config, paths or []), as_json)


@app.command()
def preview(
    files: Annotated[list[Path], typer.Argument(help="Review files.")],
    config: Config = CONFIG,
    as_json: AsJson = False,
) -> None:
    """Show what would be posted, for each destination."""
    from bot.desk import reading

    _print(reading.preview(config, files), as_json)


@app.command()
def post(
    file: Annotated[Path, typer.Argument(help="A review file.")],
    config: Config = CONFIG,
    to: Annotated[list[str] | None, typer.Option("--to", help="Only to this destination; may be repeated.")] = None,
    again: Annotated[bool, typer.Option("--again", help="Post a second time on purpose.")] = False,
    as_json: AsJson = False,
) -> None:
    """Post a review now, whatever the schedule says."""
    from bot.desk import posting

    _answer(posting.post(config, file, to or [], again=again), as_json)


@app.command()
def search(
    query: Annotated[str, typer.Argument(help="Words to look for.")],
    config: Config = CONFIG,
    limit: Annotated[int, typer.Option(min=1, max=100, help="At most so many reviews.")] = 10,
    as_json: AsJson = False,
) -> None:
    """Look reviews up, as the Discord commands do."""
    from bot.desk import looking

    _print(looking.search(config, query, limit), as_json)


@app.command()
def challenges(config: Config = CONFIG, as_json: AsJson = False) -> None:
    """List the viewing challenges found in the reviews, and their progress."""
    from bot.desk import looking

    _print(looking.challenges(config), as_json)


@app.command()
def recap(
    name: Annotated[str, typer.Argument(help="The challenge's name.")],
    config: Config = CONFIG,
    period: Annotated[str, typer.Option(help="new, week, month or all.")] = "new",
    preview: Annotated[bool, typer.Option("--preview", help="Show it, post nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show or post a challenge's recap."""
    from bot.desk import posting

    _answer(posting.recap(config, name, period, preview=preview), as_json)


@app.command()
def status(config: Config = CONFIG, as_json: AsJson = False) -> None:
    """Tell what waits and when it goes, what was posted, and what needs you."""
    from bot.desk import deciding

    _print(deciding.status(config), as_json)


@app.command()
def retry(
    number: Annotated[int, typer.Argument(metavar="ID", help="The number that status shows.")],
    config: Config = CONFIG,
    as_json: AsJson = False,
) -> None:
    """Let a post that failed, is unknown or waits go out again."""
    from bot.desk import deciding

    _print(deciding.retry(config, number), as_json)


@app.command()
def skip(
    number: Annotated[int, typer.Argument(metavar="ID", help="The number that status shows.")],
    config: Config = CONFIG,
    as_json: AsJson = False,
) -> None:
    """Never send a post that waits, failed or is unknown."""
    from bot.desk import deciding

    _print(deciding.skip(config, number), as_json)


@app.command()
def accept(
    source: Annotated[str | None, typer.Argument(help="The source's name; none: every one that asks.")] = None,
    config: Config = CONFIG,
    as_json: AsJson = False,
) -> None:
    """Say that the many new reviews that status asks about are news: they are posted on the schedule."""
    from bot.desk import deciding

    _print(deciding.accept(config, source), as_json)


def _answer(work: Coroutine[Any, Any, Answer], as_json: bool) -> None:
    import asyncio

    _print(asyncio.run(work), as_json)


def _print(answer: Answer, as_json: bool) -> None:
    from bot.desk.answer import show

    raise typer.Exit(show(answer, as_json=as_json))
