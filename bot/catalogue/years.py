"""A year, a decade or a span of years as people type it. Pure."""

from __future__ import annotations

import re

_YEARS = re.compile(r"(?P<year>[0-9]{4})(?P<decade>['’]?s)?|(?P<first>[0-9]{4})\s?[-–]\s?(?P<last>[0-9]{4})")


def years(said: str) -> tuple[int, int] | None:
    """The first and the last year that "1979", "1970s" or "1970-1985" mean; None: nothing of that."""
    found = _YEARS.fullmatch(said.strip())
    if found is None:
        return None
    if found["first"]:
        first, last = sorted((int(found["first"]), int(found["last"])))
        return first, last
    year = int(found["year"])
    return (year // 10 * 10, year // 10 * 10 + 9) if found["decade"] else (year, year)
