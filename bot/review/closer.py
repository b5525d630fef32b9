"""A closer look at the few windows that weigh most: people of the plot, and years, speak against them.

Too slow for every sentence of a site. Knows only what the review itself tells: a name that comes early and often, and
stands without a first name, is one of the plot's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAMES = re.compile(r"[A-ZÀ-ÖØ-Þ][\w-]+(?:[’']s)?(?: [A-ZÀ-ÖØ-Þ][\w-]*(?:[’']s)?)*")  # of one or more words
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_OFTEN = 3  # times that a name of the plot is told at least
_EARLY = 0.4  # the part of the text in which it is told first
_MOST = 8  # names looked at in one window
_LONGEST = 20_000  # characters of the review looked through


class Cast:
    """The people of one review's plot."""

    def __init__(self, paragraphs: Sequence[str], title: str) -> None:
        self._text = "\n".join(paragraphs)[:_LONGEST]
        self._titled = title.casefold()
        self._known: dict[str, bool] = {}

    def against(self, window: str) -> float:
        """What weighs against a window."""
        people = 0
        for name in _NAMES.findall(window)[:_MOST]:
            people += " " not in name and self._acts(name.partition("’")[0].partition("'")[0])
        minus = min(2.0, 0.5 + 0.5 * people) if people else 0.0
        return minus + (0.8 if ("19" in window or "20" in window) and _YEAR.search(window) else 0.0)

    def _acts(self, name: str) -> bool:
        if name not in self._known:
            self._known[name] = self._is_told_early_and_often(name)
        return self._known[name]

    def _is_told_early_and_often(self, name: str) -> bool:
        text = self._text
        if not 0 <= text.find(name) < _EARLY * len(text) or name.casefold() in self._titled:
            return False
        return f" {name.lower()} " not in text and text.count(name) >= _OFTEN
