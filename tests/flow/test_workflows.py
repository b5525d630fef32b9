"""The workflows that ``init --github-actions`` writes, typed as they stand on new machines: nothing lost or doubled."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.chaos.moving import SharedTime
from tests.contract.branches import Host, run_git
from tests.fakes.discord.control import MESSAGES
from tests.fakes.discord.world import TEXT_ID
from tests.fakes.mastodon.control import STATUSES
from tests.fakes.process import ROOT, environment
from tests.flow.github_machine import Job, Machines
from tests.flow.scene import CONFIGURATION, REVIEW, TITLES

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fakes.discord.control import DiscordControl
    from tests.fakes.mastodon.control import MastodonControl

pytestmark = pytest.mark.thorough

_OLD = "Last Winter"
_HOLD = 20 * 60.0
_POST, _CHECK = "matinee.yml", "matinee-check.yml"


class Site:
    """A site at its host, with the workflows in it; its owner; both networks; and the time that all go by."""

    def __init__(self, folder: Path, discord: DiscordControl, mastodon: MastodonControl) -> None:
        self.host = Host(folder)
        self.author, self.discord, self.mastodon = self.host.folder / "author", discord, mastodon
        self.time = SharedTime(folder / "time")
        secrets = {"MATINEE_DISCORD_TOKEN": discord.token, "MATINEE_MASTODON_TOKEN": mastodon.token}
        origin = _matinees_own(folder / "matinee.git")
        self.machines = Machines(folder, self.host.bare, folder / "time", secrets, {"MATINEE_FROM": origin})
        run_git(self.author, "remote", "add", "origin", str(self.host.bare))
        text = CONFIGURATION.format(
            channel=TEXT_ID, source="", discord=discord.api_base_url, gateway=discord.gateway_url,
            mastodon=mastodon.api_base_url,
        )  # fmt: skip
        for wrong, right in (("0s", f"{_HOLD:.0f}s"), ('"post"', '"known"')):
            text = text.replace(wrong, right)
        (self.author / "config").mkdir()
        (self.author / "config" / "matinee.toml").write_text(text, encoding="utf-8")
        command = [sys.executable, "-m", "bot", "init", "--github-actions"]
        subprocess.run(command, cwd=self.author, env=environment(), check=True, capture_output=True)
        self.push(_OLD)

    def write(self, title: str, **more: str) -> None:
        """Into the author's folder."""
        (self.author / "posts").mkdir(exist_ok=True)
        text = REVIEW.format(title=title, number=1)
        for before, after in more.items():
            text = text.replace(before, after)
        (self.author / "posts" / f"{title.lower().replace(' ', '-')}.md").write_text(text, encoding="utf-8")

    def push(self, title: str) -> None:
        """A new review."""
        self.write(title)
        self.commit(title)
        run_git(self.author, "push", "--quiet", "origin", "main")

    def commit(self, what: str) -> None:
        """All that the author has."""
        run_git(self.author, "add", "-A")
        run_git(self.author, "commit", "--quiet", "-m", what)

    def pass_time(self, seconds: float) -> None:
        """For the machines and both networks."""
        self.time.move(seconds)
        self.discord.advance(seconds)
        self.mastodon.advance(seconds)

    def run(self, event: str, *, code: int = 0) -> Job:
        """One run that posts, to its end."""
        job = self.machines.start(_POST, event)
        assert job.wait() == code, job.said
        return job

    def assert_posted(self, *titles: str) -> None:
        """Each once at both places, and never more often."""
        texts = {"channel": [str(it) for it in self.discord.messages()]}
        texts["toots"] = [it["text"] for it in self.mastodon.statuses()]
        for there in texts.values():
            assert len(there) == len(titles)
            assert all(sum(title in text for text in there) == 1 for title in titles)
        assert (self.discord.created(), self.mastodon.created()) == (len(titles), len(titles))

    @property
    def state(self) -> str:
        """What the branch says of the run that saved it last."""
        return run_git(self.host.bare, "log", "-1", "--format=%b", "matinee-state")


def _matinees_own(bare: Path) -> str:
    """What the install step is to fetch: the files that it names, at a version."""
    work = bare.parent / "matinee"
    (work / "config").mkdir(parents=True)
    shutil.copy(ROOT / "pyproject.toml", work)
    shutil.copytree(ROOT / "config" / "requirements", work / "config" / "requirements")
    run_git(work, "init", "--quiet", "--initial-branch", "main")
    run_git(work, "add", "-A")
    run_git(work, "commit", "--quiet", "-m", "Release")
    run_git(work, "tag", "v0.1.0")
    run_git(bare.parent, "clone", "--quiet", "--bare", str(work), str(bare))
    return f"git+file://{bare}@v0.1.0"


@pytest.fixture
def site(tmp_path: Path, fake_discord: DiscordControl, fake_mastodon: MastodonControl) -> Site:
    return Site(tmp_path, fake_discord, fake_mastodon)


