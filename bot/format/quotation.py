"""Quotation marks as the language of a review has them, never doubled. Pure; it knows no network.

The pairs are those of the Unicode CLDR, "delimiters" (https://github.com/unicode-org/cldr-json, cldr-misc-full). Where
CLDR gives the same pair twice, the inner one is the language's other usual pair. A quote's words are never changed.
"""

from __future__ import annotations

from typing import NamedTuple

import regex


class _Marks(NamedTuple):
    """A language's marks: around a quote, and around what is quoted inside it."""

    opening: str
    closing: str
    inner_opening: str
    inner_closing: str


_ENGLISH = _Marks("“", "”", "‘", "’")
_LOW = _Marks("„", "“", "‚", "‘")
_ANGLED = _Marks("«", "»", "“", "”")
_RUSSIAN = _Marks("«", "»", "„", "“")
_SWEDISH = _Marks("”", "”", "’", "’")
_POLISH = _Marks("„", "”", "«", "»")
_FRENCH = _Marks("«\u00a0", "\u00a0»", "“", "”")
_JAPANESE = _Marks("「", "」", "『", "』")
_NORWEGIAN = _Marks("«", "»", "‘", "’")
_OF: dict[str, _Marks] = {
    **dict.fromkeys(("de", "cs", "sk", "sl", "hr", "sr", "bs", "et", "is", "bg", "lt", "mk", "ka"), _LOW),
    **dict.fromkeys(("es", "it", "ca", "el", "gl", "sq"), _ANGLED),
    **dict.fromkeys(("ru", "uk", "be", "hy"), _RUSSIAN),
    **dict.fromkeys(("sv", "fi", "he"), _SWEDISH),
    **dict.fromkeys(("pl", "ro"), _POLISH),
    **dict.fromkeys(("no", "nb", "nn"), _NORWEGIAN),
    "hu": _Marks("„", "”", "»", "«"),
    "fr": _FRENCH,
    "fa": _Marks("«", "»", "‹", "›"),
    "ja": _JAPANESE,
}

_PAIRS = frozenset(
    pair
    for marks in (_ENGLISH, *_OF.values())
    for pair in ((marks.opening.strip("\u00a0"), marks.closing.strip("\u00a0")), marks[2:])
) | {('"', '"'), ("»", "«")}
_OPENERS, _CLOSERS = '"“„«‘‚‹「『»”', '"”“»’‘›」』«'
_DASHES = "~—–―-"
_SPEAKER = regex.compile(rf"[{_DASHES}]|\p{{Lu}}[\p{{L}}\p{{M}}\p{{N}} .'’()-]{{0,30}}:\s")
_OWN_LINE = regex.compile(rf"(.+)(\n[{_DASHES}]\s*[^\n]{{1,80}})", regex.DOTALL)
_SAME_LINE = regex.compile(
    rf"(.*[.!?…][\"”’»“)\]]*)(\s+[{_DASHES}]\s*\p{{Lu}}[^.!?\n]{{1,80}})"
    rf"|(.*\S)(\s+[—–―]\s*\p{{Lu}}[\p{{L}}.’'-]*(?:\s(?:\p{{Lu}}|of|the|de|von|van|in)[\p{{L}}.’'-]*){{1,4}})",
    regex.DOTALL,
)
_SENTENCE_END = regex.compile(r"[.!?…][\"”’»“)\]]*\Z")
_ELIDED = regex.compile(r"'(?=\d\ds?\b|(?:tis|twas|em|til|cause|bout|round|n)\b)", regex.IGNORECASE)
_BEFORE_OPENING = frozenset(" \n\t\u00a0([{—–/-“„«‘‚「『")


def marked(quote: str, language: str) -> str:
    """The quote in the language's quotation marks (ISO 639-1, with or without a region), its author outside them.

    Dialogue in lines with a dash or a speaker's name has none, and what stands in marks already gets no second ones.
    Straight marks become typographic. ``quote``: lines end with "\\n"; "" gives "".
    """
    if not quote:
        return quote
    marks = _OF.get(language.replace("_", "-").partition("-")[0].lower(), _ENGLISH)
    words, author = _signed(quote)
    if is_dialogue(words) or _has_marks(words):
        return _typographic(words, marks.opening, marks.closing, marks) + author
    inner = _nested(_typographic(words, marks.inner_opening, marks.inner_closing, marks), marks)
    return f"{marks.opening}{inner}{marks.closing}{author}"


