"""What a repository's server says through git never steers the terminal."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.git import GitFailed, git

if TYPE_CHECKING:
    from pathlib import Path


def test_a_server_s_words_hold_nothing_that_steers_a_terminal(tmp_path: Path) -> None:
    program, heard = tmp_path / "git", list[str]()
    program.write_text(
        "#!/bin/sh\nprintf 'remote: \\033[2J\\033]0;owned\\007 sorry\\nfatal: \\302\\2332J no' >&2\nexit 1\n",
        encoding="utf-8",
    )
    program.chmod(0o755)

    async def fail() -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("PATH", str(tmp_path), prepend=":")
            await git("fetch", folder=tmp_path, doing="Asking", progress=heard.append)

    with pytest.raises(GitFailed, match="sorry") as caught:
        asyncio.run(fail())

    assert str(caught.value).isprintable()
    assert all(line.isprintable() for line in heard)
