"""Review files made of known parts, in every form that sites use, each with what is to be read from it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.review.model import Challenge, FieldMap, Rating, ReadingRules
from tests.reading import challenges, fronts, leaks, quotations, spoiling
from tests.reading.fronts import SITE

if TYPE_CHECKING:
    from collections.abc import Iterator

RULES = ReadingRules(
    source="films",
    base_url="https://lamps.example",
    permalink="/{slug}/",
    fields=FieldMap(rating=("rating", "review.rating", "grade"), badges={"MST3K": "mst3k"}),
    public_tags=frozenset({"lamps"}),
    never_quote=("Zqname Wick",),
)
PROSE = (
    "A lamp is bought, lit and lost in the first ten minutes.",
    "The keeper of the light walks the stairs and counts them.",
    "I found the film warm, patient and surprisingly funny.",
    "It looks like a storm seen from a kitchen.",
    "The middle drags, and the fog does most of the acting.",
    "Nobody lights a match in this movie without meaning it.",
    "The score hums along as if it had oil of its own.",
    "Overall, this is a lovely small film that I would see again.",
)


@dataclass(frozen=True, slots=True)
class Made:
    """A file and the truth about it. ``kinds``: which form of each part it has, by the part's name."""

    path: str
    data: bytes
    rules: ReadingRules
    rating: Rating | None
    readable: bool  # False: the rating is a mistake, so that no review can be read
    quotes: tuple[str, ...]
    challenge: Challenge | None
    kinds: dict[str, str]


def made(count: int) -> Iterator[Made]:
    """So many files. Forms go round at different paces, so that each meets most of the others."""
    for number in range(count):
        yield _file(number)


def _file(number: int) -> Made:
    score = fronts.SCORES[number % len(fronts.SCORES)]
    challenge = challenges.FORMS[number // 2 % len(challenges.FORMS)]
    quoted = quotations.FORMS[number % len(quotations.FORMS)]
    leak = leaks.FORMS[number // 3 % len(leaks.FORMS)]
    spoiler = spoiling.FORMS[number // 5 % len(spoiling.FORMS)]
    first, second = PROSE[number % len(PROSE)], PROSE[(number * 3 + 1) % len(PROSE)]
    parts = [challenge.text, first, leak.text, quoted.text, second, spoiler.text]
    body = "\n\n".join(part for part in parts if part)
    syntax, front = fronts.written(number, score, challenge.field)
    text = f"{leak.before}{front}\n\n{score.body}{body}\n"
    if number % 4 == 1:
        text = text.replace("\n", "\r\n")
    rules = replace(RULES, **score.rules)
    quotes = quoted.quotes + (spoiler.quotes if spoiler.ends else ())
    return Made(
        path=SITE[number % len(SITE)].format(number=number),
        data=text.encode(),
        rules=rules,
        rating=score.rating,
        readable=score.readable,
        quotes=quotes,
        challenge=challenge.challenge,
        kinds={
            "front matter": syntax,
            "rating": score.name,
            "challenge": challenge.name,
            "quote": quoted.name,
            "leak": leak.name,
            "spoiler": spoiler.name,
        },
    )
