"""Characters that no reader sees, and entities escaped twice: put right in the source, before any markup is read.

What means something stays: the joiner inside an emoji or between Arabic letters, the marks of right-to-left text.
"""

from __future__ import annotations

import html
import re

import regex

# Controls but tab and line feed, lone surrogates, what is no character, blanks without width, soft hyphens, marks that
# turn the direction of all that follows.
_UNSEEN = regex.compile(
    r"[^\P{Cc}\n\t]|\p{Cs}|\p{Cn}|[\u00ad\u061c\u180e\u200b\u2060-\u2064\u202a-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb]"
)
_JOINERS = frozenset("\u200c\u200d\u200e\u200f")  # mean nothing among ASCII
_AMONG_ASCII = re.compile(r"(?<![^\x00-\x7f])[\u200c-\u200f](?![^\x00-\x7f])")
_TAGS = re.compile("(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0001-\U000e007f]+")  # only flags are made with them
_BREAKS = regex.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_TWICE = re.compile(r"&amp;(?=(?:amp;){0,3}(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});)")
_ESCAPED_TAG = re.compile(
    r"&lt;/?(?:b|i|u|em|strong|p|br|a|span|div|font|center|blockquote|h[1-6])\b[^&<>]{0,300}&gt;", re.IGNORECASE
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|ZeroWidthSpace|NoBreak|shy|zwnj|zwj|lrm|rlm|InvisibleComma);")


def without_unseen(text: str) -> str:
    """The text without them; every line break is "\\n"."""
    if "&" in text:
        text = _ENTITY.sub(_shown, _TWICE.sub("&", text))
        text = _ESCAPED_TAG.sub("", text) if "&lt;" in text else text
    if text.replace("\n", "").isprintable():
        return text
    text = _BREAKS.sub("\n", text)
    odd = {character for character in set(text) if not character.isprintable() and character not in "\n\t\u00a0"}
    for character in odd:
        if _UNSEEN.fullmatch(character):
            text = text.replace(character, "")
    if not odd.isdisjoint(_JOINERS):
        text = _AMONG_ASCII.sub("", text)
    return _TAGS.sub("", text) if any("\U000e0001" <= character <= "\U000e007f" for character in odd) else text


def _shown(entity: re.Match[str]) -> str:
    """An entity that stands for an unseen character, as nothing; any other as it is."""
    character = html.unescape(entity[0])
    return "" if _UNSEEN.fullmatch(character) else entity[0]
