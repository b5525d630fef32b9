"""Tidying and shortening of people's words. Pure; it knows no network.

Never cut inside a grapheme cluster, and inside a word only where a text has no words.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

import regex

from bot.format.length import graphemes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_BREAKS = regex.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Control characters, lone surrogates, and marks that turn the direction of all that follows, an address included.
_UNPRINTABLE = regex.compile(r"[^\P{Cc}\n]|\p{Cs}|[\u202a-\u202e\u2066-\u2069\ufeff]|\p{Cn}")
_SENTENCE = regex.compile(
    r"""(?<!\b(?:\p{Lu}|Mr|Mrs|Ms|Dr|St|Jr|Sr|vs|Vol|No|e\.g|i\.e|cf))[.!?…]+["'”’»)\]]*(?=\s)|[。！？]|(?=\n)"""
)
_HANGING = regex.compile(r"[\s,;:–—(\[“„«-]+\Z")
_ELLIPSIS = "…"
_LONGEST, _LONGEST_LINE = 5000, 1000


def tidy(text: str, most: int = _LONGEST) -> str:
    """The text with plain line breaks, at most one empty line in a row, and nothing that can't be shown.

    No post is ever as long as ``most`` (code points): what lies behind is left out before it costs time.
    """
    if len(text) > most:
        text = "".join(graphemes(text[:most])[:-1]) + _ELLIPSIS
    plain = _UNPRINTABLE.sub("", _BREAKS.sub("\n", text.replace("\t", " ")))
    lines = [regex.sub(r" {2,}", " ", line).strip() for line in plain.split("\n")]
    return regex.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def one_line(text: str) -> str:
    """The tidy text on one line."""
    return " ".join(tidy(text, _LONGEST_LINE).split())


def shorten(text: str, fits: Callable[[str], bool]) -> str:
    """The text, or as much of its beginning as fits: whole sentences, else words and "…"; "" if nothing fits.

    ``fits`` must hold for a shorter beginning whenever it holds for a longer one.
    """
    if fits(text):
        return text
    clusters = graphemes(text)
    ends = [0]
    for cluster in clusters:
        ends.append(ends[-1] + len(cluster))
    by_cluster = _longest(text, ends, lambda part: fits(part + _ELLIPSIS))
    known = set(ends)  # a place to cut may not lie inside a grapheme cluster
    breaks = [found.start() for found in regex.finditer(r"\s+", text) if found.start() in known]
    by_word = _HANGING.sub("", _longest(text, breaks, lambda part: fits(part + _ELLIPSIS)))
    by_sentence = _longest(text, [found.end() for found in _SENTENCE.finditer(text) if found.end() in known], fits)
    if by_sentence and len(by_sentence) * 3 >= len(by_cluster):  # one "Yes." is not what the text says
        return by_sentence.rstrip()
    cut = by_word if len(by_word) * 3 >= len(by_cluster) else by_cluster
    return cut + _ELLIPSIS if cut else _ELLIPSIS * fits(_ELLIPSIS)


def shorten_to(text: str, most: int) -> str:
    """The beginning that has at most that many grapheme clusters (1 or more)."""
    return shorten(text, lambda part: len(graphemes(part)) <= most)


def _longest(text: str, cuts: Sequence[int], fits: Callable[[str], bool]) -> str:
    """The longest beginning up to one of the rising ``cuts`` that fits; "" if none does."""
    found = bisect_right(cuts, 0, key=lambda cut: 0 if fits(text[:cut]) else 1)
    return text[: cuts[found - 1]] if found else ""
