"""One to three sentences of one paragraph, weighed: opinion counts for, plot against (E7-E9).

This runs over every sentence of every review of a site, so it works on words' signs, and asks a regular expression
only where a word says that it may match.
"""

from __future__ import annotations

from functools import reduce
from heapq import heapify, heappop, heappush
from operator import or_
from typing import TYPE_CHECKING, NamedTuple

from bot.review import lexicon as lex
from bot.review.closer import Cast
from bot.review.sentences import cuts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.review.lexicon import Lexicon

_MOST = 3  # sentences
_MANY = 200  # paragraphs looked at, and sentences weighed in each
_WEIGHED = 3  # paragraphs whose sentences are weighed one by one
_STUB = 30  # characters: shorter windows say little
_BARE = 60  # characters: a shorter turn without a word of valuing only points back
_TURNS = 2.0  # what a turn to the verdict counts
_CLOSELY = 60  # windows that may be looked at more closely
_TELLING = 2  # words of a plot in a paragraph that tells one
_STUB_UNHEARD = 10  # the same where a letter may be a word
_UNHEARD = 0.6  # what any sentence of a language without words is worth: its place decides
_HOPELESS = 6.0  # a sentence with more against it stands in no window
_WORTHLESS = -1.0

_PERSON, _PLOT, _FILM, _SELF = int(lex.Sign.PERSON), int(lex.Sign.PLOT), int(lex.Sign.FILM), int(lex.Sign.SELF)
_ENDING, _TRIVIA = int(lex.Sign.ENDING), int(lex.Sign.TRIVIA)
_CRAFT = int(lex.Sign.CRAFT)
_FILM_OR_STORY = _FILM | int(lex.Sign.STORY)
_EARLY = 12  # words: a film named later is not what the sentence is about
_PHRASE = int(lex.Sign.PHRASE)
_SIMILE, _VIEWER = int(lex.Said.SIMILE), int(lex.Said.VIEWER)
_ASIDE, _DANGLING = int(lex.Said.ASIDE), int(lex.Said.DANGLING)
_AGAINST = _PERSON | _PLOT | _ENDING | _TRIVIA
_BEST = 5  # windows: the one to show and four others


class _Marks(NamedTuple):
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


class Window(NamedTuple):
    """Candidate words. ``base``: their own worth, whatever their place in the text."""

    text: str
    base: float
    marks: tuple[_Marks, ...]


class _Scale(NamedTuple):
    """What sentences are weighed by."""

    title: str
    private: frozenset[str]
    longest: int
    lexicon: Lexicon


# A window before its text is cut: score, paragraph, first and last sentence, base. Among equal scores the later wins.
_Span = tuple[float, int, int, int, float]


def best(
    paragraphs: Sequence[str], title: str, private: frozenset[str], longest: int, lexicon: Lexicon
) -> list[Window]:
    """The best five windows of at most ``longest`` characters, none overlapping a better one, the best first.

    Sentences naming a ``private`` tag (small letters) are in none.
    """
    marks: dict[int, list[_Marks | None]] = {}
    spans: list[_Span] = []
    for number, place in _promising(paragraphs[:_MANY], lexicon):
        paragraph = paragraphs[number]
        places = cuts(paragraph)[:_MANY]
        texts = [paragraph[start:end].replace("\n", " ") for start, end in places]
        said = lex.spaced("\n".join(texts), elides=lexicon.elides).split("\n")
        scale = _Scale(title, private, longest, lexicon)
        marks[number] = [_weigh(*one, scale) for one in zip(places, texts, said, strict=True)]
        _spans(marks[number], number, place, scale, spans)
    spans.sort(reverse=True)
    return _apart(spans, paragraphs, marks, Cast(paragraphs, title))


def _promising(paragraphs: Sequence[str], lexicon: Lexicon) -> list[tuple[int, float]]:
    """The paragraphs worth weighing sentence by sentence, each with what its place in the text counts."""
    end, after_plot = len(paragraphs) - 1, _opinion_starts(paragraphs, lexicon)
    rough = []
    said = lex.spaced("\n".join(one.replace("\n", " ") for one in paragraphs), elides=lexicon.elides).split("\n")
    for number, line in enumerate(said[: end + 1]):
        place = (2.0 * number / end if end else 1.0) + (0.5 if number == end else 0.0)
        place += 1.0 if number >= after_plot else 0.0
        rough.append((place + (_rough(line, lexicon) if end >= _WEIGHED else 0.0), number, place))
    rough.sort(reverse=True)  # the last paragraphs first among equals
    return [(number, place) for _, number, place in rough[:_WEIGHED]]


