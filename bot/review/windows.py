"""One to three sentences of one paragraph, weighed: opinion counts for, plot against (E7-E9)."""

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
    paragraph: int
    first: int
    last: int
    reasons: tuple[str, ...]


class _Marks(NamedTuple):
    """What one sentence has."""

    text: str
    opens: float
    film: float
    self: float
    simile: float
    viewer: float
    minus: float
    dependent: bool
    values: tuple[str, ...]
    banned: bool


def windows(paragraphs: Sequence[str], title: str, private: frozenset[str], longest: int) -> list[Window]:
    """Every window of at most ``longest`` characters, in reading order, none naming a ``private`` tag."""
    found: list[Window] = []
    last, weighed = len(paragraphs) - 1, 0
    after_plot = _opinion_starts(paragraphs)
    for number, paragraph in enumerate(paragraphs):
        marks = [_weigh(text, title, private) for text in sentences(paragraph)]
        weighed += len(marks)
        place = (
            (2.0 * number / last if last else 1.0)
            + (0.5 if number == last else 0.0)
            + (1.0 if number >= after_plot else 0.0)
        )
        for first in range(len(marks)):
            _extend(found, marks, first, number, place, longest)
        if weighed > _MANY:
            break
    return found


def best(found: list[Window]) -> list[Window]:
    """Windows by score, the later first among equals, none overlapping a better one; at most three."""
    ranked = sorted(found, key=lambda window: (window.score, window.paragraph, window.first), reverse=True)
    kept: list[Window] = []
    for window in ranked:
        if not any(window.paragraph == o.paragraph and window.first <= o.last and o.first <= window.last for o in kept):
            kept.append(window)
            if len(kept) == 3:
                break
    return kept


def _extend(found: list[Window], marks: list[_Marks], first: int, number: int, place: float, longest: int) -> None:
    text = ""
    for last in range(first, min(first + _MOST, len(marks))):
        text = f"{text} {marks[last].text}" if text else marks[last].text
        if len(text) > longest or marks[last].banned:
            return
        found.append(_window(text, marks[first : last + 1], number, (first, last), place))


def _window(text: str, marks: list[_Marks], number: int, span: tuple[int, int], place: float) -> Window:
    values = tuple(dict.fromkeys(value for mark in marks for value in mark.values))
    opens = marks[0].opens
    film, own = max(m.film for m in marks), max(m.self for m in marks)
    simile, viewer = max(m.simile for m in marks), max(m.viewer for m in marks)
    base = opens + 1.5 * min(3, len(values)) + film + own + simile + viewer - sum(m.minus for m in marks)
    if marks[0].dependent and not opens:
        base -= 1.2
    if len(text) < _STUB:
        base -= 1.5
    reasons = [
        reason
        for reason, there in (
            ("sums up", opens >= 4), ("turns to the verdict", 0 < opens < 4),
            (f"weighs it up ({', '.join(values[:3])})", bool(values)), ("speaks of the film itself", film > 0),
            ("says I", own > 0), ("compares", simile > 0), ("speaks to the viewer", viewer > 0),
        )
        if there
    ]  # fmt: skip
    return Window(text, base, base + place, number, span[0], span[1], tuple(reasons))


def _weigh(text: str, title: str, private: frozenset[str]) -> _Marks:
    smooth = text.replace("’", "'")
    words = lex.WORD.findall(smooth)
    lower = [word.lower() for word in words]
    known = set(lower)
    values = tuple(word for word in lower if word in lex.VALUE)
    sets_out = lex.SETS_OUT.search(text) is not None
    film = 0.0 if sets_out else 1.5 if lex.FILM.search(text, 0, 90) or (title and text.startswith(title)) else 0.0
    opens = 4.0 if lex.OVERALL.match(text) else 2.0 if lex.TURNS.match(text) else 0.0
    viewer = (
        2.0
        if "you" in known or "recommend" in smooth or "everyone" in known or "worth" in known or "watch" in known
        else 0.0
    )
    if viewer and not lex.VIEWER.search(text):
        viewer = 0.0
    names_private = bool(private) and any(word[0].isupper() and word.lower() in private for word in words)
    return _Marks(
        text, opens, film, 1.0 if known & lex.SELF else 0.0, 1.0 if lex.SIMILE.search(text) else 0.0, viewer,
        _minus(text, lower, known, sets_out=sets_out), bool(lower) and lower[0] in lex.DEPENDENT, values, names_private,
    )  # fmt: skip


def _minus(text: str, lower: list[str], known: set[str], *, sets_out: bool) -> float:
    minus = 1.5 * min(2, sum(word in lex.PERSON for word in lower))
    minus += min(4, sum(word in lex.KIN or word in lex.PLOT for word in lower))
    minus += 1.5 * bool(known & lex.ENDING) + 1.5 * bool(known & lex.TRIVIA) + 3.0 * sets_out
    if text.endswith("?"):
        minus += 4.0 if known & lex.PERSON or not known & lex.SELF else 1.5
    if "(" in text and lex.ACTOR.search(text):
        minus += 2.5
    elif lex.PRAISED.search(text):
        minus += 0.5
    if text.endswith((":", ",")) or "http" in text:
        minus += 2.0
    return minus


def _opinion_starts(paragraphs: Sequence[str]) -> int:
    """The paragraph after the last teaser question of the plot; 0 if there is none."""
    for number in range(len(paragraphs) - 2, 0, -1):
        if paragraphs[number].rstrip().endswith("?") and not lex.FILM.search(paragraphs[number]):
            return number + 1
    return 0
