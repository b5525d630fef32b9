"""``recap month``, ``recap year`` and ``recap "on this day"`` as their user types them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.errors import UsageError
from bot.recaps.look_backs_by_hand import day_for, tell_of
from tests.flow.scene import Scene
from tests.flow.terminal import ask, told

if TYPE_CHECKING:
    from pathlib import Path

    from bot.recaps.look_backs_by_hand import Tell
    from tests.fakes.discord.control import DiscordControl
    from tests.fakes.mastodon.control import MastodonControl

REVIEW = '---\ntitle: "The {ordinal} Lighthouse (1971)"\nrating: "{stars}"\ndate: {day}\n---\nNothing is in a hurry.\n'
TODAY = date(2026, 1, 5)


@pytest.fixture
def scene(tmp_path: Path, fake_discord: DiscordControl, fake_mastodon: MastodonControl) -> Scene:
    made = Scene(tmp_path, fake_discord, fake_mastodon)
    for number, day in enumerate(["2019-09-03", "2019-09-14", "2019-10-01"], 1):
        text = REVIEW.format(ordinal=f"{number}th", stars=number + 1, day=day)
        (made.folder / "posts" / f"lighthouse-{number}.md").write_text(text)
    return made


@pytest.mark.parametrize(
    ("name", "period", "headline"),
    [
        ("month", "2019-09", "September 2019: two reviews, 2.5/5 on average"),
        ("Year", "2019", "The year 2019: three reviews, 3/5 on average"),
        ("on this day", "2024-09-14", "On this day, 14 September"),
    ],
)
def test_it_is_drawn(scene: Scene, name: str, period: str, headline: str) -> None:
    document = ask(scene, "recap", name, "--preview", "--period", period)
    texts = {post["destination"]: post.get("text") or post["embed"]["title"] for post in document["posts"]}
    assert set(texts) == {"channel", "toots"}
    assert all(text.startswith(headline) for text in texts.values())
    assert not (scene.folder / "data" / "matinee.db").exists()


def test_it_is_drawn_in_the_terminal_and_as_a_page(scene: Scene) -> None:
    assert "• The 2th Lighthouse (1971)" in told(scene, "recap", "month", "--preview", "--period", "2019-09")
    assert "m.html: 2 posts" in told(scene, "recap", "month", "--period", "2019-09", "--html", "m.html")


def test_a_time_without_reviews(scene: Scene) -> None:
    assert "month, 2018-09: nothing to tell" in told(scene, "recap", "month", "--preview", "--period", "2018-09")


def test_it_is_posted_once_where_the_rules_want_it(scene: Scene) -> None:
    config = scene.folder / "matinee.toml"
    config.write_text(config.read_text() + '\n[[recap]]\ntell = "year"\nto = ["toots"]\n')
    (post,) = ask(scene, "recap", "year", "--period", "2019")
    assert post["destination"] == "toots"
    assert "The year 2019: three reviews, 3/5 on average: told already" in told(
        scene, "recap", "year", "--period", "2019"
    )


@pytest.mark.parametrize(
    ("tell", "period", "day"),
    [
        ("month", "new", TODAY),
        ("month", "2025-12", date(2026, 1, 1)),
        ("month", "2024-02", date(2024, 3, 1)),
        ("year", "2024", date(2024, 12, 31)),
        ("on this day", "2025-02-28", date(2025, 2, 28)),
    ],
)
def test_which_day_tells_of_a_period(tell: Tell, period: str, day: date) -> None:
    assert day_for(tell, period, TODAY) == day


@pytest.mark.parametrize(
    ("tell", "period"),
    [
        ("month", "2025"),
        ("month", "2025-13"),
        ("year", "0000"),
        ("month", "9999-12"),
        ("on this day", "today"),
        ("on this day", "2025-02-29"),
    ],
)
def test_periods_that_are_none(tell: Tell, period: str) -> None:
    with pytest.raises(UsageError, match="is not allowed for"):
        day_for(tell, period, TODAY)


def test_challenges_have_other_names() -> None:
    assert tell_of(" On  this DAY ") == "on this day"
    assert tell_of("Month of Horror") is None
