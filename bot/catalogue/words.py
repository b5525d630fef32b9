"""Words as the search compares them: without case, accents and punctuation. Pure; knows no database.

What a person typed is data. It leaves here only as words of letters and digits, each within quotation marks, so that
nothing of it can be read as the query language.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST_QUERY = 300  # characters looked at; the rest of a longer text can't narrow a search any further
MOST_WORDS = 12
LONGEST_WORD = 64

# Letters that don't decompose into a base letter and an accent.
_LETTERS = str.maketrans({
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t", "&": " and ",
    "'": None, "’": None, "‘": None, "ʼ": None, "`": None, "´": None, "*": None,
})  # fmt: skip
# Signs that aren't seen and part no words: soft hyphens, joiners, turns of the writing direction.
_UNSEEN = re.compile(r"[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]+")
_GAPS = re.compile(r"[\W_]+")
_ARTICLES = ("the ", "a ", "an ")


def fold(text: str) -> str:
    """The words of a title or a query, folded and parted by single spaces: "Amélie's Öl & #1" → "amelies ol and 1"."""
    plain = text.casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", _UNSEEN.sub("", plain))
        plain = "".join([sign for sign in plain if sign < "\u0300" or unicodedata.category(sign)[0] != "M"])
    return _GAPS.sub(" ", plain.translate(_LETTERS)).strip()


def without_article(folded: str) -> str:
    """Folded words without a leading English article, unless nothing else is there."""
    for article in _ARTICLES:
        if folded.startswith(article):
            return folded[len(article) :]
    return folded


def words_of(text: str) -> list[str]:
    """The words of a query as the prose index cuts them: apostrophes part words there."""
    parts = _GAPS.split(unicodedata.normalize("NFC", _UNSEEN.sub("", text[:LONGEST_QUERY])))
    return [part[:LONGEST_WORD] for part in parts if part][:MOST_WORDS]


def every(words: list[str], *, prefix: bool = False) -> str:
    """An FTS5 expression: all of these words; with ``prefix`` the last one may go on."""
    quoted = [f'"{word}"' for word in words]
    return " AND ".join(quoted) + (" *" if prefix else "")


def some(words: list[str]) -> str:
    """An FTS5 expression: any of these words."""
    return " OR ".join(f'"{word}"' for word in words)


def after(prefix: str) -> str:
    """The least text above everything that starts with ``prefix``."""
    return prefix + "\U0010ffff"
