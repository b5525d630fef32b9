"""One handle for each publisher under test: the adapter, and the fake network behind it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.format.model import LinkButton, Message, Toot
from tests.fakes.mastodon.control import MastodonControl

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.format.model import Post
    from bot.post.publisher import Publisher
    from tests.fakes.discord.control import DiscordControl

ADDRESS = "https://films.example/2026/vertigo.html"


@dataclass(frozen=True, slots=True)
class Stage:
    """``send``: method and path of the request that posts, for the fake's faults.

    ``keyed``: a repeat with the same key is known for one.
    """

    publisher: Publisher
    fake: DiscordControl | MastodonControl
    send: tuple[str, str]
    ids: Callable[[], list[str]]
    keyed: bool = True
    paths: Mapping[str, str] = field(default_factory=dict)  # of what isn't below where posts are sent to

    def post(self, text: str = "Dizzy, and glad of it.", address: str | None = ADDRESS) -> Post:
        return toot(text, address) if self.publisher.network == "mastodon" else message(text, address)

    def shown(self, remote_id: str) -> str:
        """The words that stand there, as the network keeps them."""
        if isinstance(self.fake, MastodonControl):
            return str(next(one["text"] for one in self.fake.statuses() if one["id"] == remote_id))
        (embed,) = next(one["embeds"] for one in self.fake.messages() if one["id"] == remote_id)
        return str(embed["description"])

    def change(self) -> tuple[str, str]:
        """Method and path of the request that edits, for the fake's faults."""
        return ("PUT" if self.publisher.network == "mastodon" else "PATCH"), self._path("change")

    def erase(self) -> tuple[str, str]:
        """Method and path of the request that deletes."""
        return "DELETE", self._path("erase")

    def look(self) -> tuple[str, str]:
        """Method and path of the request that reads one post."""
        return "GET", self._path("look")

    def _path(self, name: str) -> str:
        return self.paths.get(name, f"{self.send[1]}/*")


def toot(text: str, address: str | None, *, limit: int = 500, warning: str | None = None) -> Toot:
    whole = f"Vertigo (1958)\n★★★½ (3.5/5)\n\n{text}" + (f"\n\n{address}" if address else "")
    return Toot(whole, warning, "en", "public", len(whole), limit, address)


def message(text: str, address: str | None) -> Message:
    embed = {"title": "Vertigo (1958)", "description": f"★★★½ (3.5/5)\n\n{text}", "color": 0x7A5CA8}
    if address:
        embed["url"] = address
    buttons = (LinkButton("Letterboxd", "https://boxd.example/x"),) if address else ()
    return Message(embed, buttons, len(str(embed)), 6000, address)