def _rough(line: str, lexicon: Lexicon) -> float:
    """How much a paragraph seems to weigh the film up, by its words alone."""
    words = line.split()
    plus = 1.5 * min(4, len(lexicon.value.intersection(words))) - 0.5 * min(8, len(lexicon.told.intersection(words)))
    plus += 0.0 if lexicon.spoken_of.isdisjoint(words) else 2.0
    return plus + (3.0 if line.startswith(lexicon.openings) else 0.0)


def _apart(
    spans: list[_Span], paragraphs: Sequence[str], marks: dict[int, list[_Marks | None]], cast: Cast
) -> list[Window]:
    """The best windows after a closer look, none overlapping a better one.

    ``spans``: the best first. A closer look only takes away, so one is looked at only when its turn comes.
    """
    rest = [(-span[0], -place, span) for place, span in enumerate(reversed(spans[:_CLOSELY]))]
    heapify(rest)
    looked: dict[_Span, Window] = {}
    kept: list[_Span] = []
    while rest and len(kept) < _BEST:
        score, place, span = heappop(rest)
        _, paragraph, first, last, base = span
        if any(paragraph == other[1] and first <= other[3] and other[2] <= last for other in kept):
            continue
        if span in looked:
            kept.append(span)
            continue
        window = _window(paragraphs[paragraph], span, marks[paragraph][first : last + 1])
        against = cast.against(window.text)
        looked[span] = window._replace(base=base - against)
        heappush(rest, (score + against, place, span))
    return [looked[span] for span in kept]


def _spans(marks: list[_Marks | None], number: int, place: float, scale: _Scale, spans: list[_Span]) -> None:
    """Every window of one paragraph. None among the marks is a sentence that may not be shown."""
    for first, opening in enumerate(marks):
        if opening is None or opening.minus > _HOPELESS:
            continue
        values, minus = 0, 0.0
        start = (
            opening.opens
            + (0.0 if scale.lexicon.known else _UNHEARD)
            - (1.2 if opening.dependent and not opening.opens else 0.0)
        )
        stub = _STUB if scale.lexicon.known else _STUB_UNHEARD
        turned = 1.5 if opening.opens == _TURNS else 0.0
        film = own = simile = viewer = 0.0
        for last, mark in enumerate(marks[first : first + _MOST], first):
            if mark is None or mark.minus > _HOPELESS or (size := mark.end - opening.start) > scale.longest:
                break
            _, _, _, its_film, its_own, its_simile, its_viewer, its_minus, _, its_values = mark
            values, minus = values + its_values, minus + its_minus
            film, own = film or its_film, own or its_own
            simile, viewer = simile or its_simile, viewer or its_viewer
            base = start + 1.5 * min(3, values) + film + own + simile + viewer - minus - (1.5 if size < stub else 0.0)
            if turned and not values and size < _BARE:
                base -= turned
            if base > _WORTHLESS:
                spans.append((base + place, number, first, last, base))


def _window(paragraph: str, span: _Span, marks: Sequence[_Marks | None]) -> Window:
    shown = tuple(mark for mark in marks if mark is not None)
    return Window(paragraph[shown[0].start : shown[-1].end], span[4], shown)


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


def reasons(window: Window, lexicon: Lexicon) -> list[str]:
    """What counted for a window, as verbs that "it" can stand before."""
    marks = window.marks
    values = list(
        dict.fromkeys(word for word in lex.spaced(window.text, elides=lexicon.elides).split() if word in lexicon.value)
    )
    opens = marks[0].opens
    found = (
        ("sums up", opens >= 4),
        ("turns to the verdict", 0 < opens < 4),
        (f"weighs it up ({', '.join(values[:3])})", bool(values)),
        ("speaks of the film itself", any(mark.film for mark in marks)),
        ("says I", any(mark.own for mark in marks)),
        ("compares", any(mark.simile for mark in marks)),
        ("speaks to the viewer", any(mark.viewer for mark in marks)),
    )
    return [reason for reason, there in found if there]


def _weigh(place: tuple[int, int], text: str, said: str, scale: _Scale) -> _Marks | None:
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
    return _Marks(
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
    return 4.0 if lexicon.overall.match(text) else _TURNS if lexicon.turns.match(text) else 0.0


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
    for word in words:
        for said, phrase in lexicon.phrases.get(word, ()):
            if not found & said and phrase in line:
                found |= said
    return found


def _names(text: str, tags: frozenset[str]) -> bool:
    """Does the sentence hold one of the words as a name, with a capital letter?"""
    return any(tag.capitalize() in text for tag in tags)


def _opinion_starts(paragraphs: Sequence[str], lexicon: Lexicon) -> int:
    """The paragraph after the last teaser question of the plot; 0 if there is none."""
    for number in range(len(paragraphs) - 2, 0, -1):
        if paragraphs[number][-1:] in {"?", "？"} and lexicon.film.isdisjoint(lex.spaced(paragraphs[number]).split()):
            return number + 1
    return 0
