"""Fixtures that start the fakes: one process of each per test process, made new for every test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.fakes.discord.control import DiscordControl
from tests.fakes.mastodon.control import MastodonControl
from tests.fakes.process import running

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def _discord_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DiscordControl]:
    log = tmp_path_factory.mktemp("discord") / "errors.log"
    with running("tests.fakes.discord", log) as facts:
        yield DiscordControl(facts["address"])


@pytest.fixture
def fake_discord(_discord_process: DiscordControl) -> Iterator[DiscordControl]:
    """A fake Discord as if just started. Every body that the test sent must have been a valid one."""
    _discord_process.reset()
    yield _discord_process
    violations = _discord_process.violations()
    _discord_process.let_go()
    assert violations == []


@pytest.fixture(scope="session")
def _mastodon_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MastodonControl]:
    log = tmp_path_factory.mktemp("mastodon") / "errors.log"
    with running("tests.fakes.mastodon", log) as facts:
        yield MastodonControl(facts["address"])


@pytest.fixture
def fake_mastodon(_mastodon_process: MastodonControl) -> Iterator[MastodonControl]:
    """A fake Mastodon server as if just started."""
    _mastodon_process.reset()
    yield _mastodon_process
    _mastodon_process.let_go()
