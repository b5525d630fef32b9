"""A review's date: from the front matter, else from the file's name. Never invented, never from the file's times."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

_NAMED = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})-(?=.)")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\Z")
_BEFORE_ZONE = re.compile(r"\s+(?=(?:[+-]\d\d:?\d\d|Z)\Z)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WORDS = re.compile(r"[a-zA-Z]+|\d+")


def date_in_name(name: str) -> tuple[date | None, str]:
    """("2024-01-19-django", …) → (its date, "django"); without a real date in front (None, the whole name)."""
    if match := _NAMED.match(name):
        try:
            return date(int(match[1]), int(match[2]), int(match[3])), name[match.end() :]
        except ValueError:
            return None, name
    return None, name


def read_date(value: object, timezone: str) -> date | None:
    """The day that a front matter value means in ``timezone`` (IANA name).

    A moment with an offset is turned to that zone; one without is taken to be in it. Raises ValueError if the
    value is present and no date.
    """
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, datetime):
        return _local_day(value, timezone)
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        return _from_text(value.strip(), timezone)
    raise ValueError("no date")


def _from_text(text: str, timezone: str) -> date:
    if len(text) > 40:
        raise ValueError("no date")
    if match := _ISO.match(text):
        return date(int(match[1]), int(match[2]), int(match[3]))
    try:
        return _local_day(datetime.fromisoformat(_BEFORE_ZONE.sub("", text)), timezone)
    except ValueError:
        return _in_words(text)


def _in_words(text: str) -> date:
    """ "May 6, 2023", "6 May 2023". Dates of three bare numbers are ambiguous and refused."""
    parts = _WORDS.findall(text.lower())
    names = [part for part in parts if part[:3] in _MONTHS]
    numbers = [int(part) for part in parts if part.isdecimal() and len(part) <= 4]
    if len(names) != 1 or len(numbers) != 2 or not numbers[1] >= 1000:
        raise ValueError("no date")
    return date(numbers[1], _MONTHS.index(names[0][:3]) + 1, numbers[0])


def _local_day(moment: datetime, timezone: str) -> date:
    if moment.tzinfo is None:
        return moment.date()
    try:
        return moment.astimezone(_zone(timezone)).date()
    except OverflowError:
        raise ValueError("no date") from None


@lru_cache(maxsize=8)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
