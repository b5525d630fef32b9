"""The forms of a title under which it can be found: numerals, articles and connecting words give way. Pure.

What was typed gets the same forms. No form replaces the title itself: "Die Hard" is found as such, and as "hard".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from bot.catalogue.words import fold, without_article

# Of English, Spanish, French, German and Italian.
_ARTICLES = frozenset((
    "the", "a", "an", "el", "la", "los", "las", "un", "una", "unos", "unas", "le", "les", "une", "der", "die", "das",
    "ein", "eine", "il", "lo", "gli", "i", "uno",
))  # fmt: skip
_ELIDED = re.compile(r"^\s*(?:l|un|d)['’](?=\w)", re.IGNORECASE)
_TRAILING = re.compile(
    r"^(?P<title>.+?)\s*,\s*(?P<article>the|an?|el|la|los|las|les?|une?|una|der|die|das|il|lo|gli|i|l['’])"
    r"(?P<rest>\s*(?:\(\d{4}\)|\d{4})?\s*)$",
    re.IGNORECASE | re.DOTALL,
)
_PARTS = frozenset((
    "part", "pt", "parte", "partie", "teil", "chapter", "chapitre", "capitulo", "kapitel", "vol", "volume", "episode",
))  # fmt: skip
_ONES = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
)  # fmt: skip
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii")
_NUMBERS = {word: str(number) for number, word in enumerate(_ONES, 1)}
_ROMANS = {word: str(number) for number, word in enumerate(_ROMAN, 1)}
_LEET = str.maketrans("013457", "oieasv")
_LEET_WORD = re.compile(r"[a-z]+[013457][a-z]+")
_YEARS = range(1870, 2100)
_LONGEST_TITLE = 300  # characters of a title that forms are made of


class Forms(NamedTuple):
    """``start``: folded, without an English article. ``plain``: the simplest form, "" where it is the same.

    ``further``: words of the plain form that the title itself hasn't.
    """

    start: str
    plain: str
    further: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed, as titles are compared. ``year`` is the one at its end; ``titles`` and ``bare`` are the forms of
    the text with and without it ("blade runner 2049" is a title), the likeliest first and never empty text."""

    folded: str
    titles: tuple[str, ...]
    year: int | None = None
    bare: tuple[str, ...] = ()

    @property
    def start(self) -> str:
        """The text without an English article."""
        return self.titles[0]


def forms_of(title: str) -> Forms:
    """The forms of a review's title."""
    title = _turned(title)[:_LONGEST_TITLE]
    folded = fold(title) or title.casefold()
    start, simplest = without_article(folded), plain(fold(_ELIDED.sub("", title)) or folded)
    if simplest == start:
        return Forms(start, "")
    known = set(folded.split())
    return Forms(start, simplest, tuple(word for word in simplest.split() if word not in known))


def asked_of(text: str) -> Asked:
    """The forms of what somebody typed; nothing is left of signs alone but themselves."""
    text = _turned(text)
    folded = fold(text) or text.casefold().strip()
    words = folded.split()
    if len(words) > 1 and words[-1].isdecimal() and len(words[-1]) == 4 and int(words[-1]) in _YEARS:
        bare = asked_of(" ".join(words[:-1]))
        return Asked(folded, _forms(folded), int(words[-1]), bare.titles)
    return Asked(folded, _forms(folded))


def plain(folded: str, *, article: bool = False) -> str:
    """The simplest form: "the dune and part two" → "dune 2". ``article``: a leading one stays unless it is English."""
    words = without_article(folded).split()
    if not article and len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    said = [_number(words, place) for place in range(len(words))]
    return " ".join(word for place, word in enumerate(said) if not place or not _gives_way(word, said[place + 1 :]))


def _gives_way(word: str, rest: list[str]) -> bool:
    return word == "and" or (word in _PARTS and bool(rest) and rest[0].isdecimal())


def _number(words: list[str], place: int) -> str:
    word = words[place]
    if _LEET_WORD.fullmatch(word):
        word = word.translate(_LEET)
    if word in _ROMANS and place and (word != "i" or words[place - 1] in _PARTS):
        return _ROMANS[word]
    return _NUMBERS.get(word, word)


def _forms(folded: str) -> tuple[str, ...]:
    forms = (without_article(folded), plain(folded, article=True), plain(folded), folded)
    return tuple(dict.fromkeys(form for form in forms if form))


def _turned(title: str) -> str:
    """ "Thing, The" → "The Thing"."""
    if "," not in title or (found := _TRAILING.match(title)) is None:
        return title
    article = found["article"]
    return f"{article}{'' if article[-1] in chr(39) + '’' else ' '}{found['title']}{found['rest']}"
