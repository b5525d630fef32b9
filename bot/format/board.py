"""What a challenge's picture says, and the same in words for those who can't see it. Pure; ``bot.draw`` draws it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from bot.format.length import units
from bot.format.looking_back import Board
from bot.format.model import Limits, Picture
from bot.format.parts import film
from bot.format.picture import ALT, bounded, file_name
from bot.format.prose import one_line, shorten_to
from bot.format.stars import drawn, score, told
from bot.review.model import Rating

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from bot.format.looking_back import Pace, Recap, RecapCell, RecapEntry
    from bot.format.model import FormatPolicy

    _Tell = Callable[[Sequence[int]], str]

MOST_CELLS = 400  # more can't be told apart
_LONGEST_NAME = 120
_LONGEST_FILM = 80
_NAMED = 3  # films that are equally good, or bad, are named in words


def recap_picture(recap: Recap, policy: FormatPolicy, limits: Limits) -> Picture | None:
    """The picture of a recap's post; None where the rule or the destination wants none, or there is nothing to draw."""
    if not (recap.picture and policy.pictures):
        return None
    board = board_of(recap, policy)
    if board is None:
        return None
    return Picture(file_name(recap.challenge, None, ".png"), bounded(board_alt(recap, board), limits), board=board)


def board_of(recap: Recap, policy: FormatPolicy) -> Board | None:
    """The challenge's picture, in English; None where it isn't known how many numbers it has, or they are too many."""
    if not 1 <= len(recap.cells) <= MOST_CELLS:
        return None
    pace = recap.pace
    due = min(pace.expected, len(recap.cells)) if pace and not recap.finished else 0
    return Board(
        title=shorten_to(one_line(recap.challenge), _LONGEST_NAME),
        count=str(recap.done) if recap.total is None else f"{recap.done}/{recap.total}",
        cells=recap.cells,
        site=shorten_to(one_line(policy.site_name), _LONGEST_NAME),
        today=due if due > 0 else None,
        today_told=_schedule(recap, pace),
        best=_extreme("Best", recap.best, policy),
        worst=_extreme("Worst", recap.worst, policy),
        mean=_mean(recap),
        theme=policy.card_theme,
    )


def board_alt(recap: Recap, board: Board) -> str:
    """All that the picture says, in at most 1000 characters: which numbers have how many stars, or, where these are
    too many, how many have.
    """
    ways: tuple[tuple[_Tell, _Tell], ...] = ((spans, spans), (_many, spans), (_many, _many))
    texts = [_alt(recap, board, *way) for way in ways]
    return next((text for text in texts if units(text) <= ALT), None) or bounded(texts[-1], Limits())


def extreme(entries: Sequence[RecapEntry], policy: FormatPolicy, more: Callable[[int], str]) -> str:
    """ "The Perfection ★★★★★", "The Perfection and 2 more ★★★★★"; "" for none. ``more``: words for so many others."""
    rating = _rating(entries[0]) if entries else None
    if rating is None:
        return ""
    title = shorten_to(film(entries[0].title, None), _LONGEST_FILM)
    others = f" {more(len(entries) - 1)}" if len(entries) > 1 else ""
    as_written = policy.glyphs == "as written"
    # The last word is the rating: that of several words becomes one, which isn't parted on the picture.
    sign = one_line(rating.label).replace(" ", "\N{NO-BREAK SPACE}") if rating.label and as_written else ""
    return f"{title}{others} {sign or drawn(rating, 'stars')}"


def halves(stars: float) -> int:
    """Stars as half stars, 0 to 10, a middle goes up."""
    return min(10, max(0, math.floor(stars * 2 + 0.5)))


def stars_told(count: int) -> str:
    """So many half stars as a number: "4½", "½", "0"."""
    return f"{count // 2 or ''}{'½' * (count % 2)}" or "0"


def spans(numbers: Sequence[int]) -> str:
    """Rising numbers, those in a row together: "1, 3 to 5, 8"."""
    return ", ".join(_row(first, last) for first, last in rows(numbers))


