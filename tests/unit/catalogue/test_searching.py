"""Looking reviews up: forgiving about spelling, and blind to any syntax in what people type."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.catalogue import searching
from bot.catalogue.rows import handle
from bot.catalogue.words import fold, without_article
from bot.review.model import Rating
from tests.unit.catalogue.samples import read, review

if TYPE_CHECKING:
    from bot.catalogue.store import Catalogue

TITLES = (
    ("The Perfection of Fog", 2018), ("Amélie's Öl", 2001), ("It", 1990), ("Item Nine", 1999), ("#Alive", 2020),
    ("Smørrebrød", 1975), ("Halloween", 1978), ("Halloween II", 1981), ("A Ghost Waits", 2020), ("The The", 2003),
)  # fmt: skip


@pytest.fixture
def films(catalogue: Catalogue) -> Catalogue:
    catalogue.update("films", [read(review(*title)) for title in TITLES], ())
    return catalogue


def titles(catalogue: Catalogue, typed: str) -> list[str]:
    return [suggestion.label.split(" (")[0] for suggestion in catalogue.suggest(typed)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("perf", "The Perfection of Fog"),
        ("the perf", "The Perfection of Fog"),
        ("THE PERF", "The Perfection of Fog"),
        ("fog", "The Perfection of Fog"),
        ("fog perf", "The Perfection of Fog"),
        ("perfection 2018", "The Perfection of Fog"),
        ("perfectoin", "The Perfection of Fog"),
        ("amelie", "Amélie's Öl"),
        ("amelies o", "Amélie's Öl"),
        ("AMÉLIE’S", "Amélie's Öl"),
        ("it", "It"),
        ("alive", "#Alive"),
        ("#al", "#Alive"),
        ("smorre", "Smørrebrød"),
        ("ghst waits", "A Ghost Waits"),
        ("haloween", "Halloween"),
        ("the", "The The"),
    ],
)
def test_a_title_is_completed(films: Catalogue, typed: str, first: str) -> None:
    assert titles(films, typed)[0] == first


def test_nothing_typed_suggests_the_newest(catalogue: Catalogue) -> None:
    day = date(2025, 1, 1)
    catalogue.update("films", [read(review(f"Film {n:02}", date=day + timedelta(n))) for n in range(30)], ())
    assert titles(catalogue, " ")[:2] == ["Film 29", "Film 28"]
    assert len(catalogue.suggest("")) == 25
    assert len(catalogue.suggest("film", 7)) == 7
    assert catalogue.suggest("film", 0) == []


def test_a_rewatched_film_is_suggested_once_by_its_newest_review(catalogue: Catalogue) -> None:
    old = review(date=date(2020, 1, 1), rating=Rating(1, 5), id="old", path="z.md")
    new = review(date=date(2024, 1, 1), rating=Rating(4.5, 5), id="new", path="a.md")
    catalogue.update("films", [read(new), read(old)], ())
    assert [(one.handle, one.label) for one in catalogue.suggest("lighthouse")] == [
        (handle("new"), "The Lighthouse Job (1987) ★★★★½")
    ]


def test_labels_and_values_fit_discord(catalogue: Catalogue) -> None:
    catalogue.update(
        "films",
        [
            read(review("Endless " * 40, 1999)),
            read(review("🦇" * 90, 1998, id="bats")),
            read(review("Fine", id="x" * 101)),
        ],
        (),
    )
    suggestions = catalogue.suggest("")
    assert len(suggestions) == 3
    for one in suggestions:
        assert len(one.label.encode("utf-16-le")) // 2 <= 100
        assert one.label.endswith(" ★★★½")
        assert len(one.handle) == 9


@pytest.mark.parametrize(
    "typed",
    [
        '"', "'", '""" OR 1', "NEAR(a b)", "a NOT b", "*", "^fog", "title:fog", "fog*", "-fog", "()", "{heading} : x",
        "a" * 6000, "fog " * 2000, "\0", "\ud800", "\x1b[31m", "％", "'; DROP TABLE review; --", "😀", "a\nb\tc",
        "AND", "fog AND", "+", "?", "%_", "İ", "ǅ", "́",
    ],
)  # fmt: skip
def test_whatever_is_typed_is_only_words(films: Catalogue, typed: str) -> None:
    films.search(typed)
    films.suggest(typed)
    assert films.count() == len(TITLES)


def test_the_title_weighs_most(catalogue: Catalogue) -> None:
    mentions = [read(review(f"Other {n}", text="halloween halloween halloween night")) for n in range(20)]
    catalogue.update("films", [*mentions, read(review("Halloween II", 1981)), read(review("Halloween", 1978))], ())
    found = [hit.review.title for hit in catalogue.search("halloween", limit=50)]
    assert found[:2] == ["Halloween", "Halloween II"]
    assert len(found) == 22


def test_pages_follow_each_other_without_gap_or_repeat(catalogue: Catalogue) -> None:
    catalogue.update("films", [read(review(f"Film {n}", text="lamp " * (n + 1))) for n in range(23)], ())
    pages = [catalogue.search("lamp", limit=10, offset=at) for at in (0, 10, 20, 30)]
    assert [len(page) for page in pages] == [10, 10, 3, 0]
    assert len({hit.review.id for page in pages for hit in page}) == 23


def test_common_words_come_newest_first(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "COMMON", 5)
    day = date(2025, 1, 1)
    catalogue.update("films", [read(review(f"Film {n}", date=day + timedelta(n))) for n in range(20)], ())
    catalogue.update("films", [read(review("Lamp", date=date(2001, 1, 1)))], ())
    assert [hit.review.title for hit in catalogue.search("lamp", limit=3)] == ["Lamp", "Film 19", "Film 18"]


def test_prose_challenge_badges_and_public_tags_are_searched_private_tags_not(catalogue: Catalogue) -> None:
    catalogue.update("films", [read(review())], ())
    for query in ("gulls suspect", "foggy nights", "mst3k", "fog", "1987 lighthouse", "GULLS"):
        assert len(catalogue.search(query)) == 1, query
    assert catalogue.search("marthas") == []


def test_the_snippet_shows_the_words_as_plain_text(catalogue: Catalogue) -> None:
    text = "Before it. " * 100 + "The <b>gulls</b>\nwere paid. " + "After it. " * 100
    catalogue.update("films", [read(review(text=text))], ())
    (hit,) = catalogue.search("gulls")
    assert "The <b>gulls</b> were paid." in hit.snippet
    assert len(hit.snippet) <= 300
    (hit,) = catalogue.search("lighthouse")
    assert hit.snippet.startswith("Before it.")


def test_without_a_full_match_near_titles_then_any_word_are_found(films: Catalogue) -> None:
    assert films.search("perfektion fog")[0].review.title == "The Perfection of Fog"
    assert films.search("gulls zeppelin")
    assert films.search("gul")
    assert films.search("zeppelin") == []


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Amélie's Öl & #1", "amelies ol and 1"), ("STRASSE straße", "strasse strasse"), ("  ", ""), ("東京", "東京")],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_an_article_alone_stays() -> None:
    assert (without_article("the"), without_article("the the"), without_article("a b")) == ("the", "the", "b")
