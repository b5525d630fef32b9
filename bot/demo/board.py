"""What the demo tells: the welcome, one line per post that went out, and the report as JSON."""

from __future__ import annotations

import os
import shlex
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.ledger.model import Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from bot.demo.folder import Folder
    from bot.format.model import Network
    from bot.ledger.model import Delivery

_NAMES: Mapping[Network, str] = {"discord": "Discord", "mastodon": "Mastodon"}
_WIDTH = max(len(name) for name in _NAMES.values())


class Board:
    """Knows the destinations' networks, and the time zone (IANA name) in which times are told."""

    def __init__(self, say: Callable[[str], None], networks: Mapping[str, Network], zone: str) -> None:
        self._say, self._networks, self._zone = say, networks, ZoneInfo(zone)

    def posted(self, delivery: Delivery) -> None:
        """Tell that a post went out."""
        name = _NAMES[self._network(delivery)].ljust(_WIDTH)
        at = f"{delivery.posted_at.astimezone(self._zone):%H:%M:%S}  " if delivery.posted_at else ""
        self._say(f"{at}posted on {name}  {delivery.title}")

    def report(
        self, deliveries: Iterable[Delivery], reviews: int, path_of: Callable[[str], str | None]
    ) -> dict[str, Any]:
        """The JSON document: what was posted where, and what wasn't and why. ``reviews``: how many there are."""
        document: dict[str, Any] = {"reviews": reviews, "posted": [], "not_posted": []}
        for delivery in sorted(deliveries, key=lambda one: one.id):
            told = {
                "destination": delivery.destination,
                "network": self._network(delivery),
                "path": path_of(delivery.subject),
                "title": delivery.title,
            }
            if delivery.status is Status.POSTED:
                document["posted"].append({**told, "url": delivery.remote_url})
            else:
                document["not_posted"].append({**told, "status": str(delivery.status), "reason": delivery.reason})
        return document

    def _network(self, delivery: Delivery) -> Network:
        """Only channels of the simulated Discord can come to follow meanwhile."""
        return self._networks.get(delivery.destination, "discord")


def welcome(folder: Folder, discord: str | None, timeline: str | None) -> Iterator[str]:
    """What a newcomer needs to know, line by line. Addresses are None where there are no pages."""
    yield ""
    yield "Matinee runs between the two. Nothing leaves this machine."
    yield ""
    if discord and timeline:
        yield f"  Discord    {discord}"
        yield f"  Mastodon   {timeline}"
        yield ""
        yield "Open both. On Discord, type / and choose what to ask: /review, /search, /stats, /help …"
    yield "Drop a review into this folder, and seconds later it is posted on both:"
    yield ""
    yield f"  {folder.posts}"
    yield ""
    example = min(folder.more.iterdir(), default=None)
    if example is not None:
        yield "For example:"
        yield ""
        yield f"  {_copy(str(example), str(folder.posts))}"
        yield ""
    yield "Ctrl-C ends the demo."
    yield ""


def _copy(source: str, target: str) -> str:
    """The command that copies a file, ready to paste into this system's terminal."""
    return f'copy "{source}" "{target}"' if os.name == "nt" else shlex.join(["cp", source, target])
