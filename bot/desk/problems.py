"""Problems in review files as the owner looks for them: by a path that leads there from where Matinee was started."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.review.model import Problem
    from bot.settings.model import Settings
    from bot.watch.report import ScanReport


def problems_of(scans: Iterable[ScanReport], settings: Settings) -> list[Problem]:
    """Every scan's problems; several sources may hold files of one name."""
    folders = {source.name: source.folder for source in settings.sources}
    return [
        replace(problem, path=str(folders[scan.source] / problem.path)) for scan in scans for problem in scan.problems
    ]
