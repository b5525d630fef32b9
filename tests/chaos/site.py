"""The review files of a batch: written, edited, renamed, taken away and brought back; and what must become of each."""

from __future__ import annotations

import os
import re
import time
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING, Literal

from tests.chaos.challenges import line

if TYPE_CHECKING:
    from pathlib import Path

ChangeKind = Literal["new", "edit", "rename", "take away", "bring back", "moderate", "edit by hand"]
ADDRESS = re.compile(r"https://films\.example/reel-(\d+)\.html")
TAKE = re.compile(r"Reel (\d+), take (\d+)")
_WORDS = re.findall(
    r"\w+",
    "lamp staircase ghost evening harbour winter letter violin garden mirror engine shadow orchard silence dust "
    "curtain balcony projector fog thunder ferry telegram corridor accordion lighthouse bakery notebook rooftop",
)
BY_HAND = "Reel {reel}, take 0: put right by hand https://films.example/reel-{reel}.html"
_FILE = """---
title: "Reel {number}, take {take}{more} (1971)"
rating: "{stars}"
permalink: /reel-{number}.html
image: /reel.gif
---
{first}{words}
"""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that happens to the files, or to a post on a network. ``pick`` (0 to 1) says to which of them."""

    kind: ChangeKind
    pick: float


@dataclass(slots=True)
class Film:
    """One review. ``take`` counts its versions; a post must show the last one."""

    number: int
    path: Path
    take: int = 1
    is_there: bool = True
    was_away: bool = False
    was_moved: bool = False
    removed: set[str] = field(default_factory=set)  # places where a moderator took its post down
    by_hand: set[str] = field(default_factory=set)  # places where somebody changed its post


class Site:
    """A folder of reviews. Every change is complete at once, as an editor's own saving is."""

    def __init__(self, folder: Path, seed: str, *, challenges: bool = False) -> None:
        """``challenges``: each review belongs to one, and has a name so long that few of them fill a post."""
        self.folder, self._seed, self._challenges = folder, seed, challenges
        self.films: list[Film] = []
        folder.mkdir()

    def change(self, change: Change) -> str:
        """Make a change; what was done, for the batch's own log."""
        if change.kind == "new":
            number = len(self.films) + 1
            self.films.append(Film(number, self.folder / f"reel-{number}.md"))
            return self._told(change, self.films[-1])
        able = [one for one in self.films if one.is_there == (change.kind != "bring back")]
        if not able:
            return f"{change.kind}: nothing"
        film = able[int(change.pick * len(able))]
        if change.kind == "edit":
            film.take += 1
        elif change.kind == "rename":
            new = self.folder / f"reel-{film.number}-{int(change.pick * 1e6)}.md"
            film.path, film.was_moved = film.path.rename(new), True
            return f"rename: reel {film.number}"
        else:
            film.is_there = change.kind == "bring back"
            film.was_away = True
        return self._told(change, film)

    def _told(self, change: Change, film: Film) -> str:
        if film.is_there:
            self._write(film)
        else:
            film.path.unlink()
        return f"{change.kind}: reel {film.number}, take {film.take}"

    def _write(self, film: Film) -> None:
        chance = Random(f"{self._seed}/{film.number}")  # noqa: S311 - words, not a secret
        text = " ".join(" ".join(chance.choices(_WORDS, k=6)).capitalize() + "." for _ in range(15))
        stars = film.take % 10 / 2 + 0.5
        draft = self.folder / "draft.part"
        more = f" of {' '.join(chance.choices(_WORDS, k=7))}" if self._challenges else ""
        first = line(film.number) if self._challenges else ""
        values = {"number": film.number, "take": film.take, "stars": stars}
        draft.write_text(_FILE.format(**values, words=text, more=more, first=first), encoding="utf-8")
        long_ago = time.time() - 10  # so that nobody waits for it to be whole
        os.utime(draft, (long_ago, long_ago))
        draft.replace(film.path)
