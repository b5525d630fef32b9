"""What ``[[source]]`` and ``[store]`` must not say about where files and records come from. It parses no table."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.settings.source_tables import SourceTable
    from bot.settings.tables import Tables

_ONLY_GIT = ("branch", "folder", "token_env", "key_file")
_LEAST_POLL = timedelta(seconds=10)


def problems(tables: Tables) -> Iterator[str]:
    """A sentence for each contradiction."""
    for source in tables.sources:
        yield from _source(source, f'source "{source.name}"')
    if tables.store.branch is not None and not tables.store.url.startswith("sqlite:"):
        yield "store.branch: a database server keeps the records itself; remove branch, or write a sqlite address"


def _source(source: SourceTable, where: str) -> Iterator[str]:
    if (source.path is None) == (source.git is None):
        allowed = 'a folder such as "_posts" in path, or a repository\'s address in git'
        yield f"{where}: it needs one place where its files are; allowed is {allowed}"
    if source.git is None:
        told = [key for key in _ONLY_GIT if getattr(source, key) is not None]
        yield from (f"{where}.{key}: this is about a repository, and there is none; remove it" for key in told)
        return
    if source.poll < _LEAST_POLL:
        yield f'{where}.poll: allowed is a duration of at least "10s"'
    if source.folder is not None and (source.folder.startswith("/") or ".." in source.folder.split("/")):
        yield f'{where}.folder: it must lie in the repository; allowed is a folder such as "_posts"'
    if source.token_env is not None and not source.git.startswith(("https:", "http:")):
        yield f"{where}.token_env: only https addresses take a token; remove it, or write key_file for ssh"
    if source.key_file is not None and source.git.startswith(("https:", "http:")):
        yield f"{where}.key_file: only ssh addresses take a key; remove it, or write token_env for https"
