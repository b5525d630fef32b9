"""Values for the ledger's suite: moments, reviews as the reader would give them, what is owed and wished for them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot.ledger.model import Owed, Receipt, Wish
from bot.plan.model import Seen
from bot.review.model import Excerpt, Review

if TYPE_CHECKING:
    from bot.ledger.model import Delivery
    from bot.ledger.store import Ledger

NOW = datetime(2026, 3, 1, 12, 30, 15, 123456, tzinfo=UTC)


def review(review_id: str = "r1", path: str = "a.md") -> Review:
    return Review(
        id=review_id,
        source="films",
        path=path,
        title="Vertigo",
        year=1958,
        rating=None,
        excerpt=Excerpt("Dizzy.", "short"),
        quotes=(),
        url="https://films.example/vertigo",
        links=(),
        challenge=None,
        tags=(),
        public_tags=(),
        badges=(),
        date=None,
        language=None,
        content_warning=None,
        spoilers=False,
        post=True,
        social={},
        text="Dizzy.",
    )


def seen(review_id: str = "r1", path: str = "a.md", content: str = "c1", body: str = "b1") -> Seen:
    return Seen(path, content, body, review(review_id, path))


def owed(subject: str = "r1", destination: str = "toots", *, at: datetime = NOW, urgent: bool = False) -> Owed:
    return Owed(subject, "review", "Vertigo (1958)", destination, at, urgent)


LATER = NOW + timedelta(minutes=1)
BODY: dict[str, Any] = {"network": "mastodon", "text": "★★★½ “Überfall” 🎬"}


def claimed(ledger: Ledger, subject: str = "r1", destination: str = "toots") -> Delivery:
    """A delivery whose request may be on the wire."""
    delivery = ledger.claim(ledger.enqueue(owed(subject, destination), NOW).id, BODY, "7", NOW)
    assert delivery is not None
    return delivery


def posted(ledger: Ledger, subject: str = "r1", destination: str = "toots", remote_id: str = "8") -> Delivery:
    """A delivery whose post stands."""
    delivery = ledger.settle(claimed(ledger, subject, destination).id, Receipt(remote_id, None, LATER))
    assert delivery is not None
    return delivery


def edit(subject: str = "r1", *, revision: int = 2, at: datetime = LATER, urgent: bool = False) -> Wish:
    return Wish(subject, "edit", revision, ("toots", "channel"), at, urgent)


def relink(subject: str = "r1", *, at: datetime = LATER, urgent: bool = False) -> Wish:
    return Wish(subject, "relink", 1, ("toots",), at, urgent)


def taking_down(subject: str = "r1", *, at: datetime = LATER, urgent: bool = False) -> Wish:
    return Wish(subject, "delete", 1, ("toots",), at, urgent)
