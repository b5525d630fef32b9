"""``matinee login mastodon`` as its user types it, at a server that speaks OAuth."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
import requests

from bot.settings import load
from tests.conftest import ROOT
from tests.flow.scene import Scene

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fakes.discord.control import DiscordControl
    from tests.fakes.mastodon.control import MastodonControl


@pytest.fixture
def scene(tmp_path: Path, fake_discord: DiscordControl, fake_mastodon: MastodonControl) -> Scene:
    return Scene(tmp_path, fake_discord, fake_mastodon)


def code_of(server: str) -> str:
    """What the server shows to whoever allows it."""
    form = {"redirect_uri": "urn:ietf:wg:oauth:2.0:oob", "username": "critic"}
    shown = requests.post(f"{server}/oauth/authorize", data=form, headers={"User-Agent": "a browser"}, timeout=10)
    found = re.search(r"code: ([^<]+)<", shown.text)
    assert found is not None
    return found[1]


def login(scene: Scene, code: str, *more: str) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-m", "bot", "login", "mastodon", "-c", "matinee.toml", *more]
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CONFIG_HOME": str(scene.folder / "home")}
    return subprocess.run(
        words, input=code, capture_output=True, text=True, cwd=scene.folder, env=environ, timeout=60, check=False
    )


def test_the_code_becomes_a_token_in_a_file_that_only_its_owner_reads(scene: Scene) -> None:
    done = login(scene, code_of(scene.mastodon.api_base_url), "--json")
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    file = scene.folder / "home" / "matinee" / "mastodon.token"
    assert told["file"] == str(file)
    assert told["account"].startswith("@critic@")
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    token = file.read_text().strip()
    assert token
    assert token not in done.stdout + done.stderr
    assert "code_challenge_method=S256" in done.stderr
    assert "scope=read%3Aaccounts+read%3Astatuses+write%3Astatuses+write%3Amedia&" in done.stderr
    held = {"Authorization": f"Bearer {token}", "User-Agent": "a test"}
    me = requests.get(
        f"{scene.mastodon.api_base_url}/api/v1/accounts/verify_credentials", headers=held, timeout=10
    ).json()
    assert me["acct"] == "critic"
    assert load(scene.folder / "matinee.toml").destinations  # it isn't touched
    assert token not in (scene.folder / "matinee.toml").read_text()


@pytest.mark.thorough
def test_a_wrong_code_is_refused_with_what_to_do(scene: Scene) -> None:
    done = login(scene, "no such code\n")
    assert done.returncode == 3
    assert "refuses the code" in done.stderr
    assert not (scene.folder / "home").exists()
    assert login(scene, "").returncode == 2


@pytest.mark.thorough
def test_shown_once_and_kept_nowhere(scene: Scene) -> None:
    server = scene.mastodon.api_base_url
    done = login(scene, code_of(server), "--print", "--server", server)
    assert done.returncode == 0, done.stderr
    assert "Paste this as MATINEE_MASTODON_TOKEN" in done.stdout
    assert not (scene.folder / "home").exists()


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("more", "code", "said"),
    [
        (("elsewhere",), 2, 'no destination "elsewhere" on Mastodon; allowed are toots'),
        (("--server", "http://mastodon.example"), 2, "begins with https://"),
        (("--server", "http://127.0.0.1:9"), 3, "can't be reached"),
        (("--print", "--save", "x"), 2, "leave --json and --save away"),
    ],
)
def test_what_can_t_be_done_is_said_before_anything_is_asked(
    scene: Scene, more: tuple[str, ...], code: int, said: str
) -> None:
    done = login(scene, "", *more)
    assert (done.returncode, said in done.stderr) == (code, True), done.stderr


@pytest.mark.thorough
def test_no_token_lands_in_a_repository(scene: Scene) -> None:
    (scene.folder / ".git").mkdir()
    done = login(scene, "", "--save", "token")
    assert done.returncode == 2
    assert "no secret belongs" in done.stderr


@pytest.mark.thorough
def test_a_server_of_something_else(scene: Scene) -> None:
    scene.mastodon.answer(404, "nothing here", path="/api/v1/apps", times=None)
    done = login(scene, "")
    assert done.returncode == 3
    assert "doesn't answer as Mastodon does" in done.stderr
