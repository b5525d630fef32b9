"""One to three sentences of one paragraph as candidates for a post, the best first (E7-E9).

What a sentence weighs is decided in ``weighing``, and what speaks against the best ones in ``closer``.
"""

from __future__ import annotations

from heapq import heappop, heappush
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from bot.review import lexicon as lex
from bot.review.closer import Cast
from bot.review.sentences import cuts
from bot.review.weighing import TURNS, Marks, Scale, weigh

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.review.lexicon import Lexicon

_MOST = 3  # sentences
_MANY = 200  # paragraphs looked at, and sentences weighed in each
_WEIGHED = 3  # paragraphs whose sentences are weighed one by one
_STUB = 30  # characters: shorter windows say little
_STUB_UNHEARD = 10  # the same where a letter may be a word
_UNHEARD = 0.6  # what any sentence of a language without words is worth: its place decides
_BARE = 60  # characters: a shorter turn without a word of valuing only points back
_HOPELESS = 6.0  # a sentence with more against it stands in no window
_WORTHLESS = -1.0
_CLOSELY = 24  # windows that may be looked at more closely
_BEST = 5  # windows: the one to show and four others


class Window(NamedTuple):
    """Candidate words. ``base``: their own worth, whatever their place in the text."""

    text: str
    base: float
    marks: tuple[Marks, ...]


# A window before its text is cut: score, paragraph, first and last sentence, base. Among equal scores the later wins.
_Span = tuple[float, int, int, int, float]


def best(
    paragraphs: Sequence[str], title: str, private: frozenset[str], longest: int, lexicon: Lexicon
) -> list[Window]:
    """The best five windows of at most ``longest`` characters, none overlapping a better one, the best first.

    Sentences naming a ``private`` tag (small letters) are in none.
    """
    marks: dict[int, list[Marks | None]] = {}
    spans: list[_Span] = []
    scale = Scale(title, private, longest, lexicon)
    for number, place, line in _promising(paragraphs[:_MANY], lexicon):
        paragraph = paragraphs[number]
        places = cuts(paragraph)[:_MANY]
        texts = [paragraph[start:end].replace("\n", " ") for start, end in places]
        if len(line) == len(paragraph):
            said = [line[start:end] for start, end in places]
        else:  # some capital letters grow when they get small
            said = [lex.spaced(text, elides=lexicon.elides) for text in texts]
        marks[number] = [weigh(*one, scale) for one in zip(places, texts, said, strict=True)]
        _spans(marks[number], number, place, scale, spans)
    spans.sort(reverse=True)
    return _apart(spans, paragraphs, marks, Cast(paragraphs, title))


def _promising(paragraphs: Sequence[str], lexicon: Lexicon) -> list[tuple[int, float, str]]:
    """The paragraphs worth weighing sentence by sentence, each with what its place counts, and its words spaced."""
    end, after_plot = len(paragraphs) - 1, _opinion_starts(paragraphs, lexicon)
    rough = []
    said = lex.spaced("\n".join(one.replace("\n", " ") for one in paragraphs), elides=lexicon.elides).split("\n")
    for number, line in enumerate(said[: end + 1]):
        place = (2.0 * number / end if end else 1.0) + (0.5 if number == end else 0.0)
        place += 1.0 if number >= after_plot else 0.0
        rough.append((place + (_rough(line, lexicon) if end >= _WEIGHED else 0.0), number, place))
    rough.sort(reverse=True)  # the last paragraphs first among equals
    return [(number, place, said[number]) for _, number, place in rough[:_WEIGHED]]


def _rough(line: str, lexicon: Lexicon) -> float:
    """How much a paragraph seems to weigh the film up, by its words alone."""
    words = lexicon.heard.intersection(line.split())
    plus = 1.5 * min(4, len(lexicon.value & words)) - 0.5 * min(8, len(lexicon.told & words))
    plus += 0.0 if lexicon.spoken_of.isdisjoint(words) else 2.0
    return plus + (3.0 if line.startswith(lexicon.openings) else 0.0)


def _apart(
    spans: list[_Span], paragraphs: Sequence[str], marks: dict[int, list[Marks | None]], cast: Cast
) -> list[Window]:
    """The best windows after a closer look, none overlapping a better one.

    ``spans``: the best first. A closer look only takes away, so one is looked at only when its turn comes.
    """
    looked: list[tuple[float, int, Window]] = []  # a heap, the best first; of equal ones the one that was better before
    kept: dict[int, Window] = {}
    for place, span in enumerate(spans[:_CLOSELY]):
        _keep(kept, looked, spans, -span[0])
        if len(kept) == _BEST:
            break
        if not _overlaps(span, kept, spans):
            score, paragraph, first, last, base = span
            window = _window(paragraphs[paragraph], marks[paragraph][first : last + 1], base)
            against = cast.against(window.text)
            heappush(looked, (against - score, place, window._replace(base=base - against)))
    _keep(kept, looked, spans, inf)
    return list(kept.values())


def _keep(kept: dict[int, Window], looked: list[tuple[float, int, Window]], spans: list[_Span], worst: float) -> None:
    """Move from ``looked`` to ``kept`` what is no worse than ``worst`` (a score below 0) and overlaps nothing kept."""
    while looked and looked[0][0] <= worst and len(kept) < _BEST:
        _, place, window = heappop(looked)
        if not _overlaps(spans[place], kept, spans):
            kept[place] = window


def _overlaps(span: _Span, kept: Iterable[int], spans: list[_Span]) -> bool:
    _, paragraph, first, last, _ = span
    for place in kept:
        _, its_paragraph, its_first, its_last, _ = spans[place]
        if paragraph == its_paragraph and first <= its_last and its_first <= last:
            return True
    return False


def _spans(marks: list[Marks | None], number: int, place: float, scale: Scale, spans: list[_Span]) -> None:
    """Every window of one paragraph. None among the marks is a sentence that may not be shown."""
    known, longest = scale.lexicon.known, scale.longest
    unheard, stub = (0.0, _STUB) if known else (_UNHEARD, _STUB_UNHEARD)
    for first, opening in enumerate(marks):
        if opening is None or opening.minus > _HOPELESS:
            continue
        values, minus = 0, 0.0
        start = opening.opens + unheard - (1.2 if opening.dependent and not opening.opens else 0.0)
        turned = 1.5 if opening.opens == TURNS else 0.0
        film = own = simile = viewer = 0.0
        for last, mark in enumerate(marks[first : first + _MOST], first):
            if mark is None or mark.minus > _HOPELESS or (size := mark.end - opening.start) > longest:
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


def _window(paragraph: str, marks: Sequence[Marks | None], base: float) -> Window:
    shown = tuple([mark for mark in marks if mark is not None])
    return Window(paragraph[shown[0].start : shown[-1].end], base, shown)


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


def _opinion_starts(paragraphs: Sequence[str], lexicon: Lexicon) -> int:
    """The paragraph after the last teaser question of the plot; 0 if there is none."""
    for number in range(len(paragraphs) - 2, 0, -1):
        if paragraphs[number][-1:] in {"?", "？"} and lexicon.film.isdisjoint(lex.spaced(paragraphs[number]).split()):
            return number + 1
    return 0
