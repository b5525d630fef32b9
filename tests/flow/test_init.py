"""``matinee init`` as its user has it: in a site's folder, by options and at a real terminal."""

from __future__ import annotations

import json
import os
import select
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bot.settings import load
from tests.conftest import ROOT
from tests.flow.terminal import typed
from tests.unit.begin import sites

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

WRITTEN = Path("config/matinee.toml")
LAYOUTS = [sites.jekyll, sites.hugo, sites.eleventy, sites.astro]


class Folder:
    """What ``typed`` needs of a scene: where it is, and nothing in the environment."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environ: dict[str, str] = {}


def run(folder: Path, *words: str, code: int = 0) -> tuple[str, str]:
    left, out, errors = typed(Folder(folder), *words)  # type: ignore[arg-type] # all that it asks of a scene
    assert left == code, out + errors
    return out, errors


def asked(folder: Path, *words: str) -> Any:
    return json.loads(run(folder, "init", "--json", *words)[0])


@pytest.mark.parametrize("lay", LAYOUTS)
def test_a_site_is_set_up_by_one_command(
    tmp_path: Path, lay: Callable[[Path], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(lay(tmp_path))
    before = set(tmp_path.rglob("*"))
    document = asked(tmp_path, "--mastodon", "@me@mastodon.test", "--discord-channel", "123456789012345678")
    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path not in before} == {
        "config",
        "config/matinee.toml",
    }
    settings = load(WRITTEN)
    assert [one.name for one in settings.destinations] == ["discord", "mastodon"]
    assert settings.live.wait.total_seconds() == 1800
    assert document["questions"] == 0
    assert len(document["posts"]) == 3
    assert all(one["problems"] == [] or one["review"] for one in document["posts"])
    assert all(one["review"]["url"].startswith(str(settings.site.base_url)) for one in document["posts"])
    checked = json.loads(run(tmp_path, "check", "--json")[0])
    assert checked["reviews"] == 6


def test_the_posts_of_the_last_three_are_shown(tmp_path: Path) -> None:
    out, _ = run(sites.hugo(tmp_path), "init", "--yes")
    assert "6 reviews in content/reviews, rated up to 10" in out
    assert out.count("· Mastodon") == 3
    assert "https://kino.test/reviews/dementia/" in out
    assert [line[0] for line in out.splitlines()[-3:]] == ["1", "2", "3"]


def test_a_site_that_posts_nowhere_yet_is_told_so(tmp_path: Path) -> None:
    run(sites.hugo(tmp_path), "init", "--yes")
    for words in (("run", "--dry-run"), ("run", "--once")):
        out, _ = run(tmp_path, *words)
        assert "no [[destination]]" in out


def test_without_a_terminal_the_proposals_are_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Path(os.devnull).open() as nobody:
        monkeypatch.setattr(sys, "stdin", nobody)
        out, _ = run(sites.jekyll(tmp_path), "init")
    assert "nobody is at a terminal" in out
    assert (tmp_path / WRITTEN).is_file()


def test_the_line_that_keeps_jekyll_from_publishing_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(sites.jekyll(tmp_path))
    assert "write exclude: [config] in _config.yml" in run(tmp_path, "init", "--yes")[0]


def test_a_configuration_that_is_there_stays(tmp_path: Path) -> None:
    sites.lay(sites.jekyll(tmp_path), {"config/matinee.toml": "mine"})
    _, errors = run(tmp_path, "init", "--yes", code=2)
    assert "--force" in errors
    assert (tmp_path / WRITTEN).read_text() == "mine"
    run(tmp_path, "init", "--yes", "--force")
    assert (tmp_path / WRITTEN).read_text() != "mine"


def test_another_folder_and_another_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sites.jekyll(tmp_path / "my site")
    monkeypatch.chdir(tmp_path)
    out, _ = run(tmp_path, "init", "my site", "--yes", "-c", "here.toml", "--mastodon", "mastodon.test")
    assert load("here.toml").sources[0].folder == Path("my site/_posts")
    assert "matinee doctor -c here.toml" in out
    run(tmp_path, "check", "-c", "here.toml")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--mastodon", "nowhere"], "last @"),
        (["--discord-channel", "films"], "digits"),
        (["--public-tag", "noir"], "noir"),
        (["--scale", "many"], "number"),
        (["--site-url", "here"], "looks like"),
        (["nothing-here"], "no such folder"),
    ],
)
def test_wrong_options_are_told_and_nothing_is_written(tmp_path: Path, words: list[str], said: str) -> None:
    _, errors = run(sites.jekyll(tmp_path), "init", "--yes", *words, code=2)
    assert said in errors
    assert len(errors.strip().splitlines()) == 1
    assert not (tmp_path / WRITTEN).exists()


def test_our_own_folder_is_no_site() -> None:
    before = (ROOT / WRITTEN).read_text(encoding="utf-8")
    for force in ([], ["--force"]):
        _, errors = run(ROOT, "init", "--yes", *force, code=2)
        assert "is Matinee's own folder: go to your site's" in errors
    assert (ROOT / WRITTEN).read_text(encoding="utf-8") == before


def test_a_folder_without_reviews_is_told(tmp_path: Path) -> None:
    _, errors = run(tmp_path, "init", "--yes", code=2)
    assert "no reviews were found" in errors
    assert not any(tmp_path.iterdir())


def test_names_of_all_kinds_are_only_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Quotation marks, ends of lines, control characters and brackets in a site's own words make no settings."""
    evil = "a\\\"]\\n[tags]\\npublic = [\\\"*\\\"] \\u001b[31m \\u007f ''' #"
    front = f'layout: "review {evil}"\nrating: 3\n"key {evil} url": https://letterboxd.com/f\ntags: ["{evil}"]'
    folder = "a\"b'c\\d ] #"
    files = sites.reviews(folder.replace("{", "") + "/{slug}.md", front.replace("{", "{{"))
    monkeypatch.chdir(sites.lay(tmp_path, {"_config.yml": f'title: "{evil}"\nurl: https://e.test\n', **files}))
    document = asked(tmp_path)
    settings = load(WRITTEN)
    assert settings.sources[0].folder == Path(folder)
    assert settings.sources[0].rules.public_tags == frozenset()
    assert document["sources"][0]["reviews"] == 6
    assert settings.destinations == ()


