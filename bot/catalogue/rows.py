"""A review as a row, and back. Private tags stop here: no column ever holds one."""

from __future__ import annotations

import hashlib
import json
from base64 import urlsafe_b64encode
from datetime import date
from typing import TYPE_CHECKING, Any

from bot.catalogue.addresses import key
from bot.catalogue.sameness import shape
from bot.catalogue.titles import forms_of
from bot.catalogue.words import fold
from bot.format.stars import drawn
from bot.review.identity import film_key
from bot.review.model import Challenge, Excerpt, Image, Rating, Review, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LONGEST_LABEL = (
    100  # Discord: an autocomplete choice's name, https://discord.com/developers/docs (application commands)
)
COLUMNS = (
    "source", "path", "review_id", "handle", "film", "date", "year", "rating", "score", "quotable", "label", "start",
    "plain", "folded", "heading", "address", "tags", "challenge", "badges", "shape", "data", "text",
)  # fmt: skip
KEPT = "review_id, source, path, text, data"  # what review_of() needs, in its order

_YEARS = 10_000  # a year beyond is a slip, and SQLite's numbers have an end
_AS_THEY_ARE = ("title", "year", "url", "language", "content_warning", "spoilers", "post")


def to_row(review: Review, source: str, path: str) -> tuple[str | float | None, ...]:
    """The values of COLUMNS for the review in that file."""
    heading = f"{review.title} {review.year}" if review.year is not None else review.title
    rating, forms = review.rating, forms_of(review.title)
    row = (
        source,
        path,
        review.id,
        handle(review.id),
        film_key(review.title, review.year),
        review.date.isoformat() if review.date else "",
        review.year if review.year is not None and abs(review.year) < _YEARS else None,
        rating.measure if rating else None,
        f"{rating.value:g}/{rating.scale:g}" if rating and rating.label is None else "",
        int(is_quotable(review)),
        label(review),
        forms.start,
        forms.plain,
        " ".join((fold(heading) or heading.casefold(), *forms.further)),
        heading,
        key(review.url) if review.url else "",
        joined(review.public_tags),
        review.challenge.name if review.challenge else "",
        joined(review.badges),
        shape(review),
        _dump(review),
        review.text,
    )
    return tuple(storable(value) if isinstance(value, str) else value for value in row)


def handle(review_id: str) -> str:
    """ "#" and eight characters [A-Za-z0-9_-], the same for an id for ever: fits where Discord keeps values short."""
    said = hashlib.blake2b(storable(review_id).encode(), digest_size=6).digest()
    return "#" + urlsafe_b64encode(said).decode()


def is_quotable(review: Review) -> bool:
    """Whether a line that it quotes may be shown by itself: nothing in it spoils, and nobody was to be warned."""
    return bool(review.quotes) and not review.spoilers and not review.content_warning


def joined(names: Iterable[str]) -> str:
    """Names in one column, each on a line of its own."""
    return "\n".join([name if name.isprintable() else " ".join(name.split()) for name in names])


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
