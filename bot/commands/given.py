"""What came as a command's options, looked at once more: Discord checks them, but whoever makes an interaction by hand
doesn't, and an old Discord may know an older command."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from discord import app_commands

if TYPE_CHECKING:
    from typing import Any

LONGEST = 100  # characters of a text that are looked at
_FARTHEST = 1_000_000  # beyond, a number can't be told to people any more


class Misfit(app_commands.AppCommandError):
    """An option's value is of another kind than the command wants."""

    def __init__(self, value: object) -> None:
        super().__init__(f"an option of a wrong type ({type(value).__name__})")


def text(value: Any, most: int = LONGEST) -> str:
    """A text, cut to so many characters. Raises :class:`Misfit`."""
    if not isinstance(value, str):
        raise Misfit(value)
    return value[:most]


def maybe_text(value: Any, most: int = LONGEST) -> str | None:
    """The same where nothing needn't be given; blanks alone are nothing."""
    return (text(value, most).strip() or None) if value is not None else None


def count(value: Any, least: int, most: int) -> int:
    """A whole number, the nearest within bounds. Raises :class:`Misfit`."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise Misfit(value)
    return min(max(value, least), most)


def maybe_number(value: Any) -> float | None:
    """A number or nothing, the nearest within a million. Raises :class:`Misfit`."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Misfit(value)
    if isinstance(value, float) and not math.isfinite(value):
        raise Misfit(value)
    return float(min(max(value, -_FARTHEST), _FARTHEST))
