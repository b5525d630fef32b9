"""Lines that may be quoted to anybody, and none that mustn't."""

from __future__ import annotations

import random
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from bot.catalogue.fingerprint import fingerprint
from bot.catalogue.rows import handle
from bot.catalogue.store import Catalogue
from bot.commands import quotes
from bot.commands.look import look_of
from bot.commands.lookup import Lookup
from bot.commands.question import AnyQuote, OneQuote
from bot.commands.wording import wording_for
from bot.format.model import WarningRule
from bot.settings import load
from bot.watch.indexing import index
from bot.watch.shelf import Shelf
from tests.flow.library import Library, review
from tests.flow.room import SITE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.commands.reply import Reply

WORDS = wording_for("en")
LOOK = look_of(SITE)
CHANCE = random.Random(7)  # noqa: S311  # nothing secret hangs on it
NOTHING = "No review quotes a line that can stand alone yet."


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path) as made:
        yield made


def lookup(library: Library, **more: Any) -> Lookup:
    return Lookup(library.catalogue, SITE, replace(LOOK, **more), chance=CHANCE)


def said(reply: Reply) -> str:
    return str(reply.embed["description"])


def test_a_line_with_its_film_and_address() -> None:
    assert quotes.quotable(review(quotes=("Wake the owls.", "And the crows?")), LOOK) == {
        0: "“Wake the owls.”",
        1: "“And the crows?”",
    }


def test_dialogue_keeps_its_lines_and_dashes(library: Library) -> None:
    library.put(review(quotes=("- Who is there?\n- Nobody you *know*.",)))
    reply = quotes.any_one(AnyQuote(), WORDS, lookup(library))
    assert said(reply) == "> \\- Who is there?\n> \\- Nobody you \\*know\\*."
    assert (reply.embed["title"], reply.embed["url"]) == ("The Lamp Room (1974)", "https://films.example/the-lamp-room")
    assert reply.embed["footer"] == {"text": "Night Shift Reviews"}


@pytest.mark.parametrize(
    "parts",
    [
        {"spoilers": True},
        {"content_warning": "Blood"},
        {"quotes": ()},
        {"quotes": ("",)},
        {"quotes": ("So it goes. " * 200,)},
    ],
)
def test_nothing_is_quoted_of(library: Library, parts: dict[str, Any]) -> None:
    one = review(**({"quotes": ("Wake the owls.",)} | parts))
    library.put(one)
    known = lookup(library)
    assert quotes.quotable(one, LOOK) == {}
    assert said(quotes.any_one(AnyQuote(), WORDS, known)) == NOTHING
    told = "The review of “The Lamp Room (1974)” quotes no line that can stand alone."
    assert said(quotes.titled("the lamp room", WORDS, known)) == told
    assert said(quotes.one(OneQuote(handle(one.id), 0), WORDS, known)) == told


def test_words_that_the_owner_warns_of_are_not_quoted() -> None:
    look = replace(LOOK, warnings=(WarningRule("Owls", words=("owl",)),))
    lines = ("Wake the owls.", "And the crows?")
    assert quotes.quotable(review(quotes=lines), look) == {1: "“And the crows?”"}
    text = review(quotes=lines, title="The Owl")
    assert quotes.quotable(text, look) == {}, "the post itself is under a warning"


@pytest.mark.parametrize(("swearing", "number"), [("leave", {0, 1}), ("avoid", {1}), ("warn", {1})])
def test_lines_that_swear_go_by_the_owners_wish(swearing: Any, number: set[int]) -> None:
    one = review(quotes=("Well, shit.", "And the crows?"))
    assert set(quotes.quotable(one, replace(LOOK, swearing=swearing))) == number


def test_another_one_is_of_another_review(library: Library) -> None:
    library.put(*(review(f"Lamp {number}", 1990, quotes=(f"Line {number}.",)) for number in range(5)))
    known, asked = lookup(library), AnyQuote()
    for _ in range(20):
        reply = quotes.any_one(asked, WORDS, known)
        assert isinstance(reply.share, OneQuote)
        assert isinstance(reply.again, AnyQuote)
        assert reply.share.handle == reply.again.but != asked.but
        assert said(quotes.one(reply.share, WORDS, known)) == said(reply)
        asked = reply.again


