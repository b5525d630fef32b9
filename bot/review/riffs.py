"""What to post of a body that is only lists (E11): two riffs, or the one item that says most."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.review.model import Excerpt
from bot.review.windows import best

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.review.lexicon import Lexicon

_RIFFED = re.compile(r"mst3k|riff", re.IGNORECASE)
_SHORTEST, _LONGEST = 25, 120  # characters of an item that stands alone
_SPEECH = re.compile(r"\s*[—–-]\s")  # dialogue with dashes gets no quotation marks


def is_riffed(badges: Iterable[str], labels: Iterable[str]) -> bool:
    """Are the lists of a film's hecklers?"""
    return any(_RIFFED.search(text) for text in (*badges, *labels))


def from_lists(items: Sequence[str], lexicon: Lexicon, *, riffed: bool) -> Excerpt:
    """The words for a post out of the items that may be shown."""
    fit = [item for item in items if _SHORTEST <= len(item) <= _LONGEST and "http" not in item]
    if riffed and fit:
        text = "\n".join(map(_in_marks, fit[:2]))
        return Excerpt(text, "The body is a list of riffs: the first two that fit.", tuple(fit[2:6]))
    scored = sorted(fit, key=lambda item: -_worth(item, lexicon))
    if scored:
        return Excerpt(scored[0], "The body is only a list: the item that says most.", tuple(scored[1:5]))
    return Excerpt("", "The body is a list without an item that could stand alone.")


def _in_marks(item: str) -> str:
    bare = item.strip('“”" ')
    return item if "“" in bare or '"' in bare or _SPEECH.match(item) else f"“{bare}”"


def _worth(item: str, lexicon: Lexicon) -> float:
    found = best([item], "", frozenset(), _LONGEST, lexicon)
    return found[0].base if found else 0.0
