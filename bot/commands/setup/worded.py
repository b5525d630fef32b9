"""Sentences of ``bot.follow`` in an admin's language. Whatever comes from outside is escaped and cut here."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from bot.follow.sentence import Channel, Link, Sentence
from bot.format.message import fitted
from bot.format.prose import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.commands.wording import Wording
    from bot.follow.sentence import Value

_LONGEST = 100  # UTF-16 units of one value, escaping included
_LONGEST_REASON = 400  # ... of one that is a sentence itself


def worded(wording: Wording, said: Sentence) -> str:
    """The sentence in that language."""
    return wording.say(said.key, **{name: _shown(wording, value, name) for name, value in said.values})


def all_worded(wording: Wording, said: Iterable[Sentence]) -> str:
    """The sentences one after the other."""
    return " ".join(worded(wording, one) for one in said)


def shown(text: str, most: int = _LONGEST) -> str:
    """Somebody's words on one line, sign by sign."""
    return fitted(one_line(text), most)


def _shown(wording: Wording, value: Value, name: str) -> str | int | float:
    match value:
        case Channel(id=number):
            return f"<#{number}>"
        case Link(url=url):
            return url
        case datetime():
            return f"<t:{int(value.timestamp())}:R>"
        case str():
            # What the records or the network say; the message brings its own full stop.
            return shown(value.rstrip(". "), _LONGEST_REASON) if name == "reason" else shown(value)
        case tuple():
            return _listed(wording, value, ", " if name in {"names", "there"} else " ")
        case _:
            return value


def _listed(
    wording: Wording, values: tuple[str, ...] | tuple[Channel, ...] | tuple[Sentence, ...], between: str
) -> str:
    return between.join(
        worded(wording, one) if isinstance(one, Sentence) else str(_shown(wording, one, "")) for one in values
    )