def test_another_one_of_a_film_goes_through_its_lines(library: Library) -> None:
    library.put(review(quotes=("One.", "x" * 2000, "Three.")))
    known = lookup(library)
    first = quotes.titled("lamp room", WORDS, known)
    assert isinstance(first.again, OneQuote)
    second = quotes.one(first.again, WORDS, known)
    assert {said(first), said(second)} == {"> “One.”", "> “Three.”"}
    assert second.again == first.share


def test_the_only_line_of_a_film_is_followed_by_one_of_another(library: Library) -> None:
    library.put(review(quotes=("One.",)))
    assert quotes.titled("lamp room", WORDS, lookup(library)).again == AnyQuote(handle("the-lamp-room"))


def test_an_earlier_review_is_quoted_where_the_newest_quotes_nothing(library: Library) -> None:
    library.put(review(quotes=("One.",)), review(id="again", path="b.md", date=None))
    assert said(quotes.titled("lamp room", WORDS, lookup(library))) == "> “One.”"


def test_a_line_that_went_is_followed_by_the_next(library: Library) -> None:
    library.put(review(quotes=("One.",)))
    known = lookup(library)
    assert said(quotes.one(OneQuote(handle("the-lamp-room"), 7), WORDS, known)) == "> “One.”"
    assert said(quotes.one(OneQuote("#AAAAAAAA", 0), WORDS, known)) == WORDS.say("gone")


def test_what_is_not_reviewed_offers_lines_of_the_nearest(library: Library) -> None:
    library.put(review(quotes=("One.",)))
    reply = quotes.titled("Lamp Rooms at Night", WORDS, lookup(library))
    assert said(reply).startswith("There is no review of “Lamp Rooms at Night” yet.")
    assert [choice.question for choice in reply.menu] == [OneQuote(handle("the-lamp-room"), 0)]


def test_where_nothing_is_near_there_is_no_menu(library: Library) -> None:
    reply = quotes.titled("Vertigo", WORDS, lookup(library))
    assert (said(reply), reply.menu) == ("There is no review of “Vertigo” yet.", ())


CONFIGURATION = """
[site]
name = "Night Shift Reviews"
base_url = "https://films.example"
[[source]]
name = "films"
path = "{folder}/posts"
[source.rating]
scale = 5
[[destination]]
name = "toots"
network = "mastodon"
api_base_url = "https://mastodon.example"
warnings = [{{ tag = "leeches", text = "Leeches" }}]
"""
REVIEW = """---
title: "{title} (1973)"
date: 2026-01-01
tags: [{tags}]
quotes: ["{quote}"]
---
Everybody wades. The reeds are in no hurry, the boat is a door, and nobody in the village will say what they saw.

## Spoilers

The line that gives it away is this one.

> "It was the boat."
"""


def test_private_tags_and_spoiler_sections_keep_lines_back(tmp_path: Path) -> None:
    (tmp_path / "posts").mkdir()
    for title, tags, quote in (("Fen", "leeches", "Do not wade."), ("Moor", "owls", "Do wade.")):
        text = REVIEW.format(title=title, tags=tags, quote=quote)
        (tmp_path / "posts" / f"{title}.md").write_text(text, encoding="utf-8")
    (tmp_path / "matinee.toml").write_text(CONFIGURATION.format(folder=tmp_path), encoding="utf-8")
    found = load(tmp_path / "matinee.toml")
    with closing(Catalogue.open(tmp_path / "data", fingerprint(one.rules for one in found.sources))) as catalogue:
        index(found.sources[0], catalogue)
        look, shelf = look_of(found.site, found.destinations), Shelf(found.sources, catalogue)
        known = Lookup(catalogue, found.site, look, shelf, chance=CHANCE)
        assert {said(quotes.any_one(AnyQuote(), WORDS, known)) for _ in range(30)} == {"> “Do wade.”"}
        assert "no line" in said(quotes.titled("Fen", WORDS, known))
