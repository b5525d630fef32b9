"""Reviews, files and policies for plan's tests, made with as few words as a test needs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bot.plan.model import Changes, Known, Seen
from bot.review.model import Excerpt, Rating, Review

THEN = datetime(2025, 10, 1, 12, tzinfo=UTC)
LONG = "A film that takes its time, and repays whoever gives it that time with one hour of plain wonder."


def a_review(review_id: str = "r1", path: str = "a.md", **changes: Any) -> Review:
    review = Review(
        id=review_id,
        source="films",
        path=path,
        title="The Lighthouse Road",
        year=1961,
        rating=Rating(3.5, 5),
        excerpt=Excerpt("Worth the climb.", "the whole text"),
        quotes=(),
        url=None,
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
        text=LONG,
    )
    return replace(review, **changes)


def a_seen(path: str, content: str, body: str = "", review_id: str | None = None, text: str = LONG) -> Seen:
    """A seen file; its id is, as in front matter without one, made from its path."""
    return Seen(path, content, body or f"body of {content}", a_review(review_id or f"id-{path}", path, text=text))


def a_known(path: str, content: str, body: str = "", review_id: str | None = None, *, gone: bool = False) -> Known:
    return Known(
        path, review_id or f"id-{path}", content, body or f"body of {content}", 1, THEN, THEN if gone else None
    )


def by_path(*rows: Known) -> dict[str, Known]:
    return {row.path: row for row in rows}


def recorded(known: dict[str, Known], changes: Changes) -> dict[str, Known]:
    """What is known after a scan: as the records keep it."""
    result = dict(known)
    for row in changes.gone:
        result[row.path] = replace(row, gone_since=THEN)
    for row, one in (*changes.edited, *changes.renamed, *changes.returned):
        del result[row.path]
        result[one.path] = replace(
            row, path=one.path, content_hash=one.content_hash, body_hash=one.body_hash, gone_since=None
        )
    for one in (*changes.new, *changes.baseline):
        result[one.path] = Known(one.path, one.review.id, one.content_hash, one.body_hash, 1, THEN)
    return result
