"""Tokens come from the environment or from a file it names, and are hidden from then on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.errors import ConfigurationError
from bot.log import redacted
from bot.settings import load
from bot.settings.tokens import tokens

if TYPE_CHECKING:
    from pathlib import Path

    from bot.settings.model import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    file = tmp_path / "matinee.toml"
    file.write_text('[[source]]\nname = "films"\npath = "."\n', encoding="utf-8")
    return load(file)


def test_from_the_environment(settings: Settings) -> None:
    assert tokens(settings, ["A_TOKEN", "A_TOKEN"], {"A_TOKEN": " made-up-1 \n"}) == {"A_TOKEN": "made-up-1"}
    assert redacted("Authorization: Bot made-up-1") == "Authorization: Bot [hidden]"


def test_from_a_file(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text("made-up-2\n", encoding="utf-8")
    assert tokens(settings, ["A_TOKEN"], {"A_TOKEN_FILE": str(file)}) == {"A_TOKEN": "made-up-2"}


def test_every_missing_one_is_told(settings: Settings, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.touch()
    environ = {"B_TOKEN_FILE": str(tmp_path / "none"), "C_TOKEN_FILE": str(empty)}
    with pytest.raises(ConfigurationError) as caught:
        tokens(settings, ["A_TOKEN", "B_TOKEN", "C_TOKEN"], environ)
    missing, unreadable, nothing = caught.value.problems
    assert "the environment has no A_TOKEN" in missing
    assert "which can't be read: No such file or directory" in unreadable
    assert "which is empty" in nothing


def test_on_github_the_place_to_paste_it_is_told(settings: Settings) -> None:
    with pytest.raises(ConfigurationError, match="Settings -> Secrets and variables -> Actions"):
        tokens(settings, ["A_TOKEN"], {"GITHUB_ACTIONS": "true", "A_TOKEN": ""})
