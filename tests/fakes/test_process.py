"""Fakes as processes: they end with whoever started them, and only validate what they can."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.fakes.control import ControlRefused
from tests.fakes.discord.schema import Schemas
from tests.fakes.process import ROOT, running

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fakes.discord.control import DiscordControl


@pytest.mark.thorough
@pytest.mark.parametrize("module", ["tests.fakes.discord", "tests.fakes.mastodon"])
def test_a_fake_ends_with_its_standard_input(module: str) -> None:
    command = [sys.executable, "-m", module, "--until-eof"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert json.loads(process.stdout.readline())["address"].startswith("http://127.0.0.1:")
        process.stdin.close()
        assert process.wait(15) == 0


def test_a_fake_that_does_not_start_says_why(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="No module named"), running("tests.fakes.nowhere", tmp_path / "log"):
        pass


def test_without_the_document_every_body_is_fine(tmp_path: Path) -> None:
    schemas = Schemas(tmp_path / "none.json")
    assert not schemas.known
    assert schemas.violation("POST", "/channels/{channel_id}/messages", {"content": 5}) is None


def test_with_the_document_a_wrong_body_is_told(shared: Path) -> None:
    schemas = Schemas(shared / "specs" / "discord-openapi.json")
    told = schemas.violation("POST", "/channels/{channel_id}/messages", {"content": 5})
    assert told is not None
    assert "$.content" in told
    assert schemas.violation("POST", "/channels/{channel_id}/messages", {"content": "five"}) is None
    assert schemas.violation("GET", "/gateway", {"anything": True}) is None


def test_a_test_that_asks_for_the_impossible_is_told(fake_discord: DiscordControl) -> None:
    with pytest.raises(ControlRefused, match="KeyError: 'nothing'"):
        fake_discord.interact("nothing")


def test_waiting_for_what_never_comes_ends(fake_discord: DiscordControl) -> None:
    with pytest.raises(AssertionError, match="not reached in"):
        fake_discord.wait_created(1, timeout=0.05)
