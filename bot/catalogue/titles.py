"""The forms of a title under which it can be found: numerals, articles and connecting words give way. Pure.

What was typed gets the same forms. No form replaces the title itself: "Die Hard" is found as such, and as "hard".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import NamedTuple

from bot.catalogue.words import fold, without_article

# Of English, Spanish, French, German and Italian.
_ARTICLES = frozenset((
    "the", "a", "an", "el", "la", "los", "las", "un", "una", "unos", "unas", "le", "les", "une", "der", "die", "das",
    "ein", "eine", "il", "lo", "gli", "i", "uno",
))  # fmt: skip
_THE = frozenset(("teh", "hte", "th"))  # how it is mistyped mostly
_ELIDED = re.compile(r"^\s*(?:l|un|d)['’](?=\w)", re.IGNORECASE)
_TRAILING = re.compile(
    r"^(?P<title>.+?)\s*,\s*(?P<article>the|an?|el|la|los|las|les?|une?|una|der|die|das|il|lo|gli|i|l['’])"
    r"(?P<rest>\s*(?:\(\d{4}\)|\d{4})?\s*)$",
    re.IGNORECASE | re.DOTALL,
)
_JOINED = re.compile(r"\w+(?:[-‐‑·.]\w+)+")  # "Spider-Man" is also looked for as "spiderman"
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

    ``further``: words under which the title may be looked for, too, and which it hasn't itself.
    """

    start: str
    plain: str
    further: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed, as titles are compared. ``year`` is the one at its end, and ``bare`` the rest of the text:
    "blade runner 2049" is a title, "blade runner 1982" isn't."""

    folded: str
    start: str  # without an English article; "" where nothing was typed
    simple: str  # the simplest form, but for articles of other languages
    simplest: str
    year: int | None = None
    bare: Asked | None = None

    @property
    def titles(self) -> tuple[str, ...]:
        """The forms, the likeliest first, none of them empty."""
        return tuple(dict.fromkeys(one for one in (self.start, self.simple, self.simplest, self.folded) if one))

    @property
    def words(self) -> tuple[str, ...]:
        """The forms whose words have to be in a title."""
        return tuple(dict.fromkeys(one for one in (self.start, self.simple) if one))


def forms_of(title: str) -> Forms:
    """The forms of a review's title."""
    title = _turned(title)[:_LONGEST_TITLE]
    folded = fold(title) or title.casefold()
    start, simplest = without_article(folded), plain(fold(_ELIDED.sub("", title)) or folded)
    known = set(folded.split())
    further = [*simplest.split(), *(fold(joined).replace(" ", "") for joined in _JOINED.findall(title))]
    return Forms(
        start, "" if simplest == start else simplest, tuple(dict.fromkeys(one for one in further if one not in known))
    )


def asked_of(text: str) -> Asked:
    """The forms of what somebody typed. Of signs alone they are those signs."""
    text = _turned(text)
    folded = fold(text) or text.casefold().strip()
    rest, _, last = folded.rpartition(" ")
    asked = _asked(folded)
    if rest and last.isdecimal() and len(last) == 4 and int(last) in _YEARS:
        return replace(asked, year=int(last), bare=_asked(rest))
    return asked


def _asked(folded: str) -> Asked:
    first, _, rest = folded.partition(" ")
    if rest and first in _THE:
        folded = rest
    return Asked(folded, without_article(folded), plain(folded, article=True), plain(folded))


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


def _turned(title: str) -> str:
    """ "Thing, The" → "The Thing"."""
    if "," not in title or (found := _TRAILING.match(title)) is None:
        return title
    article = found["article"]
    return f"{article}{'' if article[-1] in chr(39) + '’' else ' '}{found['title']}{found['rest']}"