def test_private_tags_stay_private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(sites.jekyll(tmp_path))
    document = asked(tmp_path, "--public-tag", "gothic")
    assert [one["tag"] for one in document["tags"]] == ["gothic", "shelf"]
    assert all(one["review"]["tags"] == ["gothic"] for one in document["posts"])


def test_the_real_sites_are_understood(shared: Path, tmp_path: Path) -> None:
    for snapshot in ("site-2025-10-13", "site-2025-11-10"):
        document = asked(tmp_path, str(shared / "reviews" / snapshot), "-c", f"{snapshot}.toml")
        (source,) = document["sources"]
        assert (source["where"], source["scale"]) == ({"layout": "review"}, 5)
        assert source["permalink"] == "/{category}/{year}/{month}/{day}/{slug}.html"


def at_terminal(folder: Path, answers: Sequence[bytes], *words: str) -> tuple[int, str]:
    """``matinee init`` at a real terminal: each prompt gets the next answer, then Enter."""
    pty = pytest.importorskip("pty")
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(folder)
        os.execve(  # noqa: S606 (the program itself)
            sys.executable,
            [sys.executable, "-m", "bot", "init", *words],
            {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "100"},
        )
    out, given, end = b"", iter(answers), time.monotonic() + 60
    while time.monotonic() < end:
        if not select.select([terminal], [], [], 0.05)[0]:
            continue
        try:
            data = os.read(terminal, 65536)
        except OSError:  # it has ended
            break
        out += data
        if not data:
            break
        if out.endswith(b"] "):
            os.write(terminal, next(given, b"\n"))
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), out.decode()


@pytest.mark.thorough
def test_at_a_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(sites.lay(tmp_path, sites.reviews("r/{slug}.md", 'title: "{title}"\nrating: {n}\ntags: [a, b]')))
    answers = [b"ten\n", b"10\n", b"https://me.test/films/zzz.html\n", b"https://me.test/films/the-bat.html\n"]
    code, out = at_terminal(
        tmp_path, [*answers[:3], b"me.test\n", b"7\n", b"a\n", b"films\n", b"\n", b"@me@social.test\n"]
    )
    assert code == 0, out
    assert "no number" in out
    assert "5. Post to Mastodon?" in out
    assert "6. " not in out
    settings = load(WRITTEN)
    assert settings.sources[0].rules.scale == 10
    assert settings.site.base_url == "https://me.test"
    assert settings.sources[0].rules.public_tags == {"a"}
    assert [one.api_base_url for one in settings.destinations] == ["https://social.test"]


@pytest.mark.thorough
def test_ctrl_c_at_a_terminal_writes_nothing(tmp_path: Path) -> None:
    sites.jekyll(tmp_path)
    before = set(tmp_path.rglob("*"))
    code, out = at_terminal(tmp_path, [b"gothic\n", b"\x03"])
    assert code == 130, out
    assert "nothing is written" in out
    assert set(tmp_path.rglob("*")) == before


@pytest.mark.thorough
def test_what_the_first_lines_call_switched_off_can_be_switched_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Heads such as "#[[destination]]" too: only "# " begins a remark."""
    monkeypatch.chdir(sites.eleventy(tmp_path))
    run(tmp_path, "init", "--yes")

    lines = WRITTEN.read_text(encoding="utf-8").splitlines()
    assert "begins with # and no blank is switched off" in " ".join(lines[:3])
    told = [line[1:] if line.startswith("#") and not line.startswith("# ") else line for line in lines]
    WRITTEN.write_text("\n".join(told), encoding="utf-8")
    assert [one.name for one in load(WRITTEN).destinations] == ["discord", "mastodon", "test"]
