"""Reviews, files and policies for plan's tests, made with as few words as a test needs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bot.plan.model import Changes, Known, Seen
from bot.plan.sketch import sketch
from bot.review.model import Excerpt, Rating, Review

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.plan.foreseen import Foreseen

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
    review = a_review(review_id or f"id-{path}", path, text=text)
    return Seen(path, content, body or f"body of {content}", review, sketch(text))


def a_known(
    path: str, content: str, body: str = "", review_id: str | None = None, *, gone: bool = False, text: str = ""
) -> Known:
    away = THEN if gone else None
    return Known(path, review_id or f"id-{path}", content, body or f"body of {content}", 1, THEN, away, sketch(text))


def by_path(*rows: Known) -> dict[str, Known]:
    return {row.path: row for row in rows}


def recorded(known: dict[str, Known], changes: Changes) -> dict[str, Known]:
    """What is known after a scan: as the records keep it."""
    moves = (*changes.edited, *changes.renamed, *changes.returned, *changes.learned)
    left = {row.path for row, _ in moves}
    result = {path: row for path, row in known.items() if path not in left}
    for row, one in moves:
        read = Known(one.path, row.review_id, one.content_hash, one.body_hash, row.revision, row.first_seen)
        result[one.path] = replace(read, sketch=one.sketch)
    for one in (*changes.new, *changes.baseline):
        result[one.path] = Known(one.path, one.review.id, one.content_hash, one.body_hash, 1, THEN, sketch=one.sketch)
    for row in changes.gone:
        result[row.path] = replace(row, gone_since=row.gone_since or THEN)
    return result


def times_of(found: Mapping[int, Foreseen]) -> dict[int, datetime]:
    """When each goes, without why."""
    return {number: one.at for number, one in found.items()}
