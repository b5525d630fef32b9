"""All reviews in numbers as a chart in the reader's words: what is drawn, and the same for those who can't see it.

The drawing itself is ``bot.draw``'s; which numbers there are, the catalogue's.
"""

from __future__ import annotations

import math
from operator import attrgetter
from typing import TYPE_CHECKING

from bot.commands.drawn import drawn
from bot.commands.reply import Picture
from bot.draw.figures import Chart, Column, Decade, Decades, Ratings, ticks
from bot.format.length import units
from bot.format.message import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.catalogue.model import Group, Statistics
    from bot.commands.wording import Wording

NAME = "numbers.png"
LONGEST_ALT = 1024  # characters: https://docs.discord.com/developers/resources/message#attachment-object
_MOST_DECADES = 16  # side by side
_SITE = 100  # UTF-16 units of the site's name


def picture(numbers: Statistics, site: str, wording: Wording) -> Picture | None:
    """The chart; None where no review is rated in numbers, or it can't be drawn here. May take half a second."""
    made = chart(numbers, site, wording)
    if made is None:
        return None
    data = drawn(made)
    return None if data is None else Picture(NAME, alt(numbers, made, wording), data)


def chart(numbers: Statistics, site: str, wording: Wording) -> Chart | None:
    """What is drawn; None where no review is rated in numbers."""
    if numbers.mean is None or not numbers.scale:
        return None
    shown = tuple(
        Column(count, wording.number(count), step(value, wording)) for value, count in _steps(numbers.histogram)
    )
    heading = wording.say("stats-ratings", scale=tidy(numbers.scale))
    ratings = Ratings(heading, shown)
    return Chart(
        plain(site, _SITE),
        wording.say("stats-title", count=numbers.reviews),
        mean(numbers.mean, numbers.scale, wording),
        math.floor(numbers.mean / numbers.scale * 10 + 0.5),
        Ratings(heading, shown, _ticks(ratings.highest, wording)),
        _decades(numbers, wording),
    )


def alt(numbers: Statistics, drawn: Chart, wording: Wording) -> str:
    """The chart in words, at most 1024 characters. Where not all years have room, only the one with most reviews."""
    assert numbers.scale is not None  # noqa: S101  # there is a chart
    rated = [wording.say("stats-item", name=one.label, count=one.count) for one in drawn.ratings.columns if one.count]
    parts = [
        wording.say("stats-alt", site=drawn.site, reviews=drawn.title, mean=drawn.mean),
        wording.say("stats-alt-ratings", scale=tidy(numbers.scale), names="; ".join(rated)),
    ]
    if numbers.decades:
        groups = [group(one, decade(one.first_year, wording), wording) for one in numbers.decades]
        parts.append(wording.say("stats-alt-decades", names="; ".join(groups)))
    if not numbers.years:
        return together(parts)
    years = [wording.say("stats-item", name=str(one.first_year), count=one.count) for one in numbers.years]
    whole = " ".join([*parts, wording.say("stats-alt-years", names="; ".join(years))])
    if len(whole) <= LONGEST_ALT:
        return whole
    most = most_of(numbers.years)
    return together([*parts, wording.say("stats-most-year", group=group(most, str(most.first_year), wording))])


def most_of(groups: Sequence[Group]) -> Group:
    """The one with the most reviews, the newest of several. ``groups``: one at least."""
    return max(groups, key=attrgetter("count", "first_year"))


def mean(value: float, scale: float, wording: Wording) -> str:
    """ "3.4/5 on average"."""
    return wording.say("stats-mean", mean=tidy(round(value, 1)), scale=tidy(scale))


def decade(first_year: int, wording: Wording) -> str:
    """ "1970s"."""
    return wording.say("stats-decade", year=str(first_year))


def group(one: Group, name: str, wording: Wording) -> str:
    """ "1970s: 123 reviews, 3.6 on average"."""
    if one.mean is None:
        return wording.say("stats-item", name=name, count=one.count)
    return wording.say("stats-group", name=name, count=one.count, mean=tidy(round(one.mean, 1)))


def step(value: float, wording: Wording) -> str:
    """A rating as an axis has it: "3½"."""
    whole, rest = divmod(round(value, 2), 1)
    if rest == 0.5:
        return f"{wording.number(int(whole)) if whole else ''}½"
    return wording.number(int(whole)) if not rest else wording.number(round(value, 2))


def tidy(value: float) -> float:
    """The number without an idle ".0"."""
    return int(value) if value == int(value) else round(value, 2)


def _steps(histogram: tuple[tuple[float, int], ...]) -> list[tuple[float, int]]:
    """The ratings' steps; without the halves where nobody gives any."""
    whole = [(value, count) for value, count in histogram if value == int(value)]
    halves = sum(count for value, count in histogram if value != int(value))
    return whole if whole and not halves and histogram[-1] in whole else list(histogram)


def _decades(numbers: Statistics, wording: Wording) -> Decades | None:
    """The decades side by side, also those between them; where they are too many, only those that have reviews."""
    if not numbers.decades:
        return None
    known = {one.first_year: one for one in numbers.decades}
    single = {one.first_year: one.count for one in numbers.years}
    span = range(numbers.decades[0].first_year, numbers.decades[-1].first_year + 1, 10)
    starts = span if len(span) <= _MOST_DECADES else list(known)[-_MOST_DECADES:]
    decades = tuple(_decade(start, known.get(start), single, wording) for start in starts)
    made = Decades("", decades)
    if not made.has_years:  # the decades tell their numbers themselves
        return Decades(wording.say("stats-decades"), decades)
    return Decades(wording.say("stats-years"), decades, _ticks(made.highest, wording))


def _decade(start: int, one: Group | None, single: dict[int, int], wording: Wording) -> Decade:
    label = wording.say("stats-decade-column", year=str(start))
    years = tuple(single.get(year) for year in range(start, start + 10))
    if one is None:
        return Decade(start, 0, "", label, "", years)
    rated = "" if one.mean is None else wording.number(round(one.mean, 1))
    return Decade(start, one.count, wording.number(one.count), label, rated, years)


def _ticks(most: int, wording: Wording) -> tuple[tuple[int, str], ...]:
    return tuple((count, wording.number(count)) for count in ticks(most))


def together(parts: Iterable[str]) -> str:
    """The sentences that have room in an alt text, from the first on."""
    told = ""
    for part in parts:
        longer = f"{told} {part}".strip()
        if units(longer) > LONGEST_ALT:
            break
        told = longer
    return told
