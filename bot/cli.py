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
    rich_markup_mode=None,  # plain help: it is there at once, and shows no types
    help="Posts a site's new reviews to Discord and Mastodon, answers look-ups and recaps viewing challenges.",
)

# Whether a file can be read is told by whoever reads it, in the same words for all.
Config = Annotated[Path, typer.Option("-c", "--config", metavar="FILE", readable=False, help="The configuration file.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document instead of text.")]


def _number(text: str) -> int:
    if text.isdecimal():
        return int(text)
    raise typer.BadParameter(f'"{text}" is no number; matinee status shows them.')


Number = Annotated[int, typer.Argument(metavar="ID", parser=_number, help="The number that status shows.")]
CONFIG = Path("config/matinee.toml")


@app.command()
def demo(
    headless: Annotated[bool, typer.Option("--headless", help="Open no pages.")] = False,
    once: Annotated[bool, typer.Option("--once", help="Post the samples and end.")] = False,
    as_json: AsJson = False,
) -> None:
    """Try the whole bot on this machine, without any account."""
    from bot.desk import play

    _answer(play.demo(headless=headless, once=once, as_json=as_json), as_json)


@app.command()
def run(
    config: Config = CONFIG,
    once: Annotated[bool, typer.Option("--once", help="Post all that is due, and end.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would go out, post nothing, and end.")] = False,
    only: Annotated[str, typer.Option(metavar="PARTS", help="Some parts: watch,post,recaps,commands.")] = "",
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
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PATH", readable=False, help="Files or folders; none: every source.")
    ] = None,
    config: Config = CONFIG,
    as_json: AsJson = False,
) -> None:
    """Read every review, post nothing, and tell each problem."""
    from bot.desk import reading

    _print(reading.check(config, paths or []), as_json)


@app.command()
def preview(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", readable=False, help="Review files.")],
    config: Config = CONFIG,
    as_json: AsJson = False,
) -> None:
    """Show what would be posted, for each destination."""
    from bot.desk import reading

    _print(reading.preview(config, files), as_json)


@app.command()
def post(
    file: Annotated[Path, typer.Argument(metavar="FILE", readable=False, help="A review file.")],
    config: Config = CONFIG,
    to: Annotated[
        list[str] | None, typer.Option("--to", metavar="NAME", help="Only to this destination; may be repeated.")
    ] = None,
    again: Annotated[bool, typer.Option("--again", help="Post a second time on purpose.")] = False,
    as_json: AsJson = False,
) -> None:
    """Post a review now, whatever the schedule says."""
    from bot.desk import posting

    _answer(posting.post(config, file, to or [], again=again), as_json)


@app.command()
def search(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="Words to look for.")],
    config: Config = CONFIG,
    limit: Annotated[int, typer.Option(min=1, max=100, metavar="N", help="At most so many reviews.")] = 10,
    as_json: AsJson = False,
) -> None:
    """Look reviews up, as the Discord commands do."""
    from bot.desk import looking

    _print(looking.search(config, query, limit), as_json)


@app.command()
def challenges(config: Config = CONFIG, as_json: AsJson = False) -> None:
    """List the viewing challenges and how far they are."""
    from bot.desk import looking

    _print(looking.challenges(config), as_json)


@app.command()
def recap(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The challenge's name.")],
    config: Config = CONFIG,
    period: Annotated[str, typer.Option(metavar="PERIOD", help="new, week, month or all.")] = "new",
    preview: Annotated[bool, typer.Option("--preview", help="Show it, post nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show or post a challenge's recap."""
    from bot.desk import posting

    _answer(posting.recap(config, name, period, preview=preview), as_json)


@app.command()
def status(config: Config = CONFIG, as_json: AsJson = False) -> None:
    """Tell what waits, what was posted and what needs you."""
    from bot.desk import deciding

    _print(deciding.status(config), as_json)


@app.command()
def retry(
    number: Number,
    config: Config = CONFIG,
    as_json: AsJson = False,
) -> None:
    """Let a post go out that failed, waits or is unknown."""
    from bot.desk import deciding

    _print(deciding.retry(config, number), as_json)


@app.command()
def skip(
    number: Number,
    config: Config = CONFIG,
    as_json: AsJson = False,
) -> None:
    """Never send a post that waits, failed or is unknown."""
    from bot.desk import deciding

    _print(deciding.skip(config, number), as_json)


@app.command()
def accept(
    source: Annotated[
        str | None, typer.Argument(metavar="NAME", help="The source's name; none: every one that asks.")
    ] = None,
    known: Annotated[bool, typer.Option("--known", help="They are no news: post none of them.")] = False,
    config: Config = CONFIG,
    as_json: AsJson = False,
) -> None:
    """Say yes to the many new reviews that status asks about."""
    from bot.desk import deciding

    _print(deciding.accept(config, source, known=known), as_json)


def _answer(work: Coroutine[Any, Any, Answer], as_json: bool) -> None:
    import asyncio

    _print(asyncio.run(work), as_json)


def _print(answer: Answer, as_json: bool) -> None:
    from bot.desk.answer import show

    raise typer.Exit(show(answer, as_json=as_json))
