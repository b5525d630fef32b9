"""Draws docs/images/recap-light.png and recap-dark.png: the pictures of two invented challenges, made smaller.

Run it from the repository with the development requirements: ``python -m docs.boards``.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from bot.draw.board import draw_board
from bot.format.board import board_of
from bot.format.looking_back import Pace, Recap, RecapCell, RecapEntry
from bot.format.model import FormatPolicy
from bot.post.fonts import fonts
from docs.cards import IMAGES, smaller

if TYPE_CHECKING:
    from typing import Literal

# The half stars of each number; "-": unrated, "/": passed over.
FRIDAYS = "7 8 6 9 5 7 - 8 6 10 7 4 8 7 3 9 6 / 7 8 5 7 9 6 8 10 7 2 6 8 7 9 - 5 7 8 6 7 9 4 / 7 10 6 9 8"
OCTOBER = "8 6 7 9 5 / 8 10 4 7 - 6 8 7 3 9 7 8 6"


def cells(halves: str, total: int) -> tuple[RecapCell, ...]:
    """The numbers, and after them those that are still open."""

    def cell(number: int, told: str) -> RecapCell:
        if told.isdecimal():
            return RecapCell(number, "rated", int(told) / 2)
        return RecapCell(number, "unrated" if told == "-" else "missing")

    reached = [cell(number, told) for number, told in enumerate(halves.split(), 1)]
    return (*reached, *(RecapCell(number, "open") for number in range(len(reached) + 1, total + 1)))


def challenge(name: str, halves: str, total: int, pace: Pace, best: str, worst: str) -> Recap:
    """The recap whose picture is drawn. ``best`` and ``worst``: the films with the most and the fewest stars."""
    numbers = cells(halves, total)
    stars = [cell.stars for cell in numbers if cell.stars is not None]
    return Recap(
        challenge=name,
        done=sum(cell.state in {"rated", "unrated"} for cell in numbers),
        total=total,
        entries=(),
        mean=sum(stars) / len(stars),
        scale=5.0,
        url=None,
        since=None,
        until="2025-10-19",
        best=(RecapEntry("", best, None, (max(stars), 5.0), None, None, None),),
        worst=(RecapEntry("", worst, None, (min(stars), 5.0), None, None, None),),
        pace=pace,
        cells=numbers,
        picture=True,
    )


RECAPS: dict[Literal["light", "dark"], Recap] = {
    "light": challenge(
        "A Friday Film 2025", FRIDAYS, 52, Pace("2025-12-31", 49, 45, -1, 1.2, None), "Hausu", "Plan 9 from Outer Space"
    ),
    "dark": challenge(
        "31 Nights of Fright", OCTOBER, 31, Pace("2025-10-31", 13, 19, -1, 7.0, None), "The Wicker Man", "Maniac"
    ),
}


def main() -> None:
    """Draw both."""
    IMAGES.mkdir(exist_ok=True)
    for theme, recap in RECAPS.items():
        board = board_of(recap, FormatPolicy("mastodon", "Screen Five", card_theme=theme))
        drawn = draw_board(board, fonts()) if board else None
        if drawn is None:
            raise SystemExit(f"The picture of {recap.challenge} can't be drawn.")
        path = IMAGES / f"recap-{theme}.png"
        path.write_bytes(smaller(drawn))
        sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main()
