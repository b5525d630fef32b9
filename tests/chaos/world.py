"""A batch's world: both fake networks, the site, the records, and the time that all of them go by."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from tests.chaos.bots import PARTS, RUN, Bots
from tests.chaos.challenges import RULES
from tests.chaos.hosted import Hosted
from tests.chaos.moving import SharedTime
from tests.chaos.process import start
from tests.chaos.records import deliveries, posted
from tests.chaos.site import BY_HAND, Site
from tests.contract.branches import BRANCH
from tests.fakes.control import ControlRefused
from tests.fakes.discord.control import DiscordControl
from tests.fakes.discord.forum_control import ForumControl
from tests.fakes.discord.world import ANNOUNCEMENT_ID, FORUM_ID, TEXT_ID
from tests.fakes.mastodon.control import MastodonControl
from tests.fakes.process import running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.chaos.plan import Batch
    from tests.chaos.process import Process, Way
    from tests.chaos.site import Change

LONGEST = 18 * 3600.0  # seconds that time may be moved: mastodon_mock dates its statuses by the machine's clock
_CHANNELS = {"text": TEXT_ID, "announcement": ANNOUNCEMENT_ID, "forum": FORUM_ID}
_CONFIGURATION = """
[site]
name = "The night shift"
folder = "."
base_url = "https://films.example"

[[source]]
name = "films"
path = "posts"
hold = "{hold}s"
mass = 1000
first_run = "post"
watch = "{watch}"

[source.rating]
scale = 5

[discord]
api_base_url = "{discord}"
gateway_url = "{gateway}"

[[destination]]
name = "channel"
network = "discord"
channel_id = {channel}
gone = "{gone}"
pictures = {pictures}
schedule = {{ spacing = "{spacing}s", catch_up = "10s" }}

[[destination]]
name = "toots"
network = "mastodon"
api_base_url = "{mastodon}"
gone = "{gone}"
pictures = {pictures}
schedule = {{ spacing = "{spacing}s", catch_up = "10s" }}

