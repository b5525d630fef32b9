"""The whole site rewritten, over and over: line ends, tags, links, layout. It is no news, and no post is touched."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.flow.history.conftest import POSTED

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.flow.history.site import Site

    Rewrite = Callable[[str], str]


def crlf(text: str) -> str:
    return text.replace("\n", "\r\n")


def crlf_body(text: str) -> str:
    """Line ends changed below the front matter only."""
    head, mark, body = text.rpartition("---\n")
    return head + mark + body.replace("\n", "\r\n")


def tags(text: str) -> str:
    return text.replace("category: ", "tags: [shelf-7, borrowed]\ncategory: ", 1)


def links(text: str) -> str:
    return text.replace("https://boxd.example/", "https://letterboxd.example/film/")


def layout(text: str) -> str:
    """Keys in another order, and those that say nothing dropped."""
    text = text.replace("layout: review\n", "", 1).replace("mst3k: false\nrifftrax:\n", "", 1)
    return text.replace("category: movie_review\n", "category: movie_review\nlayout: 'review'\n", 1)


def excerpts(text: str) -> str:
    return re.sub(r'excerpt: "My review of (.*)"', r'description: "Reviewed: \1"', text)


def markup(text: str) -> str:
    for old, new in (("<b>", "<strong>"), ("</b>", "</strong>"), ("<i>", "<em>"), ("</i>", "</em>")):
        text = text.replace(old, new)
    return text.replace("\n\n---\n\n", "\n---\n<!-- migrated -->\n")


SEVEN: tuple[Rewrite, ...] = (tags, links, layout, excerpts, markup, lambda text: tags(links(text)), crlf)


async def rewrite(site: Site, how: Rewrite, **passed: float) -> int:
    """Rewrite every file; how many changes the owner is asked about."""
    site.tree = {path: how(text) for path, text in site.tree.items()}
    report = await site.turn(**passed)
    return len(report.question.changed) if report.question else 0


@pytest.mark.parametrize("known", [False, True])
async def test_seven_rewrites_in_nine_days(site: Site, known: bool) -> None:
    before, texts = list(site.requests()), [board.text(POSTED[1].slug) for board in site.boards]
    for how in SEVEN:
        asked = await rewrite(site, how, days=1, hours=6)
        assert asked == (0 if how is crlf else 44)
        assert site.accept(known=known) == asked
        await site.settle()
        assert site.ledger.questions() == []
    assert site.requests() == before
    assert [board.text(POSTED[1].slug) for board in site.boards] == texts


@pytest.mark.parametrize("how", [crlf, crlf_body])
async def test_line_ends_alone_are_no_change(site: Site, how: Rewrite) -> None:
    assert await rewrite(site, how) == 0
    assert site.ledger.actions() == []


async def test_rewrites_that_follow_each_other_unanswered_are_one_question(site: Site) -> None:
    for how in SEVEN:
        await rewrite(site, how, hours=1)
    (question,) = site.ledger.questions()
    assert len(question.changed) == 44
    assert len(site.ledger.notices(untold=False)) == 1


async def test_a_rewrite_undone_by_the_next_commit_is_no_question_any_more(site: Site) -> None:
    tree = site.tree
    await rewrite(site, layout)
    site.tree = tree
    report = await site.turn(minutes=5)
    assert (report.question, site.ledger.actions()) == (None, [])


async def test_a_rewrite_of_what_posts_say_corrects_them_when_it_is_meant_and_not_when_it_is_not(site: Site) -> None:
    before = list(site.requests())
    await rewrite(site, lambda text: text.replace(" (19", ": Restored (19"))
    site.accept(known=True)
    await site.settle()
    assert site.requests() == before
    await rewrite(site, lambda text: text.replace(" (19", ": The Director's Cut (19"))
    site.accept()
    await site.settle()
    assert sorted(site.requests()[len(before) :]) == sorted(("edit", film.slug) for film in POSTED)
