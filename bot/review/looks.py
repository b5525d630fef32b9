"""How the chosen words looked in the review: emphasis, code, links and list items as spans over the plain text.

An excerpt is made of stretches of the body's paragraphs, so its looks are cut out of theirs. Chooses no words, and
writes no network's markup.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Literal
from urllib.parse import urljoin, urlsplit

from bot.review.address import web_address
from bot.review.labels import is_spoiler_line
from bot.review.markup import BREAK, CODE, EMPHASIS, STRONG, TooMuchMarkup, read_blocks
from bot.review.model import Excerpt, Span
from bot.review.spoilers import without_holes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bot.review.markup import Run

Kind = Literal["strong", "emphasis", "code", "link"]
Styled = dict[str, list["Run"]]  # a paragraph's or item's plain text → the runs that it was read from
_KINDS: tuple[tuple[int, Kind], ...] = ((STRONG, "strong"), (EMPHASIS, "emphasis"), (CODE, "code"))
_SIGNS = frozenset("<>&*_[`{~\\|=%:$#!+")  # a text without any of them is plain
_INSIDE = re.compile(r"(?<=\w)\*(?=\w)")  # M*A*S*H: no emphasis is meant
_MARKS = '“”" '


def dressed(excerpt: Excerpt, styled: Styled, items: Sequence[str], page: str | None) -> Excerpt:
    """The excerpt with the looks of its text. ``items``: the lines that are items of a list.

    ``page``: the review's own address, for its relative links; those stay plain where it isn't absolute.
    """
    listed = frozenset(items)
    bare = frozenset(item.strip(_MARKS) for item in items) - {""}
    spans: list[Span] = []
    place = 0
    for line in excerpt.text.split("\n"):
        if line in listed or (line.startswith("“") and line.strip(_MARKS) in bare):  # a riff got quotation marks
            spans.append(Span(place, place + len(line), "item"))
        spans += _moved(_of_line(line, styled, page), place)
        place += len(line) + 1
    if not spans:
        return excerpt
    return replace(excerpt, spans=tuple(sorted(spans, key=lambda span: (span.start, -span.end))))


def from_markdown(text: str, page: str | None) -> tuple[str, tuple[Span, ...]]:
    """A short text that may be Markdown (an excerpt in the front matter) as plain text, and its looks."""
    if _SIGNS.isdisjoint(text):
        return " ".join(text.split()), ()
    try:
        blocks = read_blocks(_INSIDE.sub(r"\\\g<0>", text))
    except TooMuchMarkup:
        return "", ()
    parts: list[str] = []
    items: list[str] = []
    styled: Styled = {}
    for block in blocks:
        texts = {plain_text(runs): runs for runs in block.items or [block.runs]}
        if any(is_spoiler_line(one) for one in texts):
            break
        if block.kind in {"paragraph", "heading", "list"}:
            kept = [one for one in map(without_holes, texts) if one]
            parts.append("\n".join(kept))
            items += kept if block.items else ()
            styled |= texts
    excerpt = dressed(Excerpt("\n\n".join(filter(None, parts)), ""), styled, items, page)
    return excerpt.text, excerpt.spans


def plain_text(runs: Iterable[Run]) -> str:
    """The runs' text with single blanks, on one line."""
    return " ".join("".join([run.text for run in runs]).replace(BREAK, " ").split())


def read_spans(runs: Sequence[Run], page: str | None) -> list[Span]:
    """The looks of :func:`plain_text` of these runs."""
    found: list[Span] = []
    place, gap = 0, False
    for run in runs:
        text = run.text.replace(BREAK, " ")
        words = " ".join(text.split())
        if not words:
            gap = gap or bool(text)
            continue
        before, start = place, place + (1 if place and (gap or text[0].isspace()) else 0)
        place, gap = start + len(words), text[-1].isspace()
        url = _address(run.href, page) if run.href else None
        for kind in _kinds(run, url):
            _add(found, Span(start, place, kind, url if kind == "link" else None), before)
    return found


def _of_line(line: str, styled: Mapping[str, list[Run]], page: str | None) -> list[Span]:
    """The looks of a line that is a stretch of one of the texts; [] if it is none."""
    bare = line.strip("“”")
    if not bare or not styled:
        return []
    whole = bare if bare in styled else next((text for text in styled if bare in text), None)
    if whole is None:
        return []
    first, before = whole.find(bare), len(line) - len(line.lstrip("“”"))
    last = first + len(bare)
    cut = [
        replace(span, start=max(span.start, first), end=min(span.end, last))
        for span in read_spans(styled[whole], page)
        if span.start < last and span.end > first
    ]
    return list(_moved(filter(None, (_trimmed(one, whole) for one in cut)), before - first))


def _trimmed(span: Span, text: str) -> Span | None:
    """The span without blanks at its ends."""
    stretch = text[span.start : span.end]
    start = span.start + len(stretch) - len(stretch.lstrip())
    end = span.end - len(stretch) + len(stretch.rstrip())
    return replace(span, start=start, end=end) if start < end else None


def _moved(spans: Iterable[Span], by: int) -> Iterator[Span]:
    return (replace(span, start=span.start + by, end=span.end + by) for span in spans)


def _kinds(run: Run, url: str | None) -> Iterator[Kind]:
    for bit, kind in _KINDS:
        if run.style & bit:
            yield kind
    if url:
        yield "link"


def _add(found: list[Span], span: Span, before: int) -> None:
    """Add a span, or let one of its kind go on that ended where the run ``before`` it did."""
    for place in range(len(found) - 1, max(-1, len(found) - 5), -1):
        last = found[place]
        if last.kind == span.kind and last.url == span.url and last.end == before > last.start:
            found[place] = replace(last, end=span.end)
            return
    found.append(span)


def _address(href: str, page: str | None) -> str | None:
    """The link's absolute web address; None for a place on the page itself and for what is no web address."""
    if href.startswith("#"):
        return None
    if absolute := web_address(href):
        return absolute
    try:
        if not page or not urlsplit(page).scheme or urlsplit(href).scheme:
            return None
        return web_address(urljoin(page, href))
    except ValueError:
        return None
