from __future__ import annotations

import io
import tomllib
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.begin import answers, toml
from bot.begin.asking import Asker, Unfit
from bot.begin.where_on_web import parts_of, pattern_from
from bot.errors import UsageError

PARTS = parts_of("2025/2025-01-05-the-bat.md", None, "The Bat", date(2025, 1, 5), ("horror",))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("123456789012345678", 123456789012345678),
        ("https://discord.com/channels/1/123456789012345678", 123456789012345678),
        (" none ", None),
        ("", None),
    ],
)
def test_channels(text: str, number: int | None) -> None:
    assert answers.channel(text) == number


@pytest.mark.parametrize("text", ["#films", "12", "9" * 20, "١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦٧٨", f"{'x' * 24}.yyyyyy.{'z' * 27}"])
def test_what_is_no_channel(text: str) -> None:
    with pytest.raises(Unfit):
        answers.channel(text)


@pytest.mark.parametrize(
    ("text", "server"),
    [
        ("@me@mastodon.test", "https://mastodon.test"),
        ("mastodon.test", "https://mastodon.test"),
        ("https://Mastodon.test/@me", "https://mastodon.test"),
        ("-", None),
    ],
)
def test_servers(text: str, server: str | None) -> None:
    assert answers.server(text) == server


@pytest.mark.parametrize(
    "text", ["mastodon", "http://mastodon.test", "a b.c", "https://a.test:x/", "T" * 43, "https://[x"]
)
def test_what_is_no_server(text: str) -> None:
    with pytest.raises(Unfit):
        answers.server(text)


def test_tags_by_name_by_number_and_all() -> None:
    known = ["horror", "1980s", "to-watch"]
    assert answers.tags("#Horror, 2", known) == ("horror", "1980s")
    assert answers.tags("all", known) == ("*",)
    assert answers.tags("", known) == ()
    with pytest.raises(Unfit, match="noir"):
        answers.tags("noir", known)


def test_words_are_ranked_by_their_writer() -> None:
    assert answers.ranked("meh, Liked,Loved", ["Loved", "Meh"]) == ("meh", "Liked", "Loved")
    for text in ("Meh", "Meh, meh", "Liked, Loved"):
        with pytest.raises(Unfit):
            answers.ranked(text, ["Loved", "Meh"])


@pytest.mark.parametrize(
    ("address", "pattern"),
    [
        ("https://me.test/reviews/the-bat/", "/reviews/{slug}/"),
        ("https://me.test/horror/2025/01/05/the-bat.html", "/{category}/{year}/{month}/{day}/{slug}.html"),
        ("https://me.test/x/2025/2025-01-05-the-bat", "/x/{path}"),
        ("https://me.test/2025-01-05-the-bat/", "/{stem}/"),
        ("https://me.test/The-Bat/?a=b#c", "/{slug}/"),
    ],
)
def test_one_address_tells_the_pattern(address: str, pattern: str) -> None:
    assert pattern_from(address, PARTS, None) == ("https://me.test", pattern)


def test_a_site_below_a_folder_keeps_it() -> None:
    assert pattern_from("https://me.test/f/r/the-bat/", PARTS, "https://me.test/f") == (
        "https://me.test/f",
        "/r/{slug}/",
    )


@pytest.mark.parametrize(
    "text", ["https://me.test/", "https://me.test/cat/", "nonsense", "https://[", "https://m.test/{a}/the-bat"]
)
def test_other_addresses_tell_none(text: str) -> None:
    assert pattern_from(text, PARTS, None) is None


def test_a_bad_answer_is_asked_again_with_one_sentence() -> None:
    shown = io.StringIO()
    asker = Asker(io.StringIO("x\n\n"), shown)
    assert asker.ask("The best?", "5", answers.scale) == 5
    assert shown.getvalue().count("no number") == 1
    assert asker.asked == 1


def test_an_end_of_the_input_writes_nothing() -> None:
    with pytest.raises(UsageError, match="nothing is written"):
        Asker(io.StringIO(""), io.StringIO()).ask("The best?", "5", answers.scale)


def test_nobody_there_takes_the_proposal() -> None:
    assert Asker(None, io.StringIO()).ask("The best?", "5", answers.scale) == 5


SCALARS = st.text() | st.booleans() | st.integers(-(2**31), 2**31)


@given(st.dictionaries(st.text(), SCALARS | st.lists(st.text()), max_size=4))
def test_whatever_a_site_says_is_one_value(table: dict[str, Any]) -> None:
    written = toml.value(table)
    assert "\n" not in written
    assert tomllib.loads(f"x = {written}\n")["x"] == table


@given(st.text(st.characters(exclude_categories=[])))
def test_lone_surrogates_and_all_else_can_be_written(text: str) -> None:
    tomllib.loads(f"x = {toml.value(text)}\n").get("x")
    assert len(toml.comment(text).splitlines()) <= 1
