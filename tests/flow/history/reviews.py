"""Made-up reviews in the forms in which a site of long standing has them: see the notes on review files."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

_FIRST = ("Paper", "Velvet", "Seventh", "Crooked", "Silent", "Copper", "Winter", "Hollow")
_SECOND = ("Harbour", "Orchard", "Lantern", "Staircase", "Carnival", "Parade", "Glacier", "Telephone")
_WHO = ("the widow", "a clerk", "her brother", "the whole choir", "some boy", "an usher", "the twins", "nobody at all")
_DOES = ("forgives", "follows", "misreads", "steals", "mends", "outlives", "imitates", "ignores", "photographs")
_WHAT = (
    "the last ferry",
    "a borrowed coat",
    "every letter",
    "the wrong house",
    "his own shadow",
    "the mayor",
    "a bell",
)
_HOW = (
    "without a word",
    "for ninety minutes",
    "in plain daylight",
    "as if it were easy",
    "twice",
    "against all advice",
)
_TOLD = ("I believed it", "I didn't mind", "it works", "it nearly works", "nobody laughed but me", "I was moved")
RATINGS = ("0.5", "2.0", "", "3.5", "4.5", "5.0", "", "3.0")


@dataclass(frozen=True, slots=True)
class Film:
    """One review's parts. ``day`` is the one in its file's name."""

    title: str
    year: int
    rating: str
    day: str
    body: str
    tags: str = ""

    @property
    def slug(self) -> str:
        return self.title.lower().replace(" ", "-")

    @property
    def path(self) -> str:
        return f"{self.day}-{self.slug}.md"

    def text(self) -> str:
        """The file as it was first written."""
        titled = f"{self.title} ({self.year})"
        return (
            f'---\nlayout: review\ntitle: "{titled}"\nexcerpt: "My review of {titled}"\nrating: "{self.rating}"\n'
            f"letterboxd_url: https://boxd.example/{self.year}\nmst3k: false\nrifftrax:\n{self.tags}"
            f"category: movie_review\n\n---\n\n{self.body}\n"
        )


def films(count: int, first: int = 0) -> list[Film]:
    """So many different reviews, always the same ones; ``first`` is the number of the first of them."""
    return [_film(number) for number in range(first, first + count)]


def prose(number: int) -> str:
    """A few paragraphs that no other number has."""
    chance = Random(number)  # noqa: S311 (nothing here is secret)
    choices = (_WHO, _DOES, _WHAT, _HOW)
    sentences = [
        " ".join(map(chance.choice, choices)) + f", {chance.choice(_TOLD)}" for _ in range(chance.randint(9, 16))
    ]
    told = [f"{one[0].upper()}{one[1:]}; scene {number} of {at}." for at, one in enumerate(sentences, 1)]
    return " ".join(told[:5]) + "\n\n" + " ".join(told[5:])


def _film(number: int) -> Film:
    title = f"{_FIRST[number % 8]} {_SECOND[number // 8 % 8]}"
    month, day = divmod(number, 28)
    return Film(title, 1930 + number, RATINGS[number % 8], f"2025-{month + 1:02}-{day + 1:02}", _body(number))


def _body(number: int) -> str:
    """Challenge lines, quotes, spoilers behind a heading, and some that are hardly more than a word."""
    text = prose(number)
    if number % 10 == 9:
        return f"lemon {number}"
    if number % 3 == 0:
        text = f'<b><a href="https://lists.example/c">Night Watch | {number + 1}/64 | Sequels</a></b>\n\n{text}'
    if number % 4 == 1:
        text += f"\n\n<blockquote><i>Number {number} is the best number there is.</i></blockquote>"
    if number % 5 == 2:
        text += f"\n\n#### SPOILER ZONE\n\nIn the end it was the butler, number {number}."
    return text
