"""Where files and records come from: what may be written, what it becomes, and what contradicts itself."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.errors import ConfigurationError
from bot.settings import load, values

if TYPE_CHECKING:
    from pathlib import Path

    from bot.settings.model import Settings

GIT = "[[source]]\nname='a'\ngit='https://git.example/me/site.git'\n"
SSH = "[[source]]\nname='a'\ngit='git@git.example:me/site.git'\n"


def loaded(folder: Path, text: str) -> Settings:
    file = folder / "matinee.toml"
    file.write_text(text, encoding="utf-8")
    return load(file)


def problems(folder: Path, text: str) -> list[str]:
    with pytest.raises(ConfigurationError) as caught:
        loaded(folder, text)
    return list(caught.value.problems)


@pytest.mark.parametrize(
    "address",
    [
        "https://git.example/me/site.git",
        "https://git.example:8443/me/site",
        "ssh://git@git.example:2222/me/site.git",
        "git@git.example:me/site.git",
        "http://127.0.0.1:3000/me/site.git",
        "file:///srv/site.git",
        "/srv/site.git",
        "../site.git",
    ],
)
def test_addresses_that_git_may_fetch(address: str) -> None:
    assert values.git_address(f" {address} ") == address


@pytest.mark.parametrize(
    "address",
    [
        "", "ext::sh -c id", "-u./x", "--upload-pack=id", "http://git.example/me/site.git", "git://git.example/x",
        "https://me:secret@git.example/x", "https://ghp_secret@git.example/x", "ssh://git:secret@git.example/x",
        "https:///x", "a b@git.example:x", 5,
    ],
)  # fmt: skip
def test_addresses_that_are_refused(address: object) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 (the text is the field's)
        values.git_address(address)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("name", ["", "-f", "a..b", "a b", "a.lock", "x/", "a@{1}", "a:b", "a//b"])
def test_names_that_are_no_branch(name: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        values.git_branch(name)


@pytest.mark.parametrize(("text", "where"), [("127.0.0.1:8017", ("127.0.0.1", 8017)), ("[::1]:80", ("::1", 80))])
def test_where_the_page_listens(text: str, where: tuple[str, int]) -> None:
    assert values.listen_address(text) == where


@pytest.mark.parametrize("text", ["", "8017", "127.0.0.1", "example.org:80", "127.0.0.1:0", "127.0.0.1:99999", "a@::1"])
def test_where_it_cannot_listen(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        values.listen_address(text)


def test_a_repository_is_kept_below_data_dir(tmp_path: Path) -> None:
    source = loaded(tmp_path, GIT + "folder='_posts'\nbranch='main'\n[store]\ndata_dir='there'").sources[0]
    assert source.git is not None
    assert source.git.checkout.as_posix() == "there/git/a"
    assert source.folder.as_posix() == "there/git/a/_posts"
    assert (source.git.branch, source.git.poll) == ("main", timedelta(minutes=5))


@pytest.mark.parametrize("name", ["..", ".", "a/../../b", "/etc", "x\\u0000y"])
def test_no_name_leads_out_of_data_dir(tmp_path: Path, name: str) -> None:
    source = loaded(tmp_path, f'[[source]]\nname="{name}"\ngit="/srv/site.git"\n').sources[0]
    assert source.git is not None
    assert len(source.git.checkout.parts) == 3
    assert source.git.checkout.name not in {".", ".."}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[source]]\nname='a'\n", 'source "a": it needs one place where its files are'),
        (GIT + "path='_posts'\n", 'source "a": it needs one place where its files are'),
        ("[[source]]\nname='a'\npath='.'\nbranch='main'\n", 'source "a".branch: this is about a repository'),
        (GIT + "poll='5s'\n", 'source "a".poll: allowed is a duration of at least "10s"'),
        (GIT + "folder='../x'\n", 'source "a".folder: it must lie in the repository'),
        (GIT + "key_file='k'\n", 'source "a".key_file: only ssh addresses take a key'),
        (
            GIT.replace("https://git.example/", "git@git.example:") + "token_env='T'\n",
            "only https addresses take a token",
        ),
        (GIT + "[store]\nurl='postgresql://x/y'\nbranch='b'\n", "store.branch: a database server keeps"),
        (GIT.replace("https://", "https://me:hunter2@"), "this value is not allowed"),
    ],
)
def test_contradictions_have_their_sentence(tmp_path: Path, text: str, told: str) -> None:
    found = problems(tmp_path, text)
    assert any(told in one for one in found), found
    assert "hunter2" not in "".join(found)


def test_the_days_and_the_zone_of_a_schedule(tmp_path: Path) -> None:
    text = GIT + (
        "[site]\ntimezone='Europe/Berlin'\n"
        "[[destination]]\nname='x'\nnetwork='mastodon'\napi_base_url='https://m.example'\nby_hand=true\n"
        "schedule={ weekdays=['sun', 'mon'], timezone='Asia/Tokyo' }\n"
    )
    one = loaded(tmp_path, text).destinations[0]
    assert (one.schedule.weekdays, one.schedule.timezone) == (frozenset({0, 6}), "Asia/Tokyo")
    assert one.by_hand
    assert one.route.by_hand
