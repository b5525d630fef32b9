"""Keeps a source's checkout as its repository has it: the newest commit of one branch, and nothing older.

Says only whether something changed. While anybody reads the checkout it is held, by this process or another one, so
that nobody sees half of a change. What the repository holds is not trusted: no link is made, no program of it is run.
"""

from __future__ import annotations

import asyncio
import logging
import os
import re
import shutil
from collections import defaultdict
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from bot.clock import SystemClock
from bot.errors import OriginUnreachable
from bot.git import Credentials, GitFailed, git

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable, Mapping
    from datetime import timedelta

    from bot.settings.model import Source

STEP = re.compile(r"(?:remote: )?(Receiving objects|Resolving deltas|Updating files): +(\d+)%")
log = logging.getLogger(__name__)
_ASKING = 60.0  # seconds for one question to the repository
_FETCHING = 1800.0  # seconds for everything that is new
_HOLDING = 300.0  # seconds for which another process may hold the checkout
_DONE = "matinee-commit"  # in the .git folder: the commit that stands there whole
_FROM = "matinee-address"  # ... and where it comes from
# Nothing that a repository brings may run or lead out of the checkout; a large file's place holder stays one.
_SAFE = (
    *("-c", "core.hooksPath=/dev/null", "-c", "core.symlinks=false", "-c", "core.fsmonitor=false"),
    *("-c", "core.autocrlf=false", "-c", "gc.auto=0", "-c", "maintenance.auto=false"),
)
_ENVIRON = {"GIT_LFS_SKIP_SMUDGE": "1"}
_NO_REPOSITORY = {"GIT_DIR": os.devnull}  # one that stands around the checkouts has nothing to say
_MEASURED = re.compile(r" after \d+ ms")  # differs each time, and the same trouble is to be told once
_AGAIN = 0.1  # seconds between two looks whether the checkout is free


class Origin:
    """One source's repository. ``token``: for an https address that isn't public."""

    def __init__(self, source: Source, token: str | None = None) -> None:
        assert source.git is not None  # noqa: S101 (asked for such sources only)
        self._name, self._git = source.name, source.git
        is_relative = source.git.address.startswith(("./", "../"))
        self._address = str(Path(source.git.address).resolve()) if is_relative else source.git.address
        self._credentials = Credentials(token, source.git.key_file, self._address)

    @property
    def poll(self) -> timedelta:
        """How often the repository is asked."""
        return self._git.poll

    @property
    def is_there(self) -> bool:
        """Whether a whole commit was ever fetched from this address."""
        return bool(self._standing())

    @asynccontextmanager
    async def held(self) -> AsyncIterator[None]:
        """Nobody changes the checkout meanwhile. Raises :class:`OriginUnreachable` where another process keeps it."""
        place = self._git.checkout
        await asyncio.to_thread(place.parent.mkdir, parents=True, exist_ok=True)
        lock = FileLock(place.with_name(place.name + ".lock"), thread_local=False)
        try:
            await _acquire(lock)
        except Timeout:
            raise self._trouble("another Matinee is working on its checkout for a long time") from None
        try:
            yield
        finally:
            lock.release()

    async def refresh(self, progress: Callable[[str], None] | None = None) -> bool:
        """Bring the checkout to the branch's newest commit; whether that changed anything. To be called while held.

        ``progress`` hears git's own lines. Raises :class:`OriginUnreachable`; what stood there stands then, still.
        """
        try:
            ref, commit = await self._newest()
            if commit == self._standing():
                return False
            if self._standing() or self._is_ours():
                with suppress(GitFailed):  # damaged, or left in the middle: it is made anew
                    await self._bring(self._git.checkout, ref, progress)
                    return True
            await self._anew(ref, progress)
        except GitFailed as failed:
            raise self._trouble(str(failed)) from None
        except OSError as error:
            raise self._trouble(f"its checkout can't be written: {error.strerror or error}") from None
        return True

    async def brought(self, *, strict: bool = False) -> str:
        """As :meth:`refresh`, with its steps in the log; what kept it from the news, "" for nothing.

        Raises :class:`OriginUnreachable` only where nothing was fetched before, or ``strict``.
        """
        try:
            await self.refresh(told_steps(self._name))
        except OriginUnreachable as error:
            if strict or not self.is_there:
                raise
            return str(error)
        return ""

    async def _newest(self) -> tuple[str, str]:
        """The branch's full name, and its newest commit."""
        branch = self._git.branch
        asked = f"refs/heads/{branch}" if branch else "HEAD"
        told = await self._asked("ls-remote", "--", self._address, asked, longest=_ASKING)
        for line in told.decode("utf-8", "replace").splitlines():
            commit, _, name = line.partition("\t")
            if name == asked:
                return asked, commit
        missing = f'it has no branch "{branch}"' if branch else "it is empty"
        raise self._trouble(missing)

    async def _anew(self, ref: str, progress: Callable[[str], None] | None) -> None:
        """Into a new folder, which then takes the old one's place."""
        place = self._git.checkout
        new, old = place.with_name(place.name + ".new"), place.with_name(place.name + ".old")
        await asyncio.to_thread(_remove, new)
        await asyncio.to_thread(new.mkdir, parents=True)
        await git("init", "--quiet", folder=new, doing="Making a checkout")
        (new / ".git" / _FROM).write_text(self._address, encoding="utf-8")
        await self._bring(new, ref, progress)
        await asyncio.to_thread(_swap, new, place, old)

    async def _bring(self, folder: Path, ref: str, progress: Callable[[str], None] | None) -> None:
        """Fetch that commit alone and put it into the folder, as it is there."""
        done = folder / ".git" / _DONE
        for lock in ("index.lock", "shallow.lock", "HEAD.lock"):  # left by one that was killed; we hold the checkout
            (folder / ".git" / lock).unlink(missing_ok=True)
        words = ("fetch", "--progress", "--depth", "1", "--no-tags", "--no-recurse-submodules", "--force")
        await self._asked(*words, "--", self._address, ref, folder=folder, progress=progress, longest=_FETCHING)
        only, reading = _only(folder), f"Reading {self._address}"
        commit = await git("rev-parse", "FETCH_HEAD^{commit}", folder=folder, doing=reading, environ=only)
        done.unlink(missing_ok=True)
        doing, putting = f"Putting {self._address} into {folder}", only | _ENVIRON
        await git(*_SAFE, "reset", "--quiet", "--hard", "FETCH_HEAD", folder=folder, doing=doing, environ=putting)
        await git(*_SAFE, "clean", "-ffdxq", folder=folder, doing=doing, environ=only)
        done.write_bytes(commit)

    async def _asked(
        self,
        *words: str,
        longest: float,
        folder: Path | None = None,
        progress: Callable[[str], None] | None = None,
    ) -> bytes:
        doing = f"Asking {self._address}"
        return await git(
            *_SAFE,
            *words,
            folder=folder or self._git.checkout.parent,
            doing=doing,
            credentials=self._credentials,
            environ=_only(folder) if folder else _NO_REPOSITORY,
            progress=progress,
            longest=longest,
        )

    def _is_ours(self) -> bool:
        """Whether the checkout was made from this address."""
        try:
            return (self._git.checkout / ".git" / _FROM).read_text(encoding="utf-8") == self._address
        except (OSError, UnicodeDecodeError):
            return False

    def _standing(self) -> str:
        """The commit that stands in the checkout whole; "" for none, or of another address."""
        try:
            commit = (self._git.checkout / ".git" / _DONE).read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError):
            return ""
        return commit if self._is_ours() else ""

    def _trouble(self, cause: str) -> OriginUnreachable:
        return OriginUnreachable(self._name, _MEASURED.sub("", cause).rstrip("."))


