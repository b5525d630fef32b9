"""Hashtags that Mastodon takes and screen readers can read: CamelCase, letters, digits and "_". Pure."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import regex

if TYPE_CHECKING:
    from bot.format.model import FormatPolicy
    from bot.review.model import Review

_MOST = 4  # more look like shouting
_LONGEST = 60
_WORD = regex.compile(r"[\p{L}\p{M}\p{Nd}_]+")
# A year, or the number of an edition: the next year's posts belong under the same hashtag.
_EDITION = regex.compile(r"(?<!\S)[(\[]?(?:(?:19|20)\d\d|\d+\.\d+)[)\]]?(?!\S)|\s#?\d+\s*$")


def hashtags(review: Review, policy: FormatPolicy) -> tuple[str, ...]:
    """The review's hashtags with "#": the challenge's first, then those that the owner gave to public tags."""
    mapped = {tag.casefold(): name for tag, name in policy.hashtags.items()}
    names = [challenge_hashtag(review.challenge.name)] if review.challenge else []
    names += [hashtag(mapped[tag.casefold()]) for tag in review.public_tags if tag.casefold() in mapped]
    unique = {name.casefold(): name for name in reversed(names) if name}
    return tuple(f"#{name}" for name in reversed(unique.values()))[:_MOST]


def challenge_hashtag(name: str) -> str | None:
    """A hashtag, without "#", from a challenge's name without its year: "Oh My Horror 2025" → OhMyHorror."""
    return hashtag(_EDITION.sub(" ", name))


def hashtag(words: str) -> str | None:
    """The words as one hashtag without "#", in CamelCase; None if no valid one can be made."""
    plain = regex.sub(r"[’'`´]", "", unicodedata.normalize("NFC", words))
    name = "".join(word[:1].upper() + word[1:] for word in _WORD.findall(plain))
    return name if regex.search(r"\p{L}", name) and len(name) <= _LONGEST else None
