"""Workflows for a site without a server: what is found, what is written, and that nothing is overwritten unasked."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from bot.begin import github
from bot.begin.github_deploy import deploy_workflow
from bot.errors import UsageError
from bot.settings import load
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

CONFIG = """\
[site]
name = "My reviews"
base_url = "https://films.example"
[[source]]
name = "films"
path = "_posts"
permalink = "/{slug}.html"
[source.rating]
scale = 5
[[destination]]
name = "toots"
network = "mastodon"
api_base_url = "https://toots.example"
token_env = "FILMS_TOKEN"
[[destination]]
name = "film-channel"
network = "discord"
channel_id = 123456789012345678
"""
FROM = "git+https://git.example/owner/matinee@v0.1.0"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    subprocess.run(["git", "init", "-q", "-b", "main", str(tmp_path)], check=True)
    (tmp_path / "_posts").mkdir()
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "matinee.toml").write_text(CONFIG)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MATINEE_FROM", FROM)
    return tmp_path


def written(site: Path, name: str = "matinee.yml") -> dict[Any, Any]:
    document = yaml.safe_load((site / ".github" / "workflows" / name).read_text())
    assert isinstance(document, dict)
    return document


def deploys(site: Path, text: str, name: str = "site.yml") -> None:
    folder = site / ".github" / "workflows"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text)


def test_what_is_written(site: Path) -> None:
    answer = github.write(site / "config" / "matinee.toml")
    flow = written(site)
    (job,) = flow["jobs"].values()
    assert flow["permissions"] == {"contents": "write"}
    assert flow["concurrency"] == {"group": "matinee", "cancel-in-progress": False}
    assert job["timeout-minutes"] == 15
    assert job["steps"][0]["with"]["fetch-depth"] == 1
    assert job["steps"][-1]["run"] == "matinee run --once -c config/matinee.toml"
    assert job["steps"][-1]["env"] == {
        "FILMS_TOKEN": "${{ secrets.FILMS_TOKEN }}",
        "MATINEE_DISCORD_TOKEN": "${{ secrets.MATINEE_DISCORD_TOKEN }}",
    }
    assert job["steps"][-2]["env"]["MATINEE_FROM"] == FROM
    on = flow[True]  # what YAML 1.1 takes the word for
    assert on["schedule"] == [{"cron": "17 * * * *"}]
    assert {"push", "page_build", "deployment_status", "workflow_dispatch"} <= on.keys()
    assert answer.document["secrets"] == ["FILMS_TOKEN", "MATINEE_DISCORD_TOKEN"]
    assert any("New repository secret, name FILMS_TOKEN" in str(one) for one in answer.text)


def test_pull_requests_are_checked_without_any_secret(site: Path) -> None:
    github.write(site / "config" / "matinee.toml")
    text = (site / ".github" / "workflows" / "matinee-check.yml").read_text()
    flow = written(site, "matinee-check.yml")
    assert "secrets." not in text
    assert flow[True] == {"pull_request": None}
    assert flow["permissions"] == {"contents": "read"}
    (job,) = flow["jobs"].values()
    assert job["steps"][-1]["run"] == "matinee check --github --since HEAD^1 -c config/matinee.toml"


def test_after_the_sites_own_deploy(site: Path) -> None:
    deploys(site, "name: Tests\non: push\njobs: {a: {runs-on: x, steps: [{run: make test}]}}", "tests.yml")
    deploys(site, 'name: "Build: the site"\non: push\njobs: {a: {steps: [{uses: actions/deploy-pages@v4}]}}')
    github.write(site / "config" / "matinee.toml")
    flow = written(site)
    assert flow[True]["workflow_run"] == {"workflows": ["Build: the site"], "types": ["completed"]}
    assert "push" not in flow[True]
    assert "conclusion == 'success'" in flow["jobs"]["post"]["if"]


@pytest.mark.parametrize(
    "text", ["", "[", "- a", "jobs: 3", "jobs: {a: {steps: 3}}", "jobs: {a: 3}", "\x00", "a: &a [*a]"]
)
def test_workflows_that_are_none_are_passed_over(site: Path, text: str) -> None:
    deploys(site, text, "odd.yml")
    assert deploy_workflow(site) is None


def test_nothing_is_overwritten_unasked(site: Path) -> None:
    config = site / "config" / "matinee.toml"
    github.write(config)
    with pytest.raises(UsageError, match="is there already; --force replaces it"):
        github.write(config)
    github.write(config, force=True)


def test_showing_writes_nothing(site: Path) -> None:
    config = site / "config" / "matinee.toml"
    answer = github.write(config, show=True)
    assert sorted(answer.document["files"]) == [".github/workflows/matinee-check.yml", ".github/workflows/matinee.yml"]
    assert not (site / ".github").exists()
    assert config.read_text() == CONFIG


@pytest.mark.parametrize("store", ["", "[store]\n", '[store]  # where\nurl = "sqlite:///kept/matinee.db"\n'])
def test_the_records_are_kept_on_a_branch(site: Path, store: str) -> None:
    config = site / "config" / "matinee.toml"
    config.write_text(CONFIG + store)
    github.write(config)
    assert load(config).store.branch == "matinee-state"
    again = config.read_text()
    github.write(config, force=True)
    assert config.read_text() == again


def test_a_database_elsewhere_needs_no_branch(site: Path) -> None:
    config = site / "config" / "matinee.toml"
    config.write_text(CONFIG + '[store]\nurl = "postgresql://films@db.example/films"\n')
    github.write(config)
    flow = written(site)
    assert flow["permissions"] == {"contents": "read"}
    assert "matinee[postgres] @" in flow["jobs"]["post"]["steps"][-2]["run"]
    assert load(config).store.branch is None


@pytest.mark.parametrize(
    "install", ["matinee", "git+https://git.example/matinee", 'git+https://x/y@z"; curl x', "$(id)"]
)
def test_what_pip_installs_is_pinned_and_nothing_else(
    site: Path, monkeypatch: pytest.MonkeyPatch, install: str
) -> None:
    monkeypatch.setenv("MATINEE_FROM", install)
    with pytest.raises(UsageError, match="not of the form"):
        github.write(site / "config" / "matinee.toml")


def test_where_there_is_no_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "matinee.toml").write_text(CONFIG)
    with pytest.raises(UsageError, match="it is in no git repository"):
        github.write(tmp_path / "matinee.toml")


def test_the_page_shows_what_is_written(site: Path) -> None:
    config = site / "config" / "matinee.toml"
    config.write_text(CONFIG.replace('token_env = "FILMS_TOKEN"\n', ""))
    deploys(site, "name: Deploy\non: push\njobs: {a: {steps: [{uses: actions/deploy-pages@v4}]}}")
    github.write(config)
    text = (site / ".github" / "workflows" / "matinee.yml").read_text()
    assert f"```yaml\n{text}```" in (ROOT / "docs" / "no-server.md").read_text()