class Repositories:
    """The sources' repositories, and the pushes that somebody told of. ``tokens``: by the environment's names."""

    def __init__(self, sources: Iterable[Source], tokens: Mapping[str, str]) -> None:
        self._origins = {
            one.name: Origin(one, tokens.get(one.git.token_env or "")) for one in sources if one.git is not None
        }
        self._pushed: defaultdict[str, asyncio.Event] = defaultdict(asyncio.Event)

    def of(self, source: str) -> Origin | None:
        """Where that source's files come from; None: from a folder of this machine."""
        return self._origins.get(source)

    def pushed(self, source: str) -> asyncio.Event:
        """Set by an announcement; who has heard it clears it. Many at once are one."""
        return self._pushed[source]

    def announce(self, source: str) -> None:
        """There may be something new in that source."""
        self._pushed[source].set()


def told_steps(name: str) -> Callable[[str], None]:
    """Tells in the log how far a long fetch is: each step's beginning, and every tenth of it."""
    told: set[tuple[str, int]] = set()

    def tell(line: str) -> None:
        step = STEP.match(line)
        if step and (mark := (step[1], int(step[2]) // 10)) not in told:
            told.add(mark)
            log.info("%s: %s, %s %%", name, step[1].lower(), step[2])

    return tell


def _only(folder: Path) -> dict[str, str]:
    """This checkout and no other: git would look for one further up where its own is damaged, and reset the owner's."""
    place = folder.absolute()
    return {"GIT_DIR": str(place / ".git"), "GIT_WORK_TREE": str(place)}


async def _acquire(lock: FileLock) -> None:
    """Wait for it. Not in a thread, which couldn't be cancelled. Raises ``Timeout``."""
    loop, clock = asyncio.get_running_loop(), SystemClock()
    end = loop.time() + _HOLDING
    while True:
        try:
            lock.acquire(blocking=False)
        except Timeout:
            if loop.time() >= end:
                raise
            await clock.sleep(_AGAIN)
        else:
            return


def _swap(new: Path, place: Path, old: Path) -> None:
    _remove(old)
    with suppress(FileNotFoundError):
        place.rename(old)
    new.rename(place)
    _remove(old)


def _remove(folder: Path) -> None:
    if os.path.lexists(folder):
        shutil.rmtree(folder)
