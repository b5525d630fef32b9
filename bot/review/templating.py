"""Site builders' own marks taken out of Markdown before it is parsed, so that none leaks into a post.

Liquid tags, Hugo shortcodes and kramdown attribute lists are no HTML; their inner prose stays, except inside a
comment or a spoiler tag. HTML is never looked at here.
"""

from __future__ import annotations

import re

_HIDDEN = re.compile(
    r"\{%-?\s*(comment|\w*spoil\w*)\b[^%]*-?%\}.*?(?:\{%-?\s*end\1\s*-?%\}|\Z)"
    r"|\{\{(?P<mark>[<%])\s*(?P<name>\w*spoil\w*)\b[^{}]*\}\}.*?(?:\{\{[<%]\s*/\s*(?P=name)\s*[>%]\}\}|\Z)"
    r"|\{\{[<%]\s*/\*.*?\*/\s*[>%]\}\}",
    re.DOTALL | re.IGNORECASE,
)
_HUGO = re.compile(r"\{\{([<%])(?:[^{}\"`]|\"[^\"]*\"|`[^`]*`){0,2000}?\1?[>%]\}\}")
_LIQUID = re.compile(r"\{%-?(?:[^%]|%(?!\})){0,2000}?-?%\}|\{\{[^{}]{0,2000}\}\}")
_KRAMDOWN = re.compile(r"^[ \t]*\{:[^{}\n]*\}[ \t]*$|\{:[^{}\n]*\}|\{::[^{}\n]*\}", re.MULTILINE)
_GLUED_HEADING = re.compile(r"\n(#{2,6})(?=[^\s#])")


def strip_templates(markdown: str) -> str:
    """The Markdown without Liquid, Hugo shortcodes and kramdown attributes."""
    if "{%" in markdown or "{{" in markdown:
        markdown = _HIDDEN.sub("", markdown)
        markdown = _LIQUID.sub("", _HUGO.sub("", markdown))
    if "{:" in markdown:
        markdown = _KRAMDOWN.sub("", markdown)
    return markdown


def settle(markdown: str) -> str:
    """Slips that writers' own site builders forgive and CommonMark doesn't, put right by plain text means.

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
