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
