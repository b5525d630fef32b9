from __future__ import annotations

import pytest

from tests.unit.review.made import complaints, review


def quotes(body: str, front: str = "title: A") -> tuple[str, ...]:
    return review(front, body).quotes


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<blockquote><i>Light it.</i></blockquote>", ("Light it.",)),
        ("<blockquote><i>— Light it\n</i><i>— No</i></blockquote>", ("— Light it\n— No",)),
        ("<blockquote><i>Light it<br>— Ann</i></blockquote>", ("Light it\n— Ann",)),
        ("<blockquote><i>Light it</i> — Ann</blockquote>", ("Light it\n— Ann",)),
        ("<blockquote><i>Light it.</i> — Ann</blockquote>", ("Light it. — Ann",)),
        ("<blockquote><i>Light it. — Ann</i></blockquote>", ("Light it. — Ann",)),
        ("<blockquote>Light it. <cite>Ann</cite></blockquote>", ("Light it.\n— Ann",)),
        (
            "<blockquote><p>Light it.</p><footer>— Ann, <cite>The Lamp</cite></footer></blockquote>",
            ("Light it.\n— Ann, The Lamp",),
        ),
        ("<blockquote>I saw <cite>The Lamp</cite></blockquote>", ("I saw The Lamp",)),
        ("<figure><blockquote>Light it.</blockquote><figcaption>Ann</figcaption></figure>", ("Light it.\n— Ann",)),
        ("<figure><img src=x><figcaption>The lamp</figcaption></figure>", ()),
        ("<BLOCKQUOTE><I>Light it.</I></BLOCKQUOTE>She does.", ("Light it.",)),
        ("> BUTLER: Light it.\n> ANN: No.", ("BUTLER: Light it.\nANN: No.",)),
        ("<blockquote><i>Ann: Light it.\nThe Butler: No.</i></blockquote>", ("Ann: Light it.\nThe Butler: No.",)),
        ("> — Light it. — No! — Why?", ("— Light it.\n— No!\n— Why?",)),
        ("> - Light it.\n> - No.", ("— Light it.\n— No.",)),
        ("> Light it  \n> and go", ("Light it\nand go",)),
        ("> Light it.\n>\n> And go.", ("Light it.\nAnd go.",)),
        ("> > Light it.\n>\n> No.", ("Light it.\nNo.",)),
        ("> Light it.\n{: .pull}\n\nShe does.", ("Light it.",)),
        ("> [!quote]\n> Light it.", ("Light it.",)),
        ("> [!quote] Ann\n> Light it.", ("Light it.\n— Ann",)),
        ("> [!note] Careful\n> It burns.", ()),
        ("> [!warning]+ Spoilers\n> The butler dies.", ()),
        ("> — Ann Wick", ()),
        ("> …", ()),
        ("> *  *", ()),
        ("<blockquote><i>Light it<blockquote>\n\nShe does.", ("Light it",)),
        ("<blockquote><i>Light it\n\nShe does.", ()),
        ("<blockquote><i>Light it</i><blockquote>\n\nShe does.", ("Light it",)),
        ("<blockquote><i>One</i>\n\n<blockquote><i>Two</i></blockquote>", ("One", "Two")),
        ("<blockquote>One\n\n<blockquote><i>Two</i></blockquote>", ("Two",)),
        ("One</i></blockquote>\n\n<blockquote><i>Two</blockquote>", ("Two",)),
        ("<blockquote><i>One.\n\nTwo.</i></blockquote>", ("One.\nTwo.",)),
        ("> It is lit.\n> — Ann (@ann) June 1, 2024", ()),
        ("> It is lit.\n>\n> — [Ann](https://social.example/@ann/110000000000)", ()),
        ('<blockquote class="mastodon-embed">It is lit.</blockquote>', ()),
        ("[quote]Light it.[/quote]", ("Light it.",)),
        ("{{< blockquote >}}\n> Light it.\n{{< /blockquote >}}", ("Light it.",)),
        ("<blockquote><i>Light it</i></blockquote>She does.", ("Light it",)),
        ("She waits.<blockquote>Light it</blockquote>", ("Light it",)),
        ("<blockquote><i>Light it</blockquote></i>\n\nShe does.", ("Light it",)),
        ("<blockquote><i>Light it</i>\n\nShe does.", ("Light it",)),
        ("<blockquote><i></i></blockquote><blockquote> … </blockquote>", ()),
        ("<blockquote>“Light it.”</blockquote>", ("Light it.",)),
        ("<blockquote>“Light” is “it”</blockquote>", ("“Light” is “it”",)),
        ('<blockquote>"Yes," he said. "No."</blockquote>', ('"Yes," he said. "No."',)),
        (
            "> Light it, and then let us see\n> what becomes of the lamp.",
            ("Light it, and then let us see what becomes of the lamp.",),
        ),
        ("> Light it\n> — Ann", ("Light it\n— Ann",)),
        ("> One\n\ntext\n\n> Two", ("One", "Two")),
        ("<blockquote>A &amp; B &lt;3</blockquote>", ("A & B <3",)),
        ('<blockquote class="twitter-tweet">@someone said</blockquote>', ()),
    ],
)
def test_quoted_lines(body: str, expected: tuple[str, ...]) -> None:
    assert quotes(body) == expected


def test_a_slanted_quote_that_is_never_closed_slants_nothing_behind_it() -> None:
    found = review(body="<blockquote><i>Light it</blockquote>\n\nShe does, and the film is fun.")
    assert found.quotes == ("Light it",)
    assert found.excerpt.spans == ()


def test_a_callout_may_be_searched_but_isnt_chosen() -> None:
    found = review(body="> [!note] Careful\n> It burns.\n\nThe film is fun.")
    assert found.excerpt.text == "The film is fun."
    assert "It burns." in found.text
    assert "[!" not in found.text


def test_words_quoted_within_a_sentence_keep_their_marks() -> None:
    assert review(body="She says <q>light it</q> often.").excerpt.text == "She says “light it” often."


def test_prose_behind_a_quote_is_the_reviews_own() -> None:
    found = review(body="<blockquote>Light it</blockquote>She *does*, and the film is fun.")
    assert found.excerpt.text == "She does, and the film is fun."


def test_quotes_behind_a_spoiler_heading_are_none() -> None:
    assert quotes("> Safe\n\n#### SPOILERS\n\n> He was the lamp\n\n#### END SPOILERS\n\n> Safe again") == (
        "Safe",
        "Safe again",
    )


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("quote: 2", ("Two",)),
        ("quote: none", ()),
        ("quote: false", ()),
        ("quote: “Mine.”", ("Mine.",)),
        ("quotes: [Mine, '']", ("Mine",)),
        ("quotes: Mine", ("Mine",)),
        ("quote:", ("One", "Two")),
    ],
)
def test_the_front_matter_decides(front: str, expected: tuple[str, ...]) -> None:
    assert quotes("> One\n\ntext\n\n> Two", f"title: A\n{front}") == expected


def test_a_quote_that_isnt_there_is_told() -> None:
    assert complaints("title: A\nquote: 3", "> One") == [
        "3:8 quote: There is no quote number 3 outside spoilers; the review has 1."
    ]
