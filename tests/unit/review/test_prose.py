from __future__ import annotations

import pytest

from bot.review.prose import Voice, choose, says_something
from bot.review.sections import Content
from bot.review.sentences import sentences
from tests.unit.review.made import review

PLOT = (
    "Ted (Rob Arlo) throws forks for a living. He meets Lena (Ann Corvey), who catches them. Her brother wants him "
    "dead, and he knows where the forks are kept. They flee to Reno, where they marry, and she tells him "
    "about her mother."
)


def excerpt(*paragraphs: str, title: str = "", private: frozenset[str] = frozenset()) -> str:
    return choose(Content(paragraphs=list(paragraphs)), Voice(title, private=private)).text


def test_a_short_review_is_its_own_excerpt() -> None:
    assert excerpt("lemon") == "lemon"
    assert excerpt("One.", "Two.") == "One.\n\nTwo."


def test_a_rather_short_one_opens_with_it() -> None:
    first = "Weird little romance, and I was surprised how it crept up on me over an hour and a half of rain."
    assert excerpt(first, "x" * 200) == first


@pytest.mark.parametrize(
    "verdict",
    [
        "Overall, this is a small, strange and beautifully wet film.",
        "That said, the film never quite earns its ending credits, but I enjoyed it.",
        "You'll either love the patience of this movie or check your watch.",
        "It's a mess, but it is a charming mess like a drawer of loose cutlery.",
        "I'm not saying this is a good movie, I'm saying I enjoyed it.",
    ],
)
@pytest.mark.parametrize("at", [0, 1, 3])
def test_the_opinion_is_found_wherever_it_stands(verdict: str, at: int) -> None:
    paragraphs = [PLOT, PLOT, PLOT, "Who took the forks? Will Ted find them?"]
    paragraphs.insert(at, verdict)
    assert excerpt(*paragraphs) == verdict


def test_never_the_plot() -> None:
    found = choose(Content(paragraphs=[PLOT] * 6), Voice("Fork"))
    assert found.text == ""
    assert found.why == "No sentence says what the reviewer thinks."


def test_never_a_private_person() -> None:
    texts = [PLOT, PLOT, "Overall, Aza and I loved this great film.", "The film is fine and funny.", PLOT]
    assert excerpt(*texts) == "Overall, Aza and I loved this great film."
    assert excerpt(*texts, private=frozenset({"aza"})) == "The film is fine and funny."


def test_a_window_never_ends_inside_a_sentence_and_has_runners_up() -> None:
    body = [
        PLOT,
        "The film is fun. " * 30,
        "Still, I loved this movie. It is great.",
        "Overall, the film is good and very short.",
        PLOT,
    ]
    found = choose(Content(paragraphs=body), Voice())
    assert found.text[-1] == "."
    assert len(found.others) == 2
    assert found.why.startswith("It sums up")


def test_lists_only() -> None:
    riffs = [
        "I paid for the whole lamp!",
        "no",
        "Sponsored by the wick council of Ohio",
        "A third one that fits as well",
    ]
    content = Content(lists=[("", riffs)])
    assert (
        choose(content, Voice(), ("MST3K",)).text
        == "“I paid for the whole lamp!”\n“Sponsored by the wick council of Ohio”"
    )
    assert "\n" not in choose(content, Voice()).text
    assert choose(Content(lists=[("", ["a", "b"])]), Voice()).text == ""


@pytest.mark.parametrize(
    "paid",
    [
        "Thanks to the publisher for the review copy. This post contains affiliate links.",
        "I was sent this in exchange for an honest review.",
        "📚 Bloomsbury, 272 pages. Read as audiobook.",
        "Favourite line:",
        "Der Verlag stellte mir ein Rezensionsexemplar zur Verfügung.",
    ],
)
def test_who_paid_printed_or_quotes_it_is_no_opinion(paid: str) -> None:
    found = review(body=f"It glows, and I loved every minute of it.\n\n*{paid}*").excerpt
    assert (found.text, found.others) == ("It glows, and I loved every minute of it.", ())


def test_a_front_matter_excerpt_keeps_what_the_body_gives() -> None:
    found = review('title: The Lantern (1961)\nexcerpt: "Lamps have never looked so good."').excerpt
    assert (found.text, found.others) == ("Lamps have never looked so good.", ("It glows.",))
    assert found.instead is not None
    assert found.instead.text == "It glows."


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Ann laughed. The film is short and very funny indeed.", "The film is short and very funny indeed."),
        ("Ann’s favourite.", ""),
        ("**Ann and I agree on one thing at last**\n\n" + "It is what it is. " * 20, ""),
        (
            "* Ann hid behind the sofa for an hour\n* I loved the lamp, cheap as it is",
            "I loved the lamp, cheap as it is",
        ),
    ],
)
def test_a_name_that_stays_unsaid_takes_its_sentence_along(body: str, expected: str) -> None:
    found = review(body=body, never_quote=("Ann",)).excerpt
    assert found.text == expected
    assert "Ann" not in " ".join(found.others)


def test_private_tags_count_as_names_unless_the_film_is_called_so() -> None:
    front = "title: May (2002)\ntags: [may, aza, horror, 2019]"
    assert review(front, "Horror at its best: May is great.").excerpt.text == "Horror at its best: May is great."
    assert review(front, "Aza and I had fun.").excerpt.text == ""


@pytest.mark.parametrize("body", ["", "_[No review was written for this episode]_", "<!-- later -->"])
def test_nothing_written_means_no_excerpt(body: str) -> None:
    assert review(body=body).excerpt.text == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("My review of The Lantern (1961)", False),
        ("The Lantern", False),
        ("Lamps have never looked this good.", True),
        ("Skip it!", True),
        ("A review of The Lantern, directed by Ida Voss.", False),
        ("Meine Kritik zu The Lantern", False),
        ("Reseña de The Lantern", False),
        ("TODO", False),
        ("Lorem ipsum dolor sit amet, consectetur", False),
        ("This is the excerpt", False),
        ("It lanterns on and on.", True),
        ("静かで美しい映画だった", True),
        ("", False),
    ],
)
def test_says_something(text: str, expected: bool) -> None:
    assert says_something(text, "The Lantern") is expected


@pytest.mark.parametrize(
    ("paragraph", "parts"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        (
            "Dr. Vale met J. K. Arlo vs. Mr. Bell. They fought.",
            ["Dr. Vale met J. K. Arlo vs. Mr. Bell.", "They fought."],
        ),
        ("“Light it.” She does.", ["“Light it.”", "She does."]),
        ("It cost 3.50 dollars… or so. no capital here.", ["It cost 3.50 dollars… or so. no capital here."]),
        ("", []),
    ],
)
def test_sentences(paragraph: str, parts: list[str]) -> None:
    assert sentences(paragraph) == parts


def test_where_spoilers_hide_everything_the_reason_tells_from_where() -> None:
    said = review(
        body="#### Spoilers for the first one: the keeper did it\n\nThis film is a wonder and I love it."
    ).excerpt
    assert (said.text, said.others) == ("", ())
    assert said.why == 'All from "Spoilers for the first" on counts as spoilers, and above it there is no prose.'
