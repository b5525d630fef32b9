"""Sentences that announce spoilers without being a heading, and sentences that hold one after a mark ("SPOILER: …").

Hiding too much is better than a spoiled ending. Headings are known in ``labels``, marks of markup in ``spoilers``.
"""

from __future__ import annotations

import re

from bot.review.sentences import sentences

_LONGEST = 300  # characters of a sentence that is looked at
_WORD = r"\b\w{0,2}(?:sp|ps)[oóilyj]{2,4}(?:r|er|or|eur)\w*"
_NEGATED = re.compile(
    r"\b(?:no|non|not|without|zero|free of|avoid\w*|never|nor|any|won[’']?t|don[’']?t|didn[’']?t|can[’']?t|see|saw|read"
    r"|sin|ohne|keine?n?|sans|sem|senza)\b\W+(?:\w+\W+){0,3}?(?:sp|ps)[oóilyj]{2,4}\w*|\bspoil\w*\W{0,3}free\w*",
    re.IGNORECASE,
)
_NEXT = re.compile(
    rf"{_WORD}.{{0,80}}?(?:\b(?:ahead|below|coming|incoming|inevitable|abound|galore|beware|warned|careful)\b|\bfollow\w*\W*$"
    r"|\b(?:rest|remainder|whole|entirety) of\b|\bfor the (?:whole|entire|rest)\b"
    r"|\b(?:from|after|past|beyond|until) (?:here|this|now|that|point)\b|\b(?:skip|stop|look away|turn back|leave)\b)"
    rf"|\b(?:from|after|past|beyond) (?:here|this|now|that)\b.{{0,60}}?{_WORD}"
    rf"|\b(?:warning|beware|careful|caution|stop reading|turn back|look away).{{0,60}}?{_WORD}"
    rf"|\blet[’']s (?:\w+ ){{1,4}}?{_WORD}"
    r"|(?<!not )\b(?:going to|gonna|about to|have to|must|will|[’']ll|let me) (?:now )?spoil\b",
    re.IGNORECASE,
)
_FREE_ENDS = re.compile(
    r"\b(?:end|ends|ended|over|done|so much for)\b.{0,30}\bspoil\w*\W{0,3}free"
    r"|\bspoil\w*\W{0,3}free\b.{0,30}\b(?:ends?|over|done)\b",
    re.IGNORECASE,
)
_MARK = re.compile(
    rf"{_WORD}(?:\s+(?:alert|warning|ahead))?\s*[:!—–]|[(\[]\s*(?:\w+\s+){{0,2}}?{_WORD}(?![^()]*\bbelow)",
    re.IGNORECASE,
)


def announces(text: str) -> bool:
    """Does the sentence say that spoilers come next?"""
    text = text[:_LONGEST]
    if _FREE_ENDS.search(text):
        return True
    return _NEXT.search(_NEGATED.sub(" ", text)) is not None


def before_spoilers(text: str) -> tuple[str, bool]:
    """The paragraph down to the first sentence that spoils or announces it; and whether what follows spoils, too."""
    place = 0
    for one in sentences(text):
        place = max(text.find(one, place), place)
        if announces(one):
            return text[:place].rstrip(), True
        if _MARK.search(_NEGATED.sub(" ", one[:_LONGEST])):
            return text[:place].rstrip(), False
        place += len(one)
    return text, False
