"""Hashtags that Mastodon takes and screen readers can read: CamelCase, letters, digits and "_". Pure."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import regex

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.format.model import FormatPolicy
    from bot.review.model import Review

_LONGEST = 60
_WORD = regex.compile(r"[\p{L}\p{Nd}_][\p{L}\p{M}\p{Nd}_]*")  # a mark alone would sit on the sign before it
# A year, or the number of an edition: the next year's posts belong under the same hashtag.
_EDITION = regex.compile(r"(?<!\S)[(\[]?(?:(?:19|20)\d\d|\d+\.\d+)[)\]]?(?!\S)|\s#?\d+\s*$")


def hashtags(review: Review, policy: FormatPolicy) -> tuple[str, ...]:
    """The review's hashtags with "#", at most ``policy.most_hashtags``: the challenge's first, then public tags'.

    A tag has one only where the owner gave it one; a challenge without one has its name, without its year.
    """
    given = {_folded(name): word for name, word in policy.hashtags.items()}
    names = [_of_challenge(review.challenge.name, given)] if review.challenge else []
    names += [hashtag(given[_folded(tag)]) for tag in review.public_tags if _folded(tag) in given]
    unique = {name.casefold(): name for name in reversed(names) if name}
    return tuple(f"#{name}" for name in reversed(unique.values()))[: policy.most_hashtags]


def challenge_hashtag(name: str, given: Mapping[str, str] | None = None) -> str | None:
    """A hashtag, without "#", from a challenge's name without its year: "Oh My Horror 2025" → OhMyHorror.

    ``given``: hashtags that the owner gave to names, with the year or without it (``FormatPolicy.hashtags``).
    """
    return _of_challenge(name, {_folded(one): word for one, word in (given or {}).items()})


def hashtag(words: str) -> str | None:
    """The words as one hashtag without "#", in CamelCase; None if no valid one can be made."""
    plain = regex.sub(r"[’'`´ʼ]", "", unicodedata.normalize("NFC", words))
    # Title case, not capitals: "ß" and Georgian letters have capitals that never begin a word.
    name = "".join(word[:1].title() + word[1:] for word in _WORD.findall(plain))
    return name if regex.search(r"\p{L}", name) and len(name) <= _LONGEST else None


def _of_challenge(name: str, given: Mapping[str, str]) -> str | None:
    bare = _EDITION.sub(" ", name)
    word = given.get(_folded(name)) or given.get(_folded(bare))
    return hashtag(word or bare)


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())
