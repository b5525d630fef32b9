"""Reviews told as their files have them now: warnings may go by private tags, which the catalogue doesn't know."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.catalogue.fingerprint import fingerprint
from bot.catalogue.model import Wanted
from bot.catalogue.rows import handle
from bot.catalogue.store import Catalogue
from bot.commands.answers import Answers
from bot.commands.look import look_of
from bot.commands.lookup import Lookup
from bot.commands.question import AnyQuote, AnyReview, Latest, OneReview, Search, Titled
from bot.commands.wording import wording_for
from bot.format.model import WarningRule
from bot.settings import load
from bot.watch.indexing import index
from bot.watch.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.commands.question import Question

CONFIGURATION = """
[site]
name = "Night Shift Reviews"
base_url = "https://films.example"

[[source]]
name = "films"
path = "{folder}/posts"
permalink = "/{{slug}}.html"
[source.rating]
scale = 5

[[destination]]
name = "toots"
network = "mastodon"
api_base_url = "https://mastodon.example"
warnings = [{{ tag = "leeches", text = "Leeches" }}]
"""
REVIEW = """---
title: "Fen (1973)"
id: fen
rating: "3.5"
date: 2026-01-01
tags: [{tags}]
---
Everybody wades. The reeds are in no hurry, the boat is a door, and nobody in the village will say what they saw. It
is the kind of film that a whole town could have made on its free evenings, and I was glad of every minute.

> "Mind the third step, it is a leech."
"""
WORDS = wording_for("en")


@pytest.fixture
def answers(tmp_path: Path) -> Iterator[Answers]:
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "fen.md").write_text(REVIEW.format(tags="leeches"), encoding="utf-8")
    (tmp_path / "matinee.toml").write_text(CONFIGURATION.format(folder=tmp_path), encoding="utf-8")
    settings = load(tmp_path / "matinee.toml")
    rules = fingerprint(source.rules for source in settings.sources)
    with closing(Catalogue.open(tmp_path / "data", rules)) as catalogue:
        index(settings.sources[0], catalogue)
        look = look_of(settings.site, settings.destinations)
        yield Answers(Lookup(catalogue, settings.site, look, Shelf(settings.sources, catalogue)))


@pytest.mark.parametrize("asked", [OneReview(handle("fen")), Titled("fen"), AnyReview()])
def test_a_private_tag_warns_and_is_not_told(answers: Answers, asked: Question) -> None:
    said = str(answers.answer(asked, WORDS).embed)
    assert "⚠️ **Leeches**" in said
    assert "||" in said
    assert "leeches" not in said


def test_what_is_warned_of_is_not_told_in_a_list(answers: Answers) -> None:
    said = str(answers.answer(Search(Wanted("reeds")), WORDS).embed)
    assert "Fen (1973)" in said
    assert "reeds" not in said


def test_what_was_put_right_in_the_file_is_told_at_once(answers: Answers, tmp_path: Path) -> None:
    (tmp_path / "posts" / "fen.md").write_text(REVIEW.format(tags="").replace("3.5", "5"), encoding="utf-8")
    said = str(answers.answer(OneReview(handle("fen")), WORDS).embed)
    assert "★★★★★" in said
    assert "Leeches" not in said


@pytest.mark.parametrize(
    "asked", [OneReview(handle("fen")), Titled("fen"), AnyReview(), Search(Wanted("reeds")), AnyQuote(), Latest(3)]
)
def test_of_a_file_that_is_gone_meanwhile_no_word_is_told_that_may_need_a_warning(
    answers: Answers, tmp_path: Path, asked: Question
) -> None:
    (tmp_path / "posts" / "fen.md").unlink()
    said = str(answers.answer(asked, WORDS).embed)
    assert ("Fen (1973)" in said) is not isinstance(asked, AnyQuote)
    assert "reeds" not in said
    assert "Everybody wades" not in said
    assert "third step" not in said


def test_a_quote_may_be_told_once_no_tag_warns_of_it(answers: Answers, tmp_path: Path) -> None:
    assert "third step" not in str(answers.answer(AnyQuote(), WORDS).embed)
    (tmp_path / "posts" / "fen.md").write_text(REVIEW.format(tags=""), encoding="utf-8")
    assert "third step" in str(answers.answer(AnyQuote(), WORDS).embed)


def test_where_no_warning_goes_by_tags_it_is_told_as_it_was(answers: Answers, tmp_path: Path) -> None:
    answers.lookup.look = replace(answers.lookup.look, warnings=(WarningRule("Boats", words=("boat",)),))
    (tmp_path / "posts" / "fen.md").unlink()
    assert "⚠️ **Boats**" in str(answers.answer(OneReview(handle("fen")), WORDS).embed)
