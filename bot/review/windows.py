"""One to three sentences of one paragraph, weighed: opinion counts for, plot against (E7-E9).

This runs over every sentence of every review of a site, so it works on sets of words, and asks a regular expression
only where a word says that it may match.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from bot.review import lexicon as lex
from bot.review.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST = 3  # sentences
_MANY = 400  # sentences weighed at most; a review has about thirty
_STUB = 30  # characters: shorter windows say little


@dataclass(frozen=True, slots=True)
class Window:
    """Candidate words. ``base``: their own worth; ``score``: with their place in the text."""

    text: str
    base: float
    score: float
    reasons: tuple[str, ...]


class _Marks(NamedTuple):
    """What one sentence has."""

    text: str
    length: int
    opens: float
    film: float
    own: float
    simile: float
    viewer: float
    minus: float
    dependent: bool
    values: frozenset[str]


class _Span(NamedTuple):
    """A window before its text is cut. Compared by score, then by place: among equals the later wins."""

    score: float
    paragraph: int
    first: int
    last: int
    base: float


def best(paragraphs: Sequence[str], title: str, private: frozenset[str], longest: int) -> list[Window]:
    """The best three windows of at most ``longest`` characters, none overlapping a better one, the best first.

    Sentences naming a ``private`` tag (small letters) are in none.
    """
    marks: list[list[_Marks | None]] = []
    spans: list[_Span] = []
    weighed, end, after_plot = 0, len(paragraphs) - 1, _opinion_starts(paragraphs)
    for number, paragraph in enumerate(paragraphs):
        marks.append(_marks(paragraph, title, private))
        weighed += len(marks[-1])
        place = (2.0 * number / end if end else 1.0) + (0.5 if number == end else 0.0)
        place += 1.0 if number >= after_plot else 0.0
        _spans(marks[-1], number, place, longest, spans)
        if weighed > _MANY:
            break
    return [_window(span, marks[span.paragraph][span.first : span.last + 1]) for span in _apart(spans)]


def _apart(spans: list[_Span]) -> list[_Span]:
    spans.sort(reverse=True)
    kept: list[_Span] = []
    for span in spans:
        if not any(span.paragraph == o.paragraph and span.first <= o.last and o.first <= span.last for o in kept):
            kept.append(span)
            if len(kept) == 3:
                break
    return kept


def _spans(marks: list[_Marks | None], number: int, place: float, longest: int, spans: list[_Span]) -> None:
    """Every window of one paragraph. None among the marks is a sentence that may not be shown."""
    for first in range(len(marks)):
        size, values, minus = -1, 0, 0.0
        film = own = simile = viewer = 0.0
        opening = 0.0
        for last, mark in enumerate(marks[first : first + _MOST], first):
            if mark is None or (size := size + 1 + mark.length) > longest:
                break
            if last == first:
                opening = mark.opens - (1.2 if mark.dependent and not mark.opens else 0.0)
            values, minus = values + len(mark.values), minus + mark.minus
            film, own, simile, viewer = (
                max(film, mark.film),
                max(own, mark.own),
                max(simile, mark.simile),
                max(viewer, mark.viewer),
            )
            base = (
                opening + 1.5 * min(3, values) + film + own + simile + viewer - minus - (1.5 if size < _STUB else 0.0)
            )
            spans.append(_Span(base + place, number, first, last, base))


def _window(span: _Span, marks: Sequence[_Marks | None]) -> Window:
    shown = [mark for mark in marks if mark is not None]
    values = [word for mark in shown for word in sorted(mark.values, key=mark.text.lower().find)]
    opens = shown[0].opens
    reasons = (
        ("sums up", opens >= 4),
        ("turns to the verdict", 0 < opens < 4),
        (f"weighs it up ({', '.join(values[:3])})", bool(values)),
        ("speaks of the film itself", any(mark.film for mark in shown)),
        ("says I", any(mark.own for mark in shown)),
        ("compares", any(mark.simile for mark in shown)),
        ("speaks to the viewer", any(mark.viewer for mark in shown)),
    )
    text = " ".join(mark.text for mark in shown)
    return Window(text, span.base, span.score, tuple(reason for reason, there in reasons if there))


def _marks(paragraph: str, title: str, private: frozenset[str]) -> list[_Marks | None]:
    texts = sentences(paragraph)
    joined = lex.spaced("\n".join(texts))
    return [_weigh(text, words.split(), title, private) for text, words in zip(texts, joined.split("\n"), strict=True)]


def _weigh(text: str, words: list[str], title: str, private: frozenset[str]) -> _Marks | None:
    """``words``: the sentence's, in small letters."""
    known = frozenset(words)
    if private and not private.isdisjoint(known) and _names(text, known & private):
        return None
    about_film = not known.isdisjoint(lex.FILM_WORDS)
    sets_out = about_film and lex.SETS_OUT.search(text) is not None
    film = about_film and not sets_out and lex.FILM.search(text, 0, 90) is not None
    if title and not film and text.startswith(title):
        film = True
    first = words[0] if words else ""
    return _Marks(
        text,
        len(text),
        (4.0 if lex.OVERALL.match(text) else 2.0 if lex.TURNS.match(text) else 0.0) if first in lex.OPENERS else 0.0,
        1.5 if film else 0.0,
        0.0 if known.isdisjoint(lex.SELF) else 1.0,
        1.0 if not known.isdisjoint(lex.SIMILE_WORDS) and lex.SIMILE.search(text) else 0.0,
        2.0 if not known.isdisjoint(lex.VIEWER_WORDS) and lex.VIEWER.search(text) else 0.0,
        _minus(text, known, sets_out=sets_out),
        first in lex.DEPENDENT,
        known & lex.VALUE,
    )


def _minus(text: str, known: frozenset[str], *, sets_out: bool) -> float:
    minus = 3.0 if sets_out else 0.0
    if not known.isdisjoint(lex.PERSON):
        minus += 1.5 * min(2, len(known & lex.PERSON))
    if not known.isdisjoint(lex.PLOT):
        minus += min(4, len(known & lex.PLOT))
    if not known.isdisjoint(lex.ENDING):
        minus += 1.5
    if not known.isdisjoint(lex.TRIVIA):
        minus += 1.5
    if text[-1] == "?":
        minus += 4.0 if known & lex.PERSON or not known & lex.SELF else 1.5
    elif text[-1] in ":,":
        minus += 2.0
    if "(" in text and lex.ACTOR.search(text):
        minus += 2.5
    elif not known.isdisjoint(lex.PRAISING) and lex.PRAISED.search(text):
        minus += 0.5
    return minus + (2.0 if "http" in text else 0.0)


def _names(text: str, tags: frozenset[str]) -> bool:
    """Does the sentence hold one of the words as a name, with a capital letter?"""
    return any(tag.capitalize() in text or tag.upper() in text for tag in tags)


def _opinion_starts(paragraphs: Sequence[str]) -> int:
    """The paragraph after the last teaser question of the plot; 0 if there is none."""
    for number in range(len(paragraphs) - 2, 0, -1):
        if paragraphs[number][-1:] == "?" and not lex.FILM.search(paragraphs[number]):
            return number + 1
    return 0
