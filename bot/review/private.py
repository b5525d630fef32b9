"""Names that are never shown (``never_quote``): which texts hold one, and texts without the sentences that do.

Knows only the names it is given; which tags are private is decided elsewhere.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from bot.review.sentences import sentences


def names_one(text: str, names: tuple[str, ...]) -> bool:
    """Does the text hold one of the names as whole words, spelt just so? "Ann’s" names Ann, "Annie" doesn't."""
    pattern = _pattern(names) if names else None
    return pattern is not None and pattern.search(_composed(text)) is not None


def without(text: str, names: tuple[str, ...]) -> str:
    """The text without every sentence that holds one of the names; lines stay lines, emptied ones go."""
    if not names_one(text, names):
        return text
    lines = (_cleared(line, names) for line in text.split("\n"))
    kept = "\n".join(line for line in lines if line is not None)
    return "" if names_one(kept, names) else kept  # a name that is broken over two lines


def stretches(text: str, names: tuple[str, ...]) -> list[str]:
    """A paragraph's stretches between the sentences that hold one of the names; the whole where none does."""
    if not names_one(text, names):
        return [text]
    found: list[list[str]] = [[]]
    for one in sentences(text):
        if names_one(one, names):
            found.append([])
        else:
            found[-1].append(one)
    return [" ".join(part) for part in found if part]


def _cleared(line: str, names: tuple[str, ...]) -> str | None:
    if not names_one(line, names):
        return line
    return " ".join(one for one in sentences(line) if not names_one(one, names)) or None


@lru_cache(maxsize=64)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str] | None:
    """Longest first is not needed: any hit is enough. Blanks in a name may be any white space."""
    given = [r"\s+".join(map(re.escape, _composed(name).split())) for name in names if name.strip()]
    return re.compile(rf"(?<!\w)(?:{'|'.join(given)})(?!\w)") if given else None


def _composed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)
