"""What the recaps of a batch tell, held against what they must: each film once at each place, in whole threads."""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import NullPool, create_engine, text

from tests.chaos.challenges import challenge_of, finishes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tests.chaos.records import Row
    from tests.chaos.site import Film

BULLET = re.compile(r"• \[?Reel (\d+), take \d+")
_RECAP = re.compile(rf"Marathon \d+(?: is finished)?: \d+ of|{BULLET.pattern}")
_BELOW = re.compile(r"(\d+) more below")
_PART = re.compile(r"Marathon (\d+) \((\d)/(\d)\)")
_MARK = re.compile(r"(Half-way through) Marathon (\d+): |Marathon (\d+) (is finished): ")


@dataclass(frozen=True, slots=True)
class Said:
    """One post of a recap. ``reels``: the films it tells, in order; ``below``: how many it says come further down."""

    id: str
    reply_to: str | None
    reels: tuple[int, ...]
    below: int
    part: tuple[int, int] | None  # which of how many it says it is
    mark: tuple[str, int] | None  # a milestone, and of which challenge

    @classmethod
    def of(cls, post: dict[str, Any]) -> Said:
        words = html.unescape(str(post))
        below, part, mark = _BELOW.search(words), _PART.search(words), _MARK.search(words)
        said = [it for it in mark.groups() if it] if mark else []
        return cls(
            id=post["id"],
            reply_to=post.get("in_reply_to_id") or (post.get("message_reference") or {}).get("message_id"),
            reels=tuple(int(reel) for reel in BULLET.findall(words)),
            below=int(below[1]) if below else 0,
            part=(int(part[2]), int(part[3])) if part else None,
            mark=(next(it for it in said if not it.isdigit()), int(next(filter(str.isdigit, said)))) if said else None,
        )


@dataclass(frozen=True, slots=True)
class Book:
    """A place's recaps as the records have them: the films known at the rule's start, and those told since."""

    known: frozenset[int]
    told: frozenset[int]
    reached: frozenset[int]  # challenges of films that had reached the end before milestones were told

    @classmethod
    def of(cls, store: str, place: str, rows: Sequence[Row]) -> Book:
        reels = {row.subject: row.reel for row in rows if row.reel}

        def films(ids: Sequence[str]) -> frozenset[int]:
            return frozenset(reels[one] for one in ids if one in reels)

        engine = create_engine(store.replace("postgresql://", "postgresql+psycopg://"), poolclass=NullPool)
        query = "SELECT review_id FROM recap_told WHERE recap_key = :key"
        with engine.connect() as connection:
            told = connection.execute(text(query), {"key": f"*@{place}"}).scalars().all()
            starts = {row.recap_key: row.known for row in connection.execute(text("SELECT * FROM recap_starts"))}
        listed = {key: films(_list(known)) for key, known in starts.items()}
        reached = listed.get(f"*@{place}|finished", frozenset())
        return cls(listed.get(f"*@{place}", frozenset()), films(told), frozenset(challenge_of(it) for it in reached))


def _list(known: Any) -> list[str]:
    found: list[str] = json.loads(known) if isinstance(known, str) else known
    return found


def is_recap(post: object) -> bool:
    """Whether a post is a recap's; a review's has neither its headline nor a list of films."""
    return _RECAP.search(html.unescape(str(post))) is not None


def judge_recaps(
    name: str, made: Sequence[dict[str, Any]], standing: Sequence[dict[str, Any]], book: Book, films: list[Film]
) -> Iterator[tuple[str, str]]:
    """What is wrong with a place's recaps. ``made``: all that were ever posted; ``standing``: those that are there."""
    said = [Said.of(post) for post in standing]
    times = Counter(reel for post in made for reel in Said.of(post).reels)
    times.subtract(_again(said, times))
    for reel, often in times.items():
        yield from [("doubled", f"{name}: recaps tell reel {reel} {often - 1} times too often")] * (often - 1)
    if len(made) != len(said):
        yield "lost", f"{name}: {len(made)} posts of recaps were made, {len(said)} stand"
    yield from _broken(name, said)
    yield from _untold(name, said, book, films)
    yield from _marks(name, said, book, films)


def _again(said: list[Said], times: Mapping[int, int]) -> Iterator[int]:
    """Films that were told before they reached a milestone's end, past their hold: its recap names such a one again."""
    below = {one.reply_to: one for one in said if one.reply_to}
    for first in said:
        one, thread = first if first.mark else None, list[int]()
        while one is not None:
            thread += one.reels
            one = below.get(one.id)
        yield from [reel for reel in thread if times[reel] > 1][:1]


def _broken(name: str, said: list[Said]) -> Iterator[tuple[str, str]]:
    """Threads in which a post is missing, or that aren't in order."""
    posts = {one.id: one for one in said}
    answers = Counter(one.reply_to for one in said if one.reply_to)
    for one in said:
        if answers[one.id] != bool(one.below):
            yield "lost", f"{name}: {answers[one.id]} posts go on from a recap that tells reels {one.reels}"
        if one.reply_to is None:
            if one.part is not None:
                yield "disordered", f"{name}: {one.part} of a recap replies to nothing"
            continue
        before = posts.get(one.reply_to)
        number = before.part[0] if before and before.part else 1
        if before is None or one.part is None or one.part[0] != number + 1:
            yield "disordered", f"{name}: {one.part} of a recap replies to {before.part if before else 'nothing'}"
        elif int(one.id.split("/")[-1]) < int(before.id.split("/")[-1]):
            yield "disordered", f"{name}: {one.part} of a recap stands before what it replies to"
        elif before.below != one.below + len(one.reels):
            yield "disordered", f"{name}: {before.below} films are to come after {before.reels}, not {one.reels}"


def _untold(name: str, said: list[Said], book: Book, films: list[Film]) -> Iterator[tuple[str, str]]:
    """Films that the records call told must be so, and all that came after the rule's start must be told."""
    told = {reel for one in said for reel in one.reels}
    for reel in sorted(book.told ^ told):
        yield "lost", f"{name}: the records and the posts differ about reel {reel}, told here or there only"
    for reel in sorted(book.known & told):
        yield "doubled", f"{name}: reel {reel} was known and is told"
    for film in films:
        if film.is_there and film.number not in told | book.known:
            yield "lost", f"{name}: no recap tells reel {film.number}"


def _marks(name: str, said: list[Said], book: Book, films: list[Film]) -> Iterator[tuple[str, str]]:
    """Milestones: each at most once; a challenge whose last film came after the rule's start is told to be finished."""
    marks = Counter(one.mark for one in said if one.mark)
    for (what, challenge), times in marks.items():
        yield from [("doubled", f"{name}: {what} of challenge {challenge}, {times} times")] * (times - 1)
    for film in films:
        challenge = challenge_of(film.number)
        reached = film.is_there and finishes(film.number) and challenge not in book.reached
        if reached and not marks["is finished", challenge]:
            yield "lost", f"{name}: nothing tells that challenge {challenge} is finished"
