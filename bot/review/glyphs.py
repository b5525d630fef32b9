"""Ratings drawn in signs: "★★★½", "★★★½☆", "⭐⭐⭐", "🍿🍿🍿🍿", "🌕🌕🌗🌑🌑". Counts them, and knows no scale."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

import regex

from bot.review.numbers import read_number

_STARS = "★⭐🌟✭✮✯✪⭑✦"
_HOLLOW = "☆✩✰⭒✧○◯□▢◇♡♢🤍▱🌑⬜⬡◻◽"  # a sign that isn't given; in a row behind others
_STAR, _EMPTY = "★", "☆"
_MOONS = {"🌖": "¾", "🌔": "¾", "🌗": "½", "🌓": "½", "🌘": "¼", "🌒": "¼"}
_SAME = str.maketrans({**dict.fromkeys(_STARS, _STAR), **dict.fromkeys(_HOLLOW, _EMPTY), "⯨": "½", "⯪": "½", **_MOONS})
_PART_BEHIND = re.compile(r"(?<=\D)\s*\+?\s*1/([24])(?=\s|☆|\Z)|(?<=\D)\s*\+\s*(?=[½¼¾])")
_RUN = re.compile(rf"([^\s\d{_EMPTY}½¼¾]*)([½¼¾])?({_EMPTY}*)\Z")
_PARTS = {"½": 0.5, "¼": 0.25, "¾": 0.75, None: 0.0}
_MOST = 30
# One face or thumb is a word, not a count of one.
_MOODS = re.compile("[\U0001f44c-\U0001f44f\U0001f600-\U0001f64f\U0001f910-\U0001f92f\U0001f970-\U0001f97a✅❌✔✘💯]")


class Run(NamedTuple):
    """So many signs, and how many there are with the hollow ones, if any. ``stars``: they are stars."""

    value: float
    of: float | None
    stars: bool


def read_run(text: str) -> Run | None:
    """The count of a text that is nothing but one sign repeated, a part of one, and hollow ones; else None.

    Numbers beside the signs ("★★★½ (3.5/5)") tell the same more exactly, and are taken instead.
    """
    signs = _PART_BEHIND.sub(_part, text).translate(_SAME)
    if any(sign.isdigit() for sign in signs):
        return _in_numbers(signs)
    match = _RUN.match("".join(signs.split()))
    if match is None or not (match[1] or match[3]):
        return None
    count = _repeated(match[1])
    if count is None:
        return None
    value, hollow = count + _PARTS[match[2]], len(match[3])
    total = count + (match[2] is not None) + hollow
    if total > _MOST or (hollow and total < 3):
        return None
    if not value and total not in {5, 10}:
        return None  # "☆☆☆" may be three stars or none of three
    stars = not match[1] or match[1][0] == _STAR
    return Run(value, float(total) if hollow else None, stars)


def _part(match: re.Match[str]) -> str:
    return {"2": "½", "4": "¼", None: ""}[match[1]]


def _in_numbers(signs: str) -> Run | None:
    drawn = [sign for sign in signs if unicodedata.category(sign) == "So"]
    rest = "".join(sign for sign in signs if sign not in drawn and sign not in "()[]\u200d")
    number = read_number(rest.lstrip(" ½¼¾").strip(" ·|:–—-"))
    if number is None or (number.of is None and len(drawn) != 1):
        return None
    return Run(number.value, number.of, stars=True)


def _repeated(signs: str) -> int | None:
    """How often the signs repeat one symbol, which may be several characters joined; None if they are anything else."""
    if not signs:
        return 0
    if unicodedata.category(signs[0]) not in {"So", "Sm"}:
        return None
    symbols = regex.findall(r"\X", signs)
    if len(set(symbols)) > 1 or (len(symbols) == 1 and _MOODS.match(signs)):
        return None
    return len(symbols)
