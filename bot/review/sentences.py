"""A paragraph cut into sentences. Never inside an abbreviation, an initial or a quotation's own full stop."""

from __future__ import annotations

import re

_END = re.compile(r"[.!?…][\"”’»)\]]*\s+(?=[\"“‘«(\[]*[A-Z0-9À-ÖØ-Þ#*])")
_SHORT = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Sr|Jr|Sgt|Lt|Capt|Col|Gen|Rev|Hon|vs|Vs|No|Vol|Pt|Mt|Ft|approx|ca|cf|e\.g|i\.e)"
    r"|(?:^|[\s(.\"“])[A-Z])\.\Z"
)


def sentences(paragraph: str) -> list[str]:
    """The sentences in order; what has no full stop is one sentence."""
    found: list[str] = []
    start = 0
    for match in _END.finditer(paragraph):
        stop, following = match.span()
        if paragraph[stop] == "." and _SHORT.search(paragraph, max(start, stop - 9), stop + 1):
            continue
        found.append(paragraph[start:following].rstrip())
        start = following
    if rest := paragraph[start:].strip():
        found.append(rest)
    return found
