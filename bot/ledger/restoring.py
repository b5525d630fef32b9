"""Saved records put back. What is there is kept under another name first, and nobody may be posting meanwhile."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.engine import URL

from bot.errors import StoreDamaged, StoreError, StoreNewer
from bot.ledger.doubt import doubt_everything
from bot.ledger.engine import parse, place
from bot.ledger.leases import any_holder
from bot.ledger.lock import another_posts, courier_lock
from bot.ledger.saved import damage, moment_of, move_aside, newest_moment, sound_copy
from bot.ledger.store import Ledger

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.engine import Connection


def restore(url: str, path: Path, now: datetime, *, replace: bool = False, folder: Path | None = None) -> Path | None:
    """Put the records that were saved in ``path`` in the place of those at ``url``; returns where those are kept.

    Records that aren't empty are replaced only with ``replace``. They are kept beside the database file, for PostgreSQL
    in ``folder`` (None: beside ``path``); None is returned where there were none. What the saved ones hold as not yet
    posted is looked for on the networks before it is sent. A file without a moment of its own counts as saved when the
    newest thing in it happened.

    Raises ``StoreLocked`` while somebody posts from the records, ``StoreForeign``, ``StoreNewer`` and ``StoreDamaged``
    for a file that can't be used, and the rest of the ``StoreError`` tree. Nothing is changed then.
    """
    address = parse(url)
    kept = _name_beside(address, folder or path.parent, now)
    with sound_copy(path) as copy, courier_lock(address), closing(_revived(copy, path, now)) as saved:
        moved = _moved_aside(url, kept, replace=replace)
        with closing(Ledger.open(url)) as target:
            if target.is_empty():
                saved.fill(target, before=lambda connection: _nobody_posts(connection, place(address)))
                return kept if moved else None
            if not replace:
                raise StoreError(
                    f"{place(address)} holds records already: to put others in their place, add --replace."
                )
            with target._reading() as connection:  # noqa: SLF001 - before a copy is made for nothing
                _nobody_posts(connection, place(address))
            target.backup(kept, now)
            saved.fill(target, before=lambda connection: _nobody_posts(connection, place(address)))
            return kept


def _name_beside(address: URL, folder: Path, now: datetime) -> Path:
    moment = f"before-restore-{now:%Y%m%dT%H%M%S}"
    if address.get_backend_name() != "sqlite":
        return folder / f"matinee.db.{moment}"
    database = Path(address.database or "")
    return database.with_name(f"{database.name}.{moment}")


def _revived(copy: Path, path: Path, now: datetime) -> Ledger:
    """The saved records, brought to the present form and in doubt since they were saved."""
    made_at = moment_of(copy)
    saved = Ledger.open_at(URL.create("sqlite+pysqlite", database=str(copy)), str(path))
    if made_at is None:
        with saved._writing() as connection:  # noqa: SLF001
            doubt_everything(connection, newest_moment(connection) or now)
    return saved


def _moved_aside(url: str, to: Path, *, replace: bool) -> bool:
    """Whether a database file was in the way that can't be read here, and has another name now."""
    address = parse(url)
    database = Path(address.database or "")
    if address.get_backend_name() != "sqlite" or not database.exists():
        return False
    complaint = damage(database, str(database))
    if complaint is not None and not replace:
        raise StoreDamaged(f"{database} is damaged ({complaint}): to keep it under another name, add --replace.")
    if complaint is None and not (replace and _is_newer(url)):
        return False
    move_aside(database, to)
    return True


def _is_newer(url: str) -> bool:
    """Whether a newer Matinee wrote there: whoever goes back to an older one has saved records of that one."""
    try:
        Ledger.open(url).close()
    except StoreNewer:
        return True
    return False


def _nobody_posts(connection: Connection, name: str) -> None:
    if any_holder(connection):
        raise another_posts(name)
