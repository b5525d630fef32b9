"""What a look back says: its headline and its lists, line by line. Pure; it doesn't say which line is in which post."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot.format import parts
from bot.format.address import address
from bot.format.escape import for_discord, for_mastodon
from bot.format.naming import counted, number_of
from bot.format.prose import one_line, shorten_to
from bot.format.stars import drawn, score
from bot.format.stars import told as in_numbers
from bot.review.model import Rating

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.format.looking_back import Changed, LookBack, RecapEntry
    from bot.format.model import Glyphs

    # Writes a film and its rating, and the one before where there is one; harmless for its network.
    Film = Callable[[RecapEntry, Rating | None], str]

Block = tuple[str, list[str]]  # a heading ("" for none) and its lines, one at least

_FILM, _NAME = 60, 60  # grapheme clusters
_LONGEST_LINK = 1000  # a longer address would leave no room for anything else
_WIDEST = 12  # signs of the longest bar


def headline(told: LookBack) -> str:
    """ "September 2025: 14 reviews, 3.4/5 on average", "On this day, 14 September". Nothing in it needs escaping."""
    if told.tell == "on this day":
        return f"On this day, {parts.day_of_year(date.fromisoformat(told.period))}"
    mean = f", {score(round(told.mean, 1), told.scale)} on average" if told.mean is not None and told.scale else ""
    return f"{period(told)}: {counted(told.reviews, 'review')}{mean}"


def period(told: LookBack) -> str:
    """ "September 2025", "The year 2025"."""
    year, _, month = told.period.partition("-")
    return f"{parts.MONTHS[int(month) - 1]} {year}" if month else f"The year {year}"


def blocks(
    told: LookBack, film: Film, escape: Callable[[str], str], most: int, *, columns: bool = False
) -> list[Block]:
    """The lists below the headline, none of them empty. ``most``: lines of one; the others are counted.

    ``columns``: ratings are drawn one below the other, for a network with letters of one width.
    """
    if told.tell == "on this day":
        days = [f"• {_ago(told, entry)}{film(entry, None)}" for entry in told.entries]
        return list(_block("", days, most))
    whole = len(told.entries) == told.reviews  # then the list itself says how they were rated
    best = "" if whole else "The best:"
    return [
        *_block(best, [f"• {film(entry, None)}" for entry in told.entries], most),
        *_block("Seen again, and rated differently:", [_otherwise(one, film) for one in told.changed], most),
        *_block("", _challenges(told, escape, most), 1),
        *_block("", [] if whole else _columns(told) if columns else _line(told), 1),
    ]


def names(told: LookBack) -> list[str]:
    """The films that it names, as people read them."""
    return [_name(entry) for entry in (*told.entries, *(one.entry for one in told.changed))]


def plain_film(glyphs: Glyphs, entry: RecapEntry, before: Rating | None) -> str:
    """ "The Perfection (2018) ★★★½ (3.5/5)", for Mastodon; behind it ", was ★★★" where a rating ``before`` is told."""
    return f"{for_mastodon(_name(entry))} {for_mastodon(_rated(entry, glyphs, before))}".rstrip()


def linked_film(glyphs: Glyphs, entry: RecapEntry, before: Rating | None) -> str:
    """ "[The Perfection (2018)](https://…) ★★★½ (3.5/5)", for Discord."""
    name, where = for_discord(_name(entry)), address(entry.url)
    linked = f"[{name}]({where})" if where and len(where) <= _LONGEST_LINK else name
    return f"{linked} {for_discord(_rated(entry, glyphs, before))}".rstrip()


def _name(entry: RecapEntry) -> str:
    return shorten_to(parts.film(entry.title, entry.year), _FILM)


def _rated(entry: RecapEntry, glyphs: Glyphs, before: Rating | None) -> str:
    now = Rating(*entry.rating, entry.label) if entry.rating else None
    told = parts.rated(now, glyphs) or ""
    if now is None or before is None:
        return told
    new, old = drawn(now, glyphs), drawn(before, glyphs)
    # Scores may differ by less than the stars can show.
    return f"{told}, was {old if old != new else in_numbers(before)}"


def _block(heading: str, lines: Sequence[str], most: int) -> Iterator[Block]:
    """A list of at most ``most`` of the lines, and how many there are beyond; nothing where there is nothing."""
    shown = list(lines[:most])
    more = len(lines) - len(shown)
    if shown:
        yield heading, [*shown, f"and {more} more"] if more else shown


def _otherwise(one: Changed, film: Film) -> str:
    return f"• {film(one.entry, Rating(*one.before, one.before_label))}"


def _ago(told: LookBack, entry: RecapEntry) -> str:
    """ "10 years ago: ". It tells one year's post from the next one's, too."""
    if entry.date is None:
        return ""
    years = date.fromisoformat(told.period).year - date.fromisoformat(entry.date).year
    return f"{number_of(years, 'year')} ago: "


def _challenges(told: LookBack, escape: Callable[[str], str], most: int) -> list[str]:
    """ "Challenges: Oh My Horror 2025 (5), Hooptober 12 (3) and 2 more"."""
    names = [f"{escape(shorten_to(one_line(name), _NAME))} ({count})" for name, count in told.challenges[:most]]
    if not names:
        return []
    more = len(told.challenges) - len(names)
    return [f"Challenges: {', '.join(names)}" + (f" and {more} more" if more else "")]


def _line(told: LookBack) -> list[str]:
    """ "Ratings out of 5: 2 × 5, 3 × 4.5, 6 × 4", the best first."""
    given = [f"{count} × {_number(value)}" for value, count in reversed(told.histogram) if count]
    return [f"Ratings out of {_number(told.scale)}: {', '.join(given)}"] if given and told.scale else []


def _columns(told: LookBack) -> list[str]:
    """The ratings as one block of bars in letters of one width, the best first, from the best given to the worst."""
    counts = [count for _, count in told.histogram]
    if not any(counts):
        return []
    given = [place for place, count in enumerate(counts) if count]
    shown = told.histogram[given[0] : given[-1] + 1]
    width = max(len(_number(value)) for value, _ in shown)
    bars = [f"{_number(value):>{width}} {_bar(count, max(counts))}".rstrip() for value, count in reversed(shown)]
    return ["\n".join(["```", *bars, "```"])]


def _bar(count: int, most: int) -> str:
    return f"{'█' * max(1, round(count / most * _WIDEST))} {count}" if count else ""


def _number(value: float | None) -> str:
    return f"{value or 0.0:.7g}"
