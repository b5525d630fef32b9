"""A paragraph cut into sentences. Never inside an abbreviation, an initial or a quotation's own full stop."""

from __future__ import annotations

import re

_CLOSING = '"”’»)\\]'
# What follows is no small letter: of these alphabets, or of one that knows no small letters.
_END = re.compile(
    rf"[.!?…][{_CLOSING}]*\s+(?=[\"“‘«(\[„‚‹¡¿]*(?:[^\W_a-zß-öø-ÿа-яёά-ώ]|[#*]))|[。！？]+[{_CLOSING}」』）]*(?=\S)"
)
_SHORT = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Sr|Jr|Sgt|Lt|Capt|Col|Gen|Rev|Hon|vs|Vs|No|Vol|Pt|Mt|Ft|approx|ca|cf|e\.g|i\.e"
    r"|Nr|bzw|Sra|Srta|Dra|Mme|Mlle|Sig|Dott|z)|(?:^|[\s(.\"“])[A-Z])\.\Z"
)


def sentences(paragraph: str) -> list[str]:
    """The sentences in order; what has no full stop is one sentence."""
    return [paragraph[start:end] for start, end in cuts(paragraph)]


def cuts(paragraph: str) -> list[tuple[int, int]]:
    """Where each sentence starts and ends, without the blanks between them."""
    found: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(paragraph):
        stop, following = match.span()
        if paragraph[stop] == "." and _SHORT.search(paragraph, max(start, stop - 9), stop + 1):
            continue
        found.append((start, start + len(paragraph[start:following].rstrip())))
        start = following
    rest = paragraph[start:]
    if stripped := rest.strip():
        start += len(rest) - len(rest.lstrip())
        found.append((start, start + len(stripped)))
    return found
