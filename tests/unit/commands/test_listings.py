"""Pages of found reviews: that the longest fit, what years mean, and every language's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.catalogue.model import Wanted
from bot.catalogue.years import years
from bot.commands.answers import Answers
from bot.commands.listings import PAGE
from bot.commands.look import look_of
from bot.commands.lookup import Lookup
from bot.commands.question import Latest, Search
from bot.commands.wording import languages, wording_for
from bot.format.length import DESCRIPTION, embed_length, units
from bot.review.model import Rating
from tests.flow.library import Library, review
from tests.flow.room import SITE

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("1979", (1979, 1979)),
        (" 1970s ", (1970, 1979)),
        ("1970's", (1970, 1979)),
        ("1975s", (1970, 1979)),
        ("1970-1985", (1970, 1985)),
        ("1985 – 1970", (1970, 1985)),
        ("79", None),
        ("19790", None),
        ("١٩٧٩", None),
        ("1970s-1980s", None),
        ("", None),
        ("1" * 6000, None),
    ],
)
def test_years(said: str, meant: tuple[int, int] | None) -> None:
    assert years(said) == meant


@pytest.mark.parametrize("language", languages())
def test_the_longest_page_fits_whole(tmp_path: Path, language: str) -> None:
    fat = "*_`|" * 60
    with Library(tmp_path) as library:
        library.put(
            *(
                review(
                    f"{fat} {number}",
                    1990,
                    id=f"{number}",
                    path=f"{number}.md",
                    rating=Rating(1, 2, "\\" * 90),
                    url=f"https://films.example/{number}/" + "x" * 170,
                    text=f"fog {fat} " * 5,
                )
                for number in range(30)
            )
        )
        answers = Answers(Lookup(library.catalogue, SITE, look_of(SITE)))
        for question in (Search(Wanted("fog"), 1), Latest(10)):
            reply = answers.answer(question, wording_for(language))
            assert reply.embed["description"].count("• ") == len(reply.menu) == (PAGE if reply.later else 10)
            assert units(reply.embed["description"]) <= DESCRIPTION
            assert embed_length(reply.embed) <= 6000
            assert all(1 <= units(choice.label) <= 100 for choice in reply.menu)


@pytest.mark.parametrize(("least", "most", "said"), [(4.0, 2.0, "search-turned-round"), (2.0, 4.0, "search-nothing")])
def test_ratings_the_wrong_way_round_are_told(tmp_path: Path, least: float, most: float, said: str) -> None:
    words = wording_for("en-US")
    with Library(tmp_path) as library:
        answers = Answers(Lookup(library.catalogue, SITE, look_of(SITE)))
        reply = answers.answer(Search(Wanted(least=least, most=most)), words)
    assert words.say(said) in str(reply.embed)


UNFIT: list[tuple[Wanted, str]] = [
    (Wanted(least=9.0), "No review is rated 9 or more."),
    (Wanted(most=0.5), "No review is rated 0.5 or less."),
    (Wanted(least=4.5, most=5.0, text="fog"), "No review is rated from 4.5 to 5."),
    (Wanted(first_year=1911, last_year=1911), "No film from 1911 is reviewed."),
    (Wanted(first_year=1910, last_year=1919), "No film from the years 1910 to 1919 is reviewed."),
    (Wanted(tag="s_a"), "“s\\_a” is no tag that you can search by here: pick one that is suggested while you type."),
    (Wanted(badge="x"), "No review has the badge “x”: pick one that is suggested while you type."),
    (
        Wanted("fog", challenge="x"),
        "No review belongs to a challenge named “x”: pick one that is suggested while you type.",
    ),
    (Wanted(least=4.0, tag="sea", first_year=1911, last_year=1911), "No film from 1911 is reviewed."),
    (
        Wanted(least=9.0, first_year=1911, last_year=1911),
        "No review is rated 9 or more.\nNo film from 1911 is reviewed.",
    ),
    (Wanted("zeppelin"), "Nothing fits all of that. Leave something out, or try other words."),
    (Wanted(most=3.0, tag="sea"), "Nothing fits all of that. Leave something out, or try other words."),
]


@pytest.mark.parametrize(("wanted", "said"), UNFIT)
def test_the_part_that_nothing_fits_is_told(tmp_path: Path, wanted: Wanted, said: str) -> None:
    with Library(tmp_path) as library:
        library.put(review("Fog", 1979, rating=Rating(4, 5), public_tags=("sea",), tags=("sea", "shelf")))
        library.put(review("Fen", 1979, rating=Rating(2, 5)))
        reply = Answers(Lookup(library.catalogue, SITE, look_of(SITE))).answer(Search(wanted), wording_for("en-US"))
    assert reply.embed["description"] == said


def test_a_private_tag_is_answered_as_one_that_nobody_gave(tmp_path: Path) -> None:
    with Library(tmp_path) as library:
        library.put(review("Fog", 1979, public_tags=("sea",), tags=("sea", "shelf")))
        library.put(review("Fen", 1979, public_tags=("gone",), tags=("gone",)))
        library.catalogue.update("films", (), ["fen.md"])
        answers = Answers(Lookup(library.catalogue, SITE, look_of(SITE)))
        said = [
            str(answers.answer(Search(Wanted(text, tag=tag)), wording_for("en-US")).embed).replace(tag, "?")
            for tag in ("shelf", "none", "gone")
            for text in ("", "fog", "shelf")
        ]
    assert len(set(said)) == 1


def test_a_part_of_the_review_turns_nothing_round(tmp_path: Path) -> None:
    with Library(tmp_path) as library:
        library.put(review("Fog", 1979, text="The pier \u202eis turned\u202c\u2066 in \x00fog."))
        answers = Answers(Lookup(library.catalogue, SITE, look_of(SITE)))
        reply = answers.answer(Search(Wanted("pier")), wording_for("en-US"))
    assert not {"\u202e", "\u202c", "\u2066", "\0"} & set(reply.embed["description"])
    assert "-# The pier is turned in" in reply.embed["description"]
