"""``matinee run --once`` on a timer that is late: within the grace a recap is told, after it the status tells."""

from __future__ import annotations

from contextlib import chdir
from datetime import UTC, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from bot.app import build
from bot.plan.cron import CronLine, following
from bot.settings import load
from tests.flow.scene import REVIEW, Scene
from tests.flow.terminal import ask, told

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fakes.discord.control import DiscordControl
    from tests.fakes.mastodon.control import MastodonControl

pytestmark = pytest.mark.thorough

CRON = "0 18 * * sun"
RECAP = f"""
[[recap]]
challenge = "*"
cron = "{CRON}"
to = ["toots"]
grace = "6h"
"""


@pytest.fixture
def scene(tmp_path: Path, fake_discord: DiscordControl, fake_mastodon: MastodonControl) -> Scene:
    made = Scene(tmp_path, fake_discord, fake_mastodon)
    with (tmp_path / "matinee.toml").open("a") as settings:
        settings.write(RECAP)
    return made


async def once(scene: Scene) -> tuple[str, ...]:
    with chdir(scene.folder):
        settings = load(scene.folder / "matinee.toml")
        async with build(settings, tokens={}, clock=scene.clock, parts={"watch", "recaps"}) as app:
            return (await app.once()).recaps


def watched(scene: Scene, number: int) -> None:
    line = f"---\n**[Dread 2026 | {number}/10 | Fog](https://l.example)**\n\nNothing"
    text = REVIEW.format(title=f"Fogbell {number}", number=number).replace("---\nNothing", line)
    (scene.folder / "posts" / f"fogbell-{number}.md").write_text(text)


def to_the_slot(scene: Scene, late: timedelta) -> str:
    """Move the clock past the next slot; its day."""
    slot = following(CronLine.parse(CRON), ZoneInfo("UTC"), scene.clock.now())
    assert slot is not None
    scene.clock.ahead += slot.at.astimezone(UTC) + late - scene.clock.now()
    return slot.wall.date().isoformat()


async def test_a_late_timer_tells_of_the_slot_s_own_day_and_only_once(scene: Scene) -> None:
    watched(scene, 1)
    assert await once(scene) == ()
    watched(scene, 2)
    day = to_the_slot(scene, timedelta(hours=5))
    (subject,) = await once(scene)
    assert subject.startswith(f"recap:*@toots:{day}T18:00")
    assert await once(scene) == ()
    shown = [one for one in ask(scene, "status")["waiting"] if one["kind"] == "recap"]
    assert [one["title"] for one in shown] == [f"Recap: Dread 2026, {day}"]


async def test_one_that_comes_too_late_is_told_of_in_the_status(scene: Scene) -> None:
    await once(scene)
    watched(scene, 1)
    day = to_the_slot(scene, timedelta(hours=7))
    assert await once(scene) == ()
    (left_out,) = ask(scene, "status")["recaps_left_out"]
    assert (left_out["recap"], left_out["destination"], left_out["slot"]) == (
        "all challenges",
        "toots",
        f"{day}T18:00",
    )
    line = f"toots: the recap of all challenges, due {day} 18:00, was left out"
    assert line in told(scene, "status")
    to_the_slot(scene, timedelta(hours=1))
    assert len(await once(scene)) == 1
    assert ask(scene, "status")["recaps_left_out"] == []
