"""Ratings in numbers as people write them: "3½", "7.2/10", "4 out of 5 stars", "85%". It guesses no scale."""

from __future__ import annotations

import re
from typing import NamedTuple

_DECIMAL = r"[+-]?(?:\d{1,9}(?:[.,]\d{1,9})?|[.,]\d{1,9})"
_PARTS = {"½": 1 / 2, "¼": 1 / 4, "¾": 3 / 4, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 1 / 8, "⅜": 3 / 8, "⅝": 5 / 8, "⅞": 7 / 8}
_PART = f"[{''.join(_PARTS)}]"
_TYPED_PART = r"(?:1/[2348]|3/4|2/3|[357]/8)(?!\d)"
# A whole number with a part, a decimal number, or a part alone; "1/2" alone is one of two.
_AMOUNT = rf"(?:{_DECIMAL}(?:\s*{_PART}|\s+(?:and\s+|&\s*)?{_TYPED_PART})?|{_PART})"
_UNIT = (
    r"(?:\s*(?:stars?|[★⭐🌟]|points?|pts?\.?|estrellas?|estrelas?|étoiles?|sternen?|stelle|stella|punkten?|puntos?|pontos?|punti"
    r"|gwiazd(?:ki|ek|ka)?|sterren|ster))?"
)
_OF = r"(?:\s*[/⁄∕]\s*|\s*(?:out\s+of|of)\s*|\s+(?:von|sur|de|su|van|av|af|na)\s+)"
_WHOLE = re.compile(rf"({_AMOUNT}){_UNIT}(?:{_OF}({_AMOUNT}){_UNIT})?\.?\Z", re.IGNORECASE)
_PERCENT = re.compile(rf"({_AMOUNT})\s*(?:%|％|per\s?cent|pct|prozent)\Z", re.IGNORECASE)
_SPLIT = re.compile(rf"({_DECIMAL})?\s*(?:and\s+|&\s*)?(?:({_PART})|({_TYPED_PART}))?\Z", re.IGNORECASE)

_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_WORD = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b", re.IGNORECASE)
_HALF = re.compile(r"(?:\s+and\s+a|\A)\s*half\b(?:\s+an?\b)?\s*", re.IGNORECASE)


class Number(NamedTuple):
    """A rating's number, and what it is of where the text says so."""

    value: float
    of: float | None = None


def read_number(text: str) -> Number | None:
    """The number of a text that is nothing else; None for any other text. The text is at most some 100 characters."""
    if text[:1].isalpha() or " and a half" in text:
        text = _HALF.sub("½ ", _WORD.sub(lambda word: str(_WORDS.index(word[0].lower())), text))
    if match := _PERCENT.match(text):
        return Number(_amount(match[1]), 100.0)
    if match := _WHOLE.match(text):
        return Number(_amount(match[1]), _amount(match[2]) if match[2] else None)
    return None


def _amount(text: str) -> float:
    match = _SPLIT.match(text)
    if match is None:  # never: _AMOUNT has no other form
        return float("nan")
    value = float((match[1] or "0").replace(",", "."))
    if match[2]:
        value += _PARTS[match[2]]
    elif match[3]:
        over, under = match[3].split("/")
        value += int(over) / int(under)
    return value
