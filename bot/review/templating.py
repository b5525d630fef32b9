"""Site builders' own marks taken out of Markdown before it is parsed, so that none leaks into a post.

Liquid tags, Hugo shortcodes, kramdown attribute lists, JSX: none is HTML. Their inner prose stays, except inside of
a comment, code or spoiler. A value within a sentence ("{{ film.director }}") isn't known here: what is left of that
sentence is not used. HTML is never looked at here; other dialects of Markdown are known in ``dialects``.
"""

from __future__ import annotations

import re

from bot.review.spoilers import HOLE

_GONE = r"\w*spoil[\w-]*|comment|highlight|capture|javascript|stylesheet|style|schema|gist|mermaid|math|katex|raw-?html"
_HIDDEN = re.compile(
    rf"\{{%-?\s*({_GONE})\b[^%]{{0,500}}-?%\}}"
    rf"|\{{\{{[<%]-?\s*(?P<name>{_GONE})\b[^{{}}]{{0,500}}(?<!/)[>%]\}}\}}",
    re.IGNORECASE,
)
_QUOTE = re.compile(
    r"\{\{[<%]\s*(?P<hugo>(?:block|pull)?-?quote)\b(?P<said>[^{}\n]{0,300})[>%]\}\}(?P<inner>[^{}]{1,2000})"
    r"\{\{[<%]\s*/\s*(?P=hugo)\s*[>%]\}\}"
    r"|\{%-?\s*(?P<liquid>(?:block|pull)?quote)\b(?P<words>[^{}\n%]{0,300})-?%\}(?P<within>[^{}]{1,2000})"
    r"\{%-?\s*end(?P=liquid)\s*-?%\}",
    re.IGNORECASE,
)
_BY = re.compile(r"\b(?:author|by|source|cite|attribution)\s*=\s*\"([^\"]{1,120})\"", re.IGNORECASE)
_UNPAIRED = frozenset({"gist"})  # has no end tag
_HUGO = re.compile(r"\{\{[<%](?:[^{}\"`]+|\"[^\"\n]{0,500}\"|`[^`]{0,500}`){0,40}+(?<=[>%])\}\}")
_KRAMDOWN = re.compile(r"\{:{1,2}/?[a-zA-Z#.:][^{}\n]{0,500}\}|\{:\s[^{}\n]{0,500}\}|\{:/?\}")
_KRAMDOWN_COMMENT = re.compile(r"\{::comment\}.*?(?:\{:/(?:comment)?\}|\Z)", re.DOTALL)
_SERVER = re.compile(r"<%.{0,2000}?%>", re.DOTALL)  # ERB, EJS, ASP
_JSX_VALUE = re.compile(r"(?<=[\w\"'}])(\s[a-zA-Z][\w:-]{0,60})=\{(?:[^{}\n]|\{[^{}\n]{0,500}\}){0,500}+\}")
_TAG = 300  # characters of an HTML tag before a value in it
_VALUE = re.compile(r"\{\{(?![<%])[^{}\n]{1,300}\}\}")
_JSX_VARIABLE = re.compile(r"\{(?:props|frontmatter|meta|page|site|metadata)\.[\w.\[\]]{1,100}\}")
_MODULE = re.compile(
    r"(?m)^(?:import\s+(?:[\w*{][^\n;]{0,300}\sfrom\s+)?[\"'][^\"'\n]{1,300}[\"'];?"
    r"|export\s+(?:const|let|default|function)\b[^\n]*(?:\n(?!\s*\n)[^\n]*)*+)[ \t]*$"
)


def strip_templates(markdown: str) -> str:
    """The Markdown without Liquid, Hugo shortcodes, kramdown attributes, and what MDX adds."""
    if "{" in markdown:
        markdown = _without_braces(markdown)
    if "<%" in markdown:
        markdown = _SERVER.sub("", markdown)
    if "import " in markdown or "export " in markdown:
        markdown = _MODULE.sub("", markdown)
    return markdown