def test_the_first_run_a_late_timer_a_doubled_one_and_one_that_dies(site: Site) -> None:
    lamp, salt, boats = TITLES
    assert "- films: 1 review, not posted; the next new one will be." in site.run("push").summary
    site.assert_posted()
    assert "at rest" in site.state

    site.push(lamp)
    assert "### Waiting" in site.run("push").summary
    site.assert_posted()
    site.pass_time(5 * 3600)  # the timer is late
    assert "### Posted" in (posted := site.run("schedule").summary)
    assert posted.count("[The Lamp Keeper &#40;1971&#41; in ") == 2
    site.assert_posted(lamp)

    site.push(salt)
    site.run("push")
    site.pass_time(_HOLD + 60)
    site.mastodon.fault("hang", "POST", STATUSES)
    first = site.machines.start(_POST, "schedule")
    site.mastodon.wait_held()
    second = site.machines.start(_POST, "schedule")  # which GitHub would let wait
    second.wait_said("another run is under way")
    site.mastodon.release()
    assert (first.wait(), second.wait()) == (0, 0), first.said + second.said
    assert "### Posted" in first.summary
    assert "Nothing was due." in second.summary
    site.assert_posted(lamp, salt)

    site.push(boats)
    site.run("push")
    site.pass_time(_HOLD + 60)
    site.discord.fault("hang", "POST", MESSAGES, after=True)
    site.mastodon.fault("hang", "POST", STATUSES, after=True)
    dying = site.machines.start(_POST, "schedule")
    site.discord.wait_held()
    site.mastodon.wait_held()
    dying.kill()
    assert (site.discord.created(), site.mastodon.created()) == (3, 3)  # both posts stand, which nobody was told
    assert "under way" in site.state
    site.discord.let_go()
    site.mastodon.let_go()
    site.pass_time(3600)
    assert "### Posted" in site.run("schedule").summary
    site.assert_posted(*TITLES)
    assert "Nothing was due." in site.run("workflow_dispatch").summary
    site.assert_posted(*TITLES)
    assert "at rest" in site.state


def test_a_run_that_is_cancelled_ends_what_is_on_its_way_and_says_so(site: Site) -> None:
    site.run("push")
    site.push(TITLES[0])
    site.run("push")
    site.pass_time(_HOLD + 60)
    site.mastodon.fault("hang", "POST", STATUSES)
    job = site.machines.start(_POST, "schedule")
    site.mastodon.wait_held()
    job.cancel()
    site.mastodon.release()
    job.wait()
    assert "stopped before the end&#59; the next run goes on from here" in job.summary
    assert "at rest" in site.state
    site.run("schedule")
    site.assert_posted(TITLES[0])


def test_without_its_secrets_a_run_says_which_and_where_to_paste_them(site: Site) -> None:
    site.machines.secrets.clear()
    job = site.run("push", code=2)
    for name in ("MATINEE_DISCORD_TOKEN", "MATINEE_MASTODON_TOKEN"):
        assert f"the environment has no {name}: paste the token as a secret of that name" in job.said
    assert "### Didn't work" in job.summary
    assert "the environment has no MATINEE&#95;DISCORD&#95;TOKEN" in job.summary
    site.assert_posted()


@pytest.mark.parametrize("workflow", [_POST, _CHECK])
def test_where_nothing_tells_where_matinee_comes_from_the_run_does(site: Site, workflow: str) -> None:
    """A pull request of a fork sees no variable."""
    site.machines.variables.clear()
    job = site.machines.start(workflow, "push")
    assert job.wait() == 1
    assert "::error::No variable MATINEE_FROM tells where Matinee comes from" in job.said
    assert "Settings -> Secrets and variables -> Actions -> Variables" in job.summary


def test_a_stranger_s_pull_request_is_checked_without_any_secret(site: Site) -> None:
    site.machines.secrets.clear()
    run_git(site.author, "switch", "--quiet", "-c", "stranger")
    site.write("Salt Road")
    site.write("Nine Paper Boats", **{"3.5": "eleven"})
    site.commit("Offer two reviews")
    run_git(site.author, "switch", "--quiet", "main")
    site.push("The Lamp Keeper")  # meanwhile
    run_git(site.author, "merge", "--quiet", "--no-ff", "-m", "Merge", "stranger")
    run_git(site.author, "push", "--quiet", "origin", "HEAD:refs/pull/7/merge")
    job = site.machines.start(_CHECK, "pull_request", "refs/pull/7/merge")
    assert job.wait() == 1, job.said
    assert "::error file=posts/nine-paper-boats.md,line=3" in job.said
    assert "Salt Road" in job.summary
    assert "The Lamp Keeper" not in job.summary + job.said
    site.assert_posted()
    assert not site.host.tip()
