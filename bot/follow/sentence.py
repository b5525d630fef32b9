"""What is to be said to an admin, before anybody knows in which language: a message's key and its values.

Nothing here is worded. Values from outside go in as they are: whoever words the sentence escapes and cuts them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel, named by its number: Discord shows its present name, which nobody has to escape."""

    id: int


@dataclass(frozen=True, slots=True)
class Link:
    """An address of Discord's own, made of numbers."""

    url: str


Plain = str | int | float | datetime | Channel | Link


@dataclass(frozen=True, slots=True)
class Sentence:
    """``key`` of the message catalogues (``bot/commands/messages``) and the values that stand in it, by name.

    Names in a tuple are listed; sentences in one are said one after the other.
    """

    key: str
    values: tuple[tuple[str, Value], ...] = ()


Value = Plain | tuple[str, ...] | tuple[Channel, ...] | tuple[Sentence, ...]


def sentence(key: str, **values: Value) -> Sentence:
    """The sentence with that key."""
    return Sentence(key, tuple(values.items()))
