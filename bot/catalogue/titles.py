"""The forms of a title under which it can be found: numerals, articles and connecting words give way. Pure."""

from __future__ import annotations

from typing import NamedTuple

from bot.catalogue.words import fold, without_article


class Forms(NamedTuple):
    """``start``: folded, without an English article. ``plain``: the simplest form, "" where it is the same.

    ``further``: words of the plain form that the title itself hasn't.
    """

    start: str
    plain: str
    further: tuple[str, ...] = ()


def forms_of(title: str) -> Forms:
    """The forms of a review's title."""
    return Forms(without_article(fold(title) or title.casefold()), "")