def unmarked(quote: str) -> str:
    """The quote without one pair of marks around the whole of it, of whatever language, if it stands in one."""
    inner = quote[1:-1]
    stands = len(quote) > 2 and (quote[0], quote[-1]) in _PAIRS and {quote[0], quote[-1]}.isdisjoint(inner)
    return inner.strip() if stands else quote


def opens_with_mark(words: str) -> bool:
    """Does a text begin with a quotation mark of any language?"""
    return words[:1] != "" and words[0] in _OPENERS


def is_dialogue(words: str) -> bool:
    """Does every line start with a dash or with a speaker's name, or one of several with a dash?"""
    lines = [line for line in words.split("\n") if line]
    return all(_SPEAKER.match(line) for line in lines) or (len(lines) > 1 and any(line[0] in _DASHES for line in lines))


def _signed(quote: str) -> tuple[str, str]:
    """The words and their author: "Light it." and " — Ann"."""
    if (found := _OWN_LINE.fullmatch(quote)) and not is_dialogue(found[1]) and not _SENTENCE_END.search(found[2]):
        return found[1], found[2]
    if found := _SAME_LINE.fullmatch(quote):
        return found[1] or found[3], found[2] or found[4]
    return quote, ""


def _has_marks(words: str) -> bool:
    """Does the whole stand in marks: one pair around it, or several pieces of speech, the last at its end?"""
    return len(words) > 1 and words[0] in _OPENERS and words[-1] in _CLOSERS


def _typographic(words: str, opening: str, closing: str, marks: _Marks) -> str:
    """Straight marks as curved ones; a mark behind a figure that closes nothing stands for inches and stays."""
    if '"' in words:
        words = _paired(words, opening, closing)
    if "'" not in words:
        return words
    words = _ELIDED.sub("’", words) if "’" in (marks.closing, marks.inner_closing) else words
    return "".join(
        _single(words, place, character) if character == "'" else character for place, character in enumerate(words)
    )


def _single(words: str, place: int, mark: str) -> str:
    """An apostrophe, or a mark that opens or closes, where it stands in front of a word."""
    before, after = words[place - 1 : place], words[place + 1 : place + 2]
    if before.isdecimal() and not after.isalpha():
        return mark  # feet
    opens = (not before or before in _BEFORE_OPENING) and after.isalnum() and words.find("'", place + 1) > 0
    return "‘" if opens else "’"


def _paired(words: str, opening: str, closing: str) -> str:
    out: list[str] = []
    is_open = False
    for place, character in enumerate(words):
        if character != '"':
            out.append(character)
            continue
        before = words[place - 1 : place]
        opens = not is_open and (not before or before in _BEFORE_OPENING)
        if opens or is_open:
            out.append(opening if opens else closing)
            is_open = opens
        else:
            out.append(character if before.isdecimal() else closing)
    return "".join(out)


def _nested(words: str, marks: _Marks) -> str:
    """The language's own outer marks inside a quote become the inner ones, where they come in pairs."""
    opening, closing = marks.opening.strip("\u00a0"), marks.closing.strip("\u00a0")
    if opening == closing:
        halves = words.split(opening)
        return words if len(halves) % 2 == 0 else _joined(halves, marks)
    if opening not in words or words.count(opening) != words.count(closing):
        return words
    words = (
        words.replace(f"{opening}\u00a0", opening).replace(f"\u00a0{closing}", closing) if marks is _FRENCH else words
    )
    return words.replace(opening, marks.inner_opening).replace(closing, marks.inner_closing)


def _joined(halves: list[str], marks: _Marks) -> str:
    text = halves[0]
    for number, half in enumerate(halves[1:]):
        text += (marks.inner_closing if number % 2 else marks.inner_opening) + half
    return text
