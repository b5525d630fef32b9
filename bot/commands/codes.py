"""Questions as short codes, and back: what stands in buttons and menus, so that they go on working after a restart.

A code has at most 95 characters, whatever is asked: with the two letters that say what it hangs on (``custom_id``) it
keeps to Discord's 100. https://discord.com/developers/docs/components/reference#anatomy-of-a-component
Names of tags, badges and challenges are too long for that: a *mark* stands for one, and :func:`meant` finds the name.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import partial
from string import ascii_lowercase, ascii_uppercase, digits
from typing import TYPE_CHECKING

from bot.catalogue.model import Wanted
from bot.commands.question import (
    AnyQuote,
    AnyReview,
    Latest,
    Numbers,
    OneChallenge,
    OneQuote,
    OneReview,
    Recapped,
    Search,
    Titled,
)
from bot.format.length import units

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bot.commands.question import Period, Question

LONGEST = 95  # UTF-16 units of a code
LONGEST_TEXT = 50  # UTF-16 units of what is searched for
_DIGITS = ascii_uppercase + ascii_lowercase + digits + "-_"  # base64url's
_MARK = "\0"  # no name in the catalogue holds it
_MARKED = 6  # digits of a mark: 36 bits
_MARK_FORM = re.compile(r"\0[A-Za-z0-9_-]{6}")
_HANDLE = re.compile(r"#[A-Za-z0-9_-]{8}")
_PERIODS: dict[str, Period] = {"w": "week", "m": "month", "a": "all"}
_LONGEST_TITLE = 90
_CLOSED = "!"  # what is in place of a number or name that isn't there


def encode(question: Question) -> str:
    """The question's code. What has no room is cut off: titles, and a search's text."""
    return _ENCODED[type(question)](question)


def decode(code: str) -> Question | None:
    """The question that the code stands for; None if it is none of ours, or damaged."""
    try:
        return _DECODED[code[0]](code[1:])
    except (KeyError, IndexError, ValueError):
        return None


def tidied(text: str) -> str:
    """What somebody searches for as buttons can keep it: one line, nothing invisible, at most 50 UTF-16 units."""
    return _line(text, LONGEST_TEXT)


def mark(name: str) -> str:
    """What stands for a name of any length in a code; a mark stands for itself."""
    if is_mark(name):
        return name
    number = int.from_bytes(hashlib.blake2b(_plain(name).encode(errors="replace"), digest_size=8).digest(), "big")
    return _MARK + _number(number % 64**_MARKED, _MARKED)


def is_mark(name: str) -> bool:
    """Whether that stands for a name, and isn't one."""
    return _MARK_FORM.fullmatch(name) is not None


def meant(name: str, names: Iterable[str]) -> str | None:
    """The name among these that a mark stands for, None if there is none; another name is itself."""
    if not is_mark(name):
        return name
    return next((one for one in names if mark(one) == name), None)


def _wanted(asked: Search) -> str:
    wanted = asked.wanted
    ratings = "".join(_or_closed(_hundredths(value), 3) for value in (wanted.least, wanted.most))
    years = "".join(_or_closed(year, 2) for year in (wanted.first_year, wanted.last_year))
    names = "".join(_CLOSED if name is None else _marked(name) for name in (wanted.tag, wanted.badge, wanted.challenge))
    return "S" + ratings + years + names + _number(asked.page, 2) + tidied(wanted.text)


def _search(told: str) -> Search:
    code = _Reader(told)
    least, most = (None if value is None else value / 100 for value in (code.number(3), code.number(3)))
    first, last = code.number(2), code.number(2)
    tag, badge, challenge = code.mark(), code.mark(), code.mark()
    page = code.number(2)
    return Search(Wanted(tidied(code.rest()), least, most, first, last, tag, badge, challenge), page or 0)


