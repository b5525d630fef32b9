"""The grouping on the challenge lines that a real reviewer wrote over years, slips included."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.catalogue.model import ChallengeEntry
from bot.challenges.progress import find, progress
from bot.review.model import ReadingRules
from bot.review.reader import read

if TYPE_CHECKING:
    from pathlib import Path

RULES = ReadingRules("films", where={"layout": "review"}, scale=5.0)


def entries(folder: Path) -> list[ChallengeEntry]:
    """Every challenge line in the files below a folder."""
    found = []
    for file in sorted(folder.rglob("*.md")):
        review = read(file.read_bytes(), file.relative_to(folder).as_posix(), RULES).review
        if review is not None and review.challenge is not None:
            found.append(
                ChallengeEntry(
                    review.challenge,
                    review.id,
                    review.title,
                    review.year,
                    review.rating,
                    review.date,
                    review.url,
                )
            )
    return found


def test_a_mistyped_year_is_put_right_and_no_two_years_are_lumped(shared: Path) -> None:
    lines = entries(shared / "reviews")
    names = [one.name for one in progress(lines)]
    assert len(names) == len(set(names))
    assert "Cult Movie Challenge 2016" in names
    assert "Cult Movie Challenge 2026" not in names  # one review of 2016's list says so
    assert {"Criterion Challenge 2022", "Criterion Challenge 2023", "Criterion Challenge 2024"} <= set(names)
    assert {"Hooptober 3.0", "Hooptober 4.0", "Hooptober 5.0", "Hooptober 6.0", "Hooptober X"} <= set(names)


def test_a_list_with_two_addresses_and_none_is_one_challenge(shared: Path) -> None:
    hooptober = find(progress(entries(shared / "reviews")), "hooptober x")
    assert len({entry.challenge.url for entry in hooptober.entries}) == 3
    assert (hooptober.done, hooptober.total) == (4, 34)


# A crude means of our own: the first line below the front matter with a counter between bars, or linked to a list.
_LINE = re.compile(r"(?i)^\s*<(?:b|a)\b[^|]*(?:\|\s*#?\d+\s*[/|]\s*\d+|(?:ranked|challenge|rank of)\b.*</a>)")


def test_every_line_is_found_and_none_is_invented(shared: Path) -> None:
    read_, searched = set(), set()
    for file in sorted((shared / "reviews").rglob("*.md")):
        found = read(file.read_bytes(), file.name, RULES).review
        if found is None:
            continue
        body = file.read_text(encoding="utf-8-sig").partition("\n---")[2].lstrip("-\n ")
        first = " ".join(body.replace('\n">', '">').split("\n", 1)[0].split())
        searched |= {file.name} if _LINE.match(first.replace("&nbsp;", " ")) else set()
        read_ |= {file.name} if found.challenge else set()
    assert read_ == searched
    assert len(read_) > 50


def test_only_the_one_real_slip_is_merged(shared: Path) -> None:
    merged = [(one.name, other.name) for one in progress(entries(shared / "reviews")) for other in one.merged]
    assert merged == [("Cult Movie Challenge 2016", "Cult Movie Challenge 2026")]


def test_editions_of_real_challenges_share_their_series(shared: Path) -> None:
    series = {one.name: one.series for one in progress(entries(shared / "reviews"))}
    assert {name for name, of in series.items() if of == "hooptober"} >= {"Hooptober 3.0", "Hooptober X"}
    assert series["Criterion Challenge 2023"] != series["Anti-Criterion Challenge 2024"]
