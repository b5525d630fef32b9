"""Front matter excerpts that say the same in many reviews: they say nothing, so the body's words take their place.

One file can't tell; the catalogue holds each excerpt's shape. Decides nothing else, and changes no row.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.catalogue.words import fold

if TYPE_CHECKING:
    import sqlite3

    from bot.review.model import Review

MANY = 3  # reviews with one excerpt
_SHARE = 200  # one in so many of the source's excerpts, at least: three of 2,000 may well be chance
_LOOKED_AT = 400  # characters


def shape(review: Review) -> str:
    """What remains of a front matter excerpt without title and numbers, as a short hash. "" where there is none."""
    if review.excerpt.instead is None:
        return ""
    text = fold(review.excerpt.text[:_LOOKED_AT])
    if title := fold(review.title):
        text = f" {text} ".replace(f" {title} ", " ")
    words = [word for word in text.split() if not word.isdecimal()]
    return hashlib.blake2b(" ".join(words).encode("utf-8", "replace"), digest_size=6).hexdigest()


def own_words(connection: sqlite3.Connection, review: Review) -> Review:
    """The review, with the body's excerpt where the front matter's stands in many reviews of the source."""
    if review.excerpt.instead is None:
        return review
    told = (review.source, shape(review))
    same = connection.execute("SELECT count(*) FROM review WHERE source = ? AND shape = ?", told).fetchone()[0]
    if same < MANY:
        return review
    counted = "SELECT count(*) FROM review WHERE source = ? AND shape <> ''"
    if same * _SHARE < connection.execute(counted, told[:1]).fetchone()[0]:
        return review
    return replace(review, excerpt=review.excerpt.instead)
