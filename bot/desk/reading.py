"""What the files hold, and what is wrong in them: ``check``. Nothing is posted or recorded."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from bot.desk.answer import DONE, NEEDS_OWNER, Answer
from bot.desk.sheet import problem_form, problem_line
from bot.errors import UsageError
from bot.settings import load
from bot.watch.files import list_files
from bot.watch.shelf import Place, Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from rich.console import RenderableType

    from bot.settings.model import Settings


def check(config: Path, paths: Sequence[Path]) -> Answer:
    """Every file's problems. Exit code 1 if one of them is an error; mended or missing parts are warnings."""
    settings = load(config)
    files = reviews = errors = 0
    skipped: list[dict[str, str]] = []
    problems: list[dict[str, Any]] = []
    text: list[RenderableType] = []
    shelf = Shelf(settings.sources, None)
    for place in _places(shelf, settings, paths):
        reading = shelf.take(place)
        shown = _shown(place)
        files += 1
        reviews += reading.review is not None
        errors += any(problem.severity == "error" for problem in reading.problems)
        if reading.skipped is not None:
            skipped.append({"path": shown, "reason": reading.skipped})
        for problem in reading.problems:
            problems.append(problem_form(problem, shown))
            text.append(problem_line(problem, shown))
    document = {"files": files, "reviews": reviews, "skipped": skipped, "problems": problems}
    text.append(f"{files} files: {reviews} reviews, {len(skipped)} skipped, {errors} with errors")
    return Answer(document, text, NEEDS_OWNER if errors else DONE)


def _places(shelf: Shelf, settings: Settings, paths: Sequence[Path]) -> Iterator[Place]:
    if not paths:
        for source in settings.sources:
            yield from (Place(source, path) for path, _ in list_files(source))
    for path in paths:
        if os.path.isdir(path):  # noqa: PTH112 (Path.is_dir raises where a folder lets nobody in; place tells)
            yield from _inside(settings, path)
        else:
            yield shelf.place(path)


def _inside(settings: Settings, folder: Path) -> Iterator[Place]:
    """The sources' files in a folder."""
    wanted = folder.resolve()
    found = False
    for source in settings.sources:
        for path, _ in list_files(source):
            if (source.folder.resolve() / path).is_relative_to(wanted):
                found = True
                yield Place(source, path)
    if not found:
        raise UsageError(f"{folder}: no source has files in this folder")


def _shown(place: Place) -> str:
    return str(place.source.folder / place.path)
