from __future__ import annotations

import pytest

from bot.review.challenge import from_text
from bot.review.model import Challenge
from tests.unit.review.made import review

U = "https://boxd.it/AbC12/detail"
FULL = Challenge("Spooktober 2025", 23, 52, "Ghost Ships", U)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (f'<b><a href="{U}">Spooktober 2025 | 23/52 | Ghost Ships</a></b>', FULL),
        (f'<b><a href="{U}\n">Spooktober 2025 | 23/52 | Ghost Ships</a></b>', FULL),
        (f'<a href="{U}" title="x | 1/2"><b>Spooktober 2025 | 23/52 | Ghost Ships</b></a>', FULL),
        (f'<b><a href="{U}" rel="nofollow">Spooktober 2025</a> | 23/52 | Ghost Ships</b>', FULL),
        (f'<a href="{U}">Spooktober 2025</a> | 23/52 | Ghost Ships', FULL),
        (f'<b><a href=""{U}">Spooktober 2025 | 23/52 | Ghost Ships</a></b>', FULL),
        (f'<b><a href="{U}">Spooktober 2025 | 23/52 | Ghost Ships</a>', FULL),
        (f'<b><a href="{U}">Spooktober 2025&nbsp;| 23/52 |\u00a0Ghost Ships</a></b>', FULL),
        (f'<b><a href="{U}">Spooktober 2025 | 23|52 | Ghost Ships</a></b>', FULL),
        (f'<b><a href="{U}">Spooktober 2025 | Ghost Ships | 23/52</a></b>', FULL),
        (f"**[Spooktober 2025 | 23/52 | Ghost Ships]({U})**", FULL),
        (f"[**Spooktober 2025 | 23/52 | Ghost Ships**]({U})", FULL),
        (f'<b><a href="{U}">Spooktober 2025 | 23/52 | Ghost Ships</a></b>Prose glued on.', FULL),
        (
            '<b><a href="">Spooktober 2025 | 23/52 | Ghost Ships</a></b>',
            Challenge("Spooktober 2025", 23, 52, "Ghost Ships"),
        ),
        ("<b>Spooktober 2025 | 23/52 | Ghost Ships\n</b>", Challenge("Spooktober 2025", 23, 52, "Ghost Ships")),
        ("Spooktober 2025 | 23/52", Challenge("Spooktober 2025", 23, 52)),
        (
            f'<b><a href="{U}">Spooktober 2025 | Ghost Ships</a></b>',
            Challenge("Spooktober 2025", None, None, "Ghost Ships", U),
        ),
        (f'<b><a href="{U}">Spooktober 23/52</a></b>', Challenge("Spooktober", 23, 52, None, U)),
        (f'<b><a href="{U}">The Fog: Ranked</a></b>', Challenge("The Fog: Ranked", None, None, None, U)),
        (
            '<b><a href="https://boxd.it/x">Rank of Puppets</a></b>',
            Challenge("Rank of Puppets", url="https://boxd.it/x"),
        ),
        (
            '<b><a href="https://boxd.it/x">Birth Year Challenge 18</a></b>',
            Challenge("Birth Year Challenge", 18, url="https://boxd.it/x"),
        ),
        (
            f'<b><a href="{U}">Fest 5.0 | 3/32 | Anniversary 2/10 | Countries 3/6 | Peru | Decades 1/6 | 90s</a></b>',
            Challenge("Fest 5.0", 3, 32, "Anniversary 2/10 | Countries 3/6 | Peru | Decades 1/6 | 90s", U),
        ),
    ],
)
def test_every_form_of_the_line_is_read_and_taken_out_of_the_prose(line: str, expected: Challenge) -> None:
    found = review(body=f"{line}\n\nThe film is a lovely little thing about lamps.")
    assert found.challenge == expected
    assert found.excerpt.text.endswith("The film is a lovely little thing about lamps.")
    assert "|" not in found.text
    assert expected.name not in found.text


@pytest.mark.parametrize(
    "line",
    [
        "<b>Obvious observations</b>",
        "<b>From Late Night Live: Reunion Special</b>",
        "<b>Lisbon, 1957</b>",
        "**Rating: 3/5**",
        '<b><a href="https://video.example/watch">Watch the trailer</a></b>',
        '<b><a href="https://boxd.it/film">The Lantern</a></b> is the film that this one remakes.',
        "<b>I have heard of lamp oil, but lamp wine??</b>",
        "He came 2/3 of the way | and stopped",
        "Score | 7/10",
    ],
)
def test_no_challenge_is_invented(line: str) -> None:
    assert review(body=f"{line}\n\nThe film is fine.").challenge is None


def test_of_two_lines_the_counted_one_is_the_challenge_and_both_leave_the_prose() -> None:
    body = f'<b><a href="{U}">Puppets: Ranked</a></b>\n<b><a href="{U}">Fest | 1/9</a></b>\n\nFine.'
    found = review(body=body)
    assert found.challenge == Challenge("Fest", 1, 9, None, U)
    assert found.text == "Fine."


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Winter Challenge 2025/26", Challenge("Winter Challenge 2025/26")),
        ("Winter 2025/26 | 3/20", Challenge("Winter 2025/26", 3, 20)),
        ("Owls | 1999/00 | 3/20", Challenge("Owls", 3, 20, "1999/00")),
    ],
)
def test_a_winter_over_new_year_is_no_counter(line: str, expected: Challenge) -> None:
    assert from_text(line, None) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ('"Spooktober 2025 | 23/52 | Ghost Ships"', Challenge("Spooktober 2025", 23, 52, "Ghost Ships")),
        ("Spooktober", Challenge("Spooktober")),
        (
            "{name: Fest, position: 3, total: 9, category: Peru, url: 'https://a.example/l'}",
            Challenge("Fest", 3, 9, "Peru", "https://a.example/l"),
        ),
        ("{position: 3}", None),
        ("[a]", None),
        ("", None),
    ],
)
def test_a_field_may_tell_it(value: str, expected: Challenge | None) -> None:
    assert review(f"title: A\nchallenge: {value}").challenge == expected
