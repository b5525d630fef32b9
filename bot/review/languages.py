"""The words that weigh, in other languages."""

from __future__ import annotations


def told(language: str) -> dict[str, str]:
    """A language's words by kind; none of a language that isn't known."""
    return {}


def likely(text: str, declared: str) -> str:
    """The language that the text seems to be in, by its smallest words; the declared one in doubt."""
    return declared
