"""Names that an admin types or picks, several with commas between them. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LONGEST = 100  # characters of a choice's value
MOST = 25  # choices: https://docs.discord.com/developers/interactions/application-commands#autocomplete


@dataclass(frozen=True, slots=True)
class Picked:
    """What was picked of the names there are, as those are spelt, and what is none of them."""

    names: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def picked(text: str | None, known: Iterable[str]) -> Picked:
    """The names in a text. Upper and lower case are the same; a name with a comma in it stands alone."""
    there = {folded(name): name for name in known}
    if text is None or not folded(text):
        return Picked()
    if folded(text) in there:
        return Picked((there[folded(text)],))
    parts = [part for part in text.split(",") if folded(part)]
    found = dict.fromkeys(there[folded(part)] for part in parts if folded(part) in there)
    strange = dict.fromkeys(" ".join(part.split()) for part in parts if folded(part) not in there)
    return Picked(tuple(found), tuple(strange))


def completions(typed: str, known: Sequence[str]) -> list[str]:
    """What the last of the names may become; those before it stay. At most 25, each fit to be a choice."""
    before, comma, last = typed[-LONGEST:].rpartition(",")
    head, begun = (f"{before.strip()}, " if comma else ""), folded(last)
    had = {folded(part) for part in before.split(",")}
    room = LONGEST - len(head)
    left = [(folded(name), name) for name in known if 0 < len(name) <= room]
    fitting = [(key, name) for key, name in left if begun in key and key not in had]
    # Those that begin so come first; sorting keeps the names' own order otherwise.
    fitting.sort(key=lambda one: not one[0].startswith(begun))
    return [head + name for _, name in fitting[:MOST]]


def folded(name: str) -> str:
    """The name as names are compared: without case, "#" and idle spaces."""
    return " ".join(name.casefold().split()).removeprefix("#").strip()
