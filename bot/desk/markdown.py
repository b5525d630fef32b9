"""Discord's Markdown read as Discord shows it, so that a preview can draw what readers see. It draws nothing itself.

Only what shows in an embed is known: https://support.discord.com/hc/en-us/articles/210298617. Marks that have no
partner, and everything behind a backslash, are plain signs.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

Look = Literal["strong", "emphasis", "underline", "strike", "code", "spoiler", "tag"]

_MARKS: dict[str, Look] = {
    "**": "strong",
    "__": "underline",
    "~~": "strike",
    "||": "spoiler",
    "*": "emphasis",
    "_": "emphasis",
}
_DEEPEST = 50  # marks open at a time that are looked through for a partner
_TOKEN = regex.compile(
    r"""\\(?P<escaped>[^0-9A-Za-z\s])
    |```(?:[a-z0-9_+.#-]+\n)?(?P<block>[^`].*?)```
    |(?P<ticks>`+)(?!`)(?P<code>.*?[^`])(?P=ticks)(?!`)
    |(?P<link>\[)(?=(?:\\.|[^\[\]\\])+\]\(<?https?://)
    |(?P<end>\]\(<?(?P<url>https?://(?:\\.|[^\s()<>\\]|\([^\s()]*\))+)>?\))
    |<?(?P<bare>https?://[^\s<>]*[^\s<>.,:;"'\])])>?
    |(?P<star>(?m:^)\*[ ]+(?=\S))
    |(?P<mark>\*{1,3}|_{1,2}|~~|\|\|)
    |(?P<line>\n)""",
    regex.VERBOSE | regex.DOTALL,
)
_START = regex.compile(
    r"(?P<quote>[ ]*>[ ])?(?:[ ]*(?P<heading>\#{1,3})[ ]+(?=\S|\Z)|(?P<small>-\#[ ]+)(?=\S|\Z)"
    r"|(?P<indent>[ ]*)(?P<item>[-*]|\d{1,9}[.])[ ]+(?=\S|\Z))?"
)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that looks the same all over. ``url`` belongs to a link."""

    text: str
    looks: frozenset[Look] = frozenset()
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that stand together. ``mark``: an item's bullet or number. A text's runs hold its line breaks."""

    kind: Literal["text", "item", "heading", "small"]
    runs: tuple[Run, ...]
    quoted: bool = False
    mark: str = ""
    depth: int = 0  # of an item: how far it is moved in


@dataclass(frozen=True, slots=True)
class _Token:
    """A piece of the source. ``opens`` and ``closes`` are set where a mark has found its partner."""

    text: str
    kind: Literal["text", "code", "mark", "link", "end", "line"] = "text"
    url: str | None = None
    opens: bool = False
    closes: bool = False


def read(markdown: str) -> list[Block]:
    """The text as blocks of runs, as Discord shows it. Any text can be read."""
    blocks: list[Block] = []
    line_break = Run("\n")
    for block, looks in _lines(_paired(list(_tokens(markdown)))):
        last = blocks[-1] if blocks else None
        if last is not None and last.kind == block.kind == "text" and last.quoted == block.quoted:
            blocks[-1] = replace(last, runs=(*last.runs, line_break, *block.runs))
        else:
            blocks.append(block)
        line_break = Run("\n", looks)
    return blocks


def _tokens(source: str) -> Iterator[_Token]:
    """The source in pieces; marks are not yet paired."""
    place = 0
    for match in _TOKEN.finditer(source):
        if match.start() > place:
            yield _Token(source[place : match.start()])
        yield from _token(match)
        place = match.end()
    yield _Token(source[place:])


def _token(match: regex.Match[str]) -> Iterator[_Token]:
    if match["escaped"]:
        yield _Token(match["escaped"])
    elif match["star"]:
        yield _Token("- ")
    elif match["code"] or match["block"]:
        yield _Token((match["code"] or match["block"]).strip("\n"), "code")
    elif match["bare"]:
        yield _Token(match["bare"], "text", match["bare"])
    elif match["end"]:
        yield _Token(match[0], "end", regex.sub(r"\\(.)", r"\1", match["url"]))
    elif match["link"]:
        yield _Token("[", "link")
    elif match["line"]:
        yield _Token("\n", "line")
    else:
        yield _Token(match[0], "mark")


def _paired(tokens: list[_Token]) -> list[_Token]:
    """The tokens with every mark that has a partner told as opening or closing; the others stay plain signs."""
    open_marks: list[int] = []
    found: list[_Token] = []
    for number, token in enumerate(tokens):
        before = tokens[number - 1].text[-1:] if number else ""
        after = tokens[number + 1].text[:1] if number + 1 < len(tokens) else ""
        for part in _parts(token, found, open_marks):
            partner = _partner(part, found, open_marks) if _may_close(part, before, after) else None
            if partner is not None:
                del open_marks[open_marks.index(partner) :]
                found[partner] = replace(found[partner], opens=True, url=part.url)
            elif _may_open(part, before, after):
                open_marks.append(len(found))
            found.append(replace(part, closes=partner is not None))
    return found


def _parts(token: _Token, found: list[_Token], open_marks: list[int]) -> list[_Token]:
    """Three asterisks are two marks: the one that was opened last is closed first."""
    if token.kind != "mark" or token.text != "***":
        return [token]
    last = found[open_marks[-1]].text if open_marks else ""
    return [_Token(text, "mark") for text in (("*", "**") if last == "*" else ("**", "*"))]


def _partner(part: _Token, found: list[_Token], open_marks: list[int]) -> int | None:
    wanted = "[" if part.kind == "end" else part.text
    kind = "link" if part.kind == "end" else "mark"
    near = (place for place in reversed(open_marks[-_DEEPEST:]) if found[place].kind == kind)
    return next((place for place in near if found[place].text == wanted and place < len(found) - 1), None)


def _may_open(part: _Token, before: str, after: str) -> bool:
    if part.kind == "link":
        return True
    if part.kind != "mark" or (part.text == "*" and (not after or after.isspace())):
        return False
    return part.text != "_" or not (before.isalnum() or before == "_")


def _may_close(part: _Token, before: str, after: str) -> bool:
    if part.kind == "end":
        return True
    if part.kind != "mark" or (part.text == "*" and before.isspace()):
        return False
    return part.text != "_" or not (after.isalnum() or after == "_")


def _lines(tokens: list[_Token]) -> Iterator[tuple[Block, frozenset[Look]]]:
    """Line by line, each with the looks that are open at its end and go on in the next."""
    looks: list[Look] = []
    url: str | None = None
    block, fresh, rest_quoted = Block("text", ()), True, False
    for token in tokens:
        text = token.text
        if token.kind == "line":
            yield block, frozenset(looks)
            block, fresh = Block("text", (), quoted=rest_quoted), True
            continue
        if token.kind == "mark" and token.opens:
            looks.append(_MARKS[text])
        elif token.kind == "mark" and token.closes:
            looks.remove(_MARKS[text])
        elif token.kind == "link" and token.opens:
            url = token.url
        elif token.kind == "end" and token.closes:
            url = None
        elif text:
            if fresh and token.kind == "text":
                rest_quoted = rest_quoted or text.startswith(">>> ")
                block, text = _started(block, text.removeprefix(">>> "), quoted=rest_quoted)
            fresh = False
            shown = frozenset((*looks, "code") if token.kind == "code" else looks)
            block = replace(block, runs=(*block.runs, Run(text, shown, token.url or url))) if text else block
    yield block, frozenset(looks)


def _started(block: Block, text: str, *, quoted: bool) -> tuple[Block, str]:
    """What kind of line begins with this text, and the text without the marks that say so."""
    match = _START.match(text)
    if match is None:
        return block, text
    quoted = quoted or bool(match["quote"])
    rest = text[match.end() :]
    if match["heading"]:
        return Block("heading", (), quoted, match["heading"]), rest
    if match["small"]:
        return Block("small", (), quoted), rest
    if match["item"]:
        mark = match["item"] if match["item"][0].isdigit() else "•"
        return Block("item", (), quoted, mark, len(match["indent"]) // 2), rest
    return replace(block, quoted=quoted), rest
