"""Quoted lines as plain text: line breaks and attribution kept, no quotation marks around the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.review.markup import BREAK

if TYPE_CHECKING:
    from bot.review.markup import Block

_PAIRS = {"“": "”", '"': '"', "«": "»", "„": "“", "‘": "’"}
_WRAPPED = 60  # a writer's own line break comes sooner than an editor's
_SPEAKS = tuple("—–-―“\"'‘«[(")


def quote_text(block: Block) -> str:
    """A quote block's text; "" if it holds nothing but marks."""
    lines = block.text.split("\n")
    separator = "\n" if block.raw and not _is_wrapped(lines) else " "
    joined = ""
    for line in lines:
        stripped = line.strip()
        joined += ("\n" if stripped.startswith(_SPEAKS) else separator) + stripped
    return tidy(joined.replace(BREAK, "\n"))


def tidy(text: str) -> str:
    """A quote given as text: blanks evened, empty lines dropped, enclosing quotation marks taken off."""
    lines = (" ".join(line.split()) for line in text.split("\n"))
    text = "\n".join(line for line in lines if line)
    if not any(character.isalnum() for character in text):
        return ""
    closing = _PAIRS.get(text[0])
    if (
        closing
        and text[-1] == closing
        and text.count(text[0]) + text.count(closing) == (4 if closing == text[0] else 2)
    ):
        return text[1:-1].strip()
    return text


def _is_wrapped(lines: list[str]) -> bool:
    inner = [line for line in lines if line.strip()][:-1]
    return bool(inner) and all(len(line) >= _WRAPPED for line in inner)