def rows(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Rising numbers, those in a row together, as the first and the last of each row."""
    found: list[tuple[int, int]] = []
    for number in numbers:
        begun = found.pop()[0] if found and found[-1][1] == number - 1 else number
        found.append((begun, number))
    return found


def _row(first: int, last: int) -> str:
    if last - first < 2:
        return str(first) if first == last else f"{first}, {last}"
    return f"{first} to {last}"


def _many(numbers: Sequence[int]) -> str:
    return str(len(numbers))


def _alt(recap: Recap, board: Board, rated: _Tell, others: _Tell) -> str:
    """``rated`` and ``others`` say which numbers these are: those with stars, and those without."""
    count = f"{recap.done} of {recap.total}" if recap.total is not None else str(recap.done)
    parts = [f"Challenge: {board.title}.", f"{count}."]
    parts += [f"{name}: {rated(numbers)}." for name, numbers in _rated(board.cells)]
    parts += [f"{name}: {others(numbers)}." for name, numbers in _others(board.cells)]
    if board.today is not None:
        parts.append(f"Due by today: {board.today}.")
    parts.append(_sentence(board.today_told))
    parts += [_spoken("Best", recap.best), _spoken("Worst", recap.worst), _sentence(board.mean), _sentence(board.site)]
    return " ".join(part for part in parts if part)


def by_stars(cells: Iterable[RecapCell]) -> list[tuple[int, list[int]]]:
    """(half stars, the numbers that have so many), the most first."""
    found: dict[int, list[int]] = {}
    for cell in cells:
        if cell.state == "rated":
            found.setdefault(halves(cell.stars or 0.0), []).append(cell.number)
    return sorted(found.items(), reverse=True)


def in_state(cells: Iterable[RecapCell], state: str) -> list[int]:
    """The numbers that are so: "unrated", "missing", "open"."""
    return [cell.number for cell in cells if cell.state == state]


def _rated(cells: Iterable[RecapCell]) -> Iterator[tuple[str, list[int]]]:
    """Which numbers have how many stars, the most first."""
    for count, numbers in by_stars(cells):
        yield f"{stars_told(count)} {'star' if 0 < count <= 2 else 'stars'}", numbers


def _others(cells: Sequence[RecapCell]) -> Iterator[tuple[str, list[int]]]:
    """Which numbers have none, and why."""
    for state, name in (("unrated", "Without a rating"), ("missing", "Passed over"), ("open", "Open")):
        if numbers := in_state(cells, state):
            yield name, numbers


def _schedule(recap: Recap, pace: Pace | None) -> str:
    """ "on schedule", "2 ahead of schedule"; "" where there is no last day."""
    if recap.finished:
        return "finished"
    if pace is None:
        return ""
    if pace.days_left <= 0:
        return f"ended {-pace.ahead} short" if pace.ahead < 0 else "ended"
    if pace.ahead == 0:
        return "on schedule"
    return f"{pace.ahead} ahead of schedule" if pace.ahead > 0 else f"{-pace.ahead} behind schedule"


def _extreme(name: str, entries: Sequence[RecapEntry], policy: FormatPolicy) -> str:
    """ "Best: The Perfection ★★★★★", "Best: The Perfection and 2 more ★★★★★"."""
    told = extreme(entries, policy, lambda others: f"and {others} more")
    return f"{name}: {told}" if told else ""


def _spoken(name: str, entries: Sequence[RecapEntry]) -> str:
    rating = _rating(entries[0]) if entries else None
    if rating is None:
        return ""
    titles = [shorten_to(film(entry.title, entry.year), _LONGEST_FILM) for entry in entries[:_NAMED]]
    others = f" and {len(entries) - _NAMED} more" if len(entries) > _NAMED else ""
    return f"{name}: {', '.join(titles)}{others}, {one_line(told(rating))}."


def _rating(entry: RecapEntry) -> Rating | None:
    return Rating(*entry.rating, entry.label) if entry.rating is not None else None


def _mean(recap: Recap) -> str:
    if recap.mean is None or not recap.scale:
        return ""
    return f"{score(round(recap.mean, 1), recap.scale)} on average"


def _sentence(text: str) -> str:
    """With a capital and a full stop; "" for nothing."""
    return text[:1].upper() + text[1:] + ("" if text[-1:] in ".!?…。！？" else ".") if text else ""
