"""``matinee demo`` without a browser: what it posts, what it says, and that it leaves nothing behind."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import psutil
import pytest

from bot.demo.run import demo
from bot.errors import UsageError
from tests.conftest import ROOT
from tests.flow.demo_process import PATIENCE, command, running_demo, surroundings

if TYPE_CHECKING:
    from pathlib import Path

SAMPLES = ROOT / "bot" / "demo" / "samples"
REVIEWS = sum("layout: review" in path.read_text() for path in (SAMPLES / "_posts").iterdir())


def run(temporary: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    temporary.mkdir()
    return subprocess.run(
        command(*arguments),
        cwd=ROOT,
        env=surroundings(temporary),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=2 * PATIENCE,
        check=False,
    )


@pytest.mark.thorough
def test_once_reports_every_sample_on_both_networks(tmp_path: Path) -> None:
    ended = run(tmp_path / "temporary", "--headless", "--once", "--json")
    assert ended.returncode == 0, ended.stderr
    assert list((tmp_path / "temporary").iterdir()) == []
    assert "Traceback" not in ended.stderr
    assert "Warning" not in ended.stderr
    report: dict[str, Any] = json.loads(ended.stdout)
    assert report["reviews"] == REVIEWS
    assert report["not_posted"] == []
    posted = {(one["path"], one["network"]) for one in report["posted"]}
    recaps = [one for one in report["posted"] if one["path"] is None]
    assert len(report["posted"]) == len(posted) == 2 * REVIEWS + 2
    assert {one["network"] for one in recaps} == {"discord", "mastodon"}
    assert all(one["title"].startswith("Recap: Dread October 2025, ") for one in recaps)
    assert {path for path, _ in posted if path} <= {path.name for path in (SAMPLES / "_posts").iterdir()}
    assert all(one["url"].startswith("http") for one in report["posted"])
    assert {one["title"] for one in report["posted"]} >= {"Carnival of Souls (1962)", "House (1977)"}


@pytest.mark.thorough
def test_it_stays_takes_what_is_dropped_and_ends_at_ctrl_c(tmp_path: Path) -> None:
    with running_demo(tmp_path / "temporary", "--headless") as running:
        running.read_until(lambda _: len(running.posted) == 2 * REVIEWS + 2)
        assert all("Recap: Dread October 2025" in line for line in running.posted[-2:])
        subprocess.run(shlex.split(running.example), check=True)
        running.read_until(lambda _: len(running.posted) == 2 * REVIEWS + 4)
        assert all("His Girl Friday (1940)" in line for line in running.posted[-2:])
        children = psutil.Process(running.process.pid).children(recursive=True)
        assert children
        assert running.interrupt() == 0
        assert psutil.wait_procs(children, timeout=10)[1] == []
        assert list((tmp_path / "temporary").iterdir()) == []
        errors = running.errors.read_text()
        assert "Traceback" not in errors
        assert "Warning" not in errors


async def test_without_its_requirements_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mastodon_mock", None)
    with pytest.raises(UsageError, match="make demo"):
        await demo(headless=True, once=True, say=print)
