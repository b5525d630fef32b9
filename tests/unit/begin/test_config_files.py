"""A generator's script, whatever is in it, is looked at in no time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.begin.config_files import said, script_of, table_of

if TYPE_CHECKING:
    from pathlib import Path


def test_comments_are_left_out_and_addresses_are_not(tmp_path: Path) -> None:
    script = tmp_path / "astro.config.mjs"
    script.write_text('/* site: "a" */\n// site: "b"\nsite: "https://critic.example", /* open', encoding="utf-8")

    assert said(script_of(script), "site") == "https://critic.example"
    assert "open" not in script_of(script)


def test_a_script_of_comments_that_nothing_closes_takes_no_time(tmp_path: Path) -> None:
    script = tmp_path / "astro.config.mjs"
    script.write_text('site: "https://critic.example"\n' + "/* " * 160_000, encoding="utf-8")  # once: minutes

    assert said(script_of(script), "site") == "https://critic.example"


@pytest.mark.parametrize("deep", ["a: " + "[" * 60_000, "- " * 60_000, "{a: " * 30_000])
def test_what_is_nested_too_deeply_is_left_unread_and_ends_nothing(tmp_path: Path, deep: str) -> None:
    file = tmp_path / "_config.yml"
    file.write_text(deep, encoding="utf-8")  # once: a segmentation fault

    assert table_of(file) == {}
