"""In which order stretches of text stand on a line, where some of them run from right to left.

What posts and titles need of the Unicode Bidirectional Algorithm (https://www.unicode.org/reports/tr9/): two
directions, numbers and brackets. Marks that turn the direction by force are taken out before.
"""

from __future__ import annotations

import unicodedata
from typing import TypeVar

T = TypeVar("T")
_RIGHT = frozenset({"R", "AL"})
_NUMBERS = frozenset({"EN", "AN"})
_OPENING, _CLOSING = "([{", ")]}"
_JOINING = frozenset({"CS", "ES"})  # as in 3.5 and 1:0


def runs_right_to_left(text: str) -> bool:
    """Whether the text's first letter does."""
    for sign in text:
        kind = unicodedata.bidirectional(sign)
        if kind == "L" or kind in _RIGHT:
            return kind != "L"
    return False


def levels(text: str, *, right: bool) -> list[int]:
    """For each character how deep it is turned: 0 and 2 run from left to right, 1 from right to left.

    ``right``: the line as a whole runs from right to left.
    """
    kinds = [unicodedata.bidirectional(sign) for sign in text]
    if not right and not any(kind in _RIGHT or kind == "AN" for kind in kinds):
        return [0] * len(kinds)
    base = "R" if right else "L"
    signs = _filled(_bracketed(text, _strong(_joined(kinds), base), base), base)
    depth = {"L": 2 if right else 0, "R": 1, "N": 2}
    return [depth[sign] for sign in signs]


def _joined(kinds: list[str]) -> list[str]:
    """Marks go with what they stand on, one sign between two digits with these, and so do % and $ beside them."""
    found: list[str] = []
    for place, kind in enumerate(kinds):
        before = found[-1] if found else "ON"
        after = kinds[place + 1] if place + 1 < len(kinds) else "ON"
        if kind in {"NSM", "BN"}:
            found.append(before)
        else:
            found.append(before if kind in _JOINING and before == after and before in _NUMBERS else kind)
    for places in (range(1, len(found)), range(len(found) - 2, -1, -1)):
        step = 1 if places.step < 0 else -1
        for place in places:
            if found[place] == "ET" and found[place + step] == "EN":
                found[place] = "EN"
    return found


def _strong(kinds: list[str], base: str) -> list[str]:
    """Each character as "L", "R" or "N" (a number beside letters from the right); "" for signs and blanks."""
    signs: list[str] = []
    last = base
    for kind in kinds:
        if kind == "L" or kind in _RIGHT:
            last = "L" if kind == "L" else "R"
            signs.append(last)
        elif kind in _NUMBERS:
            signs.append("N" if last == "R" or kind == "AN" else "L")
        else:
            signs.append("")
    return signs


def _bracketed(text: str, signs: list[str], base: str) -> list[str]:
    """Brackets go with what is inside of them: as the line runs, or the other way if what stands before does too."""
    found, opened = list(signs), list[int]()
    for place, sign in enumerate(text):
        if sign in _OPENING:
            opened.append(place)
        elif sign in _CLOSING and opened:
            start = opened.pop()
            inside = {one.replace("N", "R") for one in signs[start:place]} - {""}
            before = next((one.replace("N", "R") for one in reversed(found[:start]) if one), base)
            if inside:
                found[start] = found[place] = base if base in inside else before
    return found


def _filled(signs: list[str], base: str) -> list[str]:
    """Signs and blanks go with what stands on both sides of them, or else as the line runs."""
    filled = list(signs)
    start = 0
    while start < len(filled):
        end = start
        while end < len(filled) and not signs[end]:
            end += 1
        before = (signs[start - 1] if start else base).replace("N", "R")
        after = (signs[end] if end < len(filled) else base).replace("N", "R")
        filled[start:end] = [before if before == after else base] * (end - start)
        start = max(end, start) + 1
    return filled


def in_order(stretches: list[tuple[T, int]]) -> list[T]:
    """Stretches with their levels as they are read, put in the order in which they stand from left to right."""
    placed = list(stretches)
    for level in (2, 1):
        start = 0
        while start < len(placed):
            end = start
            while end < len(placed) and placed[end][1] >= level:
                end += 1
            placed[start:end] = placed[start:end][::-1]
            start = max(end, start + 1)
    return [stretch for stretch, _ in placed]
