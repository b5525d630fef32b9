"""A branch that holds the records and nothing else: one commit, replaced as a whole, only by whoever knows the last.

It is read and written by git's plumbing. No checkout, index, HEAD or other branch of the repository is ever touched;
what git needs to get in (a checkout's own credentials, a key) is the repository's affair.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.errors import StoreForeign
from bot.git import MOST, GitFailed, git

if TYPE_CHECKING:
    from pathlib import Path

REMOTE = "origin"
DATABASE, READ_ME = "matinee.db", "README.md"
_NO_SUCH_REF = 2  # git ls-remote --exit-code, https://git-scm.com/docs/git-ls-remote#Documentation/git-ls-remote.txt
_AUTHOR = ("Matinee", "matinee@localhost")
_UNDER_WAY, _AT_REST = "under way", "at rest"
_MESSAGE = "Keep Matinee's records [skip ci]\n\nSaved by Matinee. State: {state}\n"
_STATE = re.compile(rf"^Saved by Matinee\. State: ({_UNDER_WAY}|{_AT_REST})$", re.MULTILINE)
_LARGEST = 128 << 20  # bytes of a database: GitHub takes no file of more than 100 MB
_QUIET = ("-c", "gc.auto=0", "-c", "maintenance.auto=false")
_TEXT = """# Matinee's records

Matinee keeps here, between two of its runs, what it knows, owes and has posted: it posts nothing twice, and loses
nothing, because of this file. Please leave the branch alone. It has one commit, which each run replaces; nothing else
belongs here, and no other branch needs it.

If it is lost: `matinee rebuild` makes the records anew from the posts that stand.
"""


@dataclass(frozen=True, slots=True)
class Stored:
    """What the branch holds. ``under_way``: the run that saved it at that moment (aware, UTC) hadn't ended."""

    commit: str
    at: datetime
    under_way: bool
    database: bytes


@dataclass(frozen=True, slots=True)
class Branch:
    """The branch of a repository's remote. ``repository``: a folder in a checkout, also one of depth 1."""

    repository: Path
    name: str

    @property
    def ref(self) -> str:
        """Its full name there."""
        return f"refs/heads/{self.name}"

    async def tip(self) -> str | None:
        """The commit that it is at; None where there is no such branch yet. Raises ``GitFailed``."""
        try:
            said = await self._git("ls-remote", "--exit-code", REMOTE, self.ref, doing="looking for the branch")
        except GitFailed as error:
            if error.code == _NO_SUCH_REF:
                return None
            raise
        return said.split()[0].decode()

    async def read(self, commit: str) -> Stored:
        """What it held at that tip. Raises ``GitFailed``, and ``StoreForeign`` where it is a branch of something else.

        By the commit's own name: no reference is made, so that several processes may read in one checkout.
        """
        fetch = ("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--refmap=", "--no-recurse-submodules")
        await self._git(*_QUIET, *fetch, REMOTE, commit, doing="fetching the branch")
        listed = await self._git("ls-tree", "--name-only", "-z", commit, doing="reading the branch")
        shown = await self._git("show", "--no-patch", "--format=%ct%n%B", commit, doing="reading the branch")
        moment, _, message = shown.decode("utf-8", "replace").partition("\n")
        state, at = _STATE.search(message), _moment(moment)
        names = set(listed.decode("utf-8", "replace").split("\0")) - {""}
        if names != {DATABASE, READ_ME} or state is None or at is None:
            raise StoreForeign(
                f'The branch "{self.name}" holds something else than Matinee\'s records: name another one in '
                "[store] branch, which Matinee makes by itself."
            )
        blob = f"{commit}:{DATABASE}"
        database = await self._git("cat-file", "blob", blob, doing="reading the branch", most=_LARGEST)
        return Stored(commit, at, state[1] == _UNDER_WAY, database)

    async def made(self, database: bytes, at: datetime, *, under_way: bool) -> str:
        """A commit with this database and no history; it isn't sent anywhere yet. Raises ``GitFailed``."""
        doing = "saving the records"
        blobs = [
            (await self._git("hash-object", "-w", "--stdin", given=given, doing=doing)).decode().strip()
            for given in (_TEXT.encode(), database)
        ]
        tree = "".join(f"100644 blob {blob}\t{name}\n" for blob, name in zip(blobs, (READ_ME, DATABASE), strict=True))
        made = (await self._git("mktree", given=tree.encode(), doing=doing)).decode().strip()
        name, address = _AUTHOR
        moment = f"{int(at.timestamp())} +0000"
        environ = {
            f"GIT_{who}_{what}": value
            for who in ("AUTHOR", "COMMITTER")
            for what, value in (("NAME", name), ("EMAIL", address), ("DATE", moment))
        }
        message = _MESSAGE.format(state=_UNDER_WAY if under_way else _AT_REST)
        said = await self._git("commit-tree", made, given=message.encode(), environ=environ, doing=doing)
        return said.decode().strip()

    async def push(self, commit: str, *, over: str | None) -> None:
        """Put it in the place of ``over`` (None: of nothing). Raises ``GitFailed``, also if something else is there."""
        lease = f"--force-with-lease={self.ref}:{over or ''}"
        manners = ("--quiet", "--no-verify", "--no-follow-tags", "--no-signed", "--recurse-submodules=no")
        where = (REMOTE, f"{commit}:{self.ref}")
        await self._git(*_QUIET, "push", *manners, lease, *where, doing="pushing the branch")

    async def _git(
        self, *words: str, doing: str, given: bytes = b"", environ: dict[str, str] | None = None, most: int = MOST
    ) -> bytes:
        return await git(
            *words, folder=self.repository, doing=doing, longest=120.0, most=most, given=given, environ=environ
        )


def _moment(seconds: str) -> datetime | None:
    """A commit's time; None for one that no clock of ours has shown."""
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        return None
