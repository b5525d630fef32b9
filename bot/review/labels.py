"""What a heading, a bold line or a bare line announces: spoilers, their end, an aside, a film of an anthology.

Everything that only might be a spoiler heading counts as one: hiding an opinion is mended later, a spoiled ending not.
"""

from __future__ import annotations

import enum
import re

from bot.review.announcing import announces


class Role(enum.Enum):
    """What the text below a label is."""

    REVIEW = "the review itself"
    ASIDE = "stray thoughts, credits, links: not chosen from, but searched"
    SEGMENT = "one film of an anthology, with its own stars"
    SPOILER = "never shown anywhere"
    END_OF_SPOILERS = "the review again"


# "spoiler" as it is written and mistyped: spoliers, spoilors, spioler, psoilers, spoilrs, SPOILERZ … and in other
# languages: espóilers, spoileur, spoilern, gespoilert, spojlery, destripes, divulgâchage, спойлеры, ネタバレ …
_SPOILER = re.compile(
    r"\b(?:ge|e)?(?:sp|ps|spp)(?:oi|io|o|oy|ói|oj)l{1,2}(?:ie|ei|i|e|o|a|eu)?re?(?:[sznty]|ai|ea[rn]?)?\b"
    r"|\bspoil(?:s|ed|t|ing|en|é)?\b|\bspoiler(?:warn|alarm|alert|teil|bereich|varn|advars|ish|r?if)\w*"
    r"|\bs([ .·*-]{1,2})p\1o\1i\1l\1e\1r(?:\1s)?\b"
    r"|\bdestripes?\b|\bdivulg[aâ]ch\w{1,6}|спойлер|ネタバレ|剧透|劇透|스포일러",
    re.IGNORECASE,
)
# Some of these is in every spelling that _SPOILER finds. A pattern that starts with one plain letter is found quickly.
_START_OF_IT = re.compile(
    r"p(?:(?<=sp)(?:o[ilyj]|io|po|ói)|so[il]|sio|(?<=s p) o i|(?<=s\.p)\.o\.i|(?<=s-p)-o-i|e(?<=destripe))"
)
_FOREIGN_STARTS = ("ойлер", "ネタバレ", "剧透", "劇透", "스포일러")
_END = re.compile(
    r"\b(?:end|ends|ended|finished|done|fin|fim|fine|ende|einde|konec|koniec)\s+(?:\w+\s+){0,2}?(?:ge|e)?(?:sp|ps)\w*l"
    r"|(?:sp|ps)\w*l\w*\W+(?:(?:are|is|section|zone|part)\W+){0,2}(?:end|ends|ended|over|finished|done)\b"
    r"|(?:sp|ps)\w*l\w*\W+(?:ende|fin|fine|fim|einde)\W*\Z|\bsafe\b|</|^\W*/",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"\b(?:no|non|without|zero|free of|avoids?|not?|never|won[’']?t|don[’']?t|didn[’']?t|can[’']?t|sans|minus"
    r"|sin|ohne|keine?n?|sem|senza|zonder|bez|utan|uden|pas de|aucun|ningún|nessuno?|nenhum)\b"
    r"(?!\W+(?:read|go|continue|scroll|look|proceed|open|before)\b)"
    r"[^.!?]{0,24}?\b\w{0,2}sp\w*l\w*|\b\w{0,2}sp\w*l\w*[\s-]*(?:free|frei\w{0,2}|vrij|fri|libres?)\b",
    re.IGNORECASE,
)
_FREE = re.compile(r"free|frei|vrij|\bfri\b|libre", re.IGNORECASE)
_PREFIX = re.compile(
    r"[\W_]*(?:\w+\W+){0,2}?(?:e?(?:sp|ps)[oóilyj]{2,4}\w*|destripes?|divulg\w+|спойлер\w*)"
    r"(?:\W+(?:alert\w*|ahead|warnung|warning|below|follows?|time|talk|à venir|zone|section|a continuación))?"
    r"\s*[:!—–*)\]]",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"\b(?:(?:stray|random|other|final|misc\w*|scattered|assorted|additional|extra|quick|loose)\s+"
    r"(?:thoughts?|observations?|notes?|bits|musings)"
    r"|thoughts?|observations?|notes?|actor talk|cast|crew|credits|starring"
    r"|further (?:reading|viewing|listening)|see also|related|links?"
    r"|references?|sources?|footnotes|trivia|fun facts?|riffs?|favou?rite (?:riffs?|lines?|quotes?)|complaining"
    r"|notas|apuntes|curiosidades|anécdotas|reparto|ficha técnica|frases|enlaces|fuentes|randnotizen|anmerkungen"
    r"|randbemerkungen|besetzung|zitate|quellen|wissenswertes|en vrac|anecdotes|distribution|citations|fiche technique"
    r"|liens|curiosità|note|citazioni|scheda|frasi|fonti|elenco|citações|fontes"
    r"|tags|newsletter|where to watch|watch(?:ed)? (?:it )?(?:on|with|at))\b",
    re.IGNORECASE,
)
_STARS = re.compile(r"(?:[*★☆⭐½]+(?:\.5)?|[*★]*\.5|\d(?:\.\d)?\s*/\s*\d+)\s*\Z")
_MAX_WORDS = 7  # of a bare line
_LONGEST = 300  # characters of a label that are looked at
_SENTENCES = re.compile(r"[.!?…]\s+\w")
_MAX_LINE = 160  # characters of a sentence that stands alone and announces spoilers
_START = 100  # characters in which a heading says what it is


def role_of(text: str, *, bare: bool = False) -> Role:
    """What a label announces. ``bare``: it has no mark of a label, so that only a short line counts."""
    if has_spoiler_word(text):
        if bare and not is_spoiler_line(text):
            return Role.REVIEW
        start = text[:_LONGEST]
        ends = _END.search(start) is not None and len(text.split()) <= _MAX_WORDS
        if announces(start) and not (ends and _FREE.search(start) is None):
            return Role.SPOILER
        if _NONE.search(start):
            return Role.END_OF_SPOILERS if _FREE.search(start) else Role.REVIEW
        return Role.END_OF_SPOILERS if ends else Role.SPOILER
    if bare:
        return Role.REVIEW
    if _STARS.search(text[-_START:]) and not text.strip().startswith("*"):
        return Role.SEGMENT
    words = text.split()
    return Role.ASIDE if len(words) <= _MAX_WORDS and _ASIDE.search(text) else Role.REVIEW


def has_spoiler_word(text: str) -> bool:
    """Does the text hold "spoiler", spelt or misspelt?"""
    return _may_be_spelt(text.lower()) and _SPOILER.search(text.replace("_", " ")) is not None


def may_spoil(text: str) -> bool:
    """A quick look at a line's start: False means that it surely is no spoiler heading."""
    return _may_be_spelt(text[:_START].lower())


def _may_be_spelt(low: str) -> bool:
    """Is there the start of a spelling of "spoiler" in a text in small letters?"""
    if _START_OF_IT.search(low) or "divulg" in low:
        return True
    return not low.isascii() and any(start in low for start in _FOREIGN_STARTS)


def is_spoiler_line(text: str) -> bool:
    """Is a line without any mark of a label nevertheless a spoiler heading, or a paragraph that starts with one?"""
    start = text[:_START]
    if not may_spoil(start) or not has_spoiler_word(start):
        return False
    if len(text) <= _MAX_LINE and not _SENTENCES.search(text) and announces(text):
        return True
    if _NONE.search(start):
        return False
    words = [word for word in text.split() if any(map(str.isalnum, word))]
    return len(set(words)) <= _MAX_WORDS or bool(_PREFIX.match(text))
