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
            # What stands beside it; at the ends of the stretch are other marks, or the line's ends.
            beside = self._text[max(first - 1, start) : first] + self._text[last : min(last + 1, end)]
            if first < last and self._is_sound(span, self._text[first:last], beside):
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

    def _is_sound(self, span: Span, text: str, beside: str) -> bool:
        """Whether the mark would be read as meant there. Its signs must not stand in the text, escaped or not."""
        match span.kind:
            case "emphasis" if self._mixed:
                return not regex.search(r"\w", beside)  # "_" inside of a word is itself
            case "strike":
                return "~" not in text
            case "code":
                return "\\" not in text  # no backslash works in code
            case "link":
                return _link(span.url) is not None and not regex.search(r"[\[\]]", text)
        return True

    def _marked(self, run: Span, inner: str) -> str:
        """The stretch with its marks."""
        match run.kind:
            case "strong":
                return f"**{inner}**"
            case "emphasis":
                return f"_{inner}_" if self._mixed else f"*{inner}*"
            case "strike":
                return f"~~{inner}~~"
            case "code":
                return f"`{inner}`"
        return f"[{inner}]({_link(run.url)})"


def _link(url: str | None) -> str | None:
    """The address as it may stand behind a link's words; None: it may not."""
    where = address(url)
    if where is None or len(where) > _LONGEST_LINK:
        return None
    return where.replace("*", "%2A").replace("~", "%7E")
