"""Lines around a review that are none of it: edit notes, signatures, credits, warnings, where it was printed before.

Only says what a line is. Headings and bold lines are known in ``labels``, ratings in ``rating_line``.
"""

from __future__ import annotations

import enum
import re


class Matter(enum.Enum):
    """What is done with a line."""

    PROSE = "it is the review"
    SEARCHED = "it may be found, but is no sentence of the review"
    GONE = "it says nothing about the film"


_MOST = 300  # characters of a line that is none of the review
_SHORT = 120
_START = r"[\W_]{0,6}"
_GONE = re.compile(
    rf"{_START}(?:(?:this|the|my|a version of this|an? \w+ version of this) (?:review|post|piece|essay|article|text)"
    r" (?:was |has been |is |also |originally |first |previously |already )*"
    r"(?:published|posted|printed|appeared|appears|ran|written for)\b"
    r"|(?:originally|first|previously|also) (?:published|posted|printed|appeared|written|seen) (?:on|in|at|by|for|as)\b"
    r"|(?:cross-?posted|re-?posted|re-?published|reprinted) (?:from|to|on|at|in|with)\b"
    r"|(?:edit(?:ed)?|updated?|correction|eta)\b[^.:\n]{0,24}(?::|\d{4})"
    r"|(?:tags?|tagged|filed under|categor(?:y|ies)|labels?|posted (?:in|by|on)|published (?:in|by|on)|permalink)\s*:"
    r"|(?:share (?:this|on|it)|follow (?:me|us)|subscribe|sign up|leave a comment|comments are)\b"
    r"|(?:read more|continue reading|read the full|keep reading|click here|back to top)\b"
    r"|(?:images?|photos?|stills?|header|pictures?)\s*:?\s*(?:via|credits?|sources?|courtesy|©|by\b)"
    r"|(?:source|via|h/t|hat tip)\s*:|https?://\S+\s*\Z"
    r"|©|\(c\)\s*\d|copyright\b|all rights reserved|thanks for reading)",
    re.IGNORECASE,
)
_WARNING = re.compile(
    rf"{_START}(?:\w+ )?(?:CW|TW|[Cc]ontent (?:[Ww]arnings?|[Nn]otes?)|[Tt]rigger [Ww]arnings?"
    r"|CONTENT (?:WARNINGS?|NOTES?)|TRIGGER WARNINGS?)\b\W"
)
_CREDIT = re.compile(
    rf"{_START}(?:(?:direct(?:or|ors|ed by)|writ(?:er|ers|ten by)|screenplay(?: by)?|story by|starring|stars?|cast"
    r"|featuring|produc(?:er|ers|ed by)|cinematograph(?:y|er)(?: by)?|music(?: by)?|edit(?:or|ed by)|runtime"
    r"|running time|length|genres?|countr(?:y|ies)|languages?|year|released?|release date|studio|distributor"
    r"|where to watch|available on|(?:watched|seen|viewed|streaming|screened) (?:on|at|via|in)|format|regie|mit)\s*:"
    r"|(?P<bare>(?:directed|written|produced|edited|shot|music|screenplay) by\b|starring\b"
    r"|(?:watch|stream|rent|buy|streaming|available|rented|watched|seen) (?:it |now )?(?:on|at|from|via)\b))",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"[.!?…]\Z|\b(?:is|was|are|it|i|this|that|film|movie|but|which|who|loved?|liked?|hated?|enjoy\w*|great|good|bad)\b",
    re.IGNORECASE,
)
_SLUG = re.compile(
    r"(?:[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|of|the|de|del|la|du))*, ){1,3}"
    r"(?:(?:early|late|c\.|circa|the) )?(?:[A-Z][a-z]+ )?(?:1[0-9]|20)\d\d(?:s|[–-]\d{2,4})?\.?\Z"
)
_SIGNATURE = re.compile(r"[—–―~-]{1,2}\s*(?!(?:I|No|Yes)\b)[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}\Z")


def matter_of(line: str) -> Matter:
    """What a line or short paragraph is."""
    if _WARNING.match(line):
        return Matter.SEARCHED
    if len(line) > _MOST:
        return Matter.PROSE
    if _GONE.match(line) or _SLUG.match(line):
        return Matter.GONE
    credit = _CREDIT.match(line)
    if credit is None or (credit["bare"] and (len(line) > _SHORT or _SAYS.search(line))):
        return Matter.PROSE
    return Matter.SEARCHED


def is_signature(line: str) -> bool:
    """Is a text's last line its author's name behind a dash?"""
    return len(line) <= _SHORT and _SIGNATURE.match(line) is not None
