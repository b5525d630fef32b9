"""What ``/stats`` answers: all reviews in numbers, in words and as a chart."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.commands import charting, replies
from bot.format.message import fitted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.catalogue.model import Group, Statistics
    from bot.commands.lookup import Lookup
    from bot.commands.question import Numbers
    from bot.commands.reply import Reply
    from bot.commands.wording import Wording

Counted = tuple[str, int]  # a name, and how many reviews have it

_NAMES = 3  # of the badges and challenges with the most reviews
_NAME = 80  # UTF-16 units, escaping included


def answer(asked: Numbers, wording: Wording, lookup: Lookup) -> Reply:
    """All reviews in numbers, with a drawn chart."""
    numbers = lookup.statistics()
    if not numbers.reviews:
        return replies.sentence(wording.say("no-reviews"), lookup.look)
    badges = lookup.counted_badges()
    challenges = sorted(((one.name, len(one.entries)) for one in lookup.challenges()), key=lambda one: -one[1])
    picture = charting.picture(numbers, lookup.site.name, wording)
    lines = told(numbers, badges, challenges, wording, charted=picture is not None)
    below = wording.say("stats-left-out") if numbers.decades else ""
    reply = replies.listing(wording.say("stats-title", count=numbers.reviews), lines, lookup.look, below)
    return replace(reply, share=asked, picture=picture)


def told(
    numbers: Statistics, badges: Sequence[Counted], challenges: Sequence[Counted], wording: Wording, *, charted: bool
) -> list[str]:
    """The numbers in lines, escaped; what the chart shows as well only where there is none."""
    lines = list(_ratings(numbers, wording))
    if not charted and numbers.decades:
        lines += ["", wording.say("stats-by-decade")]
        lines += (f"• {_group(one, _decade_name(one, wording), wording)}" for one in numbers.decades)
    lines += ["", *_extremes(numbers, wording)]
    if badges:
        lines.append(wording.say("stats-badges", names=_counted(badges, wording)))
    if challenges:
        lines.append(wording.say("stats-challenges", names=_counted(challenges, wording)))
    return lines[:-1] if lines[-1] == "" else lines


def _ratings(numbers: Statistics, wording: Wording) -> Iterator[str]:
    if numbers.mean is not None and numbers.scale:
        yield f"**{charting.mean(numbers.mean, numbers.scale, wording)}**"
    if numbers.rated < numbers.reviews:
        yield wording.say("stats-rated", count=numbers.rated)


def _extremes(numbers: Statistics, wording: Wording) -> Iterator[str]:
    """The best decade and year, and the one with the most reviews. Of a single one there is nothing to compare."""
    decade, year = _best(numbers.decades), _best(numbers.years)
    if decade:
        yield wording.say("stats-best-decade", group=_group(decade, _decade_name(decade, wording), wording))
    if year:
        yield wording.say("stats-best-year", group=_group(year, str(year.first_year), wording))
    if len(numbers.years) > 1:
        most = charting.most_of(numbers.years)
        yield wording.say("stats-most-year", group=_group(most, str(most.first_year), wording))


def _best(groups: Sequence[Group]) -> Group | None:
    rated = [one for one in groups if one.mean is not None]
    return max(rated, key=lambda one: (one.mean or 0, one.count, one.first_year)) if len(rated) > 1 else None


def _group(one: Group, name: str, wording: Wording) -> str:
    return charting.group(one, f"**{name}**", wording)


def _decade_name(one: Group, wording: Wording) -> str:
    return charting.decade(one.first_year, wording)


def _counted(names: Sequence[Counted], wording: Wording) -> str:
    return ", ".join(
        wording.say("stats-counted", name=fitted(name, _NAME), count=count) for name, count in names[:_NAMES]
    )
