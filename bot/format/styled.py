"""Words with their looks (emphasis, links, lists) while they are tidied, shortened and escaped. Pure.

How Discord's Markdown writes the looks down is told in :mod:`bot.format.markdown`; Mastodon shows plain text.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.format.escape import MASTODON, MASTODON_TAGGED
from bot.format.length import graphemes
from bot.format.prose import shorten, tidy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.format.escape import Step
    from bot.review.model import Span


@dataclass(frozen=True, slots=True)
class Styled:
    """Plain text, and how stretches of it look."""

    text: str = ""
    spans: tuple[Span, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.text)


def styled(text: str, spans: Sequence[Span] = ()) -> Styled:
    """The tidy text with its looks; those that lie outside of it or mean nothing are left out."""
    after = tidy(text)
    kept = [span for span in spans if 0 <= span.start < span.end <= len(text)]
    if kept and after != text:
        places = _places(text, after)
        kept = [replace(span, start=places[span.start], end=places[span.end]) for span in kept]
    return Styled(after, tuple(_whole(after, kept)))


def shortened(words: Styled, fits: Callable[[Styled], bool]) -> Styled:
    """The words, or as much of their beginning as fits, cut as :func:`~bot.format.prose.shorten` does, looks too."""
    return _beginning(words, shorten(words.text, lambda part: fits(_beginning(words, part))))


def on_mastodon(words: Styled, *, tagged: bool = False) -> str:
    """The words as plain text; items of a list get dots. ``tagged``: hashtags in them are the owner's, and live."""
    plain = through(words, MASTODON_TAGGED if tagged else MASTODON)
    return "\n".join(bulleted(plain, start, end, "• ") + plain.text[start:end] for start, end in lines(plain))


def lines(words: Styled) -> Iterator[tuple[int, int]]:
    """Where each line begins and ends."""
    start = 0
    for line in words.text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def bulleted(words: Styled, start: int, end: int, bullet: str) -> str:
    """The bullet if an item of a list begins in that line, else nothing."""
    return bullet if any(span.kind == "item" and start <= span.start < end for span in words.spans) else ""


def _beginning(words: Styled, part: str) -> Styled:
    """The words down to that beginning of their text, which may end in "…" where it was cut."""
    kept = len(part) if words.text.startswith(part) else len(part.removesuffix("…"))
    spans = (replace(span, end=min(span.end, kept)) for span in words.spans if span.start < kept)
    return Styled(part, tuple(spans))


def _places(before: str, after: str) -> list[int]:
    """Where every place of the text is once it is tidy: that leaves signs out, and changes breaks and tabs."""
    places, at = [], 0
    for sign in before:
        places.append(at)
        if at < len(after) and (sign == after[at] or (after[at] in " \n" and sign.isspace() and sign != " ")):
            at += 1
    return [*places, at]


def _whole(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """The looks, none beginning or ending inside of a character that a reader sees."""
    edges = [0]
    for cluster in graphemes(text) if spans else ():
        edges.append(edges[-1] + len(cluster))
    known = set(edges)
    for span in spans:
        start, end = span.start, span.end
        while start not in known:
            start -= 1
        while end not in known:
            end += 1
        if start < end:
            yield replace(span, start=start, end=end)


def through(words: Styled, steps: Sequence[Step]) -> Styled:
    """The words escaped by these steps; looks move with what they are about."""
    for step in steps:
        after, edits = _replaced(words.text, step)
        if edits and after.strip():
            moved = [
                replace(one, start=_moved(edits, one.start, 2), end=_moved(edits, one.end, 3)) for one in words.spans
            ]
            words = Styled(after, tuple(span for span in moved if span.start < span.end))
    return words


_Edit = tuple[int, int, int, int]  # where it began and ended before, and where it does after


def _replaced(text: str, step: Step) -> tuple[str, list[_Edit]]:
    """The text after that step, and what was put elsewhere by it."""
    pattern, replacement = step
    pieces, edits, at, length = [], [], 0, 0
    for match in pattern.finditer(text):
        new = match.expand(replacement)
        pieces += [text[at : match.start()], new]
        length += match.start() - at
        edits.append((match.start(), match.end(), length, length + len(new)))
        at, length = match.end(), length + len(new)
    return "".join([*pieces, text[at:]]), edits


def _moved(edits: Sequence[_Edit], place: int, inside: int) -> int:
    """Where a place of the text is afterwards. ``inside``: which end of the new stretch, if it was in an old one."""
    number = bisect_left(edits, (place,)) - 1
    if number < 0:
        return place
    edit = edits[number]
    return edit[inside] if place < edit[1] else edit[3] + place - edit[1]
