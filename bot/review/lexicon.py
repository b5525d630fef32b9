"""Words that tell an opinion from a plot, by language, ready for weighing. The words themselves are data elsewhere.

Of a language without words here only place and form count.
"""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.review.languages import told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


class Sign(enum.IntFlag):
    """What a word may be a sign of."""

    VALUE = 1
    PERSON = 2
    PLOT = 4
    FILM = 8
    SELF = 16
    ENDING = 32
    TRIVIA = 64
    STORY = 128
    CRAFT = 512  # a part of the film that somebody made
    PHRASE = 256  # one of the phrases below may be there


class Said(enum.IntFlag):
    """What a phrase tells."""

    SIMILE = 1
    VIEWER = 2  # it speaks to whom may watch the film
    ASIDE = 4  # the writer's own life, or another place in the text
    DANGLING = 8  # it leans on something that was told before


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One language's words, in small letters. Phrases have a blank on both sides, to be found as whole words."""

    known: bool
    elides: bool  # an apostrophe parts words: l'histoire
    sign_of: Callable[[str], int | None]  # Sign bits as a plain int, None for most words
    value: frozenset[str]
    torn: frozenset[str]  # words of valuing that plots are full of
    told: frozenset[str]  # of a plot
    spoken_of: frozenset[str]  # of the film, or by the reviewer
    heard: frozenset[str]  # all of these
    film: frozenset[str]
    dependent: frozenset[str]  # first words that lean on the sentence before
    pointing: frozenset[str]  # those of them that may point to the film: this
    openers: frozenset[str]  # first words of what follows
    overall: re.Pattern[str]
    turns: re.Pattern[str]
    openings: tuple[str, ...]
    phrases: Mapping[str, tuple[tuple[int, str], ...]]  # a word of theirs → Said bits and phrases
    setting_out: Mapping[str, frozenset[str]]  # verbs behind "the film" that open a plot → what has to follow, if any


@lru_cache(maxsize=16)
def lexicon_of(language: str) -> Lexicon:
    """The words of a language (ISO 639); of one that isn't known, none."""
    return _made(told(language))


def words(text: str) -> frozenset[str]:
    """The words of a list that is written as a text."""
    return frozenset(text.split())


def _made(texts: Mapping[str, str]) -> Lexicon:
    def of(name: str) -> frozenset[str]:
        return words(texts.get(name, ""))

    keyed: dict[str, tuple[tuple[int, str], ...]] = {}
    for said in Said:
        for phrase in phrases(texts.get(said.name or "", "")):
            key = _key(phrase)
            keyed[key] = (*keyed.get(key, ()), (int(said), phrase))
    overall, turns = (phrases(texts.get(name, "")) for name in ("OVERALL", "TURNS"))
    signs: dict[str, int] = {}
    for sign, meant in (
        (Sign.VALUE, of("VALUE")), (Sign.PERSON, of("PERSON")), (Sign.PLOT, of("PLOT")),
        (Sign.FILM, of("FILM")), (Sign.SELF, of("SELF")), (Sign.STORY, of("STORY")),
        (Sign.ENDING, of("ENDING")), (Sign.TRIVIA, of("TRIVIA")), (Sign.CRAFT, of("CRAFT")),
        (Sign.PHRASE, keyed.keys() | {"as"}),
    ):  # fmt: skip
        for word in meant:
            signs[word] = signs.get(word, 0) | int(sign)
    value, told_of, spoken_of = of("VALUE"), of("PLOT") | of("PERSON"), of("FILM") | of("SELF")
    return Lexicon(
        known=bool(texts),
        elides="ELIDES" in texts,
        sign_of=signs.get,
        value=value,
        torn=of("TORN"),
        told=told_of,
        spoken_of=spoken_of,
        heard=value | told_of | spoken_of,
        film=of("FILM"),
        dependent=of("DEPENDENT"),
        pointing=of("POINTING"),
        openers=frozenset(spaced(phrase).split()[0] for phrase in overall + turns),
        overall=_starting(overall),
        turns=_starting(turns),
        openings=tuple(phrase.strip() for phrase in overall + turns),
        phrases=keyed,
        setting_out=_setting_out(phrases(texts.get("SETTING_OUT", ""))),
    )


_EVERYWHERE = words("the a of and in it is this that to for was with you if")


def phrases(text: str) -> tuple[str, ...]:
    """Phrases between strokes, with a blank on both sides so that they are found as whole words."""
    return tuple(f" {' '.join(phrase.split())} " for phrase in text.split("|") if phrase.strip())


def _key(phrase: str) -> str:
    """The word of a phrase that says that it may be there: the longest that isn't everywhere."""
    return max(phrase.split(), key=lambda word: (word not in _EVERYWHERE, len(word)))


def _starting(many: Iterable[str]) -> re.Pattern[str]:
    told = "|".join("[’' ]".join(map(re.escape, re.split("[' ]", phrase.strip()))) for phrase in many)
    return re.compile(rf"(?:{told or '(?!)'})(?!\w)", re.IGNORECASE)


def _setting_out(verbs: Iterable[str]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for verb in verbs:
        first, *more = verb.split()
        found[first] = found.get(first, frozenset()) | frozenset(more[:1])
    return found


AS_AS = re.compile(r" as \w+ as ")
ACTOR = re.compile(r"\((?:[A-ZÀ-ÖØ-Þ][\w.’'-]*\s+){1,3}[A-ZÀ-ÖØ-Þ][\w.’'-]+\)")
PRAISED = re.compile(r"[A-Z](?<!\w\w)[\w’'-]+ [A-Z][\w’'-]+ (?:is|was|does|gives|plays|steals|brings|shines)\b")

_MARKS = ',.!?;:()[]"“”‘—–…*/'
_FOREIGN_MARKS = "«»„‚¡¿。！？、"


def spaced(text: str, *, elides: bool = False) -> str:
    """Text in small letters with blanks for its marks, so that splitting at blanks gives words."""
    text = text.replace("’", " " if elides else "'")
    if elides:
        text = text.replace("'", " ")
    for mark in _MARKS:
        if mark in text:
            text = text.replace(mark, " ")
    if not text.isascii():
        for mark in _FOREIGN_MARKS:
            if mark in text:
                text = text.replace(mark, " ")
    return text.lower()  # last: it is quick for ASCII only, and most texts are that by now
