"""The pictures of answers: each is drawn once, however many ask for it at the same time, and kept for a while."""

from __future__ import annotations

from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING

import structlog

from bot.draw.figures import Chart

if TYPE_CHECKING:
    from bot.format.looking_back import Board

log = structlog.stdlib.get_logger(__name__)

_KEPT = 24  # pictures, of 20 to 60 kB each: what is asked for these days, in a few languages
_one_at_a_time = Lock()  # many may ask at once for the same picture


def drawn(what: Chart | Board) -> bytes | None:
    """The picture as a PNG; None where it can't be drawn here, which is logged. Blocks for up to half a second."""
    try:
        with _one_at_a_time:
            return _drawn(what)
    except OSError as error:
        log.warning("an answer goes without its picture", reason=str(error))
        return None


@lru_cache(maxsize=_KEPT)
def _drawn(what: Chart | Board) -> bytes | None:
    # Pillow and the fonts take memory and a while: nobody pays for them before the first picture.
    from bot.draw.board import draw_board
    from bot.draw.chart import draw_chart
    from bot.post.fonts import fonts

    return draw_chart(what, fonts()) if isinstance(what, Chart) else draw_board(what, fonts())
