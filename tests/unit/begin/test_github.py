"""Workflows for a site without a server: what is found, what is written, and that nothing is overwritten unasked."""

from __future__ import annotations

import re
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
    # Of the job: as one of the whole run it would let a run that is skipped take the place of one that waits.
    assert "concurrency" not in flow
    assert job["concurrency"] == {"group": "matinee", "cancel-in-progress": False}
    assert job["timeout-minutes"] == 15
    assert job["steps"][0]["with"]["fetch-depth"] == 1
    assert job["steps"][-1]["run"] == "exec matinee run --once -c config/matinee.toml"
    assert job["steps"][-1]["env"] == {
        "FILMS_TOKEN": "${{ secrets.FILMS_TOKEN }}",
        "MATINEE_DISCORD_TOKEN": "${{ secrets.MATINEE_DISCORD_TOKEN }}",
    }
    assert job["steps"][-2]["env"] == {"MATINEE_FROM": FROM}
    assert "vars." not in (site / ".github" / "workflows" / "matinee.yml").read_text()
    on = flow[True]  # what YAML 1.1 takes the word for
    assert on["schedule"] == [{"cron": "17 * * * *"}]
    assert {"push", "page_build", "deployment_status", "workflow_dispatch"} <= on.keys()
    assert answer.document["secrets"] == ["FILMS_TOKEN", "MATINEE_DISCORD_TOKEN"]
    told = "\n".join(map(str, answer.text))
    assert 'Name FILMS_TOKEN, Secret: the token for "toots"; matinee login mastodon --print' in told
    assert 'Name MATINEE_DISCORD_TOKEN, Secret: your bot\'s token, for "film-channel"' in told
    assert "https://discord.com/oauth2/authorize?client_id=APPLICATION_ID&" in told
    assert "It notes the reviews that are there and posts none of them." in told


def test_the_owner_is_led_to_the_very_pages(site: Path) -> None:
    subprocess.run(["git", "remote", "add", "origin", "git@github.com:me/films.git"], check=True)
    subprocess.run(["git", "symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/trunk"], check=True)
    config = site / "config" / "matinee.toml"
    config.write_text(CONFIG.replace('name = "films"\n', 'name = "films"\nfirst_run = "post"\n'))
    told = "\n".join(map(str, github.write(config).text))
    assert "https://github.com/me/films/settings/secrets/actions/new" in told
    assert "https://github.com/me/films/actions/workflows/matinee.yml" in told
    assert "It posts the reviews that are there." in told
    assert "goes out with the first run after it" in told
    assert written(site)[True]["push"] == {"branches": ["trunk"]}


def test_a_site_that_is_elsewhere_is_led_nowhere(site: Path) -> None:
    subprocess.run(["git", "remote", "add", "origin", "https://me:s3cret@git.example/me/films"], check=True)
    subprocess.run(["git", "switch", "-q", "-c", "source"], check=True)
    told = "\n".join(map(str, github.write(site / "config" / "matinee.toml").text))
    assert "your repository's page on GitHub" in told
    assert "s3cret" not in told
    assert written(site)[True]["push"] == {"branches": ["main", "master", "source"]}


@pytest.mark.parametrize("name", ["matinee.yml", "matinee-check.yml"])
def test_nothing_that_others_write_is_typed_and_every_action_stays_what_it_is(site: Path, name: str) -> None:
    """What stands in a script by GitHub's own replacing would be run; what a tag names can be replaced."""
    github.write(site / "config" / "matinee.toml")
    (job,) = written(site, name)["jobs"].values()
    assert job["timeout-minutes"] <= 15
    for step in job["steps"]:
        assert "${{" not in step.get("run", "")
        assert "uses" not in step or re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", step["uses"])
    assert "pull_request_target" not in str(written(site, name))


def test_libraries_are_those_that_were_tested(site: Path) -> None:
    github.write(site / "config" / "matinee.toml")
    script = written(site)["jobs"]["post"]["steps"][-2]["run"]
    files = re.findall(r"-r (\S+)", script)
    assert "--require-hashes" in script
    assert len(files) == 2
    assert all((ROOT / one).is_file() for one in files)


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
    steps = flow["jobs"]["post"]["steps"]
    assert steps[0]["with"]["persist-credentials"] is False
    assert steps[-1]["env"]["PGPASSWORD"] == "${{ secrets.PGPASSWORD }}"
    assert load(config).store.branch is None


def test_a_password_in_the_configuration_would_be_everybodys(site: Path) -> None:
    config = site / "config" / "matinee.toml"
    config.write_text(CONFIG + '[store]\nurl = "postgresql://films:s3cret@db.example/films"\n')
    with pytest.raises(UsageError, match="take the password out") as refused:
        github.write(config)
    assert "s3cret" not in str(refused.value)


@pytest.mark.parametrize(
    "install",
    [
        "matinee",
        "git+https://me:s3cret@git.example/matinee@v1",
        "git+https://git.example/matinee",
        'git+https://x/y@z"; curl x',
        "$(id)",
    ],
)
def test_what_pip_installs_is_pinned_and_nothing_else(
    site: Path, monkeypatch: pytest.MonkeyPatch, install: str
) -> None:
    monkeypatch.setenv("MATINEE_FROM", install)
    with pytest.raises(UsageError, match="not of the form") as refused:
        github.write(site / "config" / "matinee.toml")
    assert "s3cret" not in str(refused.value)


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
