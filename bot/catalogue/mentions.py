"""Reviews that somebody's message speaks of: by their addresses, else by their titles.

A title of one word, or of everyday words alone, counts only where it is marked as a title: everybody says "it follows".
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from bot.catalogue.addresses import keys_in
from bot.catalogue.everyday import EVERYDAY
from bot.catalogue.matching import called
from bot.catalogue.rows import storable
from bot.catalogue.titles import plain
from bot.catalogue.words import fold, without_article

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from bot.catalogue.matching import Titled

LONGEST_TEXT = 2000  # characters of the message that are looked at
LONGEST_TITLE = 8  # words, where nothing marks the title as one
_MOST = 500  # rows looked at
_MOST_WORDS = 400  # of the message
_GAP = 3  # signs between a title and its year
_ARTICLES = frozenset(("the", "a", "an"))
_WORD = re.compile(r"[^\W_]+(?:['’.·&-][^\W_]+)*|&|\+", re.UNICODE)
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
# Between quotation marks, or Discord's stars and lines: https://discord.com/developers/docs/reference#message-formatting
_MARKED = re.compile(
    r"“([^“”]{1,150})”|„([^“”„]{1,150})[“”]|«([^«»]{1,150})»|「([^「」]{1,150})」|『([^『』]{1,150})』|《([^《》]{1,150})》"
    r"|\"([^\"]{1,150})\"|(?<!\w)‘([^‘]{1,150}?)’(?!\w)|(?<!\w)'([^']{1,150}?)'(?!\w)"
    r"|\*{1,3}([^*\n]{1,150})\*{1,3}|(?<!\w)_{1,3}([^_\n]{1,150})_{1,3}(?!\w)"
)
_YEAR_AFTER = re.compile(r"\W{0,3}((?:18[7-9]|19\d|20\d)\d)\b")
_YEAR_WITHIN = re.compile(r"(.+?)\s*\((\d{4})\)")
_YEARS = range(1870, 2100)
_SMALL = frozenset((
    "a", "an", "and", "at", "by", "for", "from", "in", "is", "it", "no", "not", "of", "off", "on", "or", "out", "the",
    "to", "up", "vs", "with",
))  # fmt: skip


class _Word(NamedTuple):
    start: int
    end: int
    said: str
    folded: str
    is_everyday: bool


class _Place(NamedTuple):
    """A stretch of the message that may be a title, with the year that stands there, too."""

    start: int
    end: int
    title: str  # folded
    is_marked: bool
    year: int | None


def mentioned(connection: sqlite3.Connection, text: str, limit: int) -> list[int]:
    """Rows of the reviews, likeliest first, each film once: by its newest review, or by the one at the address."""
    text = storable(text[:LONGEST_TEXT])
    found: dict[str, int] = {}
    for address in dict.fromkeys(keys_in(text)):
        for row, film in _at_address(connection, address):
            found.setdefault(film, row)
    for one in _by_titles(connection, text):
        found.setdefault(one.film, one.row)
    return list(found.values())[: max(0, limit)]


def _at_address(connection: sqlite3.Connection, key: str) -> list[tuple[int, str]]:
    return connection.execute(
        "SELECT id, film FROM review WHERE address = ? AND address <> '' ORDER BY date DESC, path DESC LIMIT 1", (key,)
    ).fetchall()


def _by_titles(connection: sqlite3.Connection, text: str) -> Iterator[Titled]:
    """The films whose titles stand in the text: longer ones first, and none within another one."""
    text = _ADDRESS.sub(lambda found: " " * len(found[0]), text)
    places = [*_marked(text), *_windows(text)]
    titles = _known(connection, {form for place in places for form in _forms(place)})
    taken: list[tuple[int, int]] = []
    for place in sorted(places, key=_order):
        films = [film for form in _forms(place) for film in titles.get(form, ())]
        if films and not any(start < place.end and place.start < end for start, end in taken):
            taken.append((place.start, place.end))
            yield min(films, key=lambda one: _away(place, one))


def _order(place: _Place) -> tuple[int, bool, int]:
    length = len(place.title) + (len(" 1979") if place.year else 0)
    return -length, place.year is not None, place.start


def _known(connection: sqlite3.Connection, forms: set[str]) -> dict[str, list[Titled]]:
    """Films by the forms of their titles, those with the newest reviews first."""
    rows = called(connection, sorted(forms), _MOST)
    rows.sort(key=lambda one: (one.date, one.row), reverse=True)
    known: dict[str, list[Titled]] = {}
    for one in rows:
        for form in {one.start, one.plain} - {""}:
            known.setdefault(form, []).append(one)
    return known


def _away(place: _Place, one: Titled) -> int:
    if place.year is None:
        return 0
    return 1000 if one.year is None else abs(place.year - one.year)


def _marked(text: str) -> Iterator[_Place]:
    for found in _MARKED.finditer(text):
        title = found[found.lastindex or 0].strip(" .,!?…")
        year = _YEAR_AFTER.match(text, found.end())
        end, said = (year.end(), int(year[1])) if year else (found.end(), None)
        if inner := _YEAR_WITHIN.fullmatch(title):
            title, said = inner[1], int(inner[2])
        if folded := fold(title):
            yield _Place(found.start(), end, folded, True, said)


def _windows(text: str) -> Iterator[_Place]:
    words = list(islice(_words(text), _MOST_WORDS))
    for first, start in enumerate(words):
        for last in range(first, min(first + LONGEST_TITLE, len(words))):
            title = words[first : last + 1]
            year = _year(title, words[last + 1], text) if last + 1 < len(words) else None
            alone = len(title) == len(words)
            if year or _tells(title, alone=alone):
                end = (year or title[-1]).end
                folded = " ".join(word.folded for word in title)
                yield _Place(start.start, end, folded, False, int(year.folded) if year else None)


def _words(text: str) -> Iterator[_Word]:
    for found in _WORD.finditer(text):
        if folded := fold(found[0]):
            everyday = all(word in EVERYDAY or word.isdecimal() for word in folded.split())
            yield _Word(found.start(), found.end(), found[0], folded, everyday)


def _year(title: list[_Word], word: _Word, text: str) -> _Word | None:
    """The word, if it is a year that belongs to the title: nobody means "Up (2009)" by "I went up 2009 times"."""
    between = text[title[-1].end : word.start]
    if len(between) > _GAP or len(word.folded) != len("1979") or not word.folded.isdecimal():
        return None
    if int(word.folded) not in _YEARS or "\n" in between:
        return None
    is_name = not all(one.is_everyday for one in title) or title[-1].said[:1].isupper()
    return word if is_name or "(" in between else None


def _tells(title: list[_Word], *, alone: bool) -> bool:
    """Whether these words, just so in a sentence, can only be meant as a title. ``alone``: nothing else is said."""
    named = title[1:] if len(title) > 1 and title[0].folded in _ARTICLES else title
    if all(word.is_everyday for word in named):
        return len(named) > 1 and _is_written_as_title(title)
    return len(named) > 1 or " " in named[0].folded or alone


def _is_written_as_title(title: list[_Word]) -> bool:
    """ "Let the Right One In": every word that isn't small has a capital, and at least two have."""
    capitals = sum(word.said[:1].isupper() for word in title)
    return capitals > 1 and all(not word.said[:1].islower() or word.said in _SMALL for word in title)


def _forms(place: _Place) -> tuple[str, ...]:
    title = place.title
    forms = (without_article(title), plain(title, article=not place.is_marked), title)
    return tuple(dict.fromkeys(form for form in forms if form))
