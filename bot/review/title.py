"""A film's title and year out of the front matter's title."""

from __future__ import annotations

import re

_YEAR = re.compile(r"\s*[(\[]\s*((?:18[89]|19\d|20\d)\d)\s*[)\]]\s*\Z")
_FIRST, _LAST = 1880, 2099


def split_title(text: str, year: object = None) -> tuple[str, int | None]:
    """("The Perfection (2018)", None) → ("The Perfection", 2018). A readable ``year`` field wins over the title's.

    Years run from 1880 to 2099; a title that would be empty without its year keeps it ("(2012)").
    """
    title, own = " ".join(text.split()), read_year(year)
    if (match := _YEAR.search(title)) and match.start() > 0:
        return title[: match.start()], own or int(match[1])
    return title, own


def read_year(value: object) -> int | None:
    """A year from a number or a numeric string, None for anything else."""
    if isinstance(value, str) and value.strip().isdecimal() and len(value.strip()) == 4:
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool) and _FIRST <= value <= _LAST:
        return value
    return None
