"""The command line: what each command takes. It holds no logic: ``bot.desk`` answers, ``bot.__main__`` tells failures.

Heavy imports stand inside the commands, so that ``matinee --help`` is quick.
"""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 (typer reads the annotations)
from typing import Annotated

import typer

from bot import cli_begin, cli_planning, cli_upkeep
from bot.cli_options import CONFIG, AsJson, Config, ReviewFile, To, end, wait_for

app = typer.Typer(
    name="matinee",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help: it is there at once, and shows no types
    help="Posts a site's new reviews to Discord and Mastodon, answers look-ups and recaps viewing challenges.",
)


@app.callback()
def _prepare() -> None:
    from bot.log import set_up

    set_up(least="warning")  # until the command knows what its configuration says of logs


@app.command()
def demo(
    headless: Annotated[bool, typer.Option("--headless", help="Open no pages.")] = False,
    once: Annotated[bool, typer.Option("--once", help="Post the samples and end.")] = False,
    as_json: AsJson = False,
) -> None:
    """Try the whole bot on this machine, without any account."""
    from bot.desk import play

    wait_for(play.demo(headless=headless, once=once, as_json=as_json), as_json)


@app.command()
def run(
    config: Config = CONFIG,
    once: Annotated[bool, typer.Option("--once", help="Post all that is due, and end.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would go out, post nothing, and end.")] = False,
    only: Annotated[str, typer.Option(metavar="PARTS", help="Some parts: watch,post,recaps,commands,page.")] = "",
    as_json: AsJson = False,
) -> None:
    """Run the bot: watch, post, recap and answer."""
    from bot.desk import annotating, play

    annotating.guard()
    if dry_run:
        wait_for(play.rehearse(config, only), as_json)
    elif once:
        wait_for(play.once(config, only), as_json)
    else:
        wait_for(play.always(config, only), as_json)


@app.command()
def check(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PATH", readable=False, help="Files or folders; none: every source.")
    ] = None,
    config: Config = CONFIG,
    since: Annotated[
        str | None, typer.Option("--since", metavar="COMMIT", help="Only what changed since that commit.")
    ] = None,
    github: Annotated[
        bool, typer.Option("--github", help="Mark the lines on GitHub, and sum up what would be posted.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Read every review, post nothing, and tell each problem."""
    from bot.desk import reading

    end(reading.check(config, paths or [], github=github, since=since), as_json)


@app.command()
def preview(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE", readable=False, help="Review files.", show_default=False)
    ] = None,
    config: Config = CONFIG,
    last: Annotated[int | None, typer.Option(min=1, metavar="N", help="The newest N reviews instead.")] = None,
    html: Annotated[Path | None, typer.Option(metavar="FILE", help="Write a page for the browser.")] = None,
    as_json: AsJson = False,
) -> None:
    """Show what would be posted, for each destination."""
    from bot.desk import previewing

    end(previewing.preview(config, files or [], last=last, html=html, drawn=not as_json), as_json)


@app.command()
def post(
    file: ReviewFile,
    config: Config = CONFIG,
    to: To = None,
    again: Annotated[bool, typer.Option("--again", help="Post a second time on purpose.")] = False,
    as_json: AsJson = False,
) -> None:
    """Post a review now, whatever the schedule says."""
    from bot.desk import posting

    wait_for(posting.post(config, file, to or [], again=again), as_json)


@app.command()
def search(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="Words to look for; none: the newest.")] = "",
    config: Config = CONFIG,
    min_rating: Annotated[float | None, typer.Option(metavar="N", help="Rated so at least.")] = None,
    max_rating: Annotated[float | None, typer.Option(metavar="N", help="Rated so at most.")] = None,
    year: Annotated[
        str | None, typer.Option(metavar="YEAR", help="Of that year, decade or span: 1979, 1970s, 1970-1985.")
    ] = None,
    tag: Annotated[str | None, typer.Option(metavar="NAME", help="With that public tag.")] = None,
    badge: Annotated[str | None, typer.Option(metavar="NAME", help="With that badge.")] = None,
    challenge: Annotated[str | None, typer.Option(metavar="NAME", help="Of that viewing challenge.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=100, metavar="N", help="At most so many reviews.")] = 10,
    page: Annotated[int, typer.Option(min=1, max=10_000, metavar="N", help="The first, or one after it.")] = 1,
    as_json: AsJson = False,
) -> None:
    """Look reviews up, as the Discord commands do."""
    from bot.desk import looking

    asked = looking.wanted(query, (min_rating, max_rating), year, (tag, badge, challenge))
    end(looking.search(config, asked, limit, page), as_json)


@app.command()
def challenges(config: Config = CONFIG, as_json: AsJson = False) -> None:
    """List the viewing challenges: how far they are, what was merged and why, and what looks odd."""
    from bot.desk import challenges as desk

    end(desk.challenges(config), as_json)


@app.command()
def recap(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A challenge, or: month, year, on this day.")],
    config: Config = CONFIG,
    period: Annotated[str, typer.Option(metavar="PERIOD", help="new, week, month or all.")] = "new",
    preview: Annotated[bool, typer.Option("--preview", help="Show it, post nothing.")] = False,
    html: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write a page with it for the browser, post nothing.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show or post a recap: a challenge's, a month's, a year's."""
    from bot.desk import recapping

    if preview or html is not None:
        end(recapping.preview(config, name, period, html=html, seen=not as_json), as_json)
    wait_for(recapping.recap(config, name, period), as_json)


for command in (*cli_begin.COMMANDS, *cli_planning.COMMANDS, *cli_upkeep.COMMANDS):
    app.command()(command)
