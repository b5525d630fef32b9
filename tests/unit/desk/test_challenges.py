"""``matinee challenges`` on a small site with slips."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.desk.challenges import challenges
from tests.flow.clocks import PushedClock

if TYPE_CHECKING:
    from pathlib import Path

CONFIG = """
[site]
name = "Films"
base_url = "https://films.example"
[[source]]
name = "films"
path = "{folder}/posts"
[source.rating]
scale = 5
[store]
data_dir = "{folder}/data"
[[recap]]
challenge = "Nigth Birds"
cron = "0 18 * * sun"
to = ["toots"]
[[destination]]
name = "toots"
network = "mastodon"
api_base_url = "https://mastodon.example"
[[challenge]]
name = "Noise"
ignore = true
"""
LINES = {
    1: "Owls 2025 | 1/9 | Countries 1/3",
    2: "Owls 2025 | 4/9 | Countries 2/3",
    3: "Owls 2025 | 4/9",
    4: "Owsl 2025 | 5/8",
    5: "Noise | 1/2",
}


@pytest.fixture
def config(tmp_path: Path) -> Path:
    (tmp_path / "posts").mkdir()
    for day, line in LINES.items():
        text = f'---\ntitle: Film {day}\nrating: 4\n---\n\n<b><a href="https://l.example/o{line[:3]}">{line}</a></b>\n\nFine.\n'
        (tmp_path / "posts" / f"2025-09-0{day}-film-{day}.md").write_text(text.replace("oOws", "oOwl"))
    path = tmp_path / "matinee.toml"
    path.write_text(CONFIG.format(folder=tmp_path.as_posix()))
    return path


def test_the_owner_is_told_how_it_stands_and_what_looks_odd(config: Path) -> None:
    found = challenges(config, PushedClock(datetime(2025, 9, 30, 12, tzinfo=UTC)))
    assert list(found.text) == [
        "Owls 2025: 3/9, mean 4.0 of 5, last 2025-09-04  https://l.example/oOwl",
        "    until 2025-12-31: 1 ahead, needs 0.5 a week, done on 2025-11-29 if it goes on so",
        "    Countries 2/3",
        "    with “Owsl 2025” (1 review): the same list, and the name is mistyped",
        "    ? no review has 2-3",
        "    ? 4 stands in 2 reviews: 2025-09-02-film-2.md, 2025-09-03-film-3.md",
        "    ? it says 5/8, where the challenge has 9: 2025-09-04-film-4.md",
        "! [[recap]] names “Nigth Birds”, a challenge that no review tells of yet; nearest: “Owls 2025”",
    ]
    [one] = found.document["challenges"]
    assert (one["name"], one["gaps"], one["deadline"], one["finished"]) == ("Owls 2025", [2, 3], "2025-12-31", False)
    assert [slip["kind"] for slip in one["slips"]] == ["gap", "double", "total", "name"]
    assert found.document["unknown"] == [{"where": "[[recap]]", "name": "Nigth Birds", "nearest": ["Owls 2025"]}]


def test_a_challenge_that_is_over_says_what_is_left(config: Path) -> None:
    found = challenges(config, PushedClock(datetime(2026, 2, 1, tzinfo=UTC)))
    assert found.text[1] == "    ended on 2025-12-31 with 6 left"
