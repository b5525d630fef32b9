"""Records on a branch: what is there after every saving, and who is refused. Real git, over a bare repository."""

from __future__ import annotations

import asyncio
import os
import shutil
from contextlib import AsyncExitStack, asynccontextmanager, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.errors import StoreError, StoreForeign, StoreOvertaken
from bot.git import GitFailed
from bot.ledger import keeper as keeping
from bot.ledger.branch import Branch
from bot.ledger.keeper import Keeper, kept
from bot.ledger.store import Ledger
from bot.ledger.thread import LedgerThread
from tests.contract.branches import BRANCH, Host, run_git
from tests.contract.ledger_values import owed

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

pytestmark = pytest.mark.thorough

NOW = datetime(2026, 10, 1, 20, 0, tzinfo=UTC)


class Time:
    """A clock on which waiting passes at once."""

    def __init__(self) -> None:
        self.at, self.slept, self.has_slept = NOW, 0.0, asyncio.Event()

    def now(self) -> datetime:
        return self.at

    async def sleep(self, seconds: float) -> None:
        self.slept += seconds
        self.at += timedelta(seconds=seconds)
        self.has_slept.set()
        await asyncio.sleep(0)


@pytest.fixture
def host(tmp_path: Path) -> Host:
    return Host(tmp_path)


@pytest.fixture
def clock() -> Time:
    return Time()


class Run:
    """One run with its records open."""

    def __init__(self, keeper: Keeper, ledger: Ledger, thread: LedgerThread, folder: Path) -> None:
        self.keeper, self.ledger, self.thread, self.folder = keeper, ledger, thread, folder

    async def claim(self, title: str) -> None:
        entered = self.ledger.enqueue(owed(title), NOW)
        await self.thread.durably(self.ledger.claim, entered.id, {"text": title}, None, NOW)


@asynccontextmanager
async def run(host: Host, clock: Time, *, url: str = "sqlite:///data/matinee.db") -> AsyncIterator[Run]:
    """A run on a machine of its own."""
    folder = host.checkout()
    async with AsyncExitStack() as stack:
        keeper = await stack.enter_async_context(kept(url, folder, BRANCH, clock))
        assert keeper is not None
        thread = LedgerThread(keeper.durable)
        ledger = stack.enter_context(closing(Ledger.open(keeper.url)))
        stack.callback(thread.close)
        yield Run(keeper, ledger, thread, folder)


def subjects(run: Run) -> list[str]:
    found = (run.ledger.delivery(number) for number in range(1, 20))
    return [one.subject for one in found if one is not None]


async def test_what_is_durable_is_on_the_branch_and_the_next_run_finds_it(host: Host, clock: Time) -> None:
    async with run(host, clock) as one:
        await one.claim("r1")
        assert host.deliveries() == {"r1": "sending"}
        one.ledger.enqueue(owed("r2"), NOW)
    assert host.deliveries() == {"r1": "sending", "r2": "waiting"}
    async with run(host, clock) as two:
        assert subjects(two) == ["r1", "r2"]
    assert clock.slept == 0


async def test_history_stays_one_commit_and_the_checkout_is_never_touched(host: Host, clock: Time) -> None:
    async with run(host, clock) as one:
        before = _looks(one.folder)
        await one.claim("r1")
        await one.claim("r2")
        assert _looks(one.folder) == before
    assert run_git(host.bare, "rev-list", "--count", BRANCH) == "1"
    assert run_git(host.bare, "ls-tree", "--name-only", BRANCH).split() == ["README.md", "matinee.db"]
    assert run_git(host.bare, "rev-list", "--count", "main") == "3"
    assert "matinee rebuild" in run_git(host.bare, "show", f"{BRANCH}:README.md")
    assert run_git(host.bare, "log", "--format=%an %ae %cn", BRANCH) == "Matinee matinee@localhost Matinee"


def _looks(checkout: Path) -> tuple[object, ...]:
    index = (checkout / ".git" / "index").read_bytes()
    shallow = (checkout / ".git" / "shallow").read_text()
    return run_git(checkout, "status", "--porcelain"), run_git(checkout, "for-each-ref"), index, shallow


async def test_a_run_that_changes_nothing_pushes_nothing(host: Host, clock: Time) -> None:
    async with run(host, clock) as one:
        await one.claim("r1")
    tip = host.tip()
    for _ in range(3):
        async with run(host, clock) as two:
            assert subjects(two) == ["r1"]
    assert host.tip() == tip


