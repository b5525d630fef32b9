"""The owner's commands over records on a branch: each on a new machine, as its own process. No network is needed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.contract.branches import BRANCH, Host, run_git
from tests.fakes.process import environment

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.thorough

_CONFIGURATION = f"""
[site]
name = "The night shift"
folder = "."
base_url = "https://films.example"
[[source]]
name = "films"
path = "posts"
first_run = "post"
[source.rating]
scale = 5
[[destination]]
name = "toots"
network = "mastodon"
api_base_url = "http://127.0.0.1:9"
[store]
branch = "{BRANCH}"
"""
_REVIEW = """---
title: "Vertigo (1958)"
rating: 4
tags: [xylophone-shelf]
draft: {draft}
permalink: /vertigo.html
---
The xylophone on the stairs.
"""


@pytest.fixture
def host(tmp_path: Path) -> Host:
    made = Host(tmp_path)
    author = made.folder / "author"
    (author / "posts").mkdir()
    (author / "posts" / "vertigo.md").write_text(_REVIEW.format(draft="false"), encoding="utf-8")
    (author / "posts" / "later.md").write_text(
        _REVIEW.format(draft="true").replace("Vertigo", "Xylophone"), encoding="utf-8"
    )
    (author / "matinee.toml").write_text(_CONFIGURATION, encoding="utf-8")
    run_git(author, "add", "-A")
    run_git(author, "commit", "--quiet", "-m", "Write reviews")
    run_git(author, "push", "--quiet", str(made.bare), "main")
    return made


def matinee(host: Host, *words: str, code: int = 0) -> str:
    """What it says on a new machine; nothing is left there but the search index."""
    there = host.checkout()
    command = [sys.executable, "-m", "bot", *words, "-c", "matinee.toml"]
    environ = environment(GIT_CONFIG_GLOBAL=os.devnull, MATINEE_MASTODON_TOKEN="xylophone-token")
    ran = subprocess.run(command, cwd=there, env=environ, capture_output=True, text=True, check=False)
    assert ran.returncode == code, (ran.stdout, ran.stderr)
    assert not (there / "data" / "matinee.db").exists()
    assert not {it for it in run_git(there, "status", "--porcelain").splitlines() if "data/" not in it}
    return ran.stdout + ran.stderr


def test_a_decision_on_one_machine_holds_on_the_next_and_readers_save_nothing(host: Host) -> None:
    matinee(host, "run", "--once", "--only", "watch", "--json")
    assert set(host.deliveries().values()) == {"waiting"}
    matinee(host, "pause", "toots", "--why", "xylophone lessons")
    tip = host.tip()
    status = json.loads(matinee(host, "status", "--json"))
    assert [one["destination"] for one in status["pauses"]] == ["toots"]
    matinee(host, "run", "--once", "--dry-run")
    matinee(host, "backup", str(host.folder / "saved.db"))
    assert host.tip() == tip
    matinee(host, "skip", "1")
    assert set(host.deliveries().values()) == {"skipped"}
    matinee(host, "restore", str(host.folder / "saved.db"), "--replace")
    assert set(host.deliveries().values()) == {"waiting"}
    assert b"xylophone" not in host.database().lower()


def test_the_bot_that_stays_is_refused_with_what_to_do(host: Host) -> None:
    said = matinee(host, "run", code=2)
    assert "start matinee run --once" in said
    assert not host.tip()


def test_a_branch_out_of_reach_is_one_sentence_and_exit_code_3(host: Host) -> None:
    there = host.checkout()
    host.bare.rename(host.folder / "away.git")
    command = [sys.executable, "-m", "bot", "status", "-c", "matinee.toml"]
    ran = subprocess.run(command, cwd=there, env=environment(), capture_output=True, text=True, check=False)
    assert ran.returncode == 3
    assert "can't be reached" in ran.stderr
    assert "Traceback" not in ran.stderr
