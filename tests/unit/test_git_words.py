"""What a repository's server says through git never steers the terminal, nor fills the memory."""

from __future__ import annotations

import asyncio
import gc
from typing import TYPE_CHECKING, Any

import pytest

from bot.git import GitFailed, git

if TYPE_CHECKING:
    from pathlib import Path


async def asked(place: Path, **how: Any) -> bytes:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", str(place), prepend=":")
        return await git("fetch", folder=place, doing="Asking", **how)


@pytest.mark.parametrize("where", ["", ">&2"])
def test_an_answer_without_end_is_ended(tmp_path: Path, where: str) -> None:
    program = tmp_path / "git"
    program.write_text(
        f"#!/bin/sh\nhead -c 3000000 /dev/zero {where}\n{'' if where else 'yes'}\nexit 1\n", encoding="utf-8"
    )
    program.chmod(0o755)

    with pytest.raises(GitFailed) as caught:
        asyncio.run(asked(tmp_path, most=1000, longest=20.0))

    assert len(str(caught.value)) < 400
    assert where or "more than 1,000 bytes" in str(caught.value)
    gc.collect()  # what were left open would be told as an error


def test_an_answer_that_takes_too_long_leaves_nothing_open(tmp_path: Path) -> None:
    program = tmp_path / "git"
    program.write_text("#!/bin/sh\nexec yes\n", encoding="utf-8")
    program.chmod(0o755)

    with pytest.raises(GitFailed, match="t end within"):
        asyncio.run(asked(tmp_path, most=10**12, longest=0.1))

    gc.collect()


def test_a_server_s_words_hold_nothing_that_steers_a_terminal(tmp_path: Path) -> None:
    program, heard = tmp_path / "git", list[str]()
    program.write_text(
        "#!/bin/sh\nprintf 'remote: \\033[2J\\033]0;owned\\007 sorry\\nfatal: \\302\\2332J no' >&2\nexit 1\n",
        encoding="utf-8",
    )
    program.chmod(0o755)

    with pytest.raises(GitFailed, match="sorry") as caught:
        asyncio.run(asked(tmp_path, progress=heard.append))

    assert str(caught.value).isprintable()
    assert all(line.isprintable() for line in heard)
