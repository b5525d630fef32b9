"""What a heading, a bold line or a bare line announces: spoilers, their end, an aside, a film of an anthology.

Everything that only might be a spoiler heading counts as one: hiding an opinion is mended later, a spoiled ending not.
"""

from __future__ import annotations

import enum
import re


class Role(enum.Enum):
    """What the text below a label is."""

    REVIEW = "the review itself"
    ASIDE = "stray thoughts, credits, links: not chosen from, but searched"
    SEGMENT = "one film of an anthology, with its own stars"
    SPOILER = "never shown anywhere"
    END_OF_SPOILERS = "the review again"


# "spoiler" as it is written and mistyped: spoliers, spoilors, spioler, psoilers, spoilrs, SPOILERZ …
_SPOILER = re.compile(
    r"\b(?:sp|ps|spp)(?:oi|io|o|oy)l{1,2}(?:ie|ei|i|e|o|a)?re?[sz]?\b|\bspoil(?:s|ed|t|ing)?\b", re.IGNORECASE
)
_STARTS = ("spoi", "spol", "spio", "spoy", "sppo", "psoi", "psol", "psio")  # of every spelling _SPOILER finds
_END = re.compile(r"\b(?:end|ends|over|finished|done|safe)\b|</|^\W*/", re.IGNORECASE)
_NONE = re.compile(
    r"\b(?:no|non|without|zero|free of|avoids?|not?|never|won[’']?t|don[’']?t|didn[’']?t|can[’']?t|sans|minus)\b"
    r"[^.!?]{0,24}?\bsp\w*l\w*|\bsp\w*l\w*[\s-]*free\b",
    re.IGNORECASE,
)
_PREFIX = re.compile(
    r"[\W_]*(?:\w+\W+){0,2}?(?:sp|ps)[oily]{2,4}\w*(?:\W+(?:alert|ahead|warning|below|follows?|time|talk))?\s*[:!—–*)\]]",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"\b(?:(?:stray|random|other|final|misc\w*|scattered|assorted|additional|extra|quick|loose)\s+"
    r"(?:thoughts?|observations?|notes?|bits|musings)"
    r"|thoughts?|observations?|notes?|actor talk|cast|crew|credits|starring"
    r"|further (?:reading|viewing|listening)|see also|related|links?"
    r"|references?|sources?|footnotes|trivia|fun facts?|riffs?|favou?rite (?:riffs?|lines?|quotes?)|complaining"
    r"|tags|newsletter|where to watch|watch(?:ed)? (?:it )?(?:on|with|at))\b",
    re.IGNORECASE,
)
_STARS = re.compile(r"(?:[*★☆⭐½]+(?:\.5)?|[*★]*\.5|\d(?:\.\d)?\s*/\s*\d+)\s*\Z")
_MAX_WORDS = 7  # of a bare line
_START = 80  # characters in which a heading says what it is


def role_of(text: str, *, bare: bool = False) -> Role:
    """What a label announces. ``bare``: it has no mark of a label, so that only a short line counts."""
    if has_spoiler_word(text):
        if bare and not is_spoiler_line(text):
            return Role.REVIEW
        if _NONE.search(text):
            return Role.END_OF_SPOILERS if "free" in text.lower() else Role.REVIEW
        return Role.END_OF_SPOILERS if _END.search(text) and len(text.split()) <= _MAX_WORDS else Role.SPOILER
    if bare:
        return Role.REVIEW
    if _STARS.search(text) and not text.strip().startswith("*"):
        return Role.SEGMENT
    words = text.split()
    return Role.ASIDE if len(words) <= _MAX_WORDS and _ASIDE.search(text) else Role.REVIEW


def has_spoiler_word(text: str) -> bool:
    """Does the text hold "spoiler", spelt or misspelt?"""
    return bool(_SPOILER.search(text.replace("_", " ")))


def may_spoil(text: str) -> bool:
    """A quick look at a line's start: False means that it surely is no spoiler heading."""
    low = text[:_START].lower()
    if "sp" not in low and "ps" not in low:
        return False
    return any(start in low for start in _STARTS)


def is_spoiler_line(text: str) -> bool:
    """Is a line without any mark of a label nevertheless a spoiler heading, or a paragraph that starts with one?"""
    start = text[:_START]
    if not may_spoil(start) or not has_spoiler_word(start) or _NONE.search(start):
        return False
    return len(text.split()) <= _MAX_WORDS or bool(_PREFIX.match(text))
