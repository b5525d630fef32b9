"""Slips in Markdown that writers' own site builders forgive, put right before it is parsed. Plain text means only."""

from __future__ import annotations

import re

_GLUED_HEADING = re.compile(r"\n(#{2,6})(?=[^\s#])")
_CLOSING = re.compile(r"</(?:blockquote|i|em)>", re.IGNORECASE)


def settle(markdown: str) -> str:
    """The Markdown with such slips put right.

    A heading without its blank, prose glued to a quote's end (it would stay raw), a quote that is never closed,
    a doubled quotation mark in an address, a bold first line that is never closed.
    """
    if "##" in markdown:
        markdown = _GLUED_HEADING.sub(r"\n\1 ", "\n" + markdown)
    if '=""http' in markdown:
        markdown = markdown.replace('=""http', '="http')
    if "<blockquote" in markdown:
        if markdown.count("<blockquote") != markdown.count("</blockquote"):
            markdown = "\n\n".join(_closed(part) for part in markdown.split("\n\n"))
        markdown = markdown.replace("</blockquote>", "</blockquote>\n\n")
    return _closed_first_line(markdown)


def _closed(part: str) -> str:
    return part + "</blockquote>" * max(0, min(3, part.count("<blockquote") - part.count("</blockquote")))


def _closed_first_line(markdown: str) -> str:
    markdown = markdown.lstrip("\n")
    if not markdown.startswith("<b>"):
        return markdown
    paragraph, gap, rest = markdown.partition("\n\n")
    if "</b>" in paragraph:
        return markdown
    line, newline, more = paragraph.partition("\n")
    return f"{line}</b>{newline}{more}{gap}{rest}"
