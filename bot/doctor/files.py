"""What the check-up finds on this machine: folders, reviews, records, fonts, room. It writes nothing that stays."""

from __future__ import annotations

import os
import platform
import shutil
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bot.desk.records import copied_records
from bot.doctor.finding import Finding, mend, ok
from bot.errors import ConfigurationError, StoreError
from bot.git import Credentials, git
from bot.ledger.branch import Branch
from bot.ledger.engine import parse
from bot.ledger.store import Ledger
from bot.settings.tokens import tokens
from bot.watch.files import list_files
from bot.watch.shelf import Place, Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.review.model import Review
    from bot.settings.model import Settings, Source, Store

_LEAST_ROOM = 200_000_000  # bytes
_PERMISSIONS = "Give Matinee's user the right to write there, or name another folder."


def versions() -> Finding:
    """Python, and the libraries that speak to the networks."""
    told = [f"Python {platform.python_version()}"]
    for name in ("matinee", "discord.py", "Mastodon.py"):
        try:
            told.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            told.append(f"{name} (not installed as a package)")
    return ok("versions", ", ".join(told))


def source(one: Source) -> tuple[list[Finding], list[Review]]:
    """Whether its reviews are found; and they."""
    test, folder = f'source "{one.name}"', one.folder.absolute()
    if not folder.is_dir():
        if one.git is not None:
            return [ok(test, f"not fetched yet; its files will be in {folder}")], []
        remedy = f'Mend path of [[source]] "{one.name}", or start Matinee in the folder that it is relative to.'
        return [mend(test, f"there is no folder {folder}", remedy)], []
    shelf = Shelf([one], None)
    readings = [shelf.take(Place(one, path)) for path, _ in list_files(one)]
    reviews = [reading.review for reading in readings if reading.review is not None]
    broken = sum(any(it.severity == "error" for it in reading.problems) for reading in readings)
    told = f"{len(reviews)} of {len(readings)} files in {folder} are reviews"
    if not readings:
        return [mend(test, f"no file in {folder} fits include", "Mend include, or path: see matinee check.")], []
    if not reviews:
        return [
            mend(test, told, "Mend where and the names under fields: matinee check tells why each is left out.")
        ], []
    if broken:
        return [mend(test, f"{told}, {broken} have errors", "matinee check shows each with its line.")], reviews
    return [ok(test, told)], reviews


async def origin(settings: Settings, one: Source) -> Finding:
    """Whether the repository of a source answers, with its token or key."""
    assert one.git is not None  # noqa: S101 (asked for such sources only)
    test = f'repository of "{one.name}"'
    held = token_in(settings, one.git.token_env)
    if isinstance(held, Finding):
        return held
    wanted = [] if one.git.branch is None else [f"refs/heads/{one.git.branch}"]
    credentials = Credentials(held, one.git.key_file, one.git.address)
    with TemporaryDirectory(prefix="matinee-") as folder:
        words = ("ls-remote", "--", one.git.address, *(wanted or ["HEAD"]))
        said = await git(
            *words, folder=Path(folder), doing="asking the repository", credentials=credentials, longest=12.0
        )
    if not said.strip():
        return mend(test, f'it answers, but has no branch "{one.git.branch or "HEAD"}"', "Mend branch there.")
    return ok(test, "it answers")


def token_in(settings: Settings, name: str | None) -> str | Finding | None:
    """The token of that environment variable, None where none is wanted; or that it isn't there."""
    if name is None:
        return None
    try:
        return tokens(settings, [name], os.environ)[name]
    except ConfigurationError:
        set_up = os.environ.get(f"{name}_FILE")
        found = f"{name}_FILE names {set_up}, which holds none" if set_up else "it isn't in this environment"
        return mend(name, found, f"Set {name} to the token, or {name}_FILE to a file that holds it.")


def folders(settings: Settings) -> Iterator[Finding]:
    """Where Matinee writes, and what it reads beside the reviews."""
    yield ok("configuration", f"read from {settings.path.absolute()}; times are in {settings.site.timezone}")
    data = settings.store.data_dir.absolute()
    near = next(one for one in (data, *data.parents) if one.exists())
    if not near.is_dir() or not os.access(near, os.W_OK | os.X_OK):
        yield mend("data folder", f"{data} can't be written to", _PERMISSIONS)
    else:
        yield ok("data folder", str(data) if data.exists() else f"{data} (made when it is needed)")
    room = shutil.disk_usage(near).free
    if room < _LEAST_ROOM:
        yield mend("room", f"{room // 1_000_000} MB are left beside {near}", "Make room on that disk: 200 MB will do.")
    else:
        yield ok("room", f"{room // 1_000_000:,} MB are left")
    site = settings.site.folder
    if site is not None and not site.is_dir():
        yield mend("the site's folder", f"there is no {site.absolute()}", "Mend folder under [site].")


def records(settings: Settings) -> Iterator[Finding]:
    """Whether the records open, looked at as a copy; and what in them waits for the owner."""
    try:
        if _none_yet(settings.store):
            yield ok("records", f"none yet in {_where(settings.store)}: the first run makes them")
            return
        with TemporaryDirectory(prefix="matinee-") as folder:
            ledger = Ledger.open(copied_records(settings, Path(folder)).store.url)
            try:
                asking = ledger.questions()
            finally:
                ledger.close()
    except StoreError as error:
        yield mend(
            "records", str(error), "matinee restore FILE puts saved records back; docs/troubleshooting.md has more."
        )
        return
    yield ok("records", f"they open, in {_where(settings.store)}")
    for one in asking:
        yield mend(
            "a question", f'source "{one.source}" waits for your answer', "matinee status shows it and how to answer."
        )


def _none_yet(store: Store) -> bool:
    address = parse(store.url)
    return store.branch is None and address.get_backend_name() == "sqlite" and not Path(address.database or "").exists()


def _where(store: Store) -> str:
    address = parse(store.url)
    if store.branch is not None:
        return f'the branch "{store.branch}" of {store.repository.absolute()}'
    if address.get_backend_name() == "sqlite":
        return str(Path(address.database or "").absolute())
    return address.render_as_string(hide_password=True)


async def branch(store: Store) -> Finding:
    """Whether the branch for the records can be asked for."""
    assert store.branch is not None  # noqa: S101 (asked for where there is one)
    tip = await Branch(store.repository, store.branch).tip()
    found = "it is there" if tip else "it isn't there yet: the first run makes it"
    return ok(f'branch "{store.branch}"', found)


def fonts() -> Finding:
    """Whether pictures can be drawn."""
    from bot.post.fonts import fonts as found

    found()
    return ok("fonts", "pictures can be drawn")
