"""``--soak N``: one bot that delivers so much that whatever it fails to give back shows: memory, open files.

The plain program with the machine's own clock, no troubles, no kills: ten places, so that few files make many
deliveries, and what the bot holds for each file stays out of the figures.
"""

from __future__ import annotations

import os
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psutil

from tests.chaos.process import start
from tests.chaos.records import settled
from tests.chaos.site import Change, Site
from tests.chaos.world import fakes
from tests.fakes.discord.world import TEXT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.chaos.process import Process
    from tests.fakes.discord.control import DiscordControl
    from tests.fakes.mastodon.control import MastodonControl

CHANNELS, ACCOUNTS = 8, 2  # places of each network
MEMORY, HANDLES = 1.15, 5  # by how much more may be held at the end: a factor, and a number of files
_WAVE = 25  # reviews at a time
_WARM = 0.1  # of all deliveries, before the first sample
_PATIENCE = 300.0  # seconds for a wave
_SITE = """
[site]
base_url = "https://films.example"
[[source]]
name = "films"
path = "posts"
hold = "0s"
mass = 1000
first_run = "post"
[source.rating]
scale = 5
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
_CHANNEL = '[[destination]]\nname = "place-{number}"\nnetwork = "discord"\nchannel_id = {id}\n'
_ACCOUNT = '[[destination]]\nname = "toots-{number}"\nnetwork = "mastodon"\napi_base_url = "{address}"\n'


@dataclass(frozen=True, slots=True)
class Sample:
    """What the bot's process holds: resident memory in MiB, open file handles, threads."""

    memory: float
    handles: int
    threads: int

    @classmethod
    def of(cls, pid: int) -> Sample:
        process = psutil.Process(pid)
        return cls(process.memory_info().rss / 2**20, process.num_fds(), process.num_threads())

    def __str__(self) -> str:
        return f"{self.memory:.1f} MiB, {self.handles} handles, {self.threads} threads"


def soak(folder: Path, deliveries: int) -> int:
    """Deliver so many; the exit code: 1 if more is held at the end than may be, or not each was posted once."""
    with fakes(folder) as (discord, mastodon):
        _configure(folder, discord, mastodon)
        environ = {"MATINEE_DISCORD_TOKEN": discord.token, "MATINEE_MASTODON_TOKEN": mastodon.token}
        arguments = ["run", "--only", "watch,post", "-c", "matinee.toml"]
        bot = start("plain", arguments, folder, folder / "no-time", environ)
        site, samples = Site(folder / "posts", "soak"), list[Sample]()
        try:
            while len(samples) < 2:
                done = _wave(folder, site, bot)
                sys.stdout.write(f"{done} deliveries: {Sample.of(bot.pid)}\n")
                sys.stdout.flush()
                if done >= (deliveries if samples else _WARM * deliveries):
                    samples.append(Sample.of(bot.pid))
        finally:
            code = bot.terminate()
        created = [it["created"] for it in discord.state()["channels"].values() if it["name"].startswith("soak")]
        created.append(mastodon.created())
    return _judged(samples, code, created, len(site.films))


def _configure(folder: Path, discord: DiscordControl, mastodon: MastodonControl) -> None:
    channels = [discord.channel(name=f"soak-{number}", type=TEXT) for number in range(CHANNELS)]
    places = [_CHANNEL.format(number=number, id=channel) for number, channel in enumerate(channels)]
    places += [_ACCOUNT.format(number=number, address=mastodon.api_base_url) for number in range(ACCOUNTS)]
    (folder / "matinee.toml").write_text(_SITE.format(discord=discord) + "".join(places), encoding="utf-8")


def _wave(folder: Path, site: Site, bot: Process) -> int:
    """Some more reviews; waits until all are posted everywhere. The number of all deliveries so far."""
    for _ in range(_WAVE):
        site.change(Change("new", 0))
    wanted, end = len(site.films) * (CHANNELS + ACCOUNTS), time.monotonic() + _PATIENCE
    while (done := settled(f"sqlite:///{folder}/records/matinee.db")) < wanted:
        told = bot.lines[-20:]
        assert time.monotonic() < end, f"only {done} of {wanted} deliveries are done: {told}"
        bot.lines.clear()
        while bot.read(0.3):  # it waits for whoever reads its log
            pass
    return done


def _judged(samples: list[Sample], code: int, created: list[int], reviews: int) -> int:
    warm, last = samples
    factor, more = last.memory / warm.memory, last.handles - warm.handles
    once = created == [reviews] * CHANNELS + [reviews * ACCOUNTS]
    sys.stdout.write(
        f"soak: deliveries={reviews * (CHANNELS + ACCOUNTS)} memory={factor:.3f} ({warm.memory:.1f} to "
        f"{last.memory:.1f} MiB) handles={more:+d} ({last.handles}) threads={last.threads - warm.threads:+d} "
        f"each_once={once} code={code}\n"
    )
    return 0 if factor <= MEMORY and more <= HANDLES and once and code == os.EX_OK else 1
