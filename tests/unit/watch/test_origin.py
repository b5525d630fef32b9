"""A repository's checkout holds its newest commit, whatever happens to either; the token goes to its server alone."""

from __future__ import annotations

import asyncio
import shutil
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock

from bot.errors import OriginUnreachable
from bot.watch import origin as origins
from bot.watch.origin import Origin
from tests.fakes.git_server import GitServer, serving
from tests.unit.watch.repository import Site, run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


async def fetched(origin: Origin) -> bool:
    async with origin.held():
        return await origin.refresh()


def files(site: Site) -> list[str]:
    folder = site.source().folder
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*.md"))


async def test_the_newest_commit_stands_there_and_is_fetched_once(site: Site) -> None:
    site.write("a.md")
    origin = Origin(site.source())
    assert await fetched(origin)
    assert origin.is_there
    assert files(site) == ["a.md"]
    assert not await fetched(origin)
    site.write("b.md")
    (site.work / "_posts" / "a.md").unlink()
    site.push()
    assert await fetched(origin)
    assert files(site) == ["b.md"]
    checkout = site.source().git
    assert checkout is not None
    assert run(checkout.checkout, "rev-list", "--count", "FETCH_HEAD").strip() == "1"


async def test_what_did_not_change_keeps_its_time(site: Site) -> None:
    site.write("a.md")
    await fetched(Origin(site.source()))
    before = (site.source().folder / "a.md").stat()
    site.write("b.md")
    await fetched(Origin(site.source()))
    after = (site.source().folder / "a.md").stat()
    assert (before.st_mtime_ns, before.st_ino) == (after.st_mtime_ns, after.st_ino)


async def test_a_history_that_was_rewritten_is_followed(site: Site) -> None:
    site.write("a.md")
    site.write("b.md")
    await fetched(Origin(site.source()))
    run(site.work, "checkout", "-q", "--orphan", "anew")
    (site.work / "_posts" / "a.md").unlink()
    site.push("--force")
    assert await fetched(Origin(site.source()))
    assert files(site) == ["b.md"]


async def test_another_default_branch_and_another_address_are_followed(site: Site, tmp_path: Path) -> None:
    site.write("a.md")
    await fetched(Origin(site.source()))
    run(site.bare, "branch", "-m", "main", "trunk")
    assert not await fetched(Origin(site.source()))
    (tmp_path / "other").mkdir()
    other = Site(tmp_path / "other")
    other.write("c.md")
    assert await fetched(Origin(site.source(str(other.bare))))
    assert files(site) == ["c.md"]


@pytest.mark.parametrize("branch", ["gone", None])
async def test_a_branch_that_is_gone_and_a_repository_that_was_emptied_change_nothing(
    site: Site, branch: str | None
) -> None:
    site.write("a.md")
    run(site.bare, "branch", "gone", "main")
    origin = Origin(site.source(branch=branch))
    await fetched(origin)
    for name in ("main", "gone"):
        run(site.bare, "update-ref", "-d", f"refs/heads/{name}")
    with pytest.raises(OriginUnreachable, match='it has no branch "gone"' if branch else "it is empty"):
        await fetched(origin)
    assert origin.is_there
    assert files(site) == ["a.md"]
    assert "can't be fetched" in await origin.brought()
    with pytest.raises(OriginUnreachable):
        await origin.brought(strict=True)


async def test_what_was_left_by_one_that_was_killed_is_no_obstacle(site: Site) -> None:
    site.write("a.md")
    origin = Origin(site.source())
    await fetched(origin)
    checkout = site.source().folder.parent
    (checkout / ".git" / "index.lock").touch()
    (checkout / ".git" / origins._DONE).unlink()  # in the middle of putting files there
    (checkout / "_posts" / "a.md").write_text("half")
    (checkout / "_posts" / "stray.md").write_text("stray")
    (checkout.with_name("films.new") / "x").mkdir(parents=True)
    (checkout.with_name("films.old") / "x").mkdir(parents=True)
    assert not origin.is_there
    assert await fetched(origin)
    assert files(site) == ["a.md"]
    assert "half" not in (checkout / "_posts" / "a.md").read_text()


async def test_a_damaged_checkout_is_made_anew(site: Site) -> None:
    site.write("a.md")
    await fetched(Origin(site.source()))
    checkout = site.source().folder.parent
    shutil.rmtree(checkout / ".git" / "objects")
    site.write("b.md")
    assert await fetched(Origin(site.source()))
    assert files(site) == ["a.md", "b.md"]
    assert not list(checkout.parent.glob("*.old"))


