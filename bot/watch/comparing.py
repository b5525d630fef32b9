"""What a scan has to read: the listing held against what was read before and what is known. Reads no review file."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.watch.listing import Look, Obstacle, list_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from bot.catalogue.store import Catalogue
    from bot.plan.model import Known, Seen
    from bot.settings.model import Source

SETTLED_AFTER = timedelta(seconds=2)  # a file that was written to later than this ago may not be whole yet


@dataclass(frozen=True, slots=True)
class Listing:
    """One look at the whole folder."""

    files: dict[str, Look]
    obstacles: list[Obstacle]

    def present(self, known: Iterable[str]) -> set[str]:
        """Every path that exists, and those that may: what was known beneath a folder that couldn't be read."""
        present = set(self.files)
        for obstacle in self.obstacles:
            if obstacle.folder:
                present.update(path for path in known if _is_beneath(path, obstacle.path))
        return present


@dataclass(slots=True)
class Work:
    """What to do. ``again``: reviews that look as when an earlier scan of this process left them undecided."""

    read: list[str] = field(default_factory=list)
    fresh: list[str] = field(default_factory=list)  # changed too lately to be read now
    again: list[Seen] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)  # from the catalogue


def look_around(source: Source) -> Listing:
    """List the folder. Raises :class:`bot.errors.SourceUnreadable`."""
    obstacles: list[Obstacle] = []
    return Listing(dict(list_files(source, obstacles)), obstacles)


def compare(
    listing: Listing,
    catalogue: Catalogue,
    source: str,
    known: Mapping[str, Known],
    undecided: Mapping[str, Seen],
) -> Work:
    """What is new or looks different, and what the records don't know as the catalogue has it.

    The catalogue only saves reading: should it be ahead of the records (a crash between the two), the file is read.
    """
    work = Work()
    files = listing.files
    due = dict.fromkeys(files)
    blind = [obstacle.path for obstacle in listing.obstacles if obstacle.folder]
    for path, stamp in catalogue.each_stamp(source):
        look = files.get(path)
        if look is None:
            if not any(_is_beneath(path, folder) for folder in blind):
                work.removed.append(path)
        elif look == stamp[:3]:
            row, seen = known.get(path), undecided.get(path)
            if not stamp.is_review or (row and row.gone_since is None and row.content_hash == stamp.content_hash):
                del due[path]
            elif seen and seen.content_hash == stamp.content_hash:
                work.again.append(seen)
                del due[path]
    work.read = list(due)
    return work


def leave_fresh(work: Work, listing: Listing, now: datetime) -> None:
    """Put aside what was written to within the last moments. A time in the future says nothing: it isn't waited for."""
    latest = int(now.timestamp() * 1e9)
    earliest = latest - int(SETTLED_AFTER.total_seconds() * 1e9)
    work.fresh = [path for path in work.read if earliest < listing.files[path].mtime_ns <= latest]
    if work.fresh:
        fresh = set(work.fresh)
        work.read = [path for path in work.read if path not in fresh]


def _is_beneath(path: str, folder: str) -> bool:
    return not folder or path == folder or path.startswith(folder + "/")
