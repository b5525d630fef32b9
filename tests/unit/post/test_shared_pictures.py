"""A picture that many channels get is made once."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.format.model import Limits, Picture
from bot.post import pictures
from bot.post.shared_pictures import SharedPictures
from tests.unit.post.test_pictures import photograph

if TYPE_CHECKING:
    from pathlib import Path


PNG = photograph()


def named(file: str, alt: str = "A staircase.") -> Picture:
    return Picture("vertigo.png", alt, source="films", file=file)


async def test_all_who_ask_get_the_one_that_was_made_first(tmp_path: Path) -> None:
    shared = SharedPictures({"films": tmp_path}, None, None)
    (tmp_path / "a.png").write_bytes(PNG)
    first, second = await asyncio.gather(shared.file(named("a.png"), Limits()), shared.file(named("a.png"), Limits()))
    (tmp_path / "a.png").unlink()
    third = await shared.file(named("a.png", alt="Stairs."), Limits())
    assert first is not None
    assert first == second
    assert third is not None
    assert (third.data, third.alt) == (first.data, "Stairs.")


async def test_one_that_is_not_there_is_looked_for_once(tmp_path: Path) -> None:
    shared = SharedPictures({"films": tmp_path}, None, None)
    assert await shared.file(named("a.png"), Limits()) is None
    (tmp_path / "a.png").write_bytes(PNG)
    with pytest.raises(pictures.NoPicture):
        await shared.made(named("a.png"), Limits())


async def test_only_a_few_are_kept(tmp_path: Path) -> None:
    shared = SharedPictures({"films": tmp_path}, None, None)
    for number in range(6):
        (tmp_path / f"{number}.png").write_bytes(PNG)
        await shared.file(named(f"{number}.png"), Limits())
        (tmp_path / f"{number}.png").unlink()
    assert await shared.file(named("5.png"), Limits()) is not None
    assert await shared.file(named("0.png"), Limits()) is None
