"""One handle for each publisher under test: the adapter, and the fake network behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.format.model import LinkButton, Message, Toot

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.format.model import Post
    from bot.post.publisher import Publisher
    from tests.fakes.discord.control import DiscordControl
    from tests.fakes.mastodon.control import MastodonControl

ADDRESS = "https://films.example/2026/vertigo.html"


@dataclass(frozen=True, slots=True)
class Stage:
    """``send``: method and path of the request that posts, for the fake's faults."""

    publisher: Publisher
    fake: DiscordControl | MastodonControl
    send: tuple[str, str]
    ids: Callable[[], list[str]]

    def post(self, text: str = "Dizzy, and glad of it.", address: str | None = ADDRESS) -> Post:
        return toot(text, address) if self.publisher.network == "mastodon" else message(text, address)


def toot(text: str, address: str | None, *, limit: int = 500) -> Toot:
    whole = f"Vertigo (1958)\n★★★½ (3.5/5)\n\n{text}" + (f"\n\n{address}" if address else "")
    return Toot(whole, None, "en", "public", len(whole), limit, address)


def message(text: str, address: str | None) -> Message:
    embed = {"title": "Vertigo (1958)", "description": f"★★★½ (3.5/5)\n\n{text}", "color": 0x7A5CA8}
    if address:
        embed["url"] = address
    buttons = (LinkButton("Letterboxd", "https://boxd.example/x"),) if address else ()
    return Message(embed, buttons, len(str(embed)), 6000, address)