def _without_braces(markdown: str) -> str:
    if "={" in markdown:
        markdown = _JSX_VALUE.sub(r"\1", markdown)
    for opening, closing in (("{/*", "*/}"), ("{#", "#}")):
        if opening in markdown and closing in markdown:
            markdown = _without_comments(markdown, opening, closing)
    if "{%" in markdown or "{{" in markdown:
        if "uote" in markdown or "UOTE" in markdown:
            markdown = _QUOTE.sub(_as_quote, markdown)
        markdown = _HUGO.sub("", _without_hidden(markdown))
        markdown = _cut(markdown, "{%", "%}")
        markdown = _VALUE.sub(_value, markdown)
        markdown = _cut(_cut(markdown, "{{", "}}"), "%}", None)
        markdown = _cut(markdown, "}}", None)
    if "{:" in markdown:
        markdown = _KRAMDOWN.sub("", _KRAMDOWN_COMMENT.sub("", markdown))
    return _JSX_VARIABLE.sub(_value, markdown) if "." in markdown else markdown


def _value(found: re.Match[str]) -> str:
    """A hole where a sentence goes on before or behind the value, else nothing: in a tag, an address, or on its own."""
    text, start, end = found.string, found.start(), found.end()
    if text.rfind("<", max(0, start - _TAG), start) > text.rfind(">", max(0, start - _TAG), start):
        return ""
    before, behind = text[max(0, start - 2) : start], text[end : end + 2]
    goes_on = before[-1:] == " " and (before[:1].isalnum() or before[:1] in {",", ";", ":"})
    if goes_on or (behind[:1] == " " and behind[1:].islower()) or behind in {"'s", "’s"}:
        return f"Z{HOLE}"
    return ""


def _as_quote(tag: re.Match[str]) -> str:
    """The inner prose of a quote's tag as a quote, with its author where the tag names one."""
    inner, author = (tag["inner"] or tag["within"]).strip(), _BY.search(tag["said"] or tag["words"] or "")
    if inner.startswith(">") or "blockquote" in inner:
        return f"\n\n{inner}\n\n"
    signed = f"\n— {author[1]}" if author else ""
    return "\n\n<blockquote>" + re.sub(r"\n{2,}", "\n", inner) + f"{signed}</blockquote>\n\n"


def _without_comments(markdown: str, opening: str, closing: str) -> str:
    """Without {/* comments */}; what isn't closed hides what follows, up to the next one."""
    before, *behind = markdown.split(opening)
    kept = (one.partition(closing) for one in behind)
    return before + "".join([rest for _, _, rest in kept])


def _without_hidden(markdown: str) -> str:
    """Without tags whose inside is no prose, or a spoiler: to their end tag, or the end of the text."""
    pieces, place = [], 0
    for tag in _HIDDEN.finditer(markdown):
        if tag.start() < place:
            continue
        name = (tag[1] or tag["name"]).lower()
        pieces.append(markdown[place : tag.start()])
        place = tag.end()
        if name not in _UNPAIRED:
            end = _end(name, shortcode=tag[1] is None).search(markdown, place)
            place = end.end() if end else _unclosed(markdown, place, name)
    return "".join(pieces) + markdown[place:]


def _unclosed(markdown: str, place: int, name: str) -> int:
    """Where a tag ends that has no end tag: some have none; a spoiler and a comment hide all that follows."""
    return len(markdown) if "spoil" in name or name == "comment" else place


def _end(name: str, *, shortcode: bool) -> re.Pattern[str]:
    escaped = re.escape(name)
    pattern = rf"\{{\{{[<%]-?\s*/\s*{escaped}\s*-?[>%]\}}\}}" if shortcode else rf"\{{%-?\s*end_?{escaped}\s*-?%\}}"
    return re.compile(pattern, re.IGNORECASE)


def _cut(markdown: str, opening: str, closing: str | None) -> str:
    """Without every stretch from one mark to the next other one; what isn't closed ends with its line."""
    place = markdown.find(opening)
    if place < 0:
        return markdown
    pieces, done = [], 0
    while place >= 0:
        pieces.append(markdown[done:place])
        place += len(opening)
        done = place if closing is None else _closed_at(markdown, place, closing)
        place = markdown.find(opening, done)
    return "".join(pieces) + markdown[done:]


_FAR = 4000  # characters between a tag's two ends


def _closed_at(markdown: str, place: int, closing: str) -> int:
    end = markdown.find(closing, place, place + _FAR)
    if end >= 0 and "\n\n" not in markdown[place:end]:
        return end + len(closing)
    line = markdown.find("\n", place)
    return line if line >= 0 else len(markdown)
