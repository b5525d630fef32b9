from __future__ import annotations

import pytest

from tests.unit.review.made import complaints, reading, review


def test_links_badges_and_tags() -> None:
    found = review("title: A\nletterboxd_url: https://a.example/x\nmst3k: true\ntags: [queer, Tubi, queer]")
    assert found.links == (("Letterboxd", "https://a.example/x"),)
    assert found.badges == ("MST3K",)
    assert (found.tags, found.public_tags) == (("queer", "Tubi"), ("queer",))


@pytest.mark.parametrize("value", ["false", "null", '""', "~", "0", "[]", "'no'"])
def test_a_badge_needs_a_yes(value: str) -> None:
    assert review(f"title: A\nmst3k: {value}").badges == ()


@pytest.mark.parametrize(
    ("written", "tags"),
    [
        ("a b c", ("a", "b", "c")),
        ("a b, c", ("a b", "c")),
        ("[a b, 1999, true]", ("a b", "1999", "true")),
        ("", ()),
        ("{a: b}", ()),
    ],
)
def test_tags_as_people_write_them(written: str, tags: tuple[str, ...]) -> None:
    assert review(f"title: A\ntags: {written}").tags == tags


def test_a_star_makes_every_tag_public() -> None:
    assert review("title: A\ntags: [a, b]", public_tags=frozenset({"*"})).public_tags == ("a", "b")


def test_what_speaks_to_the_bot() -> None:
    found = review(
        'title: A\npost: false\nsocial: Own words\ncw: " Gore <b>and</b> &amp; more "\nlang: pt-BR\nid: my-id'
    )
    assert (found.post, found.social, found.content_warning, found.language, found.id) == (
        False, {"": "Own words"}, "Gore and & more", "pt", "my-id",
    )  # fmt: skip


def test_own_words_by_network() -> None:
    assert review("title: A\nsocial: {Mastodon: ' x ', discord: '', other: [1]}").social == {"mastodon": "x"}


def test_nothing_said_means_nothing_special() -> None:
    found = review()
    assert (found.post, found.social, found.content_warning, found.language, found.spoilers) == (
        True,
        {},
        None,
        "en",
        False,
    )


def test_the_language_is_the_review_s_else_its_source_s() -> None:
    assert review(language="es").language == "es"
    assert review("title: A\nlang: fr_CA", language="es").language == "fr"
    assert review("title: A\nlang: no", language="es").language == "no"  # YAML takes it for a "no"


def test_keys_that_rules_ask_about() -> None:
    front = "title: A\nnsfw: yes\nflags: {gore: true, blood: false}\nmild: maybe\nother: true"
    asked = frozenset({"nsfw", "flags.gore", "flags.blood", "mild", "missing"})
    assert review(front, keys=asked).keys == {"nsfw", "flags.gore"}


@pytest.mark.parametrize(
    "front",
    [
        "id: a b",
        "id: ''",
        "id: [x]",
        "lang: klingon!",
        "lang: xx",
        "lang: eng",
        "social: [a, b]",
        "social: {discord: [a]}",
        "letterboxd_url: 'javascript:x'",
    ],
)
def test_what_cant_be_used_is_told_as_a_warning(front: str) -> None:
    (complaint,) = complaints(f"title: A\n{front}")
    assert complaint.startswith("3:")


def test_the_id_is_the_front_matter_s_else_the_bound_one_else_from_the_first_path() -> None:
    from bot.review.identity import review_id
    from bot.review.reader import read
    from tests.unit.review.made import PATH, RULES, file

    def id_of(front: str, bound: str | None) -> str | None:
        found = read(file(front).encode(), PATH, RULES, review_id=bound).review
        return found.id if found else None

    assert id_of("title: A\nid: own", "bound") == "own"
    assert id_of("title: A", "bound") == "bound"
    assert id_of("title: A", None) == review_id("films", PATH)


@pytest.mark.parametrize(
    ("front", "path", "reason"),
    [
        ("title: A\ndraft: true", "a.md", "draft"),
        ("title: A\npublished: false", "a.md", "not published"),
        ("title: A", "_drafts/a.md", "draft"),
        ("title: A", "films/_index.md", "a folder's own page (_index)"),
        ("title: A\nlayout: post", "a.md", "layout is not review"),
        ("title: A", "a.md", "layout is missing"),
        ("title: Spartacus: 1", "_drafts/a.md", "draft"),
    ],
)
def test_what_is_no_review_is_skipped_with_a_reason(front: str, path: str, reason: str) -> None:
    found = reading(f"---\n{front}\n---\nx", path, where={"layout": "review"})
    assert (found.review, found.skipped, found.problems) == (None, reason, ())
    assert found.content_hash


@pytest.mark.parametrize(
    ("where", "front"),
    [
        ({"layout": "review"}, "layout: review"),
        ({"kind.of": "film"}, "kind: {of: film}"),
        ({"kind.of": "film"}, "kind.of: film"),
        ({"categories": "films"}, "categories: [old, films]"),
        ({"layout": ["review", "short"]}, "layout: short"),
        ({"stars": 3}, "stars: '3'"),
        ({"isReview": True}, "isReview: true"),
    ],
)
def test_where_says_what_a_review_is(where: dict[str, object], front: str) -> None:
    assert review(f"title: A\n{front}", where=where).title == "A"


def test_the_excerpt_of_the_front_matter_unless_it_says_nothing() -> None:
    body = "The film is fun."
    assert review("title: A (1961)\nexcerpt: Lamps have never looked this good.", body).excerpt.text.startswith("Lamps")
    for empty in ("My review of The Lantern (1961)", "The Lantern", "Review: The Lantern", "", "null", "A review."):
        assert review(f'title: The Lantern (1961)\nexcerpt: "{empty}"', body).excerpt.text == body


@pytest.mark.parametrize(
    ("written", "warning"),
    [
        ("[gore, '<b>blood</b>']", "gore, blood"),
        ("no", None),
        ("false", None),
        ("'none'", None),
        ("0", None),
        ("[]", None),
        ("true", "Content warning"),
        ("'yes'", "Content warning"),
        ("{gore: true}", "Content warning"),
        ("1984", "1984"),
        ("'no blood, no gore'", "no blood, no gore"),
    ],
)
def test_a_warning_is_neither_lost_nor_made_of_a_no(written: str, warning: str | None) -> None:
    assert review(f"title: A\ncw: {written}").content_warning == warning
