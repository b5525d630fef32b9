"""Reads made files, writes their posts for both networks, and counts what is right."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.format import compose
from bot.format.length import embed_length, toot_length
from bot.format.model import FormatPolicy, Limits, Message
from bot.review.reader import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.format.model import Network, Post
    from bot.review.model import Excerpt, Review
    from tests.reading.made import Made

LIMITS = Limits()
NETWORKS: tuple[Network, ...] = ("mastodon", "discord")
# Nothing of these may be seen anywhere; nor may what the made files mark with "zq".
_MARKUP = re.compile(
    r"\{[%{:<#./]|[%>}]\}|</?[a-zA-Z][^<>]*>|&(?:amp|nbsp|quot|lt|gt|shy|#\w+);|\[\^|\[\[|\]\]|:::|<!--|-->|\$\$|%%"
    r"|(?<!=)==(?!=)|\[!\w+\]|\[/?(?:b|url|quote|spoiler)\b|\bTOC\b|^(?:import|export) |:\w+_?\w+:"
    r"|[\u00ad\u200b\u202a-\u202e\ufeff\u2028]",
    re.MULTILINE,
)
_MARKED = re.compile(r"zq(?!warned)\w*", re.IGNORECASE)
_UNSEEN_IN_WORDS = re.compile(r"zqwarned", re.IGNORECASE)


@dataclass(slots=True)
class Share:
    """How many of how many are right, and what went wrong with the others."""

    right: int = 0
    total: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, *, right: bool, told: str) -> None:
        """Count one; ``told`` says what was wrong with it."""
        self.total += 1
        self.right += right
        if not right:
            self.wrong.append(told)

    @property
    def percent(self) -> float:
        """0 to 100; 100 where there is nothing to count."""
        return 100.0 * self.right / self.total if self.total else 100.0


@dataclass(slots=True)
class Table:
    """What is measured."""

    ratings: Share = field(default_factory=Share)
    quotes: Share = field(default_factory=Share)
    challenges: Share = field(default_factory=Share)
    clean: Share = field(default_factory=Share)  # files of which nothing leaks
    short: Share = field(default_factory=Share)  # posts within their limit
    excerpts: Share = field(default_factory=Share)  # real files only: those that a reader found acceptable
    held_out: Share = field(default_factory=Share)  # the same, of the files that nothing was tuned on


def measure(files: Iterable[Made]) -> Table:
    """The table of made files."""
    table = Table()
    for made in files:
        _count(made, table)
    return table


def _count(made: Made, table: Table) -> None:
    reading = read(made.data, made.path, made.rules)
    review, told = reading.review, f"{made.path} {made.kinds}"
    if review is None or not made.readable:
        reason = "; ".join(str(problem) for problem in reading.problems)
        table.ratings.add(right=review is None and not made.readable, told=f"{told}: {reason or review}")
        return
    table.ratings.add(right=same_score(review, made), told=f"{told}: {review.rating}, not {made.rating}")
    table.quotes.add(right=review.quotes == made.quotes, told=f"{told}: {review.quotes}, not {made.quotes}")
    table.challenges.add(
        right=review.challenge == made.challenge, told=f"{told}: {review.challenge}, not {made.challenge}"
    )
    found = [*leaks(review)]
    table.clean.add(right=not found, told=f"{told}: {found}")
    for post in posts(review):
        table.short.add(right=fits(post), told=f"{told}: {post.network} {post.length}")


def same_score(review: Review, made: Made) -> bool:
    """Is the rating the made one?"""
    if review.rating is None or made.rating is None:
        return review.rating is made.rating
    return (review.rating.value, review.rating.scale) == (made.rating.value, made.rating.scale)


def posts(review: Review) -> Iterator[Post]:
    """The review's posts by the default policy of each network."""
    for network in NETWORKS:
        yield compose(review, FormatPolicy(network, "Lamps"), LIMITS)


def fits(post: Post) -> bool:
    """Is the post within its network's limit, counted anew?"""
    if isinstance(post, Message):
        return embed_length(post.embed) <= post.limit
    return toot_length(post.text, post.content_warning, LIMITS.characters_per_url) <= post.limit


def shown(review: Review) -> Iterator[str]:
    """Every text of a review that a reader may see or find, but for private tags."""
    yield from _candidates(review.excerpt)
    yield from (review.title, *review.quotes, *review.text.split("\n"))
    if review.challenge is not None:
        yield from filter(None, (review.challenge.name, review.challenge.prompt))


def leaks(review: Review) -> Iterator[str]:
    """What stands in these texts and may not."""
    for text in shown(review):
        for match in (*_MARKUP.finditer(text), *_MARKED.finditer(text)):
            yield match[0]
    for text in (*_candidates(review.excerpt), *review.quotes):
        for match in _UNSEEN_IN_WORDS.finditer(text):
            yield match[0]
    for post in posts(review):
        for match in _MARKED.finditer(repr(post.embed) if isinstance(post, Message) else post.text):
            yield match[0]


def _candidates(excerpt: Excerpt) -> Iterator[str]:
    yield from (excerpt.text, *excerpt.others)
    if excerpt.instead is not None:
        yield from _candidates(excerpt.instead)
