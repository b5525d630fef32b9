"""The page of ``preview --html``: everything that a post shows, nothing that runs or fetches."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest
from hypothesis import given, settings
from selectolax.lexbor import LexborHTMLParser, LexborNode

from bot.desk.html_page import html_page
from bot.desk.sheet import Sheet, Side
from bot.review.model import Excerpt
from tests.unit.desk import made
from tests.unit.format.made import TEXTS

EVIL = (
    '"><script>alert(1)</script><img src=x onerror=alert(2)>\'"</style><style>*{display:none}</style>'
    "<a href='javascript:alert(3)'>x</a> {{ 7*7 }} {% raw %} [l](javascript:alert(4)) javascript:alert(5)"
)


def page(*sheets: Sheet) -> LexborHTMLParser:
    return LexborHTMLParser(html_page(made.settings(), sheets))


def first(seen: LexborHTMLParser | LexborNode, selector: str) -> LexborNode:
    """The first such element, which must be there."""
    found = seen.css_first(selector)
    assert found is not None, selector
    return found


def evil_sheet(text: str) -> Sheet:
    words = Excerpt(text, text, (text, text))
    embed = made.message(f"||{text}||\n> {text}\n- {text}", title=text, fields=[{"name": text, "value": text}])
    sides = (Side(text, embed, (text,), made.picture(text)), Side(text, made.toot(text, text), (text,)))
    return made.a_sheet(*sides, title=text, excerpt=words)


def test_both_posts_stand_side_by_side() -> None:
    text = first(page(made.both()), "body").text()
    for told in ("Carnival of Souls (1962)", "BOT", "Drowning", "An organ, an empty ballroom", "Letterboxd ↗"):
        assert told in text
    for told in ("300 of 6000", "250 of 500", "Why these words", "It turns to the verdict.", "Another.", "A third."):
        assert told in text
    assert "takes ratings from 4 up" in text
    assert "44 is more than 5" in text
    assert "**not bold**" in text


def test_spoilers_are_covered_and_links_are_links() -> None:
    seen = page(made.both())
    (covered,) = seen.css("label.spoiler .covered")
    assert covered.text() == "An organ, an empty ballroom."
    assert first(covered, "em").text() == "organ"
    assert {one.attributes["href"] for one in seen.css(".discord a")} == {
        made.ADDRESS,
        "https://example.com/dread",
        "https://example.com/f",
    }
    assert [one.text() for one in seen.css(".mastodon .tag")] == ["#Spooktober"]
    assert first(seen, ".mastodon .text").attributes["lang"] == "en"


def test_a_warning_folds_the_status_and_its_picture() -> None:
    folded = first(page(made.both(warning="Drowning")), "details.fold")
    assert first(folded, "summary").text().strip() == "Drowning"
    assert first(folded, "img").attributes["alt"] == "A woman at an organ"


def test_pictures_are_in_the_page_or_told() -> None:
    sides = [Side("a", made.toot(), (), made.picture()), Side("b", made.toot(), (), made.picture(data=None))]
    seen = page(made.a_sheet(*sides))
    (drawn,) = seen.css("img")
    assert drawn.attributes["src"] == "data:image/png;base64," + base64.b64encode(made.DOT).decode()
    assert first(seen, ".absent").text() == "organ.png, which isn't there"
    assert seen.css(".card") == []  # no server shows a preview of the page beside a picture


def test_the_policy_allows_the_pages_own_style_and_nothing_else() -> None:
    html = html_page(made.settings(), [made.both()])
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    policy = first(LexborHTMLParser(html), "meta[http-equiv]").attributes["content"] or ""
    assert f"style-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; ")
    assert "url(" not in style[1]
    assert ".bar-f2b01e{border-left-color:#f2b01e}" in style[1]


@pytest.mark.parametrize("text", [EVIL, "</title><script>alert(1)</script>", "\u202egnp.exe", "\0\x1b[2J", "W" * 3000])
def test_hostile_words_are_only_words(text: str) -> None:
    harmless(text)


@given(TEXTS)
@settings(max_examples=25)
def test_any_words_are_only_words(text: str) -> None:
    harmless(text)


def harmless(text: str) -> None:
    seen = page(evil_sheet(text))
    assert seen.css("script, iframe, object, embed, form, svg, link[rel=stylesheet]") == []
    assert len(seen.css("style")) == 1
    for element in seen.css("*"):
        assert not [name for name in element.attributes if name.startswith("on") or name == "style"]
        assert (element.attributes.get("href") or "#").startswith(("#", "https://", "http://"))
        assert (element.attributes.get("src") or "data:image/").startswith("data:image/")


def test_what_is_no_review_is_told() -> None:
    sheet = Sheet("notes.md", None, (), skipped="layout is not review")
    assert "Not a review: layout is not review" in first(page(sheet), "body").text()
