"""Words with their looks in Discord's Markdown. Pure.

Marks are put round text that is escaped already, line by line, properly nested, and rather left out than written so
that a reader might take them otherwise. Discord's apps read by simple-markdown's rules
(https://github.com/ariabuckles/simple-markdown/blob/master/src/index.js), but for bars and strikes, which end at the
next such sign, whatever backslash stands before it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import regex

from bot.format.address import address
from bot.format.escape import DISCORD, WORD_JOINER
from bot.format.styled import Styled, bulleted, lines, through

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.review.model import Span

_OUTSIDE_IN = ("link", "strong", "emphasis", "strike", "code")  # which marks stand round which
_LONGEST_LINK = 300  # characters of an address inside words


def on_discord(words: Styled, *, hidden: bool = False) -> str:
    """The words in Discord's Markdown. ``hidden``: behind spoiler bars, where lists aren't drawn but with dots."""
    escaped = through(words, DISCORD)
    told = "\n".join(
        bulleted(escaped, start, end, "• " if hidden else "- ") + _Line(escaped, start, end).marked_up()
        for start, end in lines(escaped)
    )
    return behind_bars(told) if hidden else told


def behind_bars(told: str) -> str:
    """What is escaped already, behind spoiler bars; nothing stays nothing."""
    closing = f"{WORD_JOINER}||" if told.endswith("|") else "||"
    return f"||{told}{closing}" if told else ""


class _Line:
    """One line of escaped words, and the marks in it."""

    def __init__(self, words: Styled, start: int, end: int) -> None:
        self._text, self._start, self._end = words.text, start, end
        self._spans = [span for span in words.spans if span.start < end and span.end > start]
        # Signs of both in a row, "***", could be read in several ways: then the other sign for emphasis is used.
        self._mixed = any(span.kind == "strong" for span in self._spans)

    def marked_up(self) -> str:
        told = self._nested(self._start, self._end, _OUTSIDE_IN)
        return told if "~~_" not in told else self._nested(self._start, self._end, ("link", "strong", "emphasis"))

    def _nested(self, start: int, end: int, kinds: Sequence[str]) -> str:
        """That stretch with marks of these kinds, the first outermost."""
        if not kinds or not self._spans:
            return self._text[start:end]
        pieces, at = [], start
        for run in self._runs(kinds[0], start, end):
            inner = self._nested(run.start, run.end, kinds[1:])
            pieces += [self._nested(at, run.start, kinds[1:]), self._marked(run, inner)]
            at = run.end
        return "".join([*pieces, self._nested(at, end, kinds[1:])])

    def _runs(self, kind: str, start: int, end: int) -> Iterator[Span]:
        """The stretches of that kind, none touching another, without blanks at their ends."""
        at = start
        for span in self._merged([span for span in self._spans if span.kind == kind]):
            first, last = max(span.start, at), min(span.end, end)
            while first < last and self._text[first].isspace():
                first += 1
            while first < last and self._text[last - 1].isspace():
                last -= 1
            if first < last:
                yield replace(span, start=first, end=last)
                at = last

    @staticmethod
    def _merged(spans: list[Span]) -> list[Span]:
        """The spans by their starts, those in one that touch; links stay apart."""
        found: list[Span] = []
        for span in sorted(spans, key=lambda one: one.start):
            if found and span.start <= found[-1].end and span.url == found[-1].url:
                found[-1] = replace(found[-1], end=max(found[-1].end, span.end))
            else:
                found.append(span)
        return found

    def _marked(self, run: Span, inner: str) -> str:
        """The stretch with its marks, or without them where they would not be read as meant."""
        match run.kind:
            case "strong":
                return f"**{inner}**"
            case "emphasis":
                return self._emphasised(run, inner)
            case "strike" if "~" not in inner:
                return f"~~{inner}~~"
            case "code" if "\\" not in inner:  # no backslash works in code
                return f"`{inner}`"
            case "link":
                return _linked(inner, run.url)
        return inner

    def _emphasised(self, run: Span, inner: str) -> str:
        if not self._mixed:
            return f"*{inner}*"
        beside = self._text[max(run.start - 1, 0) : run.start] + self._text[run.end : run.end + 1]
        return inner if regex.search(r"\w", beside) else f"_{inner}_"


def _linked(inner: str, url: str | None) -> str:
    where = address(url)
    if where is None or len(where) > _LONGEST_LINK or "[" in inner or "]" in inner:
        return inner
    where = where.replace("*", "%2A").replace("~", "%7E")
    return f"[{inner}]({where})"
