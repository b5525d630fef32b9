"""The commands of the first hour: a configuration, tokens, a check-up. ``bot.cli`` puts them beside its own.

Like those they hold no logic: ``bot.begin`` and ``bot.doctor`` answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

COMMANDS: tuple[Callable[..., Any], ...] = ()
