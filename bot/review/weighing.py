"""What one sentence weighs: opinion counts for, plot against (E7-E9).

This runs over every sentence of every review of a site, so it works on words' signs, and asks a regular expression
only where a word says that it may match.
"""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, NamedTuple

from bot.review import lexicon as lex

if TYPE_CHECKING:
    from bot.review.lexicon import Lexicon

TURNS = 2.0  # what a turn to the verdict counts
_EARLY = 12  # words: a film named later is not what the sentence is about
_TELLING = 2  # words of a plot in a paragraph that tells one

_PERSON, _PLOT, _FILM, _SELF = int(lex.Sign.PERSON), int(lex.Sign.PLOT), int(lex.Sign.FILM), int(lex.Sign.SELF)
_ENDING, _TRIVIA, _CRAFT = int(lex.Sign.ENDING), int(lex.Sign.TRIVIA), int(lex.Sign.CRAFT)
_PHRASE = int(lex.Sign.PHRASE)
_FILM_OR_STORY = _FILM | int(lex.Sign.STORY)
_AGAINST = _PERSON | _PLOT | _ENDING | _TRIVIA
_SIMILE, _VIEWER = int(lex.Said.SIMILE), int(lex.Said.VIEWER)
_ASIDE, _DANGLING = int(lex.Said.ASIDE), int(lex.Said.DANGLING)


class Marks(NamedTuple):
    """What one sentence has. ``values``: how many words of valuing."""

    start: int
    end: int  # in the paragraph
    opens: float
    film: float
    own: float
    simile: float
    viewer: float
    minus: float
    dependent: bool
    values: int


class Scale(NamedTuple):
    """What sentences are weighed by."""

    title: str
    private: frozenset[str]
    longest: int
    lexicon: Lexicon


def weigh(place: tuple[int, int], text: str, said: str, scale: Scale) -> Marks | None:
    """``said``: the sentence's words in small letters."""
    if len(text) > scale.longest:
        return None
    title, private, _, lexicon = scale
    words = said.split()
    signs = [sign for sign in map(lexicon.sign_of, words) if sign]
    bits = reduce(or_, signs, 0)
    if private and not private.isdisjoint(words) and _names(text, private.intersection(words)):
        return None
    first = words[0] if words else ""
    said_of = _phrases(words, lexicon) if bits & _PHRASE else 0
    sets_out = film = False
    if bits & _FILM_OR_STORY:
        sets_out = _sets_out(words, lexicon)
        film = not sets_out and bits & _FILM > 0 and not lexicon.film.isdisjoint(words[:_EARLY])
    return Marks(
        *place,
        _opens(text, lexicon) if first in lexicon.openers else 0.0,
        1.5 if film or (title and text.startswith(title)) else 1.0 if bits & _CRAFT and not sets_out else 0.0,
        1.0 if bits & _SELF else 0.0,
        1.0 if said_of & _SIMILE else 0.0,
        2.0 if said_of & _VIEWER else 0.0,
        (3.0 if sets_out else 0.0)
        + _minus(text, bits, signs)
        + (3.0 if said_of & _ASIDE else 0.0)
        + (1.5 if said_of & _DANGLING else 0.0),
        _leans(words, lexicon),
        _values(words, signs, bits, lexicon) if bits & 1 else 0,
    )


def _values(words: list[str], signs: list[int], bits: int, lexicon: Lexicon) -> int:
    """How many words weigh the film up. Love and hate are of the plot, where neither reviewer nor film is named."""
    count = sum([sign & 1 for sign in signs])
    if not bits & (_SELF | _FILM | _CRAFT) and not lexicon.torn.isdisjoint(words):
        count -= len(lexicon.torn.intersection(words))
    return max(0, count)


def _sets_out(words: list[str], lexicon: Lexicon) -> bool:
    """ "The film follows …", "the story takes place …": a plot is to come."""
    if lexicon.setting_out.keys().isdisjoint(words):
        return False
    for place, word in enumerate(words[1:-1], 1):
        behind = lexicon.setting_out.get(word)
        if (
            behind is not None
            and (lexicon.sign_of(words[place - 1]) or 0) & _FILM_OR_STORY
            and (not behind or words[place + 1] in behind)
        ):
            return True
    return False


def _leans(words: list[str], lexicon: Lexicon) -> bool:
    """Does the sentence lean on the one before ("It", "But")? "This film" doesn't."""
    if not words or words[0] not in lexicon.dependent:
        return False
    return words[0] not in lexicon.pointing or lexicon.film.isdisjoint(words[1:3])


def _opens(text: str, lexicon: Lexicon) -> float:
    """Does the sentence set out to sum up, or turn to a verdict?"""
    return 4.0 if lexicon.overall.match(text) else TURNS if lexicon.turns.match(text) else 0.0


def _minus(text: str, bits: int, signs: list[int]) -> float:
    minus = 0.0
    if bits & _AGAINST:
        minus += 1.5 * min(2, len([sign for sign in signs if sign & _PERSON]))
        minus += min(4, len([sign for sign in signs if sign & _PLOT]))
        minus += (1.5 if bits & _ENDING else 0.0) + (1.5 if bits & _TRIVIA else 0.0)
    if text[-1] in "?？":
        minus += 4.0 if bits & _PERSON or not bits & _SELF else 1.5
    elif text[-1] in ":,":
        minus += 2.0
    if "(" in text and lex.ACTOR.search(text):
        minus += 2.5
    elif bits & 1 and lex.PRAISED.search(text):
        minus += 0.5
    return minus + (2.0 if "http" in text else 0.0)


def _phrases(words: list[str], lexicon: Lexicon) -> int:
    """What the sentence's phrases tell, as Said bits."""
    line = f" {' '.join(words)} "
    found = _SIMILE if words.count("as") > 1 and lex.AS_AS.search(line) else 0
    known = lexicon.phrases
    for word in words:
        if word not in known:
            continue
        for said, phrase in known[word]:
            if not found & said and phrase in line:
                found |= said
    return found


def _names(text: str, tags: frozenset[str]) -> bool:
    """Does the sentence hold one of the words as a name, with a capital letter?"""
    return any(tag.capitalize() in text for tag in tags)


def is_told(paragraph: str, lexicon: Lexicon) -> bool:
    """E9: does a paragraph rather tell the plot, or how the film was met, than what the reviewer thinks?"""
    actors = lex.ACTOR.search(paragraph) is not None
    if not lexicon.known:
        return actors or paragraph[-1] in "?？"
    words = lex.spaced(paragraph.replace("\n", " "), elides=lexicon.elides).split()
    signs = [sign for sign in map(lexicon.sign_of, words) if sign]
    told = len([sign for sign in signs if sign & (_PERSON | _PLOT)]) + 2 * actors
    said = len([sign for sign in signs if sign & (1 | _SELF | _CRAFT)]) + (not lexicon.film.isdisjoint(words[:_EARLY]))
    met = any(sign & _TRIVIA for sign in signs) and not said
    return met or (told >= _TELLING and told > said)
