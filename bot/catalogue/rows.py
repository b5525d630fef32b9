"""A review as a row, and back. Private tags stop here: no column ever holds one."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from bot.catalogue.sameness import shape
from bot.catalogue.words import fold, without_article
from bot.format.stars import drawn
from bot.review.identity import film_key
from bot.review.model import Challenge, Excerpt, Image, Rating, Review, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST_LABEL = (
    100  # Discord: an autocomplete choice's name, https://discord.com/developers/docs (application commands)
)
COLUMNS = (
    "source", "path", "review_id", "film", "date", "label", "start", "folded", "heading", "tags", "challenge",
    "badges", "shape", "data", "text",
)  # fmt: skip
KEPT = "review_id, source, path, text, data"  # what review_of() needs, in its order

_AS_THEY_ARE = ("title", "year", "url", "language", "content_warning", "spoilers", "post")


def to_row(review: Review, source: str, path: str) -> tuple[str, ...]:
    """The values of COLUMNS for the review in that file."""
    heading = f"{review.title} {review.year}" if review.year is not None else review.title
    folded = fold(heading) or heading.casefold()
    row = (
        source,
        path,
        review.id,
        film_key(review.title, review.year),
        review.date.isoformat() if review.date else "",
        label(review),
        without_article(fold(review.title) or review.title.casefold()),
        folded,
        heading,
        "\n".join(review.public_tags),
        review.challenge.name if review.challenge else "",
        "\n".join(review.badges),
        shape(review),
        _dump(review),
        review.text,
    )
    return tuple(storable(value) for value in row)


def storable(text: str) -> str:
    """The text with what no database text may hold (lone surrogates, NUL) replaced."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        text = text.encode("utf-8", "replace").decode("utf-8")
    return text.replace("\0", " ")


def label(review: Review) -> str:
    """ "Title (Year) ★★★½", or with its letter, in at most 100 UTF-16 units, the title giving way."""
    tail = f" ({review.year})" if review.year is not None else ""
    if review.rating:
        tail += f" {drawn(review.rating)}"
    tail = tail[: LONGEST_LABEL // 2]
    title = " ".join(review.title.split()) or review.path
    if _units(title + tail) <= LONGEST_LABEL:
        return title + tail
    while _units(title + "…" + tail) > LONGEST_LABEL:
        title = title[:-1] if len(title) <= LONGEST_LABEL else title[:LONGEST_LABEL]
    return f"{title.rstrip()}…{tail}"


def review_of(row: Sequence[Any]) -> Review:
    """The review of a row of KEPT. Its ``tags`` are the public ones only, and it has no ``previous``."""
    review_id, source, path, text, data = row
    said = json.loads(data)
    return Review(
        id=review_id,
        source=source,
        path=path,
        text=text,
        rating=rating_of(said),
        excerpt=_excerpt_of(said["excerpt"]),
        quotes=tuple(said["quotes"]),
        links=tuple((name, address) for name, address in said["links"]),
        challenge=challenge_of(said),
        tags=tuple(said["public_tags"]),
        public_tags=tuple(said["public_tags"]),
        badges=tuple(said["badges"]),
        date=date_of(said["date"]),
        social=said["social"],
        image=Image(*said["image"]) if said["image"] else None,
        keys=frozenset(said["keys"]),
        **{name: said[name] for name in _AS_THEY_ARE},
    )


def rating_of(said: dict[str, Any]) -> Rating | None:
    """The rating in a row's data."""
    return Rating(*said["rating"]) if said["rating"] else None


def challenge_of(said: dict[str, Any]) -> Challenge | None:
    """The challenge in a row's data."""
    return Challenge(*said["challenge"]) if said["challenge"] else None


def date_of(text: str | None) -> date | None:
    """The date of an ISO text; nothing for none."""
    return date.fromisoformat(text) if text else None


def _dump(review: Review) -> str:
    challenge, rating, image = review.challenge, review.rating, review.image
    said = {name: getattr(review, name) for name in _AS_THEY_ARE} | {
        "rating": rating and [rating.value, rating.scale, rating.label, rating.usual],
        "excerpt": _excerpt(review.excerpt),
        "quotes": review.quotes,
        "links": review.links,
        "challenge": challenge
        and [challenge.name, challenge.position, challenge.total, challenge.prompt, challenge.url],
        "public_tags": review.public_tags,
        "badges": review.badges,
        "date": review.date.isoformat() if review.date else None,
        "social": dict(review.social),
        "image": image and [image.file, image.url, image.alt],
        "keys": sorted(review.keys),
    }
    return json.dumps(said, separators=(",", ":"))


def _excerpt(excerpt: Excerpt) -> list[Any]:
    spans = [[span.start, span.end, span.kind, span.url] for span in excerpt.spans]
    return [excerpt.text, excerpt.why, excerpt.others, spans, excerpt.instead and _excerpt(excerpt.instead)]


def _excerpt_of(said: list[Any]) -> Excerpt:
    text, why, others, spans, instead = said
    return Excerpt(text, why, tuple(others), tuple(Span(*span) for span in spans), instead and _excerpt_of(instead))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
