from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from structlog.testing import capture_logs

from bot.catalogue.store import Catalogue
from bot.recaps.unknown import tell_unknown
from bot.settings import load
from bot.settings.model import ChallengeRule
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


async def test_a_challenge_that_no_review_tells_of_is_one_line_in_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    settings = replace(load("config/matinee.toml"), challenges=(ChallengeRule("Night Owls"),))
    catalogue = Catalogue.open(tmp_path, "")
    catalogued = asyncio.Event()
    with capture_logs() as logs:
        task = asyncio.create_task(tell_unknown(settings, catalogue, catalogued))
        await asyncio.sleep(0)
        assert logs == []
        catalogued.set()
        await task
    catalogue.close()
    assert [one["event"] for one in logs] == [
        "[[challenge]] names “Night Owls”, a challenge that no review tells of yet"
    ]
