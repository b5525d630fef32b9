"""Discord's Markdown read as its apps do, written down from their side: what is shown, and how every sign looks.

By simple-markdown's rules, with Discord's own for strikes and bars, which end at the next such sign.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

_ESCAPED = regex.compile(r"\\([^0-9A-Za-z\s])")
_CODE = regex.compile(r"(`+)([\s\S]*?[^`])\1(?!`)")
_LINK = regex.compile(r"\[((?:\[[^\]]*\]|[^\[\]]|\](?=[^\[]*\]))*)\]\(\s*<?((?:\([^)]*\)|[^\s\\]|\\.)*?)>?\s*\)")
_STRONG = regex.compile(r"\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)")
_UNDERLINED = regex.compile(r"__((?:\\[\s\S]|[^\\])+?)__(?!_)")
_EMPHASIS = regex.compile(
    r"_((?:__|\\[\s\S]|[^\\_])+?)_(?![A-Za-z0-9_])"
    r"|\*(?=\S)((?:\*\*|\\[\s\S]|\s+(?:\\[\s\S]|[^\s*\\]|\*\*)|[^\s*\\])+?)\*(?!\*)"
)
_STRIKE = regex.compile(r"~~([\s\S]+?)~~(?!_)")
_SPOILER = regex.compile(r"\|\|([\s\S]+?)\|\|")
_ITEM = regex.compile(r"(?m)^ *[*-] +(?=\S)")
_BLOCK = regex.compile(r"(?m)^(?:#{1,3} |-# |>{1,3} |\d+[.)] )")


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign as it is shown."""

    text: str
    looks: frozenset[str]


def read(source: str, looks: frozenset[str] = frozenset(), *, starts: bool = True) -> list[Sign]:
    """Every sign that is shown. ``starts``: the source begins where a line does."""
    found, at = [], 0
    while at < len(source):
        line_starts = source[at - 1] == "\n" if at else starts
        kind, inner, end = _next(source, at, line_starts=line_starts)
        if kind in {"plain", "code"}:
            found += [Sign(sign, looks | ({"code"} if kind == "code" else set())) for sign in inner]
        elif kind:
            found += read(inner, looks | {kind}, starts=line_starts and kind == "item")
        at = end
    return found


def _next(source: str, at: int, *, line_starts: bool) -> tuple[str, str, int]:
    """The next piece: its look ("plain" for none, "" where nothing is shown), its source, and where it ends."""
    if line_starts and (item := _ITEM.match(source, at)):
        end = source.find("\n", at) if "\n" in source[at:] else len(source)
        return "item", source[item.end() : end], end
    if line_starts and (block := _BLOCK.match(source, at)):
        return "block", block[0].rstrip() + " ", block.end()
    if escaped := _ESCAPED.match(source, at):
        return "plain", escaped[1], escaped.end()
    for kind, pattern, group in (("code", _CODE, 2), ("spoiler", _SPOILER, 1), ("strike", _STRIKE, 1)):
        if match := pattern.match(source, at):
            return kind, match[group], match.end()
    if match := _LINK.match(source, at):
        return f"link {match[2]}", match[1], match.end()
    # The longest wins; of equally long ones, the strong one.
    starred = [("strong", _STRONG), ("underlined", _UNDERLINED), ("emphasis", _EMPHASIS)]
    matches = [(match.end(), kind, match) for kind, pattern in starred if (match := pattern.match(source, at))]
    if matches:
        end, kind, match = max(matches, key=lambda one: (one[0], one[1] == "strong"))
        return kind, match[1] or match[2], end
    return "plain", source[at], at + 1
