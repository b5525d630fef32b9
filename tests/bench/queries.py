"""What people type: the beginnings of titles, words from their middle, slips of the finger, and common words."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from tests.bench import words
from tests.bench.reviews import film

if TYPE_CHECKING:
    from collections.abc import Iterator

SEED = 1895
COMMON = ("film", "the film", "overall", "scene", "neighbour", "radio", "it", "movie funny", "a", "script dread")


def typed(files: int, count: int) -> Iterator[str]:
    """So many texts as autocomplete gets them, letter by letter, with slips and with nothing at all."""
    rng = Random(SEED)  # noqa: S311 (the same texts each time is the point)
    for number in range(count):
        title = film(rng.randrange(files)).title
        text = title[: rng.randint(1, len(title))]
        yield ("", text.lower(), slip(text, rng), title.split(maxsplit=1)[-1][: rng.randint(1, 12)], text)[number % 5]


def asked(files: int, count: int) -> Iterator[str]:
    """So many queries as search gets them: titles, words of the prose, common words, rare names, nonsense."""
    rng = Random(SEED)  # noqa: S311
    for number in range(count):
        one = film(rng.randrange(files))
        name = "".join(rng.choices(words.SYLLABLES, k=3))
        yield (
            one.title,
            f"{one.title} ({one.year})",
            slip(one.title, rng),
            rng.choice(COMMON),
            f"{rng.choice(words.PEOPLE)} {name}",
            name,
            f'"{" ".join(rng.choice(words.OPINION).split()[:4])}" AND NOT (',
            "zzqx " * rng.randint(1, 3),
        )[number % 8]


def slip(text: str, rng: Random) -> str:
    """The text with two neighbouring letters swapped."""
    at = rng.randrange(max(1, len(text) - 1))
    return text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :]
