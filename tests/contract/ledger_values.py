"""Values for the ledger's suite: a moment, reviews as the reader would give them, and what is owed for them."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.ledger.model import Owed
from bot.plan.model import Seen
from bot.review.model import Excerpt, Review

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
