"""One review: by its handle, by chance, or all of a film's; and when two addresses are the same."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from bot.catalogue.addresses import key
from bot.catalogue.model import Wanted
from bot.catalogue.rows import handle
from tests.unit.catalogue.samples import read, review

if TYPE_CHECKING:
    from bot.catalogue.store import Catalogue


def chance() -> Random:
    return Random(1895)  # noqa: S311  # the same choices each time is the point


def put(catalogue: Catalogue, *given: tuple[str, dict[str, Any]]) -> None:
    catalogue.update("films", [read(review(title, **more)) for title, more in given], ())


def test_a_handle_names_a_review_of_any_id_and_follows_it(catalogue: Catalogue) -> None:
    put(catalogue, ("Long", {"id": "x" * 5000}), ("Odd", {"id": "\ud800"}), ("Short", {}))
    for one in catalogue.latest(9):
        named = handle(one.id)
        assert len(named) == 9
        assert named[0] == "#"
        assert catalogue.by_handle(named) == one
    catalogue.rebind("films", {"short-1987.md": "known"})
    assert catalogue.by_handle(handle("short-1987")) is None
    found = catalogue.by_handle(handle("known"))
    assert found is not None
    assert found.title == "Short"
    assert catalogue.by_handle("#nobody00") is None
    assert catalogue.by_handle("\ud800") is None


def test_a_handle_is_the_same_for_ever() -> None:
    """Buttons under old answers hold it."""
    assert handle("the-lighthouse-job-1987") == "#R2mAWY3n"


@pytest.mark.parametrize(
    "url",
    [
        "https://films.example/fog.html", "http://www.films.example/fog.html/", "//FILMS.example/fog.html?a=1#top",
        "films.example/fog.html", " https://films.example/%66og.html ",
    ],
)  # fmt: skip
def test_an_address_is_compared_without_what_makes_no_difference(url: str) -> None:
    assert key(url) == "films.example/fog.html"


@pytest.mark.parametrize("url", ["", "https://", "https://films.example", "films.example/FOG.html", "\ud800", "%"])
def test_another_address_is_another(url: str) -> None:
    assert key(url) != "films.example/fog.html"


def test_all_reviews_of_a_film_newest_first(catalogue: Catalogue) -> None:
    for year in (2019, 2025, 2022):
        put(catalogue, ("Fog", {"id": f"f{year}", "path": f"{year}.md", "date": date(year, 1, 1)}))
    put(catalogue, ("Fog", {"year": 2001}), ("Mist", {}))
    assert [one.id for one in catalogue.same_film(review("the FOG"))] == ["f2025", "f2022", "f2019"]
    assert catalogue.same_film(review("Nothing")) == []


def test_chance_reaches_every_review_that_fits(catalogue: Catalogue) -> None:
    assert catalogue.random(chance()) is None
    put(catalogue, *((f"Film {n}", {"rating": None if n % 2 else review().rating}) for n in range(6)))
    assert titles(catalogue, Wanted()) == {f"Film {n}" for n in range(6)}
    assert titles(catalogue, Wanted(least=1)) == {"Film 0", "Film 2", "Film 4"}
    assert titles(catalogue, Wanted(tag="nobody's")) == {None}


def titles(catalogue: Catalogue, wanted: Wanted) -> set[str | None]:
    chances = chance()
    chosen = [catalogue.random(chances, wanted) for _ in range(100)]
    return {None if one is None else one.title for one in chosen}


def test_the_same_is_not_chosen_twice_unless_there_is_no_other(catalogue: Catalogue) -> None:
    put(catalogue, ("One", {}))
    only = catalogue.random(chance(), but=handle("one-1987"))
    assert only is not None
    put(catalogue, ("Two", {}), ("Three", {}))
    chances = chance()
    chosen = {one and one.title for one in (catalogue.random(chances, but=handle("one-1987")) for _ in range(50))}
    assert chosen == {"Two", "Three"}


def test_only_quotes_that_spoil_nothing_are_drawn(catalogue: Catalogue) -> None:
    put(
        catalogue, ("Mute", {"quotes": ()}), ("Warned", {"content_warning": "Gulls"}), ("Told", {"spoilers": True}),
        ("Quoted", {}),
    )  # fmt: skip
    chances = chance()
    assert {one and one.title for one in (catalogue.with_quotes(chances) for _ in range(20))} == {"Quoted"}
    assert catalogue.with_quotes(chances, but=handle("quoted-1987")) is not None


class Meanwhile(Random):
    """Chance that takes its time: a scan removes nearly all reviews before it has chosen."""

    catalogue: Catalogue

    def randrange(self, *given: int) -> int:  # type: ignore[override]  # it is asked with one number only
        self.catalogue.update("films", (), [f"film-{number}.md" for number in range(1, 9)])
        return given[0] - 1


def test_what_a_scan_removes_meanwhile_disturbs_no_choice(catalogue: Catalogue) -> None:
    put(catalogue, *((f"Film {number}", {"path": f"film-{number}.md", "quotes": ("So.",)}) for number in range(9)))
    slow = Meanwhile()
    slow.catalogue = catalogue
    assert catalogue.random(slow) is not None
    assert catalogue.count() == 1
    put(catalogue, *((f"Film {number}", {"path": f"film-{number}.md", "quotes": ("So.",)}) for number in range(9)))
    assert catalogue.with_quotes(slow, but="#AAAAAAAA") is not None
