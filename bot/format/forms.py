"""Reviews and posts as the JSON that ``--json`` prints: scripts rely on these keys. Pure.

Private tags never get in here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.format.model import Toot
from bot.format.stars import drawn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.format.model import LinkButton, Picture, Post
    from bot.review.model import Challenge, Previous, Rating, Review


def review_form(review: Review) -> dict[str, Any]:
    """The review as JSON-able data; dates are ISO dates."""
    return {
        "id": review.id,
        "title": review.title,
        "year": review.year,
        "rating": _rating(review.rating),
        "excerpt": review.excerpt.text,
        "quotes": list(review.quotes),
        "url": review.url,
        "links": dict(review.links),
        "challenge": _challenge(review.challenge),
        "tags": list(review.public_tags),
        "badges": list(review.badges),
        "date": review.date.isoformat() if review.date else None,
        "previous": [_previous(one) for one in review.previous],
        "spoilers": review.spoilers,
        "content_warning": review.content_warning,
    }


def post_form(destination: str, post: Post) -> dict[str, Any]:
    """The post to that destination as JSON-able data."""
    if isinstance(post, Toot):
        told: dict[str, Any] = {
            "text": post.text,
            "content_warning": post.content_warning,
            "language": post.language,
            "visibility": post.visibility,
            "media": _files(post.picture),
        }
    else:
        told = {"embed": post.embed, **_components(post.buttons), "files": _files(post.picture)}
    size = {"length": post.length, "limit": post.limit}
    return {"destination": destination, "network": post.network, **told, **size}


def _components(buttons: Sequence[LinkButton]) -> dict[str, Any]:
    """The link buttons in Discord's own form: https://discord.com/developers/docs/components/reference#button."""
    row = [{"type": 2, "style": 5, "label": one.label, "url": one.url} for one in buttons]
    return {"components": [{"type": 1, "components": row}]} if row else {}


def _files(picture: Picture | None) -> list[dict[str, str]]:
    """The picture by the place it is taken from; a card, which is drawn when it is sent, by its name."""
    if picture is None:
        return []
    return [{"file": picture.file or picture.url or picture.name, "alt": picture.alt}]


def _rating(rating: Rating | None) -> dict[str, Any] | None:
    """A letter's ``value`` is its place on the configuration's list, from 0, and its ``stars`` are the letter."""
    if rating is None:
        return None
    return {"value": rating.value, "scale": rating.scale, "stars": drawn(rating)}


def _challenge(challenge: Challenge | None) -> dict[str, Any] | None:
    if challenge is None:
        return None
    keys = ("name", "position", "total", "prompt", "url")
    return {key: getattr(challenge, key) for key in keys}


def _previous(one: Previous) -> dict[str, Any]:
    return {"date": one.date.isoformat() if one.date else None, "rating": _rating(one.rating), "url": one.url}
