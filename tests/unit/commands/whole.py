"""All commands in one tree, as the app puts them there where there are records: for pages and catalogues to keep to."""

from __future__ import annotations

from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from bot.catalogue.store import Catalogue
from bot.clock import SystemClock
from bot.commands.client import MatineeClient
from bot.commands.setup.means import Means
from bot.ledger.store import Ledger
from bot.ledger.thread import LedgerThread
from bot.post.discord.session import ClientConnection
from bot.reaching import add_answers
from bot.settings import load
from bot.watch.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SITE = """
[site]
name = "your site"
base_url = "https://films.example"
timezone = "Europe/Vienna"
language = "en"

[[source]]
name = "films"
path = "_posts"
[source.rating]
scale = 5
"""


@contextmanager
def whole(folder: Path) -> Iterator[MatineeClient]:
    """The client with every command in its tree, not logged in. ``folder``: an empty one, for its index and records."""
    config = folder / "matinee.toml"
    config.write_text(SITE, encoding="utf-8")
    settings, clock, client = load(config), SystemClock(), MatineeClient(shard_count=1)
    with (
        closing(Catalogue.open(folder / "data", "test")) as catalogue,
        closing(Ledger.open(f"sqlite:///{folder}/records.db")) as ledger,
        closing(LedgerThread()) as thread,
    ):
        shelf = Shelf(settings.sources, catalogue)
        means = Means(settings, catalogue, shelf, ledger, thread, clock)
        add_answers(ClientConnection(client, "no token"), settings, shelf, clock, means)
        yield client
