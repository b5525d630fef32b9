"""What people type, and the film that must come first."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.catalogue.store import Catalogue
from tests.unit.catalogue.samples import read, review

if TYPE_CHECKING:
    from collections.abc import Iterator

LIBRARY = (
    ("Dune", 1984), ("Dune: Part One", 2021), ("Dune: Part Two", 2024), ("Rocky", 1976), ("Rocky II", 1979),
    ("Rocky 3", 1982), ("Rocky Balboa", 2006), ("Se7en", 1995), ("Seven Lamps", 1954), ("Hausu", 1977),
    ("House", 1985), ("The Thing", 1982), ("It", 2017), ("It", 1990), ("It Follows", 2014), ("Us", 2019), ("Her", 2013),
    ("Up", 2009), ("La Haine", 1995), ("L'Avventura", 1960), ("Die Hard", 1988), ("Der Untergang", 2004),
    ("El Topo", 1970), ("I soliti ignoti", 1958), ("Les Diaboliques", 1955), ("A", 1999), ("Amélie", 2001),
    ("Smørrebrød", 1975), ("Friday the 13th", 1980), ("Friday the 13th Part III", 1982), ("Blade Runner", 1982),
    ("Blade Runner 2049", 2017), ("1917", 2019), ("12 Angry Men", 1957), ("Lamp & Louise", 1991),
    ("Lamp + Juliet", 1996), ("Kill Lamp: Vol. 2", 2004), ("Star Lamps: Episode IV - A New Lamp", 1977), ("M", 1931),
    ("東京物語", 1953), ("Сталкер", 1979), ("المومياء", 1969), ("Lamp-Man", 2002), ("BlackLamp", 2023),
    ("WALL·E", 2008), ("Jaws", 1975), ("Lantern, The", 1961), ("???", 1983), ("Halloween", 1978),
    ("Halloween", 2018),
    ("Halloween Kills", 2021), ("The Perfection of Fog", 2018), ("Hereditary", 2018), ("Psycho II", 1983),
    ("The War of the Lamps", 1953), ("Five Fingers of Fog", 1972), ("I Am Fog", 2009),
)  # fmt: skip
TYPED = {
    "Dune: Part Two (2024)": ("dune 2", "dune two", "dune ii", "dune part 2"),
    "Dune: Part One (2021)": ("dune 1",),
    "Dune (1984)": ("dune",),
    "Rocky II (1979)": ("rocky 2", "rocky ii"),
    "Rocky 3 (1982)": ("rocky iii", "rocky three", "rocky part iii"),
    "Friday the 13th Part III (1982)": ("friday the 13th 3", "friday the 13th part three"),
    "Psycho II (1983)": ("psycho 2",),
    "Kill Lamp: Vol. 2 (2004)": ("kill lamp 2", "kill lamp volume 2"),
    "Star Lamps: Episode IV - A New Lamp (1977)": ("star lamps 4",),
    "Se7en (1995)": ("seven", "se7en"),
    "Seven Lamps (1954)": ("7 lamps",),
    "12 Angry Men (1957)": ("twelve angry men",),
    "Hausu (1977)": ("hausu 1976", "hausu (1977)", "hausu 198"),
    "Halloween (1978)": ("halloween 1978", "haloween 1978"),
    "Halloween (2018)": ("halloween", "halloween 2017"),
    "Blade Runner 2049 (2017)": ("blade runner 2049", "blade runer 2049"),
    "Blade Runner (1982)": ("blade runner 1982", "blade runner 1983"),
    "1917 (2019)": ("1917",),
    "It (1990)": ("it 1990",),
    "It (2017)": ("it",),
    "The Thing (1982)": ("thing", "the thing", "thing, the", "teh thing", "he thing"),
    "La Haine (1995)": ("la haine", "haine", "le haine"),
    "L'Avventura (1960)": ("avventura", "l’avventura", "lavventura"),
    "Die Hard (1988)": ("die hard", "die"),
    "Der Untergang (2004)": ("untergang",),
    "El Topo (1970)": ("topo",),
    "I soliti ignoti (1958)": ("soliti ignoti",),
    "Les Diaboliques (1955)": ("diaboliques",),
    "A (1999)": ("a",),
    "Lantern, The (1961)": ("the lantern", "lantern"),
    "Amélie (2001)": ("amelie", "AMÉLIE"),
    "Smørrebrød (1975)": ("smorrebrod",),
    "Lamp & Louise (1991)": ("lamp and louise", "lamp louise"),
    "Lamp + Juliet (1996)": ("lamp and juliet",),
    "Lamp-Man (2002)": ("lampman", "lamp man"),
    "BlackLamp (2023)": ("black lamp",),
    "WALL·E (2008)": ("wall-e", "walle"),
    "??? (1983)": ("???",),
    "東京物語 (1953)": ("東京", "物語"),
    "Сталкер (1979)": ("сталкер", "СТАЛК"),
    "المومياء (1969)": ("المومياء",),
    "Jaws (1975)": ("\u202ejaws\u202c", "ja\u200bws", "ｊａｗｓ", "jwas", "haws", "jaaws", "jas"),
    "Hereditary (2018)": ("hreditary", "jereditary", "ehreditary", "hereditery", "heerdi"),
    "The Perfection of Fog (2018)": ("perfectoin fog",),
    "The War of the Lamps (1953)": ("war of teh lamps",),
    "Five Fingers of Fog (1972)": ("five fingers og fog", "fingers five", "fog fingers"),
    "It Follows (2014)": ("it folows",),
    "Rocky Balboa (2006)": ("roky balbao",),
    "I Am Fog (2009)": ("i ma fog",),
    "Halloween Kills (2021)": ("halloween kils",),
}  # fmt: skip


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    opened = Catalogue.open(tmp_path_factory.mktemp("library"), "rules")
    day = date(2020, 1, 1)
    films = sorted(LIBRARY, key=lambda film: (film[1], film[0]))
    opened.update(
        "films",
        [
            read(review(title, year, rating=None, path=f"{n}.md", date=day + timedelta(n)))
            for n, (title, year) in enumerate(films)
        ],
        (),
    )
    yield opened
    opened.close()


@pytest.mark.parametrize(("first", "typed"), [(first, typed) for first, each in TYPED.items() for typed in each])
def test_it_comes_first(library: Catalogue, first: str, typed: str) -> None:
    assert [one.label for one in library.suggest(typed)][:1] == [first]
    found = library.search(typed, limit=1)[0].review
    assert f"{found.title} ({found.year})" == first or typed in {"die", "a", "東京", "СТАЛК"}


@pytest.mark.parametrize(("title", "year"), LIBRARY)
def test_every_film_is_found_by_its_own_name(library: Catalogue, title: str, year: int) -> None:
    labels = [one.label for one in library.suggest(f"{title} ({year})")]
    assert labels[:1] == [f"{title} ({year})"]


def test_a_film_that_was_found_stays_while_its_title_is_typed_on(library: Catalogue) -> None:
    for title in ("Friday the 13th Part III", "The War of the Lamps", "Blade Runner 2049", "La Haine", "Rocky II"):
        places = []
        for length in range(5, len(title) + 1):
            labels = [one.label.partition(" (")[0] for one in library.suggest(title[:length].lower())]
            places.append(labels.index(title))
        assert max(places) < 5
        assert places[-1] == 0


def test_what_nobody_reviewed_offers_little_or_nothing(library: Catalogue) -> None:
    assert library.suggest("zzqx wvut") == []
    assert library.suggest("casablanca") == []
