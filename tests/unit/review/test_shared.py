"""The owner's own files, where they are at hand: what is a review there is read as one, nothing else is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from bot.review.model import Challenge, Rating, Reading
from bot.review.reader import read
from tests.reading.owners import RULES

if TYPE_CHECKING:
    from pathlib import Path

    from bot.review.model import Review


@pytest.fixture(scope="module")
def readings(shared: Path) -> dict[str, Reading]:
    files = sorted((shared / "reviews").glob("site-*/_posts/*"))
    return {f"{file.parts[-3]}/{file.name}": read(file.read_bytes(), file.name, RULES) for file in files}


@pytest.fixture(scope="module")
def reviews(readings: dict[str, Reading]) -> dict[str, Review]:
    return {name: found.review for name, found in readings.items() if found.review is not None}


def test_every_file_is_read_and_reviews_are_what_the_owner_calls_so(readings: dict[str, Reading]) -> None:
    assert len(readings) == 106
    assert sum(found.review is not None for found in readings.values()) == 100
    assert {found.skipped for found in readings.values()} == {None, "layout is not review"}
    assert sum(found.skipped is not None for found in readings.values()) == 6
    assert not any(problem.severity == "error" for found in readings.values() for problem in found.problems)


def test_facts(reviews: dict[str, Review]) -> None:
    for name, review in reviews.items():
        assert review.year is not None, name
        assert review.date is not None, name
        assert review.url is not None, name
        assert review.rating is None or review.rating.scale == 5
        assert review.links == () or review.links[0][1].startswith("https://boxd.it/")
    assert any(review.title == "#Alive" for review in reviews.values())
    assert any(review.rating is None for review in reviews.values())


def test_challenge_lines_are_all_found_and_none_is_invented(shared: Path, reviews: dict[str, Review]) -> None:
    for file in sorted((shared / "reviews").glob("site-*/_posts/*")):
        name = f"{file.parts[-3]}/{file.name}"
        if name not in reviews:
            continue
        body = file.read_text(encoding="utf-8-sig").split("---", 2)[2].strip()
        first = body.split("\n\n")[0][:400]
        counter = re.search(r"\|\s*(\d+)\s*/\s*(\d+)\b", first)
        challenge = reviews[name].challenge
        if counter:
            assert challenge is not None, name
            assert (challenge.position, challenge.total) == (int(counter[1]), int(counter[2])), name
        elif challenge is not None:
            assert "boxd.it" in first, (name, challenge)
            assert challenge.total is None


def test_nothing_leaks(reviews: dict[str, Review]) -> None:
    for name, review in reviews.items():
        shown = "\n".join([review.excerpt.text, *review.excerpt.others, *review.quotes, review.text])
        assert not re.search(r"</?(?:b|i|a|blockquote|ul|li)\b|&(?:amp|nbsp|quot|lt);|boxd\.it|\{[%{:]", shown), name
        assert not re.search(r"(?m)^\W*spoilers?\W*$", shown, re.IGNORECASE), name
        assert not review.excerpt.text.startswith("My review of"), name
        assert "|" not in review.text.split("\n")[0], name


def test_excerpts_stand_in_the_review_and_are_short(reviews: dict[str, Review]) -> None:
    empty = [name for name, review in reviews.items() if not review.excerpt.text]
    assert len(empty) <= 4, empty
    for name, review in reviews.items():
        assert len(review.excerpt.text) <= 245, name
        assert review.excerpt.why.endswith("."), name
        assert len(review.excerpt.others) <= 4
        for part in review.excerpt.text.replace("“", "\n").replace("”", "\n").split("\n"):
            assert part.strip() in review.text.replace("“", "").replace("”", "") or part in review.text, name


def test_the_file_of_the_issue(shared: Path) -> None:
    found = read((shared / "reviews" / "the-perfection-2018.md").read_bytes(), "the-perfection-2018.md", RULES)
    review = found.review
    assert review is not None
    assert (review.title, review.year, review.rating) == ("The Perfection", 2018, Rating(3.5, 5))
    assert review.challenge == Challenge("Oh My Horror 2025", 23, 52, "LGBTQ+ Horror", "https://boxd.it/BQGCY/detail")
    assert len(review.quotes) == 1
    assert review.quotes[0].startswith("You have been and will always be")
    assert review.quotes[0].endswith("when you play.")
    assert "dying—neither" in review.text
    assert review.date is None
    assert review.url == "https://example.org/movie_review/the-perfection-2018.html"
    assert [(problem.field, problem.severity) for problem in found.problems] == [("", "warning"), ("date", "warning")]
    assert review.links == (("Letterboxd", "https://boxd.it/9ShagP"),)
    assert "directions the film takes" in review.excerpt.text or "on its wavelength" in review.excerpt.text
