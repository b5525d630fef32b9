"""The commands of the first hour: a configuration, tokens, a check-up. ``bot.cli`` puts them beside its own.

Like those they hold no logic: ``bot.begin`` and ``bot.doctor`` answer.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli_options import CONFIG, AsJson, Config, end, wait_for

if TYPE_CHECKING:
    from collections.abc import Callable


def init(
    site: Annotated[
        Path, typer.Argument(metavar="FOLDER", readable=False, help="Your site's folder.", show_default=False)
    ] = Path(),
    config: Config = CONFIG,
    yes: Annotated[bool, typer.Option("--yes", help="Ask nothing: take every proposal.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace the configuration that is there.")] = False,
    site_url: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Your site's address, or that of its newest review's page.")
    ] = None,
    scale: Annotated[str | None, typer.Option(metavar="N", help="The best rating you can give.")] = None,
    public_tag: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="A tag that may be shown; may be repeated; all: every one.")
    ] = None,
    discord_channel: Annotated[
        str | None, typer.Option(metavar="ID", help="The Discord channel to post to, by its number or link.")
    ] = None,
    mastodon: Annotated[
        str | None, typer.Option(metavar="SERVER", help="Your Mastodon server, or your account's name.")
    ] = None,
    test_channel: Annotated[
        str | None, typer.Option(metavar="ID", help="A private Discord channel to try things in.")
    ] = None,
    github_actions: Annotated[
        bool, typer.Option("--github-actions", help="Write workflows that post from GitHub, without a server.")
    ] = False,
    show: Annotated[bool, typer.Option("--print", help="With --github-actions: show them, write nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Write a configuration for your site: it looks at the reviews and asks at most five questions."""
    if github_actions:
        from bot.begin import github

        end(github.write(config, force=force, show=show), as_json)
    from bot.begin import init as begin
    from bot.begin.answers import Given

    tags = None if public_tag is None else tuple(public_tag)
    given = Given(site_url, discord_channel, mastodon, test_channel, scale, tags)
    end(begin.init(config, site, given, begin.Manner(yes, force, as_json)), as_json)


def doctor(config: Config = CONFIG, as_json: AsJson = False) -> None:
    """Test every token, permission, limit and path, and say what to do about what is wrong. Posts nothing."""
    from bot.doctor.examine import doctor as examine

    wait_for(examine(config), as_json)


class Network(StrEnum):
    """What one can log in to. Discord's bots are invited, which ``doctor`` tells."""

    MASTODON = "mastodon"


def login(
    network: Annotated[Network, typer.Argument(metavar="mastodon", help="The network.", show_default=False)],
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="The destination; none: the only one.", show_default=False)
    ] = None,
    config: Config = CONFIG,
    server: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Your server, where there is no configuration yet.")
    ] = None,
    save: Annotated[Path | None, typer.Option(metavar="FILE", help="Where to keep the token.")] = None,
    show: Annotated[bool, typer.Option("--print", help="Show the token once, to be pasted; keep it nowhere.")] = False,
    as_json: AsJson = False,
) -> None:
    """Get a token for a Mastodon account: you allow it in your browser and type the code that is shown there."""
    from bot.begin.login import Wanted, log_in

    assert network is Network.MASTODON  # noqa: S101 (typer lets nothing else through)
    end(log_in(config, Wanted(name, server, save, show, as_json)), as_json)


COMMANDS: tuple[Callable[..., None], ...] = (init, login, doctor)
