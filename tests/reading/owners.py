"""The owner's real files, where they are at hand, against crude means of their own: plain searches in the raw text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.review.model import FieldMap, ReadingRules
from bot.review.reader import read
from tests.reading.measure import Table, fits, leaks, posts
from tests.unit.review.test_prose_labelled import TABLE, is_acceptable, is_held_out

if TYPE_CHECKING:
    from pathlib import Path

    from bot.review.model import Review

RULES = ReadingRules(
    source="films",
    base_url="https://example.org",
    permalink="/{category}/{year}/{month}/{day}/{slug}.html",
    where={"layout": "review"},
    fields=FieldMap(links={"Letterboxd": "letterboxd_url"}, badges={"MST3K": "mst3k", "RiffTrax": "rifftrax"}),
    scale=5.0,
    timezone="America/New_York",
)
_RATING = re.compile(r"(?m)^rating:[ \t]*[\"']?([\d.]*)")
_SPOILER = re.compile(r"(?im)^(?:#+|<b>|\*\*|\*+ )[^\n]*\b(?:spoil|spoli|spiol|psoil)[^\n]*$")
_COUNTER = re.compile(r"\|\s*(\d+)\s*[/|]\s*(\d+)\b")


def measure_owners(shared: Path) -> Table:
    """The table of the real files. Those that aren't reviews are left out."""
    table = Table()
    files = sorted((shared / "reviews").glob("site-*/_posts/*"))
    for file in (*files, shared / "reviews" / "the-perfection-2018.md"):
        review = read(file.read_bytes(), file.name, RULES).review
        if review is not None:
            name = file.relative_to(shared / "reviews").as_posix()
            _count(review, file.read_text(encoding="utf-8-sig"), name, table)
            _judge(review, name, table)
    return table


def _judge(review: Review, name: str, table: Table) -> None:
    """Count the excerpt by its labels, where there are some."""
    if name not in TABLE:
        return
    good = is_acceptable(review.excerpt.text, TABLE[name])
    table.excerpts.add(right=good, told=f"{name}: {review.excerpt.why}")
    if is_held_out(name):
        table.held_out.add(right=good, told=f"{name}: {review.excerpt.why}")


def _count(review: Review, raw: str, name: str, table: Table) -> None:
    front, _, body = raw.removeprefix("---").partition("\n---")
    score = _RATING.search(front)
    wanted = float(score[1]) if score and score[1] else None
    got = None if review.rating is None else review.rating.value
    table.ratings.add(right=got == wanted, told=f"{name}: {got}, not {wanted}")
    quoted = _SPOILER.split(body)[0].lower().count("<blockquote")
    table.quotes.add(right=len(review.quotes) == quoted, told=f"{name}: {len(review.quotes)}, not {quoted}")
    lead = body.strip("-\n ").split("\n\n")[0][:400]
    counter = _COUNTER.search(lead)
    table.challenges.add(right=_same_counter(review, counter, lead), told=f"{name}: {review.challenge}")
    found = [*leaks(review)]
    table.clean.add(right=not found, told=f"{name}: {found}")
    for post in posts(review):
        table.short.add(right=fits(post), told=f"{name}: {post.network} {post.length}")


def _same_counter(review: Review, counter: re.Match[str] | None, lead: str) -> bool:
    """A line with a counter has to be read with it; one without may only be a challenge if it is a list's link."""
    if counter is not None:
        told = review.challenge
        return told is not None and (told.position, told.total) == (int(counter[1]), int(counter[2]))
    return review.challenge is None or "href" in lead