async def test_several_that_ask_at_once_share_one_push(
    host: Host, clock: Time, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with run(host, clock) as one:
        pushes = _counted(one.keeper, monkeypatch)
        await asyncio.gather(*(one.claim(f"r{number}") for number in range(12)))
        assert len(host.deliveries()) == 12
        assert 1 <= len(pushes) <= 2


def _counted(keeper: Keeper, monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    pushes, sent = [], keeper._sent

    async def counted(data: bytes, at: datetime, *, under_way: bool) -> str:
        pushes.append(under_way)
        return await sent(data, at, under_way=under_way)

    monkeypatch.setattr(keeper, "_sent", counted)
    return pushes


async def test_of_two_runs_that_began_alike_the_second_to_save_may_send_nothing(host: Host, clock: Time) -> None:
    async with run(host, clock):
        pass
    async with run(host, clock) as first:
        with pytest.raises(StoreOvertaken, match=r'on the branch "matinee-state" meanwhile'):  # noqa: PT012 - at its end
            async with run(host, clock) as second:
                await first.claim("r1")
                with pytest.raises(StoreOvertaken):
                    await second.claim("r1")
                with pytest.raises(StoreOvertaken):  # for good
                    await second.thread.durably(second.ledger.notices)
    assert host.deliveries() == {"r1": "sending"}


async def test_two_first_runs_at_once_make_one_branch(host: Host, clock: Time) -> None:
    async with run(host, clock) as first:
        with pytest.raises(StoreOvertaken):  # noqa: PT012 - at its end
            async with run(host, clock) as second:
                await first.claim("r1")
                await second.claim("r2")
    assert set(host.deliveries()) == {"r1"}


async def test_who_comes_while_a_run_is_under_way_waits_for_its_end(host: Host, clock: Time) -> None:
    async with run(host, clock) as first:
        await first.claim("r1")
        waits = asyncio.ensure_future(_begun(host, clock))
        await clock.has_slept.wait()
        first.ledger.enqueue(owed("r2"), NOW)
    assert await waits == ["r1", "r2"]
    assert timedelta(seconds=5) <= clock.now() - NOW < keeping.LEASE


async def _begun(host: Host, clock: Time) -> list[str]:
    async with run(host, clock) as begun:
        return subjects(begun)


async def test_a_run_that_died_is_waited_for_until_it_surely_sends_nothing(host: Host, clock: Time) -> None:
    async with run(host, clock) as first:
        await first.claim("r1")
        async with run(host, clock) as second:
            assert clock.now() - NOW >= keeping.LEASE
            await second.claim("r2")
            with pytest.raises(StoreOvertaken):  # it only seemed dead, and may send nothing any more
                await first.claim("r3")
        with pytest.raises(StoreOvertaken):
            await first.keeper.rest()
        first.keeper._over, first.keeper._saved.version = None, first.keeper._version()
        first.keeper._saved.under_way = False
    assert list(host.deliveries()) == ["r1", "r2"]


async def test_what_was_saved_too_long_ago_is_saved_again_before_something_is_sent(host: Host, clock: Time) -> None:
    async with run(host, clock) as one:
        await one.claim("r1")
        tip = host.tip()
        clock.at += keeping.FRESH + timedelta(seconds=1)
        await one.thread.durably(one.ledger.notices)
        assert host.tip() != tip


async def test_a_repository_out_of_reach_lets_nothing_be_sent(host: Host, clock: Time) -> None:
    away = host.bare.with_name("away.git")
    with pytest.raises(StoreError, match="can't be reached"):  # noqa: PT012 - at its end
        async with run(host, clock) as one:
            host.bare.rename(away)
            with pytest.raises(StoreError, match=r"check the network, \[store\] repository and the right to push"):
                await one.claim("r1")
    away.rename(host.bare)
    assert not host.tip()
    assert clock.slept == 2 * sum(keeping._PAUSES)
    async with run(host, clock) as two:  # nothing of it was sent, and nothing is lost
        await two.claim("r1")
    assert len(host.deliveries()) == 1


async def test_a_checkout_that_is_gone_is_one_sentence(
    host: Host, clock: Time, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = host.checkout()
    monkeypatch.chdir(home)
    keeper = Keeper(Branch(Path(), BRANCH), host.folder, clock)
    with closing(Ledger.open(keeper.url)) as ledger:
        ledger.enqueue(owed("r1"), NOW)
    shutil.rmtree(home)
    with pytest.raises(StoreError, match="can't be reached"):
        await keeper.rest()


async def test_a_push_whose_answer_was_lost_has_arrived(
    host: Host, clock: Time, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with run(host, clock) as one:
        push = Branch.push

        async def lost(branch: Branch, commit: str, *, over: str | None) -> None:
            await push(branch, commit, over=over)
            raise GitFailed("pushing the branch", "the connection was reset", 128)

        monkeypatch.setattr(Branch, "push", lost)
        await one.claim("r1")
        await one.claim("r2")
        assert clock.slept == 0
    assert len(host.deliveries()) == 2


async def test_a_branch_of_something_else_is_refused_and_left_alone(host: Host, clock: Time) -> None:
    tip = run_git(host.bare, "rev-parse", "main")
    with pytest.raises(StoreForeign, match="name another one in"):
        async with kept("sqlite:///x.db", host.checkout(), "main", clock):
            pass
    assert run_git(host.bare, "rev-parse", "main") == tip


async def test_records_of_a_machine_move_to_the_branch(host: Host, clock: Time, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/data/matinee.db"
    with closing(Ledger.open(url)) as local:
        local.enqueue(owed("r1"), NOW)
    async with run(host, clock, url=url) as one:
        assert subjects(one) == ["r1"]
    assert len(host.deliveries()) == 1
    os.utime(tmp_path / "data" / "matinee.db", (0, NOW.timestamp() - 60))
    async with run(host, clock, url=url) as two:
        await two.claim("r2")
    assert len(host.deliveries()) == 2


async def test_a_file_that_was_changed_beside_the_branch_is_refused(host: Host, clock: Time, tmp_path: Path) -> None:
    async with run(host, clock) as one:
        await one.claim("r1")
    url = f"sqlite:///{tmp_path}/data/matinee.db"
    with closing(Ledger.open(url)) as local:
        later = NOW.timestamp() + 60
        os.utime(tmp_path / "data" / "matinee.db", (later, later))
        async with run(host, clock, url=url) as two:  # it holds nothing
            assert subjects(two) == ["r1"]
        local.enqueue(owed("r9"), NOW)
    os.utime(tmp_path / "data" / "matinee.db", (later, later))
    with pytest.raises(StoreError, match="give the file another name"):
        async with run(host, clock, url=url):
            pass


async def test_a_missing_remote_is_told_in_one_sentence(tmp_path: Path, clock: Time) -> None:
    run_git(tmp_path, "init", "--quiet")
    with pytest.raises(StoreError, match=r'\("origin"\) can\'t be reached'):
        async with kept("sqlite:///x.db", tmp_path, BRANCH, clock):
            pass
