"""Saving the records in a file, and putting saved ones back."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

from bot.clock import SystemClock
from bot.desk.answer import Answer
from bot.desk.records import records_if_any, within_reach
from bot.errors import UsageError
from bot.ledger.restoring import restore as put_back
from bot.ledger.store import Ledger
from bot.post.first_look import marker_of
from bot.settings import load


def backup(config: Path, file: Path) -> Answer:
    """Write all records into one file, whole and of one moment, also while the bot runs.

    Raises :class:`bot.errors.RecordsLost` where there are none any more: a saved copy is all that is left of them then.
    """
    settings = load(config)
    with records_if_any(settings) as ledger:
        if ledger.is_empty():
            marker_of(settings.store).require_none()
            if file.exists():
                raise UsageError(f"there are no records yet, so nothing is saved; {file} is left as it is")
        ledger.backup(file, SystemClock().now())
    return Answer({"file": str(file)}, [f"the records are saved in {file}; matinee restore {file} puts them back"])


def moved_into(folder: Path, file: Path) -> Path:
    """The file, out of a folder that is about to be thrown away."""
    folder.mkdir(parents=True, exist_ok=True)
    return Path(shutil.move(file, folder / file.name))


def restore(config: Path, file: Path, *, replace: bool) -> Answer:
    """Put saved records back. What may have happened since they were saved is looked for before anything is sent."""
    settings = load(config)
    if not file.is_file():
        raise UsageError(f"{file}: there is no such file")
    folder = settings.store.data_dir
    with within_reach(settings.store) as store:
        kept = put_back(store.url, file, SystemClock().now(), replace=replace, folder=folder)
        if kept is not None and store is not settings.store:
            kept = moved_into(folder, kept)
        with closing(Ledger.open(store.url)) as ledger:
            files = ledger.file_count()
    text = [f"the records are back: {files} files known; what was posted since they were saved is looked for first"]
    if kept is not None:
        text.append(f"those that were there before are kept in {kept}")
    return Answer({"file": str(file), "files": files, "kept": str(kept) if kept else None}, text)
