"""A post that is to fit into less than it was written for: nothing of it is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.format.continuing import in_less
from bot.format.length import toot_length
from bot.format.model import Limits, Message, Toot, thaw
from bot.format.model import frozen as as_data

LINE = st.text("ab é★👩‍👧", max_size=120).map(str.strip)


def toot(text: str, *rest: Toot) -> Toot:
    length = toot_length(text, None, 23)
    return Toot(text, None, "en", "public", length, 500, None, reply_to="7", goes_on=bool(rest), rest=rest)


@given(st.lists(LINE.filter(bool), min_size=1, max_size=12), st.integers(130, 600))
def test_every_line_is_told_once_and_in_its_order(lines: list[str], most: int) -> None:
    post = in_less(toot("\n".join(lines), toot("the end")), Limits(most))
    assert isinstance(post, Toot)
    assert post.length <= most
    assert post.reply_to == "7"
    assert post.goes_on
    said = [line for one in (post, *post.rest) for line in one.text.split("\n")]
    assert said == [*lines, "the end"]


def test_what_fits_stays_as_it_is() -> None:
    post = toot("one\n\ntwo")
    assert in_less(post, Limits(500)) is post
    message = Message({"title": "x" * 200}, (), 200, 6000, None)
    assert in_less(message, Limits(100)) is message


def test_a_line_that_is_too_long_by_itself_is_cut() -> None:
    post = in_less(toot("word " * 60), Limits(100))
    assert isinstance(post, Toot)
    assert post.text.endswith("…")
    assert post.length <= 100
    assert not post.goes_on


def test_what_follows_is_frozen_with_it() -> None:
    post = toot("one", toot("two"), toot("three"))
    assert thaw(as_data(post)) == post
