"""Which key holds the rating, and on which scale it is: told from all values together, else said to be unsure."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from bot.review.fields import lookup, scalar
from bot.review.letters import typed
from bot.review.numbers import read_number
from bot.review.rating import RatingError, read_rating

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.begin.pages import Page

# In the order in which one is taken where a page has several.
NAMES = (
    *("rating", "myrating", "reviewrating", "starrating", "ratingvalue", "score", "stars", "grade", "ratings"),
    *("overallrating", "finalscore", "overall", "verdict", "marks", "mark", "star", "bewertung", "wertung"),
    *("punktzahl", "sterne", "nota", "puntuacion", "puntuación", "calificacion", "calificación", "valoracion"),
    *("estrellas", "voto", "valutazione", "punteggio", "stelle", "note", "étoiles", "etoiles", "ocena", "avaliacao"),
)
_MAYBE = frozenset({"verdict", "overall", "note", "nota", "mark", "star", "marks"})  # often words
_AGES = frozenset({"g", "pg", "pg-13", "pg13", "r", "nc-17", "x", "u", "12a", "tv-14", "tv-ma"})  # a film's class
_GRADE = re.compile(r"[A-F][+-]?|S", re.IGNORECASE)
_SURE_FROM = 5  # ratings from which the best of them may tell the scale
_MOST_WORDS = 12
_SCALES = (5.0, 10.0, 20.0, 100.0)


@dataclass(frozen=True, slots=True)
class Scale:
    """How a kind's ratings are meant.

    ``best``: the best number there is, or None (letters, words, or nothing is rated). ``sure``: the values tell it.
    ``words``: ratings in words whose order they don't tell. ``odd``: numbers above the scale.
    """

    best: float | None = None
    letters: tuple[str, ...] = ()
    unrated: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    sure: bool = True
    odd: tuple[str, ...] = ()
    rated: int = 0


def rating_keys(pages: Iterable[Page]) -> list[str]:
    """The dotted keys that hold ratings, the commonest first of those that stand in at least one page in fifty."""
    values: dict[str, list[Any]] = {}
    for page in pages:
        for key, value in _named(page.values):
            values.setdefault(key, []).append(value)
    good = {key: found for key, found in values.items() if _are_ratings(key, found)}
    most = max(map(len, good.values()), default=0)
    kept = [key for key, found in good.items() if len(found) * 50 >= most]
    return sorted(kept, key=lambda key: (-len(good[key]), _place(key)))[:4]


def _named(values: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Keys by the names for ratings, also one table down."""
    for key, value in values.items():
        if "." in str(key):
            continue
        if _plain(str(key)) in NAMES:
            yield str(key), value
        elif isinstance(value, dict):
            yield from (
                (f"{key}.{inner}", one)
                for inner, one in list(value.items())[:50]
                if isinstance(inner, str) and _plain(inner) in NAMES
            )


def _plain(key: str) -> str:
    return re.sub(r"[^\w]|_", "", key).casefold()


def _place(key: str) -> int:
    return NAMES.index(_plain(key.rpartition(".")[2]))


def _are_ratings(key: str, values: list[Any]) -> bool:
    """Do most of the values that say something look like a score?"""
    said = [one for one in values if one not in (None, "")]
    if not said:
        return _plain(key) not in _MAYBE
    scores = sum(_kind(one)[0] in {"own", "number", "letter", "none"} for one in said)
    words = {str(one).casefold() for one in said if _kind(one)[0] == "word"}
    if words and words <= _AGES:
        return False
    if scores * 10 >= len(said) * 6:
        return True
    return _plain(key.rpartition(".")[2]) not in _MAYBE and 0 < len(words) <= min(_MOST_WORDS, max(2, len(said) // 2))


def values_of(pages: Iterable[Page], keys: Iterable[str]) -> list[Any]:
    """Each page's value under the first of the keys that it has."""
    wanted = list(keys)
    found = []
    for page in pages:
        value = next((one for there, one in (lookup(page.values, key) for key in wanted) if there), None)
        found.append(value)
    return found


def scale_of(values: Iterable[Any]) -> Scale:
    """What the values say of their scale, all of them together."""
    kinds: dict[str, list[Any]] = {name: [] for name in ("own", "number", "letter", "word", "none", "odd")}
    for value in values:
        kind, what = _kind(value)
        kinds[kind].append(what)
    rated = sum(len(kinds[kind]) for kind in ("own", "number", "letter", "word"))
    words = tuple(word for word, _ in Counter(kinds["word"]).most_common(_MOST_WORDS))
    if kinds["own"] or kinds["number"]:
        found = _of_numbers(kinds["number"], Counter(kinds["own"]))
        return replace(found, rated=rated, unrated=(*words, *dict.fromkeys(kinds["letter"])))
    if kinds["letter"]:
        return Scale(letters=_letters(kinds["letter"]), unrated=words, rated=rated)
    return Scale(words=words, unrated=words, sure=not words, rated=rated)


def _of_numbers(numbers: list[float], own: Counter[float]) -> Scale:
    """The best number, whether that is sure, and the numbers above it."""
    if own:
        usual = own.most_common(1)[0][0]
        high = [one for one in numbers if one > usual]
        if len(high) * 20 <= len(numbers):
            return Scale(usual, odd=_shown(high))
    ordered = sorted(numbers)
    slips = max(len(ordered) // 50, int(len(ordered) >= 20))  # such as 44 for 4.4
    best = min(_nearest(ordered[-1 - cut]) for cut in range(slips + 1))
    kept = [one for one in ordered if one <= best]
    high = ordered[len(kept) :]
    if best == 5 and len(kept) >= 20 and kept[-1] <= 4 and all(one == int(one) for one in kept):
        return Scale(kept[-1], sure=False, odd=_shown(high))  # of three or of four
    near = kept[-1] == best or _is_near(kept, best)
    return Scale(best, sure=best in (5.0, 10.0, 100.0) and len(kept) >= _SURE_FROM and near, odd=_shown(high))


def _nearest(value: float) -> float:
    return next((scale for scale in _SCALES if value <= scale), value)


def _is_near(values: list[float], best: float) -> bool:
    """Many different values whose best is close to the scale's end: nobody gave the very best yet."""
    return len(set(values)) >= 4 and max(values) >= best * 0.8


def _shown(values: list[float]) -> tuple[str, ...]:
    return tuple(f"{one:g}" for one in values[:5])


def _kind(value: Any) -> tuple[str, Any]:  # whatever the front matter says
    """What a value is: ("own", scale), ("number", it), ("letter", it), ("word", it), ("none", …) or ("odd", …)."""
    try:
        rating = read_rating(value, None)
    except RatingError:
        if isinstance(value, dict):
            value = next((value[key] for key in ("value", "score", "stars", "rating") if key in value), None)
        return _unscaled(value)
    return ("none", None) if rating is None else ("own", rating.scale)


def _unscaled(value: Any) -> tuple[str, Any]:
    text = typed(scalar(value) or "") if not isinstance(value, bool) else ""
    if _GRADE.fullmatch(text):
        return "letter", text.upper()
    number = read_number(text) if text and len(text) <= 80 else None
    if number is not None:
        return ("number", number.value) if 0 <= number.value <= 1000 else ("odd", text)
    return ("word", text) if text and len(text) <= 30 else ("odd", text)


def _letters(found: list[str]) -> tuple[str, ...]:
    """The usual grades from the worst to the best; + and - are understood beside them."""
    seen = {one[0] for one in found}
    usual = ["F", *(["E"] if "E" in seen else []), "D", "C", "B", "A", *(["S"] if "S" in seen else [])]
    return tuple(usual)
