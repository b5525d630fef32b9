from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.review.address import join, web_address
from tests.unit.review.made import complaints, review

PATTERN = "/{category}/{year}/{month}/{day}/{slug}.html"


def url(
    front: str = "title: The Lantern (1961)", path: str = "2024-01-02-the-lantern.md", pattern: str = PATTERN
) -> str | None:
    return review(front, path=path, permalink=pattern).url


@pytest.mark.parametrize(
    ("front", "path", "pattern", "expected"),
    [
        ("title: A\ncategory: reviews", "2024-01-02-a.md", PATTERN, "/reviews/2024/01/02/a.html"),
        ("title: A\ncategories: [Films, Old]", "2024-01-02-a.md", PATTERN, "/films/old/2024/01/02/a.html"),
        ("title: A\ncategory: x\ndate: 2023-05-06", "2024-01-02-a.md", PATTERN, "/x/2023/05/06/a.html"),
        ("title: A", "sub/a.md", "/{path}/", "/sub/a/"),
        ("title: A", "sub/a/index.md", "/{path}/", "/sub/a/"),
        ("title: A", "sub/a-film/index.md", "/{slug}/", "/a-film/"),
        ("title: A", "2024-01-02-a.md", "/{stem}", "/2024-01-02-a"),
        ("title: À nous (1931)", "x.md", "/{title}/", "/%C3%A0-nous-1931/"),  # as generators do
        ("title: À nous\nyear: 1931", "x.md", "/{title}/", "/%C3%A0-nous/"),
        ("title: The Bat", "x.md", "/{slug_or_title}/", "/the-bat/"),  # as Hugo does
        ("title: The Bat\nslug: bat-59", "x.md", "/{slug_or_title}/", "/bat-59/"),
        ("title: A\nslug: own", "x.md", "/{slug}", "/own"),
        ("title: A", "2024-01-02-spell copy.md", "/{slug}", "/spell-copy"),
        ("title: A", "2024-01-02-mr--mrs-smith.md", "/{slug}", "/mr--mrs-smith"),
        ("title: A\npermalink: /here/", "x.md", PATTERN, "/here/"),
        ("title: A\nurl: here.html?a=b", "x.md", PATTERN, "/here.html?a=b"),
        ("title: A\npermalink: /:year/:title/", "2024-01-02-a.md", PATTERN, "/2024/a/"),
        ("title: A\npermalink: /a b/ü", "x.md", PATTERN, "/a%20b/%C3%BC"),
        ("title: A\npermalink: /../../etc/./x", "x.md", PATTERN, "/etc/x"),
        ("title: A\npermalink: //evil.example/x", "x.md", PATTERN, "/evil.example/x"),
        ("title: A", "../../x.md", "/{path}", "/x"),
    ],
)
def test_addresses_on_the_site(front: str, path: str, pattern: str, expected: str) -> None:
    assert url(front, path, pattern) == "https://example.org" + expected


def test_an_address_elsewhere_stays() -> None:
    assert url("title: A\npermalink: https://other.example/x") == "https://other.example/x"


def test_a_missing_part_is_left_out_with_its_slash_and_told() -> None:
    front, path = "title: The Lantern (1961)", "the-lantern-1961.md"
    assert url(front, path) == "https://example.org/the-lantern-1961.html"
    told = complaints(front, path=path, permalink=PATTERN)
    assert [complaint.split(":")[1][2:] for complaint in told] == ["category", "date"]
    assert all("left out" in complaint and not complaint.startswith("!") for complaint in told)


@pytest.mark.parametrize("scheme", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "vbscript:x"])
def test_other_schemes_are_told_and_not_used(scheme: str) -> None:
    front = f'title: A\ncategory: x\npermalink: "{scheme}"'
    assert url(front) == "https://example.org/x/2024/01/02/the-lantern.html"
    assert "no address on the web" in complaints(front, permalink=PATTERN)[0]


def test_without_base_address_or_pattern() -> None:
    assert review(permalink="/{slug}", base_url=None).url == "/the-lantern"
    assert review(permalink=None).url is None
    assert (
        review(permalink="/{slug}", base_url="https://example.org/blog/").url == "https://example.org/blog/the-lantern"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://a.example/x", "https://a.example/x"),
        ("https://a.example/x\n", "https://a.example/x"),
        ("HTTPS://a.example/ü?q=1#f", "HTTPS://a.example/%C3%BC?q=1#f"),
        ("https://a.example/100%", "https://a.example/100%25"),
        ("https://a.example/100%25", "https://a.example/100%25"),
        ("ftp://a.example", None),
        ("//a.example", None),
        ("a.example", None),
        ("https://", None),
        ("https://[bad", None),
        ("https://a.example:port/", None),
        ("https://a\u202eb.example", None),
        ("https://a.example/" + "x" * 3000, None),
        ("", None),
        (None, None),
    ],
)
def test_web_addresses(text: str | None, expected: str | None) -> None:
    assert web_address(text) == expected


@given(st.text())
def test_a_joined_address_stays_on_the_site(path: str) -> None:
    joined = join("https://example.org/blog", path)
    assert joined.startswith("https://example.org/blog/")
    assert joined.isascii()
    assert not any(part in {".", ".."} for part in joined.partition("?")[0].split("/"))


@given(st.text())
def test_a_web_address_is_http_or_none(text: str) -> None:
    found = web_address(text)
    assert found is None or (found.lower().startswith(("http://", "https://")) and found.isascii())
