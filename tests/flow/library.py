"""Reviews for flow tests, without files: the real catalogue and the real records in a folder of the test's own."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Self

from bot.catalogue.model import Stamp
from bot.catalogue.store import Catalogue
from bot.commands.answers import Answers
from bot.commands.client import MatineeClient
from bot.commands.look import look_of
from bot.commands.lookup import Lookup
from bot.commands.slash import add_commands
from bot.ledger.store import Ledger
from bot.review.model import Challenge, Excerpt, Rating, Reading, Review

if TYPE_CHECKING:
    from pathlib import Path

    from bot.settings.model import Site

FIRST_DAY = date(2026, 1, 1)


def review(title: str = "The Lamp Room", year: int | None = 1974, **parts: Any) -> Review:
    """A plain review; ``parts`` replace what it has."""
    slug = "-".join(title.casefold().split())
    made: dict[str, Any] = {
        "id": slug,
        "source": "films",
        "path": f"{slug}.md",
        "title": title,
        "year": year,
        "rating": Rating(3.5, 5),
        "excerpt": Excerpt("A small film that knows exactly when to switch off the light.", "the whole text is short"),
        "quotes": (),
        "url": f"https://films.example/{slug}",
        "links": (),
        "challenge": None,
        "tags": (),
        "public_tags": (),
        "badges": (),
        "date": FIRST_DAY,
        "language": None,
        "content_warning": None,
        "spoilers": False,
        "post": True,
        "social": {},
        "text": "A small film that knows exactly when to switch off the light.",
    }
    return Review(**{**made, **parts})


class Library:
    """A catalogue that tests fill by hand, and the records beside it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._ledgers: list[Ledger] = []
        self.catalogue = Catalogue.open(folder / "data", "test")

    def put(self, *reviews: Review) -> None:
        """Enter reviews, as a scan would."""
        stamp = Stamp(0, 1, 0, "0" * 64, is_review=True)
        readings = [(Reading(one.path, one, content_hash="0" * 64), stamp) for one in reviews]
        self.catalogue.update("films", readings, ())

    def add(
        self, challenge: str, *positions: int, post: bool = True, total: int = 52, on: date | None = None
    ) -> tuple[Review, ...]:
        """Enter a challenge's reviews, dated by their positions from 2 January 2026 on, or all of that day."""
        reviews = tuple(
            review(
                f"{challenge} film {position}",
                challenge=Challenge(challenge, position, total, None, None),
                date=on or FIRST_DAY + timedelta(days=position),
                post=post,
            )
            for position in positions
        )
        self.put(*reviews)
        return reviews

    def ledger(self) -> Ledger:
        """The records, opened once more: as another process has them."""
        self._ledgers.append(Ledger.open(f"sqlite:///{self._folder}/records.db"))
        return self._ledgers[-1]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for ledger in self._ledgers:
            ledger.close()
        self.catalogue.close()


def answering(catalogue: Catalogue, site: Site, **options: Any) -> MatineeClient:
    """A client with its commands, as the app puts the two together; not logged in."""
    client = MatineeClient(**options)
    add_commands(client, Answers(Lookup(catalogue, site, look_of(site))))
    return client
