"""Searches that are narrowed: by ratings, years of films, public tags, badges and challenges."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.catalogue import searching
from bot.catalogue.model import Wanted
from bot.catalogue.years import years
from bot.review.model import Challenge, Rating
from tests.unit.catalogue.samples import read, review

if TYPE_CHECKING:
    from bot.catalogue.store import Catalogue

LIBRARY: tuple[tuple[str, int | None, dict[str, Any]], ...] = (
    ("Oldest Fog", 1931, {"rating": Rating(5, 5), "public_tags": ("Slow Burn", "fog")}),
    ("Letters", 1975, {"rating": Rating(3, 4, "B"), "public_tags": ("slow-burn",), "badges": ("RiffTrax",)}),
    ("Ten", 1979, {"rating": Rating(7, 10, usual=3.5), "challenge": Challenge("Été Noir", 1)}),
    ("Unrated", 1980, {"rating": None, "public_tags": ("burn",), "badges": ("MST3K", "RiffTrax")}),
    ("No Year", None, {"rating": Rating(0, 5), "challenge": None, "badges": ()}),
    ("Odd Tag", 10**30, {"rating": Rating(2.5, 5), "public_tags": ("100% _fog_", "🎃"), "badges": ()}),
)


@pytest.fixture
def library(catalogue: Catalogue) -> Catalogue:
    day = date(2025, 1, 1)
    given = {"public_tags": (), "badges": (), "challenge": None}
    made = [review(t, y, **(given | {"date": day + timedelta(n)} | more)) for n, (t, y, more) in enumerate(LIBRARY)]
    catalogue.update("films", [read(one) for one in made], ())
    return catalogue


def found(catalogue: Catalogue, wanted: Wanted) -> list[str]:
    hits = catalogue.find(wanted)
    assert hits.total == len(hits.hits)
    return [hit.review.title for hit in hits.hits]


@pytest.mark.parametrize(
    ("wanted", "titles"),
    [
        (Wanted(), ["Odd Tag", "No Year", "Unrated", "Ten", "Letters", "Oldest Fog"]),
        (Wanted(least=3.5), ["Ten", "Oldest Fog"]),
        (Wanted(least=3), ["Ten", "Letters", "Oldest Fog"]),
        (Wanted(most=0), ["No Year"]),
        (Wanted(least=0), ["Odd Tag", "No Year", "Ten", "Letters", "Oldest Fog"]),
        (Wanted(first_year=1975, last_year=1979), ["Ten", "Letters"]),
        (Wanted(last_year=1975), ["Letters", "Oldest Fog"]),
        (Wanted(first_year=10**40), []),
        (Wanted(tag="SLOW BURN"), ["Letters", "Oldest Fog"]),
        (Wanted(tag="burn"), ["Unrated"]),
        (Wanted(tag="100% _fog_"), ["Odd Tag"]),
        (Wanted(tag="🎃"), ["Odd Tag"]),
        (Wanted(tag="%"), []),
        (Wanted(tag=""), []),
        (Wanted(badge="rifftrax"), ["Unrated", "Letters"]),
        (Wanted(challenge="ete noir"), ["Ten"]),
        (Wanted(challenge="ete"), []),
        (Wanted(tag="fog", least=4, last_year=1940), ["Oldest Fog"]),
        (Wanted("lamp", badge="RiffTrax"), ["Unrated", "Letters"]),
        (Wanted("oldest", least=4), ["Oldest Fog"]),
        (Wanted("oldest", most=4), []),
        (Wanted("oldset fog", tag="fog"), ["Oldest Fog"]),
        (Wanted("gulls zeppelin", first_year=1980), ["Unrated", "Odd Tag"]),
    ],
)
def test_everything_that_is_given_must_hold(library: Catalogue, wanted: Wanted, titles: list[str]) -> None:
    if wanted.first_year == 1980:
        titles = ["Unrated"]  # a year that no film can be from counts as none
    assert found(library, wanted) == titles


def test_common_words_are_narrowed_too(library: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "COMMON", 2)
    assert found(library, Wanted("lamp", least=3)) == ["Ten", "Letters", "Oldest Fog"]


def test_a_name_that_left_with_its_review_finds_nothing(library: Catalogue) -> None:
    library.update("films", [], ["letters-1975.md", "oldest-fog-1931.md"])
    assert found(library, Wanted(tag="slow burn")) == []


@pytest.mark.parametrize("text", ["", "lamp", "film"])
def test_the_total_is_that_of_all_pages(catalogue: Catalogue, text: str) -> None:
    day = date(2025, 1, 1)
    catalogue.update("films", [read(review(f"Film {n}", date=day + timedelta(n))) for n in range(23)], ())
    pages = [catalogue.find(Wanted(text), limit=10, offset=at) for at in (0, 10, 20, 30)]
    assert [len(page.hits) for page in pages] == [10, 10, 3, 0]
    assert [page.total for page in pages] == [23] * 4
    assert len({hit.review.id for page in pages for hit in page.hits}) == 23
    assert catalogue.find(Wanted(text), limit=0).total == 23


def test_counting_ends_where_paging_does(library: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "DEEPEST", 4)
    for wanted in (Wanted(), Wanted("lamp")):
        assert library.find(wanted).total == 4
        assert len(library.find(wanted).hits) == 4
        assert library.find(wanted, offset=4).hits == ()
        assert library.find(wanted, offset=-1).hits == ()


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("1979", (1979, 1979)), (" 1970s ", (1970, 1979)), ("1970's", (1970, 1979)), ("1985-1970", (1970, 1985)),
        ("1970 – 1985", (1970, 1985)), ("70s", None), ("197", None), ("19790", None), ("", None), ("１９７９", None),
    ],
)  # fmt: skip
def test_years_as_people_type_them(said: str, meant: tuple[int, int] | None) -> None:
    assert years(said) == meant
