"""Review files by the thousand, always the same ones: the forms that people really use, about 3 kB each.

Every form has its share: challenge lines with and without counters, quotes, spoiler sections, lists, wholly CRLF
files, files gone through the wrong encoding, unrated ones, and a few posts that are no reviews at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

from tests.bench import words

if TYPE_CHECKING:
    from pathlib import Path

BODY = 3000  # characters, about
BEGIN = date(1996, 1, 1)


@dataclass(frozen=True, slots=True)
class Film:
    """What one file is about. Its number alone decides everything."""

    number: int
    title: str
    year: int
    reviewed: date

    @property
    def file_name(self) -> str:
        """As Jekyll wants it; letters beyond ASCII are dropped, as its slugs do."""
        slug = "-".join(f"{self.title} {self.year}".lower().replace("'", "").replace(".", "").split())
        return f"{self.reviewed.isoformat()}-{slug.encode('ascii', 'ignore').decode()}.md"


def film(number: int) -> Film:
    """The film with that number, 0 <= number < 50,000; every twentieth one is a rewatch of the one before it."""
    about = number - 1 if number % 20 == 19 else number
    first, second = words.FIRST[about % 50], words.SECOND[about // 50 % 50]
    place = words.PLACES[about // 2500 % 10]
    title = f"The {first} {second}" if about < 2500 else f"{first} {second} of {place}"
    if about >= 27_500:
        title = f"{title}, Part II"
    later = timedelta(days=400) if about != number else timedelta(0)
    return Film(number, title, 1931 + about % 93, BEGIN + timedelta(hours=number * 9) + later)


def write(folder: Path, count: int) -> None:
    """Fill a new folder with the files of the films 0 … count - 1."""
    folder.mkdir(parents=True)
    for number in range(count):
        one = film(number)
        (folder / one.file_name).write_bytes(text(one))


def text(one: Film) -> bytes:
    """The whole file."""
    rng = Random(one.number)  # noqa: S311 (no secret: the same file each time is the point)
    whole = f"---\n{_front_matter(one, rng)}---\n\n{_body(one, rng)}\n"
    if rng.random() < 0.01:
        whole = whole.replace("—", "â€”").replace("’", "â€™")
    if rng.random() < 0.4:
        whole = whole.replace("\n", "\r\n")
    return whole.encode()


def _front_matter(one: Film, rng: Random) -> str:
    rating = "" if rng.random() < 0.13 else f"{rng.randint(1, 10) / 2}"
    tags = rng.sample(words.TAGS, rng.randint(0, 3))
    lines = [
        f"layout: {'post' if one.number % 16 == 15 else 'review'}",
        f'title: "{one.title} ({one.year})"',
        f'excerpt: "My review of {one.title} ({one.year})"',
        f'rating: "{rating}"',
        f"letterboxd_url: https://short.example/{one.number:x}",
        f"mst3k: {rng.choice(('true', 'false', 'null'))}" if rng.random() < 0.3 else None,
        f"tags: [{', '.join(tags)}]" if tags else None,
        "category: reviews",
    ]
    return "".join(f"{line}\n" for line in lines if line)


def _body(one: Film, rng: Random) -> str:
    parts = [_challenge(one, rng)] if rng.random() < 0.35 else []
    if rng.random() < 0.06:
        return "\n\n".join([*parts, _sentence(words.OPINION, rng)])
    size = 0
    quote_at = rng.randint(1, 4) if rng.random() < 0.25 else None
    while size < BODY * 0.85:
        if len(parts) == quote_at:
            parts.append(f"<blockquote><i>{rng.choice(words.QUOTES)}</i></blockquote>")
        plot = size < BODY * 0.35
        sentences = [_sentence(words.PLOT if plot else words.OPINION, rng) for _ in range(rng.randint(2, 5))]
        parts.append(" ".join(sentences))
        size += len(parts[-1])
    return "\n\n".join([*parts, *_closing(rng)])


def _closing(rng: Random) -> list[str]:
    """The sections at the end, which hold no review any more."""
    lists = "\n".join(f"* {rng.choice(words.THOUGHTS)}" for _ in range(rng.randint(2, 7)))
    parts = ["#### Stray Thoughts", lists] if rng.random() < 0.6 else []
    if rng.random() < 0.08:
        parts += ["<b>**** Spoilers below ****</b>", " ".join(_sentence(words.SPOILERS, rng) for _ in range(3))]
    return parts


def _challenge(one: Film, rng: Random) -> str:
    year = 2019 + one.number % 7
    name, position = f"{rng.choice(words.CHALLENGES)} {year}", one.number % 52 + 1
    address = f"https://lists.example/{name.lower().replace(' ', '-')}"
    fields = f"{name} | {position}/52 | {rng.choice(words.CATEGORIES)}"
    return rng.choice((
        f'<b><a href="{address}">{fields}</a></b>',
        f'<b><a href="{address}">{fields}</a></b>',
        f'<b><a href="{address}">{name}</a> | {position}/52 | {rng.choice(words.CATEGORIES)}</b>',
        f'<b><a href="\n{address}">{fields}</a></b>',
        f"<b>{name}</b>",
    ))  # fmt: skip


def _sentence(choices: tuple[str, ...], rng: Random) -> str:
    who, other = rng.sample(words.PEOPLE, 2)
    surname = "".join(rng.choices(words.SYLLABLES, k=3)).capitalize()  # a vocabulary has a long tail
    sentence = rng.choice(choices).format(
        who=who, other=f"{other} {surname}", actor=rng.choice(words.ACTORS), place=rng.choice(words.PLACES)
    )
    sentence = sentence[0].upper() + sentence[1:]
    if rng.random() < 0.1:
        sentence = sentence.replace(", and ", "—and ")
    return sentence.replace("'", "’") if rng.random() < 0.2 else sentence
