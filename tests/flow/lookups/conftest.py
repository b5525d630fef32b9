from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.flow.library import Library, answering
from tests.flow.room import SITE, Room

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import simcord

    from bot.commands.client import MatineeClient


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path) as made:
        yield made


@pytest.fixture
def simcord_bot(library: Library) -> MatineeClient:
    return answering(library.catalogue, SITE, shard_count=1)


@pytest.fixture
async def room(simcord_env: simcord.Env, simcord_bot: MatineeClient) -> Room:
    await simcord_bot.tree.sync()
    return Room(simcord_env, simcord_bot)
