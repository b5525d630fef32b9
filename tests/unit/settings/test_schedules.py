"""Schedules that contradict themselves are told when the configuration is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.errors import ConfigurationError
from bot.settings import load

if TYPE_CHECKING:
    from pathlib import Path

START = "[site]\nname='x'\n[[source]]\nname='a'\npath='p'\n[[destination]]\nname='t'\nnetwork='discord'\nchannel_id=5\n"

LATE = (
    'destination "t".schedule.late_after: with weekdays mon, thu a post may have to wait 4 days, and would be skipped '
    'as late; allowed is a duration of more than "3d"'
)


def problems(folder: Path, text: str) -> list[str]:
    file = folder / "matinee.toml"
    file.write_text(START + text, encoding="utf-8")
    try:
        load(file)
    except ConfigurationError as error:
        return list(error.problems)
    return []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            'schedule = { slots = ["07:00", "09:00"], quiet = "23:00-08:00" }',
            'destination "t".schedule.slots: 07:00 lies in the quiet hours 23:00-08:00; change one of them',
        ),
        (
            'schedule = { slots = ["23:00", "02:30"], quiet = "23:00-08:00" }',
            'destination "t".schedule.slots: 02:30, 23:00 lie in the quiet hours 23:00-08:00; change one of them',
        ),
        (
            'schedule = { quiet = "23:00-08:00" }\ndigest = { tag = "short", at = "23:30" }',
            'destination "t".digest.at: 23:30 lies in the quiet hours 23:00-08:00; change one of them',
        ),
        (
            'schedule = { weekdays = ["mon", "thu"], late = "skip", late_after = "3d" }',
            LATE,
        ),
    ],
)
def test_contradictions_are_told(tmp_path: Path, text: str, told: str) -> None:
    assert problems(tmp_path, text) == [told]


@pytest.mark.parametrize(
    "text",
    [
        'schedule = { slots = ["08:00", "22:59"], quiet = "23:00-08:00" }',
        'schedule = { weekdays = ["sun"], late = "skip" }',
        'schedule = { weekdays = ["mon", "thu"], late_after = "1d" }',
        'schedule = { late = "skip", late_after = "1h" }',
    ],
)
def test_what_goes_together_is_taken(tmp_path: Path, text: str) -> None:
    assert problems(tmp_path, text) == []
