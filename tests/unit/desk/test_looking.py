"""The look-up at the command line: what its options ask for, and what it says about pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.catalogue.model import Wanted
from bot.desk import looking
from bot.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

CONFIGURATION = """\
[site]
name = "Fog reviews"
base_url = "https://films.example"

[[source]]
name = "films"
path = "{folder}/posts"
[source.rating]
scale = 5

[tags]
public = ["fog"]

[[destination]]
name = "toots"
network = "mastodon"
api_base_url = "https://mastodon.example"

[store]
data_dir = "{folder}/data"
"""
REVIEW = """\
---
title: "{title} ({year})"
rating: {rating}
date: {year}-06-01
tags: [{tag}]
---
Five thieves and one lamp.
"""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    (tmp_path / "posts").mkdir()
    for title, year, rating, tag in (("Fog Bell", 1971, 4, "fog"), ("Salt", 1979, 2, "own"), ("Dune", 1984, 5, "fog")):
        text = REVIEW.format(title=title, year=year, rating=rating, tag=tag)
        (tmp_path / "posts" / f"{year}.md").write_text(text, encoding="utf-8")
    path = tmp_path / "matinee.toml"
    path.write_text(CONFIGURATION.format(folder=tmp_path.as_posix()), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("wanted", "titles"),
    [
        (Wanted("fog bel"), ["Fog Bell"]),
        (Wanted(least=4), ["Dune", "Fog Bell"]),
        (looking.wanted("", (None, None), "1970s", (None, None, None)), ["Salt", "Fog Bell"]),
        (Wanted(tag="FOG"), ["Dune", "Fog Bell"]),
        (Wanted(tag="own"), []),  # private
    ],
)
def test_it_is_the_same_look_up(config: Path, wanted: Wanted, titles: list[str]) -> None:
    assert [one["title"] for one in looking.search(config, wanted, 10, 1).document] == titles


def test_it_tells_of_further_pages(config: Path) -> None:
    first, second, third = (looking.search(config, Wanted("lamp"), 2, page) for page in (1, 2, 3))
    assert first.text[-1] == "page 1 of 2, 3 reviews; --page 2 shows more"
    assert second.text[-1] == "page 2 of 2, 3 reviews"
    assert third.text == ["there are 2 pages only"]
    assert looking.search(config, Wanted("lamp"), 10, 1).text[-1] == ""
    assert looking.search(config, Wanted("lamp"), 10, 9).text == ["there is one page only"]
    assert looking.search(config, Wanted("zeppelin"), 10, 1).text == ["no review found"]


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (Wanted(least=9), "no review found; none is rated 9 or more"),
        (Wanted("fog", most=0.5), "no review found; none is rated 0.5 or less"),
        (Wanted(first_year=1911, last_year=1911), "no review found; none is of a film from 1911"),
        (Wanted(first_year=1910, last_year=1919), "no review found; none is of a film from 1910 to 1919"),
        (Wanted(badge="x", challenge="y"), 'no review found; none has the badge "x"; none belongs to a challenge "y"'),
        (Wanted(tag="fog", most=2), "no review found"),
    ],
)
def test_it_tells_which_option_nothing_fits(config: Path, wanted: Wanted, said: str) -> None:
    assert looking.search(config, wanted, 10, 1).text == [said]


def test_a_private_tag_is_told_as_an_unknown_one(config: Path) -> None:
    for tag in ("own", "unknown"):
        [said] = looking.search(config, Wanted("salt", tag=tag), 10, 1).text
        assert said == f'no review found; "{tag}" is a public tag of none ([tags] public says which are public)'


def test_a_year_that_is_none_is_refused() -> None:
    with pytest.raises(UsageError, match="neither a year"):
        looking.wanted("", (None, None), "soon", (None, None, None))
