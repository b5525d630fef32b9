"""What the command tests share: a scene with three reviews, and how the owner's site is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.flow.scene import TITLES, Scene

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fakes.discord.control import DiscordControl
    from tests.fakes.mastodon.control import MastodonControl


@pytest.fixture
def scene(tmp_path: Path, fake_discord: DiscordControl, fake_mastodon: MastodonControl) -> Scene:
    scene = Scene(tmp_path, fake_discord, fake_mastodon)
    scene.write(*TITLES)
    return scene
