"""Where this very Matinee came from: what pip shall install on another machine, pinned to a commit."""

from __future__ import annotations

import asyncio
import json
import re
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from bot.git import GitFailed, git

if TYPE_CHECKING:
    from collections.abc import Mapping

# Nobody's name or password fits: it is written into a file that all may read.
FITS = re.compile(r"git\+https://[A-Za-z0-9.-]+(:[0-9]+)?/[A-Za-z0-9._~/+-]+@[A-Za-z0-9._/-]+")
_SSH = re.compile(r"(?:ssh://)?(?:[\w.-]+@)?([A-Za-z0-9.-]+\.[A-Za-z]+)[:/](?!\d+/)/?([\w./~-]+)")


def installed_from() -> str | None:
    """ "git+https://SERVER/OWNER/matinee@COMMIT"; None where nobody could install the same from there."""
    try:
        told = json.loads(distribution("matinee").read_text("direct_url.json") or "{}")
    except (PackageNotFoundError, ValueError, OSError):
        return None
    return asyncio.run(address_of(told)) if isinstance(told, dict) else None


async def address_of(told: Mapping[str, Any]) -> str | None:
    """Of what pip noted (https://peps.python.org/pep-0610): a repository it took it from, or a clone of one."""
    where, version = str(told.get("url", "")), told.get("vcs_info")
    if isinstance(version, dict):
        address = f"git+{where}@{version.get('commit_id')}"
        return address if version.get("vcs") == "git" and FITS.fullmatch(address) else None
    parts = urlsplit(where)
    return await _of_clone(Path(unquote(parts.path))) if parts.scheme == "file" else None


async def _of_clone(folder: Path) -> str | None:
    """By its origin, if the commit that stands there is in it, too."""
    if not (folder / ".git").is_dir():
        return None

    async def ask(*words: str) -> str:
        only = {"GIT_DIR": str(folder / ".git")}  # never one further up
        said = await git(*words, folder=folder, doing="Looking where Matinee came from", environ=only)
        return said.decode("utf-8", "replace").strip()

    try:
        origin = public(await ask("config", "--get", "remote.origin.url"))
        if origin is None or not await ask("branch", "--remotes", "--contains", "HEAD"):
            return None
        tags = (await ask("tag", "--points-at", "HEAD")).split()
        address = f"git+{origin}@{tags[-1] if tags else await ask('rev-parse', 'HEAD')}"
    except GitFailed:
        return None
    return address if FITS.fullmatch(address) else None


def public(origin: str) -> str | None:
    """The same repository by https, without anybody's name or password."""
    if origin.startswith("https://"):
        parts = urlsplit(origin)
        return f"https://{parts.netloc.rpartition('@')[2]}{parts.path}"
    found = _SSH.fullmatch(origin)
    return f"https://{found[1]}/{found[2]}" if found else None
