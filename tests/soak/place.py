"""Where the crowd meets: a site of reviews, a fake Discord with all its servers, and the real program as a process."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psutil

from tests.bench import reviews
from tests.fakes.discord.control import DiscordControl
from tests.fakes.process import running
from tests.flow.program import Program, started

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST_PLACES = 8  # channels that get the reviews' posts
PAUSE = 1.0  # seconds between two new reviews
PATIENCE = 120.0  # seconds
CONFIGURATION = """
[site]
name = "Generated reviews"
base_url = "https://reviews.example"
[[source]]
name = "films"
path = "posts"
where = {{ layout = "review" }}
permalink = "/{{slug}}.html"
hold = "0s"
mass = 1000000
first_run = "known"
[source.rating]
scale = 5
[tags]
public = ["horror", "queer", "noir"]
[discord]
api_base_url = "{discord.api_base_url}"
gateway_url = "{discord.gateway_url}"
[log]
form = "text"
level = "info"
[store]
url = "sqlite:///records/matinee.db"
data_dir = "data"
"""
DESTINATION = '[[destination]]\nname = "club-{number}"\nnetwork = "discord"\nchannel_id = {channel}\n'


@dataclass(frozen=True, slots=True)
class Size:
    """How much of everything: servers, shards, questions in one round, rounds that count, reviews at the start.

    ``sample``: each how-manieth request is held against Discord's own document.
    """

    servers: int
    shards: int
    questions: int
    rounds: int
    films: int
    sample: int


FULL = Size(servers=200, shards=2, questions=2000, rounds=6, films=2500, sample=20)
SMALL = Size(servers=20, shards=1, questions=200, rounds=2, films=120, sample=1)


class Place:
    """Everything around one bot."""

    def __init__(self, folder: Path, discord: DiscordControl, size: Size) -> None:
        self.folder, self.discord, self.size = folder, discord, size
        self._number = size.films
        # Holding a body against Discord's document takes longer than answering does: the fake must not be what is slow.
        discord.set(shards=size.shards, sample=size.sample)
        guilds = discord.guilds(size.servers)
        self.channels: list[str] = [channel for guild in guilds for channel in guild["channels"]]
        self.posted_to = self.channels[:MOST_PLACES]
        reviews.write(folder / "posts", size.films)
        places = [DESTINATION.format(number=number, channel=it) for number, it in enumerate(self.posted_to)]
        text = CONFIGURATION.format(discord=discord) + "".join(places)
        (folder / "matinee.toml").write_text(text, encoding="utf-8")

    @property
    def new_reviews(self) -> int:
        """How many reviews were written since the start."""
        written = range(self.size.films, self._number)
        return sum(number % 16 != 15 for number in written)  # the others are no reviews

    @contextmanager
    def bot(self) -> Iterator[Program]:
        """The program, connected, with all reviews looked at."""
        environ = {"MATINEE_DISCORD_TOKEN": self.discord.token}
        with started("bot", "run", "-c", "matinee.toml", folder=self.folder, environ=environ) as program:
            shards = self.size.shards
            self.discord.wait_until(lambda state: state["gateway"]["connected"] == shards, PATIENCE)
            self.discord.wait_until(lambda state: state["commands"]["None"], PATIENCE)
            program.wait_log("known from the start", timeout=PATIENCE)
            yield program

    @contextmanager
    def news(self) -> Iterator[None]:
        """A new review every second."""
        ended = threading.Event()

        def write() -> None:
            while not ended.wait(PAUSE):
                self.write()

        writer = threading.Thread(target=write)
        writer.start()
        try:
            yield
        finally:
            ended.set()
            writer.join()

    def write(self) -> None:
        """One more review file, complete at once."""
        one = reviews.film(self._number)
        draft = self.folder / "draft"
        draft.write_bytes(reviews.text(one))
        draft.replace(self.folder / "posts" / one.file_name)
        self._number += 1

    def wait_posted(self) -> dict[str, int]:
        """How often anything was posted to each channel, once as much is there as there are new reviews."""
        wanted, end = self.new_reviews, time.monotonic() + PATIENCE
        while True:
            state = self.discord.state()
            made = {it: int(state["channels"][it]["created"]) for it in self.posted_to}
            if min(made.values()) >= wanted or time.monotonic() > end:
                return made
            self.discord.call(f"state?after={state['version']}&timeout=5", timeout=30)


@dataclass(frozen=True, slots=True)
class Held:
    """What the bot's process holds: resident memory in MiB, open file handles, threads."""

    memory: float
    handles: int
    threads: int

    @classmethod
    def by(cls, program: Program) -> Held:
        process = psutil.Process(program.pid)
        return cls(process.memory_info().rss / 2**20, process.num_fds(), process.num_threads())

    def __str__(self) -> str:
        return f"{self.memory:.1f} MiB, {self.handles} handles, {self.threads} threads"


@contextmanager
def place(folder: Path, size: Size) -> Iterator[Place]:
    """A place of that size, in a new folder."""
    with running("tests.fakes.discord", folder / "discord.log") as fake:
        yield Place(folder, DiscordControl(fake["address"]), size)
