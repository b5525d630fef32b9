from __future__ import annotations

import pytest

from bot.review.matter import Matter, is_signature, matter_of
from tests.unit.review.made import review

SAFE = "The film is a warm and funny thing, and I loved it."


@pytest.mark.parametrize(
    "line",
    [
        "Edit 2024-04-09: fixed a name",
        "EDIT: fixed a name",
        "Update (June 2024): there is a sequel",
        "Originally published at lamps.example",
        "This review was originally published in The Lamp.",
        "A version of this review first appeared on lamps.example.",
        "Cross-posted from lamps.example",
        "Tags: shelf, ann",
        "Filed under: lamps",
        "Share this on the fediverse",
        "Follow me on lamps.example",
        "Image via Lamp Films",
        "Photo: courtesy of Lamp Films",
        "© 2024 Ann Wick",
        "Peru, 1973",
        "Lisbon, Portugal, 1957",
        "New York City, late 1970s",
    ],
)
def test_what_says_nothing_about_the_film_is_gone(line: str) -> None:
    assert matter_of(line) is Matter.GONE
    for body in (f"{SAFE}\n\n{line}", f"{line}\n\n{SAFE}", f"{SAFE}\n{line}", f"{SAFE}\n\n*{line}*"):
        found = review(body=body)
        assert (found.excerpt.text, found.text) == (SAFE, SAFE), body


@pytest.mark.parametrize(
    "line",
    [
        "Movie CW // fire, oil",
        "CW: fire",
        "Content warning: fire",
        "TW – fire and oil",
        "Director: Ann Wick",
        "Directed by Ann Wick",
        "Starring Ann Wick and Bob Oil",
        "Runtime: 93 min",
        "Watched on: tape",
    ],
)
def test_warnings_and_credits_are_searched_but_are_no_prose(line: str) -> None:
    assert matter_of(line) is Matter.SEARCHED
    found = review(body=f"{SAFE}\n\n{line}")
    assert found.excerpt.text == SAFE
    assert line in found.text
    assert review(body=f"{line}\n{SAFE}").excerpt.text == SAFE


@pytest.mark.parametrize(
    "line",
    [
        "Directed by Ann Wick, this film is a delight.",
        "Starring nobody you know, it is a delight",
        "Music is great and the acting is superb",
        "Updates an old tale",
        "Share my joy: I loved it!",
        "In Peru, 1973 was a good year.",
        "Tags along nicely.",
        "Edited with care, it moves.",
        "The review that I wanted to write is longer.",
        "Cast aside your doubts",
        "Content to burn, the lamp stays.",
    ],
)
def test_prose_stays(line: str) -> None:
    assert matter_of(line) is Matter.PROSE
    assert review(body=line).excerpt.text == line


@pytest.mark.parametrize("name", ["— Ann", "-Ann Wick", "~ A. W."])
def test_the_authors_name_at_the_end_is_left_out(name: str) -> None:
    assert is_signature(name)
    assert review(body=f"{SAFE}\n\n{name}").text == SAFE