class _Reader:
    """Takes a code apart from left to right. Raises ValueError where it isn't one."""

    def __init__(self, code: str) -> None:
        self._code, self._at = code, 0

    def number(self, length: int) -> int | None:
        part = self._part(length)
        return None if part is None else _value(part)

    def mark(self) -> str | None:
        part = self._part(_MARKED)
        return None if part is None else _as_mark(part)

    def rest(self) -> str:
        return self._code[self._at :]

    def _part(self, length: int) -> str | None:
        if self._code[self._at : self._at + 1] == _CLOSED:
            self._at += 1
            return None
        part = self._code[self._at : self._at + length]
        if len(part) != length:
            raise ValueError(part)
        self._at += length
        return part


def _hundredths(rating: float | None) -> int | None:
    """A rating in hundredths; what is no sensible one counts as the worst."""
    if rating is None:
        return None
    return round(rating * 100) if 0 <= rating <= 2000 else 0


def _or_closed(value: int | None, length: int) -> str:
    return _CLOSED if value is None else _number(value, length)


def _number(value: int, length: int) -> str:
    """The number in so many digits; the nearest that has room, where it is none of those."""
    value = min(max(value, 0), 64**length - 1)
    return "".join(_DIGITS[value >> 6 * place & 63] for place in reversed(range(length)))


def _value(number: str) -> int:
    value = 0
    for digit in number:
        value = value * 64 + _DIGITS.index(digit)
    return value


def _marked(name: str) -> str:
    return mark(name)[len(_MARK) :]


def _as_mark(part: str) -> str:
    if len(part) != _MARKED:
        raise ValueError(part)
    _value(part)
    return _MARK + part


def _plain(name: str) -> str:
    """The name as spellings of it are compared: without case, accents and gaps."""
    folded = unicodedata.normalize("NFKD", name.casefold())
    return "".join(sign for sign in folded if not unicodedata.combining(sign) and not sign.isspace())


def _line(text: str, most: int) -> str:
    """The text without what isn't seen, its gaps single blanks, cut to so many UTF-16 units."""
    seen = "".join(sign if unicodedata.category(sign)[0] != "C" else " " for sign in text[: 8 * most])
    line = " ".join(seen.split())
    while units(line) > most:
        line = line[:-1]
    return line.rstrip()


def _from_handle(handle: str | None) -> str:
    return handle[1:] if handle and _HANDLE.fullmatch(handle) else ""


def _handle(told: str) -> str:
    if not _HANDLE.fullmatch(f"#{told}"):
        raise ValueError(told)
    return f"#{told}"


def _any(kind: Callable[[str | None], Question], told: str) -> Question:
    return kind(_handle(told) if told else None)


def _nothing(kind: Callable[[], Question], told: str) -> Question:
    if told:
        raise ValueError(told)
    return kind()


def _latest(told: str) -> Latest:
    if len(told) != 1:
        raise ValueError(told)
    return Latest(max(1, _value(told)))


_ENCODED: dict[type, Callable[..., str]] = {
    OneReview: lambda asked: "R" + _from_handle(asked.handle),
    Titled: lambda asked: "T" + _line(asked.text, _LONGEST_TITLE),
    AnyReview: lambda asked: "A" + _from_handle(asked.but),
    Search: _wanted,
    Latest: lambda asked: "L" + _number(max(1, asked.count), 1),
    OneQuote: lambda asked: "Q" + _number(asked.number, 2) + _from_handle(asked.handle),
    AnyQuote: lambda asked: "B" + _from_handle(asked.but),
    Numbers: lambda _: "N",
    OneChallenge: lambda asked: "C" + _marked(asked.name),
    Recapped: lambda asked: "P" + asked.period[0] + _marked(asked.name),
}
_DECODED: dict[str, Callable[[str], Question]] = {
    "R": lambda told: OneReview(_handle(told)),
    "T": lambda told: Titled(_line(told, _LONGEST_TITLE)),
    "A": partial(_any, AnyReview),
    "S": _search,
    "L": _latest,
    "Q": lambda told: OneQuote(_handle(told[2:]), _value(told[:2])),
    "B": partial(_any, AnyQuote),
    "N": partial(_nothing, Numbers),
    "C": lambda told: OneChallenge(_as_mark(told)),
    "P": lambda told: Recapped(_as_mark(told[1:]), _PERIODS[told[0]]),
}
