from __future__ import annotations

import pytest
from discord.app_commands import CommandOnCooldown

from bot.commands.cooldown import MOST, SECONDS, TIMES, Cooldowns


class Ticks:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_so_often_and_no_oftener_until_the_time_is_over() -> None:
    ticks = Ticks()
    cooldowns = Cooldowns(ticks)
    for _ in range(TIMES):
        cooldowns.count(1)
    ticks.now += SECONDS / 3
    with pytest.raises(CommandOnCooldown) as refused:
        cooldowns.count(1)
    assert refused.value.retry_after == pytest.approx(SECONDS * 2 / 3)
    cooldowns.count(2)
    ticks.now += SECONDS
    cooldowns.count(1)


def test_no_more_people_are_remembered_than_that() -> None:
    cooldowns = Cooldowns(Ticks())
    for person in range(MOST + 100):
        cooldowns.count(person)
    assert len(cooldowns) == MOST
