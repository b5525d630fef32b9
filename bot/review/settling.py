"""Slips in Markdown that writers' own site builders forgive, put right before it is parsed. Plain text means only."""

from __future__ import annotations

import re

_GLUED_HEADING = re.compile(r"\n(#{2,6})(?=[^\s#])")
_QUOTE_TAG = re.compile(r"<(/?)blockquote\b[^<>]*>", re.IGNORECASE)
_END_OF_SLOPE = re.compile(r"</(?:i|em|q)>", re.IGNORECASE)
_STYLES = ("b", "i", "strong", "em")
_STYLE_TAG = re.compile(rf"</?(?:{'|'.join(_STYLES)})>")
_PARAGRAPH = "\n\n"


def settle(markdown: str) -> str:
    """The Markdown with such slips put right.

    A heading without its blank, prose glued to a quote's end (it would stay raw), quotes wrongly paired or never
    closed, a doubled quotation mark in an address, bold or italic text that is never closed.
    """
    if "#" in markdown and "##" in markdown:
        markdown = _GLUED_HEADING.sub(r"\n\1 ", "\n" + markdown)
    if "=" in markdown and '=""http' in markdown:
        markdown = markdown.replace('=""http', '="http')
    if "<" not in markdown:
        return markdown.lstrip("\n")
    if "blockquote" in markdown or "BLOCKQUOTE" in markdown:
        markdown = _paired_quotes(markdown)
    markdown = _closed_first_line(markdown)
    tags = _STYLE_TAG.findall(markdown)
    if any(tags.count(f"<{tag}>") > tags.count(f"</{tag}>") for tag in _STYLES):
        markdown = _PARAGRAPH.join(map(_balanced, markdown.split(_PARAGRAPH)))
    return markdown


def _paired_quotes(markdown: str) -> str:
    """Every quote with both its tags and a paragraph's end behind it; one whose end can't be told is left out."""
    pieces: list[str] = []
    place = depth = 0
    tags = list(_QUOTE_TAG.finditer(markdown))
    missing = sum(1 if not tag[1] else -1 for tag in tags)  # how many are never closed
    for number, tag in enumerate(tags):
        before = markdown[place : tag.start()]
        closes = bool(tag[1])
        if not closes and depth and missing > 0:
            closes, missing = True, missing - 1
            if before[-1:] in {"\n", ""} or _PARAGRAPH in before:  # the one before was never closed
                pieces.append(_rescued(before))
                before, closes, depth = "", False, 0
        place = tag.end()
        if closes and depth == 0:
            pieces.append(before)
        elif closes:
            depth -= 1
            pieces += [_balanced(before) if not depth else before, "</blockquote>", _PARAGRAPH if not depth else ""]
        else:
            depth += 1
            pieces += [before, f"{_PARAGRAPH if depth == 1 and before.strip() else ''}{_opening(tag)}"]
        if number > 4000:
            break
    rest = markdown[place:]
    return "".join(pieces) + (_rescued(rest) if depth else rest)


def _opening(tag: re.Match[str]) -> str:
    return tag[0] if tag[0].startswith("<blockquote") else tag[0].lower()


def _rescued(behind: str) -> str:
    """What follows a quote's start that has no end: it ends where its slanted text does, else it is left out."""
    paragraph, gap, rest = behind.partition(_PARAGRAPH)
    end = _END_OF_SLOPE.search(paragraph)
    if end is None:
        return f"</blockquote>{_PARAGRAPH}{rest}"
    return f"{paragraph[: end.end()]}</blockquote>{_PARAGRAPH}{paragraph[end.end() :]}{gap}{rest}"


def _balanced(part: str) -> str:
    """The text with end tags for the styles that it opens and doesn't close."""
    for tag in _STYLES:
        part += f"</{tag}>" * max(0, min(9, part.count(f"<{tag}>") - part.count(f"</{tag}>")))
    return part


def _closed_first_line(markdown: str) -> str:
    markdown = markdown.lstrip("\n")
    if not markdown.startswith("<b>"):
        return markdown
    paragraph, gap, rest = markdown.partition(_PARAGRAPH)
    if "</b>" in paragraph:
        return markdown
    line, newline, more = paragraph.partition("\n")
    return f"{line}</b>{newline}{more}{gap}{rest}"
