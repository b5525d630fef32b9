"""On GitHub: notes beside lines and summaries of runs, in which no text of a review can be a command or markup."""

from __future__ import annotations

import atexit
import json
import re
import subprocess
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.desk import annotating, job_summary, play
from bot.desk.annotating import changed_since, guarded, marks
from bot.desk.reading import check
from bot.errors import ConfigurationError, UsageError
from bot.git import GitFailed
from bot.review.model import Problem
from tests.unit.begin.test_github import CONFIG

if TYPE_CHECKING:
    from pathlib import Path

REVIEW = "---\ntitle: {}\nrating: 4\n---\n{} It goes on in colours that nobody has used since.\n"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "_posts").mkdir()
    (tmp_path / "matinee.toml").write_text(CONFIG + f"[store]\ndata_dir = {json.dumps(str(tmp_path / 'kept'))}\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    run(tmp_path, "init", "-q", "-b", "main")
    save(tmp_path, "old", "Vertigo", "A dizzy film.")
    return tmp_path


def run(site: Path, *words: str) -> None:
    subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b.example", *words], cwd=site, check=True)


def save(site: Path, name: str, title: str, text: str) -> None:
    (site / "_posts" / f"2026-01-02-{name}.md").write_text(REVIEW.format(json.dumps(title), text))
    run(site, "add", "-A")
    run(site, "commit", "-q", "-m", name)


def test_a_note_stands_at_its_line_and_can_not_be_forged(site: Path) -> None:
    path = site / "_posts" / "odd, name: 50%.md"
    problem = Problem("x", 4, 9, "rat,ing:", "9 is too\n::error::much\r%0A", "error")
    (mark,) = marks([(path, problem)])
    assert mark == (
        "::error file=_posts/odd%2C name%3A 50%25.md,line=4,col=9,title=rat%2Cing%3A::9 is too%0A::error::much%0D%250A"
    )


async def test_a_run_that_can_not_begin_says_so_in_the_summary(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("MATINEE_MASTODON_TOKEN", "MATINEE_DISCORD_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(ConfigurationError):
        await play.once(site / "matinee.toml", "")
    summary = (site / "summary.md").read_text()
    assert "### Didn't work" in summary
    told = [line for line in summary.splitlines() if line.startswith("- ")]
    assert len(told) == 2
    assert all("the environment has no " in one for one in told)


def test_errors_come_first(site: Path) -> None:
    problems = [Problem("x", 1, 1, "", "one", "warning"), Problem("x", 2, 1, "", "two", "error")]
    assert [mark[:9] for mark in marks((site / "x", one) for one in problems)] == ["::error f", "::warning"]


def test_text_of_reviews_stands_between_words_that_nobody_can_guess() -> None:
    before, after = guarded()
    assert before == f"::stop-commands::{after.strip(':')}"
    assert re.fullmatch(r"::[0-9a-f]{32}::", after)
    assert guarded() != (before, after)


def test_no_line_of_a_run_is_a_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    done = CliRunner().invoke(app, ["run", "--once", "-c", "nowhere.toml"])
    atexit.unregister(annotating._unguarded)
    assert re.fullmatch(r"::stop-commands::[0-9a-f]{32}\n", done.stderr)


def test_only_what_changed_is_looked_at_and_shown(site: Path) -> None:
    (site / "notes.txt").write_text("no review")
    save(site, "new", "Rope", "<script>alert(1)</script> **One** room. </pre> @everyone")
    answer = check(site / "matinee.toml", [], github=True, since="HEAD^1")
    assert (answer.document["files"], answer.document["reviews"], answer.code) == (1, 1, 0)
    summary = (site / "summary.md").read_text()
    assert "Rope" in summary
    assert "Vertigo" not in summary
    assert "<script" not in summary
    assert summary.count("<pre>") == summary.count("</pre>") == 1
    assert "toots" in summary
    assert "film-channel" in summary


def test_nothing_changed(site: Path) -> None:
    (site / "notes.txt").write_text("no review")
    run(site, "add", "-A")
    run(site, "commit", "-q", "-m", "notes")
    answer = check(site / "matinee.toml", [], github=True, since="HEAD^1")
    assert (answer.document["files"], answer.code) == (0, 0)


def test_commits_that_are_none(site: Path) -> None:
    with pytest.raises(UsageError, match="is no commit"):
        changed_since("--output=x")
    with pytest.raises(GitFailed, match="Asking what changed since nowhere"):
        changed_since("nowhere")


@pytest.mark.parametrize("text", ["<b>", "[a](http://b)", "# a\n- b", "`a`", "a | b", "&lt;", "@owner", "![x](y)"])
def test_in_a_line_of_a_summary_every_mark_is_itself(text: str) -> None:
    plain = job_summary.plain(text)
    assert re.fullmatch(r"(?:[A-Za-z0-9 ]|&#\d+;)*", plain)
    assert "\n" not in plain


def test_a_summary_that_is_too_long_is_cut(site: Path) -> None:
    job_summary.append("é" * 2_000_000)
    assert (site / "summary.md").stat().st_size < 1_048_576
    assert (site / "summary.md").read_text().endswith("too long to show.\n")


def test_a_summary_that_can_not_be_written_is_let_be(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(site / "nowhere" / "summary.md"))
    job_summary.append("text")
