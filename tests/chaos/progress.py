"""What is done of a whole run, kept in a file: an interrupted run goes on where it was."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from tests.chaos.plan import PER_BATCH, batch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.chaos.plan import Batch, Store

_FILE = "chaos.json"


@dataclass(slots=True)
class Progress:
    """A run of so many kills. ``done``: the reports of the batches that are over, by number."""

    folder: Path
    seed: int
    kills: int
    store: Store
    done: dict[int, dict[str, Any]] = field(default_factory=dict)

    @classmethod
    def resume(cls, folder: Path) -> Progress:
        """The run whose state lies there."""
        told = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        done = {int(number): report for number, report in told.pop("done").items()}
        return cls(folder=folder, **told, done=done)

    def batches(self) -> Iterator[tuple[int, Batch]]:
        """Those that are to be done still, with their numbers."""
        for number, first in enumerate(range(0, self.kills, PER_BATCH)):
            if number not in self.done:
                yield number, batch(self.seed, number, min(PER_BATCH, self.kills - first), self.store)

    def begin(self) -> None:
        """Leave a state from the very start: a run may be interrupted in its first batch."""
        self._write()

    def enter(self, number: int, report: dict[str, Any]) -> None:
        """A batch is over. Written as a whole: a run may be interrupted at any moment."""
        self.done[number] = report
        self._write()

    def _write(self) -> None:
        told = {**asdict(self), "folder": None}
        del told["folder"]
        draft = self.folder / f"{_FILE}.part"
        draft.write_text(json.dumps(told), encoding="utf-8")
        draft.replace(self.folder / _FILE)
