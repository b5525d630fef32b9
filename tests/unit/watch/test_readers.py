"""Many files are read in processes of their own: the same answers, in order, and nothing left behind."""

from __future__ import annotations

import os
from contextlib import aclosing
from typing import TYPE_CHECKING

import psutil
import pytest

from bot.watch import readers
from bot.watch.readers import MANY, read_all
from tests.unit.watch.made import source

if TYPE_CHECKING:
    from pathlib import Path

    from bot.watch.files import Taken

REVIEW = (
    "---\nlayout: review\ntitle: Film {number} (1980)\nrating: 3\n---\nFilm {number} is a small one, and I liked it.\n"
)


def many(folder: Path) -> list[tuple[str, str | None]]:
    for number in range(MANY):
        (folder / f"film-{number:04}.md").write_text(REVIEW.format(number=number), encoding="utf-8")
    return [(f"film-{number:04}.md", f"id-{number}") for number in range(MANY)] + [("gone.md", None)]


async def all_of(folder: Path, asked: list[tuple[str, str | None]]) -> list[tuple[str, Taken | None]]:
    async with aclosing(read_all(source(folder), asked)) as readings:
        return [answer async for answers in readings for answer in answers]


async def test_processes_answer_as_a_thread_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = many(tmp_path)
    by_processes = await all_of(tmp_path, asked)
    monkeypatch.setattr(readers, "MANY", len(asked) + 1)
    assert by_processes == await all_of(tmp_path, asked)
    assert [path for path, _ in by_processes] == [path for path, _ in asked]
    reviews = [taken.reading.review for _, taken in by_processes if taken]
    assert {review.id for review in reviews if review} == {f"id-{number}" for number in range(MANY)}
    assert by_processes[-1] == ("gone.md", None)


async def test_where_no_process_can_be_had_a_thread_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = many(tmp_path)
    monkeypatch.setattr(readers, "_attend", os.abort)  # every process ends as soon as it begins
    found = await all_of(tmp_path, asked)
    assert [path for path, _ in found] == [path for path, _ in asked]
    assert all(taken and taken.reading.review for _, taken in found[:-1])


@pytest.mark.thorough
async def test_stopping_early_leaves_no_process(tmp_path: Path) -> None:
    asked = many(tmp_path)
    before = set(psutil.Process().children(recursive=True))
    async with aclosing(read_all(source(tmp_path), asked)) as readings:
        async for _ in readings:
            break
    started = set(psutil.Process().children(recursive=True)) - before
    _, alive = psutil.wait_procs([one for one in started if "resource_tracker" not in " ".join(one.cmdline())], 20)
    assert alive == []