[log]
form = "text"
level = "debug"
[store]
url = "{store}"
data_dir = "data-{number}"
{branch}
"""
_PICTURE = b"GIF87a\x01\0\x01\0\x80\0\0\0\0\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x08\x04\0\x01\x04\x04\0;"  # one point


@contextlib.contextmanager
def fakes(folder: Path) -> Iterator[tuple[DiscordControl, MastodonControl]]:
    """Both networks, each a process."""
    with (
        running("tests.fakes.discord", folder / "discord.log") as discord,
        running("tests.fakes.mastodon", folder / "mastodon.log") as mastodon,
    ):
        yield DiscordControl(discord["address"]), MastodonControl(mastodon["address"])


class World:
    """Everything around the bot. ``store``: the address of the records."""

    def __init__(
        self, folder: Path, batch: Batch, discord: DiscordControl, mastodon: MastodonControl, store: str
    ) -> None:
        self.folder, self._store, self.gone = folder, store, batch.gone
        self.discord = ForumControl(discord.address) if batch.channel == "forum" else discord
        self.channel_id, self.mastodon = _CHANNELS[batch.channel], mastodon
        self.networks: dict[str, DiscordControl | MastodonControl] = {"channel": self.discord, "toots": mastodon}
        folder.mkdir(parents=True)
        for network in self.networks.values():
            network.reset()
        if not batch.keys:
            mastodon.like_gotosocial()
        mastodon.media(looks=int(batch.illustrated))
        self.store_kind, self.blind, self.recaps = batch.store, batch.blind, batch.recaps
        self.count = 2 if batch.store == "postgresql" or batch.overlapping else 1  # bots
        self.bots = Bots(self.count, self._start)
        self.way: Way = "fork"  # in which the next bot is started
        self.site = Site(folder / "posts", batch.seed, challenges=batch.recaps)
        self.time = SharedTime(folder / "time")
        self._configure(batch)
        (folder / "reel.gif").write_bytes(_PICTURE)
        self.hosted = Hosted(folder) if batch.store == "branch" else None

    def _configure(self, batch: Batch) -> None:
        values: dict[str, Any] = {
            "discord": self.discord.api_base_url,
            "gateway": self.discord.gateway_url,
            "mastodon": self.mastodon.api_base_url,
            "channel": self.channel_id,
            "store": "sqlite:///data/matinee.db" if batch.store == "branch" else self._store,
            "branch": f'branch = "{BRANCH}"' if batch.store == "branch" else "",
            "pictures": '["own"]' if batch.illustrated else "[]",
        }
        values |= {name: getattr(batch, name) for name in ("hold", "spacing", "watch", "gone")}
        for number in range(self.count):
            text = _CONFIGURATION.format(**values, number=number) + (RULES if batch.recaps else "")
            (self.folder / f"matinee-{number}.toml").write_text(text, encoding="utf-8")

    def retry(self) -> None:
        """The owner lets every post go out of which nobody can know whether it stands, now that one can look."""
        for row in deliveries(self.store):
            if row.status == "unknown":
                start("fork", ["retry", str(row.id), *self._by(0)], self._machine(), self.folder / "time", {}).wait()

    def _start(self, number: int, once: bool) -> Process:
        environ = {"MATINEE_DISCORD_TOKEN": self.discord.token, "MATINEE_MASTODON_TOKEN": self.mastodon.token}
        parts = f"{PARTS},recaps" if self.recaps else PARTS
        arguments = [*RUN, parts, *(["--once"] if once else []), *self._by(number)]
        return start(self.way, arguments, self._machine(), self.folder / "time", environ)

    def _by(self, number: int) -> list[str]:
        return ["-c", str(self.folder / f"matinee-{number}.toml")]

    def _machine(self) -> Path:
        """Where a bot runs: in the site's folder, or in a checkout that was just made."""
        return self.hosted.checkout() if self.hosted else self.folder

    @property
    def store(self) -> str:
        """The address of the records as they are now."""
        if self.hosted:
            self.hosted.take_records(self.folder / "records" / "matinee.db")
        return self._store

    def change(self, change: Change) -> str:
        """Make it happen; what was done, for the batch's own log."""
        if change.kind == "moderate" or change.kind == "edit by hand":
            return self._meddle(change)
        return self.site.change(change)

    def _meddle(self, change: Change) -> str:
        """Somebody takes a post down, or changes it. Only one whose receipt is recorded: of others nobody can know."""
        films = {film.number: film for film in self.site.films}
        posts = [
            one for one in posted(self.store) if not {one.place} & (films[one.reel].removed | films[one.reel].by_hand)
        ]
        if not posts:
            return f"{change.kind}: nothing"
        post = posts[int(change.pick * len(posts))]
        network, film = self.networks[post.place], films[post.reel]
        try:
            if change.kind == "moderate":
                self._moderate(network, post.remote_id)
                film.removed.add(post.place)
            else:
                self._put_right(network, post.remote_id, BY_HAND.format(reel=post.reel))
                film.by_hand.add(post.place)
        except ControlRefused:
            return f"{change.kind}: reel {post.reel} doesn't stand on {post.place}, whatever the records say"
        return f"{change.kind}: reel {post.reel} on {post.place}"

    def _moderate(self, network: DiscordControl | MastodonControl, remote_id: str) -> None:
        if isinstance(network, DiscordControl):
            network.delete_status(remote_id, self.channel_id)
        else:
            network.delete_status(remote_id)

    def _put_right(self, network: DiscordControl | MastodonControl, remote_id: str, text: str) -> None:
        if isinstance(network, DiscordControl):
            network.edit_by_hand(remote_id, text, self.channel_id)
        else:
            network.edit_by_hand(remote_id, text)

    def pass_time(self, seconds: float, *, beyond: bool = False) -> None:
        """For the bot and both networks. ``beyond``: also when so much has passed already that only trifles may."""
        if self.time.ahead + seconds > LONGEST and not beyond:
            seconds = min(seconds, 2.0)
        self.time.move(seconds)
        for network in self.networks.values():
            network.advance(seconds)

    def calm(self) -> None:
        """Forget troubles, let held requests go on, and wait until nothing is under way any more."""
        for network in self.networks.values():
            network.clear_faults()
        for network in self.networks.values():
            network.wait_until(lambda state: state["held"] == 0 and state.get("under_way", 0) == 0, timeout=30)
