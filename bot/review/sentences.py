"""A paragraph cut into sentences. Never inside an abbreviation, an initial or a quotation's own full stop."""

from __future__ import annotations

import re

_CLOSING = '"”’»)\\]'
# What follows is no small letter: of these alphabets, or of one that knows no small letters.
# It starts with one set of signs, so that it is found quickly; the empty group stands where the sentence ends.
_END = re.compile(
    rf"[.!?…。！？](?:(?<=[.!?…])[{_CLOSING}]*()\s+(?=[\"“‘«(\[„‚‹¡¿]*(?:[^\W_a-zß-öø-ÿа-яёά-ώ]|[#*]))"
    rf"|(?<=[。！？])[。！？]*[{_CLOSING}」』）]*()(?=\S))"
)
_ABBREVIATIONS = (
    "Mr Mrs Ms Dr Prof St Sr Jr Sgt Lt Capt Col Gen Rev Hon vs Vs No Vol Pt Mt Ft approx ca cf e.g i.e"
    " Nr bzw Sra Srta Dra Mme Mlle Sig Dott z"
)
_SHORT = re.compile(rf"(?:\b(?:{'|'.join(map(re.escape, _ABBREVIATIONS.split()))})|(?:^|[\s(.\"“])[A-Z])\.\Z")
_LAST_LETTERS = frozenset(word[-2:] for word in _ABBREVIATIONS.split())  # most end otherwise


def sentences(paragraph: str) -> list[str]:
    """The sentences in order; what has no full stop is one sentence."""
    return [paragraph[start:end] for start, end in cuts(paragraph)]


def cuts(paragraph: str) -> list[tuple[int, int]]:
    """Where each sentence starts and ends, without the blanks between them."""
    found: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(paragraph):
        stop = match.start()
        if paragraph[stop] == "." and _is_short(paragraph, start, stop):
            continue
        found.append((start, match.end(match.lastindex or 0)))
        start = match.end()
    rest = paragraph[start:]
    if stripped := rest.strip():
        start += len(rest) - len(rest.lstrip())
        found.append((start, start + len(stripped)))
    return found


def _is_short(paragraph: str, start: int, stop: int) -> bool:
    """Does the full stop at ``stop`` end an abbreviation or an initial of the sentence that begins at ``start``?"""
    last = paragraph[max(stop - 2, 0) : stop]
    if last[:-1].isalnum() and last not in _LAST_LETTERS:
        return False
    return _SHORT.search(paragraph, max(start, stop - 9), stop + 1) is not None
