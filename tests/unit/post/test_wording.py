"""When two texts or two addresses are the same, whatever a network made of them."""

from __future__ import annotations

import pytest

from bot.post.page_text import addresses, same_post, words
from bot.post.wording import addresses_in, loosely, same_address, squeezed


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://films.example", "https://films.example/"),
        ("https://films.example/a/", "https://films.example/a"),
        ("https://FILMS.example/a", "https://films.example/a"),
        ("https://films.example:443/a", "https://films.example/a"),
        ("https://films.example/é?q=ü", "https://films.example/%C3%A9?q=%C3%BC"),
        ("https://films.example/e\u0301", "https://films.example/é"),
        ("https://bücher.example/a", "https://xn--bcher-kva.example/a"),
    ],
)
def test_one_page_has_many_spellings(one: str, other: str) -> None:
    assert same_address(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (None, None),
        ("", ""),
        ("https://films.example/a", None),
        ("https://films.example/a", "https://films.example/A"),
        ("https://films.example/a", "http://films.example/a"),
        ("https://films.example/a", "https://films.example:8443/a"),
        ("https://films.example/a?v=1", "https://films.example/a?v=2"),
        ("https://films.example/a#1", "https://films.example/a#2"),
        ("https://[broken", "https://[broken2"),
    ],
)
def test_other_pages_are_others(one: str | None, other: str | None) -> None:
    assert not same_address(one, other)


def test_what_nobody_sees_makes_no_difference() -> None:
    assert squeezed(" a\u00a0b\u200b\n\nc\u2060 ☠️") == squeezed("abc☠")
    assert squeezed("★★★½") != squeezed("★★★")


def test_marks_and_typography_make_none_either_where_a_server_mends_them() -> None:
    assert loosely("**bold** “quoted” – so… `code`") == loosely('bold "quoted" -- so... code')
    assert loosely("★★★½") != loosely("★★★★")


def test_addresses_are_found_without_what_surrounds_them() -> None:
    text = "See https://a.example/x, (https://b.example/y) and <https://c.example>."
    assert addresses_in(text, ["https://a.example/x"]) == (
        "https://a.example/x",
        "https://b.example/y",
        "https://c.example",
    )


# As Mastodon writes it: https://docs.joinmastodon.org/spec/activitypub/#sanitization
MASTODON = (
    '<p>Vertigo (1958)<br />★★★½ (3.5/5)</p><p>Dizzy &amp; glad, <span class="h-card"><a href="https://m.example/@x" '
    'class="u-url mention">@<span>x</span></a></span> <a href="https://m.example/tags/Horror" class="mention hashtag" '
    'rel="tag">#<span>Horror</span></a></p><p><a href="https://films.example/2026/vertigo.html" target="_blank">'
    '<span class="invisible">https://</span><span class="ellipsis">films.example/2026/ver</span>'
    '<span class="invisible">tigo.html</span></a></p>'
)


def test_a_page_of_mastodon_is_read_as_it_was_written() -> None:
    assert words(MASTODON) == (
        "Vertigo (1958)\n★★★½ (3.5/5)\n\nDizzy & glad, @x #Horror\n\nhttps://films.example/2026/vertigo.html"
    )
    assert addresses(MASTODON) == ("https://films.example/2026/vertigo.html",)
    assert same_post(MASTODON, "other words", "https://films.example/2026/vertigo.html")
    assert not same_post(MASTODON, "other words", "https://films.example/2026/verti")
