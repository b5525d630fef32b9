"""Challenges' names compared: what makes two of them one name, which words tell them apart, what a series is called.

Pure. Whether two names *are* one challenge is decided in ``grouping``, by their lists and numbers too.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

# rapidfuzz's ratio, 0 to 100: from here on two names are like each other.
LIKE = 80.0
# Letters that may be wrong in a mistyped name, and how long it must be for so many.
_SLIPS = ((12, 2), (6, 1))
# What many challenges are called; two names that differ only in these words are told apart by nothing.
_ANY = frozenset({
    "a", "an", "and", "at", "challenge", "challenges", "cinema", "film", "films", "for", "in", "list", "marathon",
    "movie", "movies", "my", "of", "on", "project", "the", "to",
})  # fmt: skip
_TOKEN = re.compile(r"\d+(?:\.\d+)*|[^\s\d.]+")
_ROMAN = re.compile(r"(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")  # 1 to 99
_SMALL_ROMAN = re.compile(r"[ivx]{2,}")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_WINTER = re.compile(r"(?<!\d)((?:19|20)\d\d) ?[-–/] ?(\d\d)(?![\d/])")


@lru_cache(maxsize=4096)
def spelling(name: str) -> str:
    """The name without case and blanks: what makes two spellings the same."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


@lru_cache(maxsize=4096)
def words(name: str) -> tuple[str, ...]:
    """Its words and figures in small letters, without signs. Roman numerals are figures; "5.0" is "5"."""
    found = []
    for number, token in enumerate(_TOKEN.findall(_bare(name))):
        if token[0].isdecimal():
            found.append(re.sub(r"(?:\.0+)+\Z", "", token).lstrip("0") or "0")
        else:
            found.append((number and _figure(token)) or token.casefold())
    return tuple(found)


def plain(name: str) -> str:
    """The same for names that say the same: whatever their case, blanks, signs and kind of figures."""
    return re.sub(r"(?<!\d) | (?!\d)", "", " ".join(words(name))) or spelling(name)


def figures(name: str) -> tuple[str, ...]:
    """Its figures, years included."""
    return tuple(word for word in words(name) if word[0].isdecimal())


def letters(name: str) -> str:
    """It without blanks, signs and figures: what its editions have in common."""
    return "".join(word for word in words(name) if not word[0].isdecimal())


def telling(name: str) -> frozenset[str]:
    """The words that tell it from other challenges, figures left out."""
    return frozenset(word for word in words(name) if not word[0].isdecimal()) - _ANY


def years(name: str) -> frozenset[int]:
    """The years it holds, in four figures; the next one, too, where it says "2025/26"."""
    text = unicodedata.normalize("NFKC", name)
    next_ones = {int(year) + 1 for year, short in _WINTER.findall(text) if (int(year) + 1) % 100 == int(short)}
    return frozenset(int(year) for year in _YEAR.findall(text)) | next_ones


def mistyped(one: str, other: str) -> bool:
    """Are two of :func:`plain` or :func:`letters` the same but for a slip or two? Both begin alike."""
    allowed = next((slips for length, slips in _SLIPS if min(len(one), len(other)) >= length), 0)
    return one[:1] == other[:1] and OSA.distance(one, other, score_cutoff=allowed) <= allowed


def alike(one: str, other: str) -> bool:
    """Are two names alike to the eye?"""
    return likeness(one, other) >= LIKE


def likeness(one: str, other: str) -> float:
    """How like each other two names are, 0 to 100."""
    return fuzz.ratio(plain(one), plain(other))


def _bare(name: str) -> str:
    """Letters, their marks and figures; a point only within figures; blanks for all else."""
    text = unicodedata.normalize("NFKC", name)
    kept = "".join(sign if sign == "." or unicodedata.category(sign)[0] in "LMN" else " " for sign in text)
    kept = kept.translate(dict.fromkeys(range(0xFE00, 0xFE10)))  # they choose a sign's look
    return re.sub(r"(?<!\d)\.|\.(?!\d)", " ", kept)


def _figure(token: str) -> str | None:
    """A Roman numeral's value, 1 to 99; None for a word. In small letters only what no word looks like."""
    if _SMALL_ROMAN.fullmatch(token):
        token = token.upper()
    if not _ROMAN.fullmatch(token):
        return None
    values = [_VALUES[letter] for letter in token]
    following = [*values[1:], 0]
    return str(sum(-one if one < after else one for one, after in zip(values, following, strict=True)))
