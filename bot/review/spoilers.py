"""Spoilers hidden inside the text by marks of forums, chats, sites and HTML: taken out of the source, marks and all.

Works on the source, because such marks run across paragraphs, which HTML elements don't survive. What isn't closed
hides too much rather than too little. Headings that announce spoilers are known in ``labels``.
"""

from __future__ import annotations

import re

from bot.review.sentences import sentences

# Within a paragraph: ||Discord||, >!Reddit!<. Unclosed ones hide the rest of it; "Name || 23/52 || Category" is none.
_BARS = re.compile(
    r"(?<![|\w])\|\|(?![|\s])(?:[^\n|]|\|(?!\|)|\n(?![ \t]*\n))*+(?:\|\||(?=\n[ \t]*\n|\Z))"
    r"|(?<=\w)\|\|(?![|\s\d])[^\n|]{1,2000}\|\|(?!\w)"
)
_REDDIT = re.compile(r"(?<![\w\"'/>=-])>!(?:[^\n!]|!(?!<)|\n(?![ \t]*\n))*+(?:!<|(?=\n[ \t]*\n|\Z))")
_ATTRIBUTE = re.compile(r"(?<!\{)\{(?![{%<])[^{}\n]*?spoil[^{}\n]*\}", re.IGNORECASE)  # kramdown's and Pandoc's
_CALLOUT = re.compile(r"(?m)^[ \t]*>[ \t]*\[!\w*spoil\w*\].*(?:\n[ \t]*>.*)*", re.IGNORECASE)
_FENCE = re.compile(r"(?m)^[ \t]*(:{3,})[^\n]*spoil", re.IGNORECASE)
_FENCE_END = re.compile(r"(?m)^[ \t]*:{3,}[ \t]*$")
_TAG = re.compile(r"<(/?)([a-zA-Z][\w.-]*)((?:[^<>\"']|\"[^\"<]{0,2000}\"|'[^'<]{0,2000}'){0,2000}+)>")
_ADDRESS = re.compile(
    r"\b(?:href|src|alt|title|action)\s*=\s*(?:\"[^\"]*\"|'[^']*'|\S+)|overflow[-xy]*\s*:\s*hidden|\w*(?:no|non)-?spoil\w*|spoil\w*-?free",
    re.IGNORECASE,
)
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|color\s*:\s*transparent|\bhidden\b(?!-)", re.IGNORECASE
)
_INK = re.compile(r"(?<![\w-])color\s*:\s*([#\w]+)", re.IGNORECASE)
_GROUND = re.compile(r"background(?:-color)?\s*:\s*([#\w]+)", re.IGNORECASE)
_SHORTCODE = re.compile(
    r"\[(\w*spoil\w*|hide|hidden|details(?=[^\]]*spoil))(?:[=\s][^\]\n]*)?\](?![(\[:])", re.IGNORECASE
)
_INCLUDE = re.compile(
    r"\{%-?\s*include\w*\s+[\w/.-]{0,60}spoil[\w/.-]{0,30}(?:start|begin|open)[^%\n]{0,200}%\}", re.IGNORECASE
)
_INCLUDE_END = re.compile(
    r"\{%-?\s*include\w*\s+[\w/.-]{0,60}spoil[\w/.-]{0,30}(?:end|stop|close)[^%\n]{0,200}%\}", re.IGNORECASE
)
_COMMENT = re.compile(
    r"<!--\W*(?:(?:begin|start|beware)\W+(?:of\W+)?)?spoilers?(?:\W+(?:start|begins?|below|ahead|follow|section|zone))?\W*-->",
    re.IGNORECASE,
)
_COMMENT_END = re.compile(
    r"<!--\W*(?:(?:end|stop|close)\W+(?:of\W+)?)?/?\W*spoilers?(?:\W+(?:end|over))?\W*-->", re.IGNORECASE
)
HOLE = "\ue0f0"  # a private character: here something was hidden inside a text
_INLINE = frozenset(
    {"span", "a", "b", "i", "em", "strong", "mark", "font", "small", "u", "s", "sup", "sub", "abbr", "code"}
)
_SPACED = re.compile(r"\bS P O I L E R(?: S)?\b", re.IGNORECASE)
_SECTION = "\n\n#### Spoilers\n\n"  # what a hidden heading stands for
_EMPTY = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"})


