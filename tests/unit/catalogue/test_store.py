"""What goes into the catalogue comes out again, and private tags never get in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from bot.catalogue.model import Stamp
from bot.catalogue.rows import handle
from bot.review.identity import film_key
from bot.review.model import Challenge, Excerpt, Image, Previous, Problem, Rating, Reading
from tests.unit.catalogue.samples import read, review

if TYPE_CHECKING:
    from pathlib import Path

    from bot.catalogue.store import Catalogue


def test_a_review_comes_back_as_it_was_but_for_private_tags(catalogue: Catalogue) -> None:
    one = review()
    catalogue.update("films", [read(one)], ())
    assert catalogue.get(one.id) == replace(one, tags=("fog",))
    assert catalogue.get_path("films", one.path) == catalogue.get(one.id)


def test_a_review_of_nothing_but_a_title_comes_back(catalogue: Catalogue) -> None:
    bare = review(
        "#!*", None, rating=None, excerpt=Excerpt("", ""), quotes=(), url=None, links=(), challenge=None, tags=(),
        public_tags=(), badges=(), date=None, language=None, social={}, text="",
    )  # fmt: skip
    catalogue.update("films", [read(bare)], ())
    assert catalogue.get(bare.id) == bare


def test_letters_pictures_and_keys_come_back(catalogue: Catalogue) -> None:
    one = review(
        tags=("fog",), rating=Rating(3, 4, "B"), image=Image(None, "https://img.example/a.jpg", "A lamp"),
        keys=frozenset({"nsfw", "flags.gore"}),
    )  # fmt: skip
    catalogue.update("films", [read(one)], ())
    assert catalogue.get(one.id) == one
    assert [found.label for found in catalogue.suggest("lighthouse")] == ["The Lighthouse Job (1987) B"]


def test_private_tags_are_in_no_byte_of_the_file(catalogue: Catalogue, tmp_path: Path) -> None:
    catalogue.update("films", [read(review())], ())
    catalogue.close()
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"keeper suspects" in stored
    assert b"martha" not in stored
    assert b"marthas" not in stored


def test_an_update_replaces_and_removes(catalogue: Catalogue) -> None:
    first, second = review("First Fog", 2001), review("Second Fog", 2002)
    catalogue.update("films", [read(first), read(second)], ())
    catalogue.update("films", [read(replace(first, title="Mist", text="Nothing but mist."))], [second.path])
    assert [one.title for one in catalogue.latest(9)] == ["Mist"]
    assert [hit.review.title for hit in catalogue.search("mist")] == ["Mist"]
    assert catalogue.search("second") == []
    assert catalogue.search("lamp") == []
    assert catalogue.suggest("sec") == []
    assert set(catalogue.stamps("films")) == {first.path}


def test_a_file_that_is_no_review_any_more_is_no_hit_but_keeps_its_stamp(catalogue: Catalogue) -> None:
    one = review()
    catalogue.update("films", [read(one)], ())
    stamp = Stamp(2, 3, 4, "b" * 64, False)
    catalogue.update("films", [(Reading(one.path, skipped="draft"), stamp)], ())
    assert catalogue.count() == 0
    assert catalogue.stamps("films") == {one.path: stamp}


def test_sources_are_apart(catalogue: Catalogue) -> None:
    one = review()
    catalogue.update("films", [read(one)], ())
    catalogue.update("books", [read(replace(one, source="books", id="b"))], ["other.md"])
    catalogue.update("books", [], [one.path])
    assert (catalogue.count(), catalogue.count("films"), catalogue.count("books")) == (1, 1, 0)


def test_problems_are_those_of_the_last_reading(catalogue: Catalogue) -> None:
    bad = Problem("bad.md", 2, 8, "title", "There is no title: add one.")
    stamp = Stamp(1, 2, 3, "", False)
    catalogue.update("films", [(Reading("bad.md", problems=(bad, bad)), stamp)], ())
    catalogue.update("films", [(Reading("bad.md", problems=(bad,)), stamp)], ())
    assert catalogue.problems() == [bad]
    assert catalogue.problems("books") == []
    catalogue.update("films", [], ["bad.md"])
    assert catalogue.problems() == []


def test_text_that_no_database_takes_is_taken(catalogue: Catalogue) -> None:
    odd = review("Odd \ud800 Film", 10**30, text="zero \0 byte \udfff", id="o\ud800")
    catalogue.update("films", [read(odd)], ())
    assert [hit.snippet for hit in catalogue.search("zero byte")] == ["zero byte ?"]
    assert catalogue.get("o\ud800") is not None


def test_the_newest_come_first_and_undated_ones_last(catalogue: Catalogue) -> None:
    dates = {"A": date(2024, 5, 1), "B": None, "C": date(2025, 1, 1)}
    catalogue.update("films", [read(review(name, date=when)) for name, when in dates.items()], ())
    assert [one.title for one in catalogue.latest(9)] == ["C", "A", "B"]
    assert catalogue.latest(0) == []


def test_earlier_reviews_of_a_film_are_found_by_its_key(catalogue: Catalogue) -> None:
    watched = {2019: 2.0, 2022: 3.0, 2025: 4.0}
    for year, stars in watched.items():
        again = review(date=date(year, 6, 1), rating=Rating(stars, 5), id=f"w{year}", path=f"{year}.md", url=f"u{year}")
        catalogue.update("films", [read(again)], ())
    key = film_key("the lighthouse job", 1987)
    assert catalogue.previous(key, date(2025, 6, 1), "w2025") == (
        Previous(date(2022, 6, 1), Rating(3.0, 5), "u2022"),
        Previous(date(2019, 6, 1), Rating(2.0, 5), "u2019"),
    )
    assert catalogue.previous(key, date(2022, 6, 1), "w2022")[0].url == "u2019"
    assert catalogue.previous(key, None, "w2025") == ()


def test_challenges_are_listed_with_their_entries_oldest_first(catalogue: Catalogue) -> None:
    catalogue.update(
        "films",
        [
            read(review("Late", 2001, date=date(2025, 9, 2))),
            read(review("Early", 2001, date=date(2025, 9, 1))),
            read(review("Other", 2001, date=date(2026, 1, 1), challenge=Challenge("Silents"))),
            read(review("None", 2001, challenge=None)),
        ],
        (),
    )
    assert [entry.title for entry in catalogue.challenge_entries()] == ["Early", "Late", "Other"]
    (other,) = catalogue.challenge_entries("Silents")
    assert (other.review_id, other.year, other.rating) == ("other-2001", 2001, Rating(3.5, 5))
    assert catalogue.challenge_entries("silent") == []


def test_ids_follow_a_rename(catalogue: Catalogue) -> None:
    one = review()
    catalogue.update("films", [read(one)], ())
    catalogue.rebind("films", {one.path: "known"})
    assert catalogue.get(one.id) is None
    found = catalogue.get("known")
    assert found is not None
    assert found.path == one.path
    assert [one.handle for one in catalogue.suggest("light")] == [handle("known")]