@pytest.mark.parametrize(
    "damage",
    [
        lambda git: (git / "HEAD").write_text(""),
        lambda git: shutil.rmtree(git / "objects"),
        lambda git: shutil.rmtree(git / "refs"),
    ],
    ids=["HEAD emptied", "no objects", "no refs"],
)
async def test_a_damaged_checkout_leaves_the_repository_around_it_alone(
    site: Site, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    run(tmp_path, "init", "-q", "-b", "main")
    (tmp_path / ".gitignore").write_text("*\n!/notes.md\n")
    (tmp_path / "notes.md").write_text("saved")
    run(tmp_path, "add", "notes.md")
    run(tmp_path, "commit", "-q", "-m", "notes")
    head = run(tmp_path, "rev-parse", "HEAD")
    (tmp_path / "notes.md").write_text("not saved yet")
    site.write("a.md")
    await fetched(Origin(site.source()))
    damage(site.source().folder.parent / ".git")
    site.write("b.md")
    assert await fetched(Origin(site.source()))
    assert files(site) == ["a.md", "b.md"]
    assert (tmp_path / "notes.md").read_text() == "not saved yet"
    assert run(tmp_path, "rev-parse", "HEAD") == head


async def test_a_repository_makes_no_link_and_runs_nothing(site: Site, tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("secret")
    posts = site.work / "_posts"
    posts.mkdir()
    (posts / "link.md").symlink_to(secret)
    (site.work / "loop").symlink_to(tmp_path, target_is_directory=True)
    (site.work / ".gitattributes").write_text("*.md filter=evil\n")
    site.push()
    await fetched(Origin(site.source()))
    checkout = site.source().folder.parent
    assert not any(place.is_symlink() for place in checkout.rglob("*"))
    assert "secret" not in (checkout / "_posts" / "link.md").read_text().replace(str(secret), "")


async def test_nobody_changes_what_somebody_reads(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.write("a.md")
    origin = Origin(site.source())
    monkeypatch.setattr(origins, "_HOLDING", 0.05)
    place = site.source().folder.parent
    place.parent.mkdir(parents=True)
    with FileLock(place.with_name("films.lock")), pytest.raises(OriginUnreachable, match="another Matinee"):
        await fetched(origin)


async def test_who_ends_waiting_for_another_process_takes_the_checkout_no_more(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(origins, "_HOLDING", 2.0)
    site.write("a.md")
    origin, place = Origin(site.source()), site.source().folder.parent
    place.parent.mkdir(parents=True)
    with FileLock(place.with_name("films.lock")):
        waiting = asyncio.create_task(fetched(origin))
        await asyncio.wait([waiting], timeout=0.3)
        waiting.cancel()
        await asyncio.wait([waiting], timeout=5)
        assert waiting.cancelled()
    await asyncio.sleep(0.3)  # a forgotten thread would take it now
    assert await fetched(origin)


async def test_the_token_opens_its_repository_and_stands_nowhere(site: Site, tmp_path: Path) -> None:
    site.write("a.md")
    with serving(GitServer(tmp_path, token="s3cret-token")) as server:
        source = site.source(f"{server.address}/site.git")
        with pytest.raises(OriginUnreachable) as wrong:
            await fetched(Origin(source, "wrong-token"))
        assert "wrong-token" not in str(wrong.value)
        assert await fetched(Origin(source, "s3cret-token"))
    assert files(site) == ["a.md"]
    checkout = source.folder.parent
    written = b"".join(file.read_bytes() for file in checkout.rglob("*") if file.is_file())
    assert b"s3cret" not in written


async def test_the_token_goes_nowhere_else(site: Site, tmp_path: Path) -> None:
    site.write("a.md")
    with serving(GitServer(tmp_path)) as other, serving(GitServer(tmp_path, leads_to=other.address)) as first:
        with pytest.raises(OriginUnreachable):
            await fetched(Origin(site.source(f"{first.address}/site.git"), "s3cret-token"))
        assert any(first.given)
        assert not any(other.given)


async def test_the_token_goes_alone(site: Site, tmp_path: Path) -> None:
    """GitHub refuses a request with two; the owner's repository around the checkout may bring one of its own."""
    site.write("a.md")
    with serving(GitServer(tmp_path, token="s3cret-token")) as server:
        run(tmp_path, "init", "-q")
        run(tmp_path, "config", f"http.{server.address}/.extraheader", "Authorization: Basic b3RoZXI6b3RoZXI=")
        assert await fetched(Origin(site.source(f"{server.address}/site.git"), "s3cret-token"))
        assert len(server.headers) >= 2
        assert all(len(request) == 1 for request in server.headers)


async def test_a_server_that_is_away_is_told_the_same_each_time(site: Site) -> None:
    told = set()
    for _ in range(5):
        with pytest.raises(OriginUnreachable) as away:
            await fetched(Origin(site.source("http://127.0.0.1:9/site.git")))
        told.add(str(away.value))
    assert len(told) == 1
    assert " ms" not in told.pop()


async def test_a_server_that_is_away_is_told_in_a_sentence(site: Site) -> None:
    with pytest.raises(OriginUnreachable, match='repository of source "films" can\'t be fetched: Asking'):
        await fetched(Origin(site.source("http://127.0.0.1:9/site.git")))