def without_spoilers(source: str) -> str:
    """The Markdown without what such marks hide."""
    if " O I L" in source or " o i l" in source:
        source = _SPACED.sub("SPOILERS", source)
    if "|" in source and "||" in source:
        source = _BARS.sub(_hole, source)
    if ">" in source and ">!" in source:
        source = _REDDIT.sub(_hole, source)
    low = source.encode("utf-8", "surrogatepass").lower()  # bytes, as those are quick to turn to small letters
    spoils = b"spoil" in low
    if b"<" in low and (spoils or b"style=" in low or b"hidden" in low or b"<details" in low):
        source = _without_elements(source)
    if spoils and "<!--" in source:
        source = _between(source, _COMMENT, _COMMENT_END)
    if not spoils and not (b"[" in low and b"[hid" in low):
        return source
    if ":::" in source:
        source = _between(source, _FENCE, _FENCE_END)
    if "{%" in source:
        source = _between(source, _INCLUDE, _INCLUDE_END)
    if "{" in source:
        source = _without_marked(source)
    return _without_brackets(_CALLOUT.sub("", source)) if "[" in source else source


def without_holes(text: str) -> str:
    """The text without its sentences of which a part was hidden; what is left of them would say something else."""
    if HOLE not in text:
        return text
    return " ".join([one for one in sentences(text) if HOLE not in one])


def _hole(hidden: re.Match[str]) -> str:
    return _hole_for(hidden[0].rstrip("|!<> "))


def _hole_for(hidden: str) -> str:
    """What stands for hidden text: a word of its own, and the text's full stop, so that the next sentence is whole."""
    ending = hidden.rstrip()[-1:]
    return f"Z{HOLE}{ending if ending in {'.', '!', '?', '…'} else ''}"


def _without_elements(source: str) -> str:
    """Without elements whose name, class, id or style hides them, to their end tag, or the end of the text."""
    pieces, place, name, depth = [], 0, "", 0
    for tag in _TAG.finditer(source):
        closes, its_name, attributes = tag[1], tag[2].lower(), tag[3]
        if name:
            if its_name == name and not attributes.rstrip().endswith("/"):
                depth += -1 if closes else 1
            if depth == 0:
                pieces.append(_hole_for(source[place : tag.start()]) if name in _INLINE else "")
                name, place = "", tag.end()
        elif not closes and _hides(its_name, attributes):
            pieces.append(source[place : tag.start()])
            if its_name[:1] == "h" and its_name[1:].isdecimal():
                pieces.append(_SECTION)
            place = tag.end()
            if its_name not in _EMPTY and not attributes.rstrip().endswith("/"):
                name, depth = its_name, 1
    return "".join(pieces) + ("" if name else source[place:])


def _hides(name: str, attributes: str) -> bool:
    if "spoil" in name or name == "details":  # what is folded away was not meant for the first look
        return True
    own = _ADDRESS.sub("", attributes)
    if "spoil" in own.lower() or _HIDING.search(own):
        return True
    ink, ground = _INK.search(own), _GROUND.search(own)
    return bool(ink and ground and ink[1].lower() == ground[1].lower())


def _without_marked(source: str) -> str:
    """Without paragraphs that a "{: .spoiler}" belongs to; one that stands alone belongs to the next."""
    kept, hides_next = [], False
    for paragraph in source.split("\n\n"):
        mark = _ATTRIBUTE.search(paragraph) if "{" in paragraph else None
        hidden = hides_next and bool(paragraph.strip())
        hides_next = bool(mark and not _ATTRIBUTE.sub("", paragraph).strip()) or (hides_next and not hidden)
        if not mark and not hidden:
            kept.append(paragraph)
        elif paragraph.lstrip().startswith("#"):
            kept.append(_SECTION)
    return "\n\n".join(kept)


def _without_brackets(source: str) -> str:
    """Without [spoiler]…[/spoiler] and its kin."""
    place, pieces = 0, []
    for mark in _SHORTCODE.finditer(source):
        if mark.start() < place:
            continue
        pieces.append(source[place : mark.start()])
        end = re.compile(rf"\[/{re.escape(mark[1])}\]", re.IGNORECASE).search(source, mark.end())
        place = end.end() if end else len(source)
        if end and "\n\n" not in source[mark.end() : end.start()]:
            pieces.append(_hole_for(source[mark.end() : end.start()]))
    return "".join(pieces) + source[place:]


def _between(source: str, opening: re.Pattern[str], closing: re.Pattern[str]) -> str:
    """Without what stands between two marks: ::: spoiler … :::."""
    place, pieces = 0, []
    for mark in opening.finditer(source):
        if mark.start() < place:
            continue
        pieces.append(source[place : mark.start()])
        end = closing.search(source, mark.end())
        place = end.end() if end else len(source)
    return "".join(pieces) + source[place:]
