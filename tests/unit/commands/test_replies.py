"""How answers look, and that they keep to Discord's limits whatever the reviews hold."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands import replies
from bot.commands.look import look_of
from bot.commands.question import OneReview
from bot.commands.view import view_of
from bot.commands.wording import languages, wording_for
from bot.format.length import DESCRIPTION, TITLE, embed_length, units
from bot.format.model import FormatPolicy, WarningRule
from bot.review.model import Excerpt, Rating
from bot.settings.model import Destination, Site
from tests.flow.library import review

if TYPE_CHECKING:
    from bot.commands.reply import Reply
    from bot.review.model import Review

LOOK = look_of(Site("Night Shift Reviews", "https://films.example", "Europe/Vienna", "de"))
WILD = st.text(st.characters(exclude_categories=["Cs"]), max_size=400) | st.sampled_from(
    ["*_|`" * 200, "\U0001f3a5" * 300, "https://films.example/" * 20, "[a](b)" * 90, "\u202e" * 50, " "]
)


def described(reply: Reply) -> str:
    return str(reply.embed.get("description", ""))


def test_answers_look_as_the_sites_posts() -> None:
    assert (LOOK.network, LOOK.site_name, LOOK.language, LOOK.timezone) == (
        "discord",
        "Night Shift Reviews",
        "de",
        "Europe/Vienna",
    )


def destination(network: Any, **format_: Any) -> Destination:
    made: dict[str, Any] = dict.fromkeys(Destination.__dataclass_fields__)
    return Destination(**{**made, "network": network, "format": FormatPolicy(network, "x", **format_)})


def test_stars_are_the_first_channels_and_warnings_everybodys() -> None:
    gore, grief, noise = (WarningRule(text) for text in ("Gore", "Grief", "Noise"))
    look = look_of(
        Site("x", None, "UTC", "en"),
        [
            destination("mastodon", glyphs="numbers", warnings=(gore,)),
            destination("discord", glyphs="emoji", swearing="avoid", warned="show", warnings=(grief, gore)),
            destination("discord", warnings=(noise,)),
        ],
    )
    assert (look.glyphs, look.swearing, look.warned) == ("emoji", "avoid", "show")
    assert look.warnings == (gore, grief, noise)


@pytest.mark.parametrize("url", [None, "/films/lamp", "javascript:alert(1)", "https://films.example/" + "x" * 200])
def test_an_address_that_is_none_or_too_long_makes_no_link(url: str | None) -> None:
    assert replies.dated_line(review(url=url)) == "The Lamp Room (1974) ★★★½ (3.5/5) · 2026-01-01"


def test_brackets_in_titles_and_addresses_break_no_link() -> None:
    line = replies.dated_line(review("[REC] (uncut)", None, url="https://films.example/rec_(2007)"))
    assert line.startswith(r"[\[REC\] (uncut)](https://films.example/rec_%282007%29)")


@pytest.mark.parametrize("parts", [{"rating": None}, {"date": None}, {"rating": None, "date": None}])
def test_what_is_missing_leaves_no_hole(parts: dict[str, Any]) -> None:
    line = replies.dated_line(review(**parts))
    assert "None" not in line
    assert "  " not in line


def test_a_letter_is_shown_as_it_is() -> None:
    assert replies.line(review(url=None, rating=Rating(3, 4, "*B*"))) == r"The Lamp Room (1974) \*B\*"


def test_ten_of_the_longest_lines_fit_into_one_embed() -> None:
    address = "https://films.example/" + "y" * 170
    for rating in (Rating(3.25, 7.75), Rating(1, 2, "*" * 80)):
        lines = [replies.dated_line(review("*" * 300, 1974, url=address, rating=rating))] * 10
        assert described(replies.listing("x", lines, LOOK)).count("\n") == 9


def test_lines_that_have_no_room_are_left_out() -> None:
    reply = replies.listing("x", ["y" * 1000] * 10, LOOK)
    assert described(reply).count("\n") == 3
    assert units(described(replies.listing("x", ["\U0001f3a5" * 2049], LOOK))) <= DESCRIPTION


def test_a_menu_has_each_line_once_and_no_more_than_discord_takes() -> None:
    choices = [replies.choice(review(), OneReview(f"#{number % 30:08}")) for number in range(60)]
    assert len(replies.with_menu(replies.sentence("x", LOOK), "Open", choices).menu) == 25
    assert len(replies.with_menu(replies.sentence("x", LOOK), "Open", choices[:1] * 2).menu) == 1


@given(
    st.builds(
        review,
        WILD.filter(str.strip),
        st.none() | st.integers(1, 9999),
        rating=st.none() | st.builds(Rating, st.just(3), st.just(5), st.none() | WILD),
        excerpt=WILD.map(lambda text: Excerpt(text, "why")),
        quotes=st.lists(WILD, max_size=3).map(tuple),
        url=st.none() | WILD,
        content_warning=st.none() | WILD,
        spoilers=st.booleans(),
        date=st.none() | st.dates(date(1800, 1, 1)),
    )
)
async def test_whatever_a_review_holds_discord_takes_the_answer(found: Review) -> None:
    choice = replies.choice(found, OneReview("#12345678"), "x" * 300)
    assert 1 <= units(choice.label) <= 100
    assert units(choice.description or "") <= 100
    shown = replies.with_menu(replies.review(found, LOOK), "Open " * 50, [choice])
    for reply in (shown, replies.listing(found.title, [replies.dated_line(found)] * 8, LOOK, "page")):
        assert units(reply.embed.get("title", "")) <= TITLE
        assert units(described(reply)) <= DESCRIPTION
        assert embed_length(reply.embed) <= 6000
    view = view_of(shown, wording_for("en"))
    assert view is not None
    assert view.is_finished()  # nothing of it is kept


@pytest.mark.parametrize("language", languages())
def test_buttons_have_room_for_every_language(language: str) -> None:
    wording = wording_for(language)
    for key in ("button-share", "button-earlier", "button-later", "button-another"):
        assert 1 <= len(wording.say(key)) <= 80
