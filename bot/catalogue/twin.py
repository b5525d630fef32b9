"""A copy of the catalogue to rehearse with, so that what was read already needn't be read again there."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from bot.catalogue.store import FILE_NAME

if TYPE_CHECKING:
    from pathlib import Path


def twin(folder: Path, into: Path) -> None:
    """Copy what stands in ``folder``, also while somebody writes there. Where that can't be had, there is no copy."""
    there = folder / FILE_NAME
    if not there.is_file():
        return
    with (
        suppress(sqlite3.Error, OSError),
        closing(sqlite3.connect(f"{there.absolute().as_uri()}?mode=ro", uri=True)) as old,
        closing(sqlite3.connect(into / FILE_NAME)) as new,
    ):
        old.backup(new)
