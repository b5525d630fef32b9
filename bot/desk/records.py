"""The records for commands that only read: where there are none yet, none are made."""

from __future__ import annotations

from contextlib import closing, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bot.ledger.engine import parse
from bot.ledger.store import Ledger

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.settings.model import Settings


@contextmanager
def records_if_any(settings: Settings) -> Iterator[Ledger]:
    """The records, or empty ones that are thrown away. Raises as :meth:`bot.ledger.store.Ledger.open`."""
    if exist(settings):
        with closing(Ledger.open(settings.store.url)) as ledger:
            yield ledger
        return
    with (
        TemporaryDirectory(prefix="matinee-") as folder,
        closing(Ledger.open(f"sqlite:///{folder}/records.db")) as ledger,
    ):
        yield ledger


def exist(settings: Settings) -> bool:
    """Whether there are records, or something stands in their place: opening them tells."""
    address = parse(settings.store.url)
    with suppress(OSError):  # a folder that lets nobody in: opening tells
        return address.get_backend_name() != "sqlite" or Path(address.database or "").exists()
    return True
