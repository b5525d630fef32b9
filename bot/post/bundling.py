"""What the owner is told at once: a message for each thing, or a single one for many. It sends nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.format.prose import shorten_to

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.ledger.model import Notice

_FEW = 3  # so many are told one by one
_LINE = 140  # characters of each where they are told together


@dataclass(frozen=True, slots=True)
class Bundle:
    """One message. ``key``: the same as long as it is about the same notices, of which ``numbers`` are the ids."""

    key: str
    text: str
    numbers: tuple[int, ...]


def bundled(notices: Sequence[Notice]) -> list[Bundle]:
    """The messages for these notices, in their order. What doesn't fit into a message is in ``matinee status``."""
    if len(notices) <= _FEW:
        return [Bundle(one.key, one.text, (one.id,)) for one in notices]
    head = f"{len(notices)} things to tell you; matinee status shows what needs you."
    text = "\n".join([head, *(f"• {shorten_to(one.text, _LINE)}" for one in notices)])
    return [Bundle(f"notices {notices[0].id}-{notices[-1].id}", text, tuple(one.id for one in notices))]
