"""A folder of reviews that knows which review each of its files really is, whatever becomes of them.

Texts are long and each is its own, so that a moved review can be recognised after a few corrections; what no program
could tell (a whole rewrite under another name) doesn't happen here.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from bot.plan.model import Seen
from bot.plan.sketch import sketch
from bot.review.identity import review_id
from tests.contract.ledger_values import review

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.plan.model import Known

SENTENCES = 24
MOST_EDITS = 5  # of as many sentences, so that every version is still like every other


@dataclass(frozen=True, slots=True)
class File:
    """What stands at a path: which of the author's reviews, and how often he has corrected it."""

    work: int
    edits: int = 0


@dataclass(slots=True)
class Site:
    """``files`` by path, and those that were deleted, with the path that they had."""

    files: dict[str, File] = field(default_factory=dict)
    deleted: dict[int, tuple[str, File]] = field(default_factory=dict)
    freed: set[tuple[str, int]] = field(default_factory=set)  # paths that reviews moved away from, with these
    works: int = 0
    paths: int = 0

    def add(self, path: str | None = None) -> None:
        """A review that was never there before."""
        self.works += 1
        self.files[path or self.new_path()] = File(self.works)

    def new_path(self) -> str:
        self.paths += 1
        return f"{(self.paths * 37) % 100:02}-{self.paths}.md"

    def edit(self, path: str) -> None:
        one = self.files[path]
        if one.edits < MOST_EDITS:
            self.files[path] = replace(one, edits=one.edits + 1)

    def move(self, path: str, to: str | None = None) -> str:
        to = to or self.new_path()
        self.files[to] = self.files.pop(path)
        self.freed.add((path, self.files[to].work))
        return to

    def vacant(self) -> list[str]:
        """Paths where a review stood that stands elsewhere now. (Where it is nowhere, a new one is its rewrite.)"""
        there = {one.work for one in self.files.values()}
        return sorted({path for path, work in self.freed if work in there and path not in self.files})

    def removable(self) -> list[str]:
        """Paths whose reviews may go. One whose old place another has taken would be seen as that one, rewritten."""
        left = {work for path, work in self.freed if path in self.files}
        return sorted(path for path, one in self.files.items() if one.work not in left)

    def swap(self, one: str, other: str) -> None:
        self.freed |= {(one, self.files[one].work), (other, self.files[other].work)}
        self.files[one], self.files[other] = self.files[other], self.files[one]

    def delete(self, path: str) -> None:
        one = self.files.pop(path)
        self.deleted[one.work] = path, one

    def bring_back(self, work: int, *, elsewhere: bool) -> None:
        path, one = self.deleted.pop(work)
        if elsewhere or path in self.files:
            path = self.new_path()
        self.files[path] = one


def read(files: Mapping[str, File], known: Mapping[str, Known], *, everything: bool) -> list[Seen]:
    """What a scan reads: new and changed files, or, on a fresh checkout, all."""
    seen = [_seen(path, one) for path, one in files.items()]
    return [one for one in seen if everything or _is_other(known.get(one.path), one)]


def _is_other(row: Known | None, one: Seen) -> bool:
    return row is None or row.gone_since is not None or row.content_hash != one.content_hash


@cache
def _seen(path: str, one: File) -> Seen:
    text = _text(one)
    body = hashlib.sha256(text.encode()).hexdigest()
    named = f"own-{one.work}" if one.work % 4 == 0 else review_id("films", path)
    return Seen(path, f"content {body}", body, replace(review(named, path), text=text), sketch(text))


@cache
def _text(one: File) -> str:
    return " ".join(
        f"The {number}th scene of film {one.work} is seen {'again' if number < one.edits else 'once'}."
        for number in range(SENTENCES)
    )
