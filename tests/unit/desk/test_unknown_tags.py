"""``check`` tells of tags in the configuration that no review has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.desk.reading import check
from tests.unit.desk.test_looking import config

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["config"]


def said(path: Path) -> list[str]:
    return [str(line) for line in check(path, []).text if "no review has the tag" in str(line)]


def test_a_slip_is_told_with_what_may_be_meant(config: Path) -> None:
    text = config.read_text().replace('["fog"]', '["Fog", "own", "western"]')
    config.write_text(text.replace("[store]", '[destination.filter]\ntags = ["FOG"]\ntags_not = ["owns"]\n[store]'))
    assert said(config) == [
        f'{config}: tags.public: no review has the tag "Fog"; is "fog" meant?',
        f'{config}: tags.public: no review has the tag "western"',
        f'{config}: destination "toots", filter.tags_not: no review has the tag "owns"; is "own" meant?',
    ]


def test_right_ones_and_all_are_passed_over(config: Path) -> None:
    assert said(config) == []
    config.write_text(config.read_text().replace('["fog"]', '["*"]'))
    assert said(config) == []


def test_of_single_files_nothing_is_concluded(config: Path) -> None:
    config.write_text(config.read_text().replace('["fog"]', '["western"]'))
    answer = check(config, [config.parent / "posts" / "1971.md"])
    assert not any("no review has" in str(line) for line in answer.text)
