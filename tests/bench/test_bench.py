"""What the measurements are made of holds still: the same files and texts each time, and an honest verdict."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import frontmatter
import pytest

from tests.bench import plain, queries, reviews
from tests.bench.figures import Figure, row

if TYPE_CHECKING:
    from pathlib import Path


def test_generated_files_are_always_the_same(tmp_path: Path) -> None:
    reviews.write(tmp_path / "once", 200)
    reviews.write(tmp_path / "twice", 200)
    once, twice = (
        {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (tmp_path / name).iterdir()}
        for name in ("once", "twice")
    )
    assert once == twice
    assert len(once) == 200


def test_generated_files_have_real_sizes_and_every_form() -> None:
    texts = [reviews.text(reviews.film(number)) for number in range(500)]
    assert 2500 < sum(map(len, texts)) / len(texts) < 3500
    for form in (b"\r\n", b"<blockquote>", b"Spoilers below", b"layout: post", b'rating: ""', b"/52 | ", "â€".encode()):
        assert any(form in text for text in texts), form
    assert all(frontmatter.loads(text.decode())["title"] for text in texts)


def test_generated_file_names_are_all_different() -> None:
    assert len({reviews.film(number).file_name for number in range(50_000)}) == 50_000


def test_texts_typed_and_asked_are_always_the_same() -> None:
    assert list(queries.typed(500, 50)) == list(queries.typed(500, 50))
    assert list(queries.asked(500, 50)) == list(queries.asked(500, 50))


@pytest.mark.parametrize(
    ("samples", "verdict"), [((1.0, 2.0, 9.0), "ok"), ((3.0, 3.0), "ok, over its aim"), ((4.0, 5.0, 6.0), "OVER")]
)
def test_the_median_is_held_against_the_bound(samples: tuple[float, ...], verdict: str) -> None:
    figure = Figure("x", "something", samples, bound=4, aim=2.5)
    assert figure.verdict == verdict
    assert verdict in row(figure)
    assert figure.as_json()["min"] == min(samples)


def test_what_has_no_bound_is_told_only() -> None:
    assert Figure("x", "something", (9.0,), bound=None).verdict == "told"


def test_reviews_without_files_differ_by_their_titles() -> None:
    made = [reading.review for reading, _ in plain.readings(600) if reading.review]
    assert len(made) == len({review.id for review in made}) == 600
    assert len({(review.title, review.year) for review in made}) > 500
