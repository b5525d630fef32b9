"""A challenge's picture in the reader's words: what is drawn, and the same for those who can't see it.

The drawing itself is ``bot.draw``'s; which numbers there are, ``bot.challenges``'.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.commands import charting, pacing
from bot.commands.charting import LONGEST_ALT, together
from bot.commands.drawn import drawn
from bot.commands.reply import Picture
from bot.format.board import board_of, by_stars, extreme, in_state, rows, stars_told
from bot.format.length import units
from bot.format.prose import shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.commands.wording import Wording
    from bot.format.looking_back import Board, Recap
    from bot.format.model import FormatPolicy

    _Tell = Callable[[Sequence[int], Wording], str]

NAME = "challenge.png"
STARS = 5  # what a cell's stars are out of


def picture(recap: Recap, look: FormatPolicy, wording: Wording) -> Picture | None:
    """The picture; None where it isn't known how many numbers there are, or it can't be drawn here.

    The first time for the same standing it may take half a second.
    """
    made = board(recap, look, wording)
    if made is None:
        return None
    data = drawn(made)
    return None if data is None else Picture(NAME, alt(recap, made, wording), data)


def board(recap: Recap, look: FormatPolicy, wording: Wording) -> Board | None:
    """What is drawn; None where there is no number to draw, or there are too many."""
    made = board_of(recap, look)
    if made is None:
        return None

    def more(others: int) -> str:
        return wording.say("recap-more", count=others)

    best, worst = extreme(recap.best, look, more), extreme(recap.worst, look, more)
    return replace(
        made,
        today_told=pacing.briefly(recap, wording),
        best=wording.say("recap-best", film=best) if best else "",
        worst=wording.say("recap-worst", film=worst) if worst else "",
        mean=mean(recap, wording),
    )


def mean(recap: Recap, wording: Wording) -> str:
    """ "3.4/5 on average"; "" where no review is rated in numbers."""
    return charting.mean(recap.mean, recap.scale, wording) if recap.mean is not None and recap.scale else ""


def alt(recap: Recap, drawn: Board, wording: Wording) -> str:
    """All that the picture says, at most 1024 characters: which numbers have how many stars, or, where these are too
    many, how many have.
    """
    ways: tuple[tuple[_Tell, _Tell], ...] = ((_spans, _spans), (_many, _spans), (_many, _many))
    texts = (list(_told(recap, drawn, wording, *way)) for way in ways)
    found = next((text for text in texts if _has_room(" ".join(text))), None)
    if found is not None:
        return " ".join(found)
    shorter = list(_told(recap, drawn, wording, _many, _many))
    return together(shorter) or shorten(shorter[0], _has_room)


def _has_room(text: str) -> bool:
    return units(text) <= LONGEST_ALT


def _told(recap: Recap, drawn: Board, wording: Wording, rated: _Tell, others: _Tell) -> Iterator[str]:
    """Sentence by sentence. ``rated`` and ``others`` say which numbers have stars, and which have none."""
    yield wording.say("challenge-alt", name=drawn.title, done=recap.done, total=len(drawn.cells))
    for stars, numbers in by_stars(drawn.cells):
        told = rated(numbers, wording)
        yield wording.say("challenge-alt-stars", stars=stars_told(stars), best=STARS, names=told)
    if unrated := in_state(drawn.cells, "unrated"):
        yield wording.say("challenge-alt-unrated", names=others(unrated, wording))
    if missing := in_state(drawn.cells, "missing"):
        yield wording.say("challenge-alt-missing", names=others(missing, wording))
    if still := in_state(drawn.cells, "open"):
        yield wording.say("challenge-alt-open", names=others(still, wording))
    if drawn.today is not None:
        yield wording.say("challenge-alt-due", number=str(drawn.today))
    told_too = (drawn.today_told, drawn.best, drawn.worst, drawn.mean, drawn.site)
    yield from (_sentence(text) for text in told_too if text)


def _spans(numbers: Sequence[int], wording: Wording) -> str:
    """Rising numbers, those in a row together: "1, 3 to 5, 8"."""
    return ", ".join(_row(first, last, wording) for first, last in rows(numbers))


def _row(first: int, last: int, wording: Wording) -> str:
    if last - first < 2:
        return str(first) if first == last else f"{first}, {last}"
    return wording.say("challenge-alt-span", first=str(first), last=str(last))


def _many(numbers: Sequence[int], wording: Wording) -> str:
    return wording.number(len(numbers))


def _sentence(text: str) -> str:
    """With a capital and a full stop."""
    return text[:1].upper() + text[1:] + ("" if text[-1] in ".!?…。！？" else ".")
