"""What a server sends is shown as text with the few tags of a post, and can do nothing."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.demo.safe_html import safe_html, web_address

OWN = "http://127.0.0.1:4000"


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("<p>Good &amp; short<br />indeed</p>", "<p>Good &amp; short<br>indeed</p>"),
        ("<p>a <b>b <em>c</em></b></p>", "<p>a <b>b <em>c</em></b></p>"),
        ("one<script>alert(1)</script> two", "one two"),
        ("<style>p{display:none}</style><p>seen</p>", "<p>seen</p>"),
        ('<p onclick="x()" style="color:red" class="x">text</p>', "<p>text</p>"),
        ('<img src=x onerror="x()">after', "after"),
        ("<svg><a href='https://a.example'>x</a></svg>after", "after"),
        ("<h1>Loud</h1>", "Loud"),
        ("<!-- <p>no</p> --><p>yes</p>", "<p>yes</p>"),
        ("&lt;b&gt;not bold&lt;/b&gt;", "&lt;b&gt;not bold&lt;/b&gt;"),
        ('<span class="invisible odd">x</span>', '<span class="invisible">x</span>'),
        ("", ""),
    ],
)
def test_tags_are_kept_dropped_or_silenced(sent: str, shown: str) -> None:
    assert safe_html(sent, OWN) == shown


@pytest.mark.parametrize("href", ["javascript:alert(1)", "data:text/html,x", " java\tscript:x", "//a.example", "x", ""])
def test_a_link_that_leads_nowhere_safe_is_text(href: str) -> None:
    assert safe_html(f'<a href="{href}">the film</a>', OWN) == "the film"


def test_a_link_opens_outside_and_tells_nobody_where_from() -> None:
    shown = safe_html('<a href="https://a.example/?a=1&amp;b=&quot;2">the film</a>', OWN)
    assert shown == (
        '<a href="https://a.example/?a=1&amp;b=&quot;2" rel="nofollow noopener noreferrer" target="_blank">the film</a>'
    )


def test_a_bare_address_is_shortened_for_the_eye_but_whole_for_copying() -> None:
    address = "https://www.screen-five.example/movie_review/2025/10/02/carnival-of-souls.html"
    shown = safe_html(f'<a href="{address}">{address}</a>', OWN)
    assert (
        '<span class="invisible">https://www.</span><span class="ellipsis">screen-five.example/movie_revi</span>'
        in shown
    )
    assert _text(shown) == address


def test_links_to_the_server_itself_are_only_words() -> None:
    assert safe_html(f'<a href="{OWN}/tags/x">#<span>DreadOctober</span></a>', OWN) == (
        '<span class="tag">#<span>DreadOctober</span></span>'
    )
    assert "<a " in safe_html(f'<a href="{OWN}0/tags/x">elsewhere</a>', OWN)


def test_deep_nesting_neither_fails_nor_grows() -> None:
    assert len(safe_html("<blockquote>" * 5000 + "deep", OWN)) < 2000


def _text(html: str) -> str:
    found: list[str] = []
    parser = HTMLParser()
    parser.handle_data = found.append  # type: ignore[assignment,method-assign]
    parser.feed(html)
    parser.close()
    return "".join(found)


class _Checker(HTMLParser):
    """Notes everything in a page that could do something."""

    def __init__(self) -> None:
        super().__init__()
        self.odd: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        allowed = {"a": {"href", "rel", "target"}, "span": {"class"}}.get(tag, set())
        if tag in {"script", "style", "img", "svg", "iframe", "object", "form", "input", "base", "meta", "link"}:
            self.odd.append(tag)
        self.odd += [name for name, _ in attrs if name not in allowed]
        self.odd += [str(value) for name, value in attrs if name == "href" and web_address(value) is None]


_PIECES = st.sampled_from([
    "<p>", "</p>", "<a href='https://x.example/", "'", '"', ">", "<", "javascript:", "onerror=", "<img src=x ", "<svg>",
    "<script>", "</script>", "<style>", "<!--", "-->", "<math><mi>", "<template>", "&lt;", "&#60;", "\x00", "<b", "/>",
])  # fmt: skip


@given(st.lists(_PIECES | st.text(max_size=5), max_size=25).map("".join))
def test_whatever_is_sent_nothing_in_it_can_act(sent: str) -> None:
    checker = _Checker()
    checker.feed(safe_html(sent, OWN))
    checker.close()
    assert checker.odd == []


@given(st.text(max_size=40))
def test_any_text_is_an_address_or_not(text: str) -> None:
    assert web_address(text) in {None, text}
