"""What readers are warned of before a post opens. Pure.

Warnings are about what is in the post: the caller says which texts it shows. Nothing here chooses words.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

import regex

from bot.format.length import graphemes
from bot.format.parts import film
from bot.format.prose import one_line, shorten_to
from bot.format.swearing import swears

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.format.model import FormatPolicy, WarningRule
    from bot.review.model import Review

_LONGEST, _LONGEST_TITLE = 300, 60  # grapheme clusters
_STRONG_LANGUAGE = "Strong language"
_BLANKLESS = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")
# Endings that a word of a rule may have in the post. Accents count: "viol" is not "violé".
_ENGLISH = r"(?:['’]?s|s['’]|es|ed|d|ing|er|ers)?"
_OTHERS = r"(?:s|es|n|en|e|er|em)?"


def warning(review: Review, policy: FormatPolicy, said: Sequence[str]) -> str | None:
    """Everything that readers are warned of, once each, in at most 300 characters; None: nothing.

    ``said``: all that the post tells in words (title, chosen words, quotes, the challenge's name and category), not yet
    escaped.
    First comes the review's own warning, then the destination's rules in their order, then strong language, spoilers.
    A warning takes the quotes out of a post: ask again without them, as a rule's word may have stood only in them.
    """
    found = [one_line(review.content_warning or "")]
    language = review.language or policy.language
    found += [one_line(rule.text) for rule in policy.warnings if _holds(rule, review, said, language)]
    if policy.swearing == "warn" and any(swears(text, language) for text in said):
        found.append(_STRONG_LANGUAGE)
    if review.spoilers:
        about = film(one_line(review.title) or "this one", review.year)
        found.append("Spoilers" if any(found) else f"Spoilers for {shorten_to(about, _LONGEST_TITLE)}")
    return _joined(found) or None


def warning_of(titles: Sequence[str], policy: FormatPolicy) -> str | None:
    """What readers are warned of in a post that only names films: by the words of rules that ask for nothing else."""
    rules = [rule for rule in policy.warnings if rule.words and rule.condition is None]
    found = [one_line(rule.text) for rule in rules if mentions(titles, rule.words, policy.language)]
    if policy.swearing == "warn" and any(swears(title, policy.language) for title in titles):
        found.append(_STRONG_LANGUAGE)
    return _joined(found) or None


def _holds(rule: WarningRule, review: Review, said: Sequence[str], language: str) -> bool:
    """Both must hold where both are given: the condition on the review, and one of the words in the post."""
    if rule.condition is not None and not rule.condition.holds(review):
        return False
    return not rule.words or mentions(said, rule.words, language)


def mentions(said: Iterable[str], words: tuple[str, ...], language: str = "en") -> bool:
    """Whether one of the texts holds one of the words: whole, whatever its case and its usual endings."""
    pattern = _pattern(words, language)
    return pattern is not None and any(pattern.search(_composed(text)) for text in said)


@lru_cache(maxsize=256)
def _pattern(words: tuple[str, ...], language: str) -> regex.Pattern[str] | None:
    forms = [form for word in words for form in _forms(_composed(word).split(), language)]
    return regex.compile("|".join(forms), regex.IGNORECASE | regex.FULLCASE) if forms else None


def _forms(parts: list[str], language: str) -> Iterator[str]:
    """The patterns for one word, or for several with blanks between them: the last one may have an ending."""
    if not parts:
        return
    word = r"\s+".join(regex.escape(part, special_only=True) for part in parts)
    if _BLANKLESS.search(parts[-1]):
        yield word  # no blanks show where a word ends
        return
    endings = _ENGLISH if language == "en" else _OTHERS
    yield rf"(?<!\w){word}{endings if parts[-1][-1].isalpha() else ''}(?!\w)"
    stem, last = word[:-1], parts[-1][-1:].casefold()
    if language != "en" or len(parts[-1]) < 3:
        return
    if last == "e":
        yield rf"(?<!\w){stem}(?:ing|ers?|ists?)(?!\w)"  # rape, raping
    elif last == "y":
        yield rf"(?<!\w){stem}(?:ies|ied)(?!\w)"
    elif last in "bdgmnprt":
        yield rf"(?<!\w){word}{last}(?:ing|ed|er|ers)(?!\w)"  # stab, stabbing


def _joined(found: Iterable[str]) -> str:
    """The warnings with commas between them; one that says no more than another is left out, as is what gets too long.

    Our own go on in small letters; the owner's stay as they are written.
    """
    told = ""
    for text in filter(None, found):
        if not told:
            told = shorten_to(text, _LONGEST)
        elif not _is_in(text, told):
            longer = f"{told}, {text.lower() if text in {_STRONG_LANGUAGE, 'Spoilers'} else text}"
            told = longer if len(graphemes(longer)) <= _LONGEST else told
    return told


def _is_in(text: str, told: str) -> bool:
    return regex.search(rf"(?<!\w){regex.escape(text)}(?!\w)", told, regex.IGNORECASE | regex.FULLCASE) is not None


def _composed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)
