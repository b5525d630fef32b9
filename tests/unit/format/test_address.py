"""Addresses that both networks recognise whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.format.address import address
from bot.format.length import toot_length


@pytest.mark.parametrize(
    ("written", "posted"),
    [
        ("https://example.org/a_b/c.html?x=1&y=2#z", "https://example.org/a_b/c.html?x=1&y=2#z"),
        ("https://example.org/50%25-off", "https://example.org/50%25-off"),
        (" https://example.org/a\n", "https://example.org/a"),
        ("HTTPS://Example.ORG/A", "https://example.org/A"),
        ("https://example.org/spell copy.html", "https://example.org/spell%20copy.html"),
        ("https://example.org/M_(1931)", "https://example.org/M_%281931%29"),
        ("https://example.org/what?", "https://example.org/what"),
        ("https://example.org/wow!", "https://example.org/wow%21"),
        ("https://bücher.example/à-nous", "https://xn--bcher-kva.example/%C3%A0-nous"),
        ("http://127.0.0.1:4000/a", "http://127.0.0.1:4000/a"),
        ("http://[::1]:80/", "http://[::1]:80/"),
    ],
)
def test_an_address_is_written_so_that_it_stays_whole(written: str, posted: str) -> None:
    assert address(written) == posted


@pytest.mark.parametrize(
    "written",
    [
        None,
        "",
        "/reviews/a.html",
        "//example.org/a",
        "javascript:alert(1)",
        "https://",
        "https://user:secret@example.org/",
        "http://x:99999/",
        "https://x..y/",
        "https://exa mple.org/",
        "https://example.org/\0",
        "https://example.org/\ud800",
        "https://example.org/" + "a" * 2048,
    ],
)
def test_what_is_no_web_address_is_left_out(written: str | None) -> None:
    assert address(written) is None


@given(st.text(max_size=40))
def test_mastodon_takes_the_whole_of_any_address_for_one(rest: str) -> None:
    posted = address("https://example.org/" + rest)
    assert posted is None or toot_length(f"x {posted} y", None, 23) == 4 + 23
