"""What the files hold, and what is wrong in them: ``check``. Nothing is posted or recorded."""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING

from bot.desk import job_summary
from bot.desk.annotating import changed_since, guarded, marks
from bot.desk.answer import DONE, NEEDS_OWNER, Answer
from bot.desk.imaging import with_pictures
from bot.desk.left_out import left_out, none_found
from bot.desk.repositories import make_sure
from bot.desk.sheet import problem_form, problem_line, sheet
from bot.desk.unknown_tags import unknown_tags
from bot.errors import UsageError
from bot.format.naming import number_of
from bot.post.picture_files import spellings
from bot.review.model import Problem
from bot.settings import load
from bot.watch.files import list_files
from bot.watch.shelf import Place, Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from rich.console import RenderableType

    from bot.desk.sheet import Sheet
    from bot.review.model import Review
    from bot.settings.model import Settings

_MOST = 20  # reviews whose posts a summary shows
_SAME = 5  # files for which the same warning is told one by one


def check(config: Path, paths: Sequence[Path], *, github: bool = False, since: str | None = None) -> Answer:
    """Every file's problems. Exit code 1 if one of them is an error; mended or missing parts are warnings.

    ``since``: only the reviews that changed since that commit. ``github``: also as notes beside the lines on GitHub,
    and the posts of the given reviews as the run's summary.
    """
    settings = load(config)
    make_sure(settings)
    if since is not None:
        paths = [*paths, *_of_sources(settings, changed_since(since))]
        if not paths:
            return Answer({"files": 0, "reviews": 0, "skipped": [], "problems": []}, ["no review changed"])
    files = reviews = errors = 0
    skipped: list[dict[str, str]] = []
    problems: list[tuple[str, Problem]] = []
    notes: list[tuple[Path, Problem]] = []
    sheets: list[Sheet] = []
    tags: set[str] = set()
    shelf = Shelf(settings.sources, None)
    for place in _places(shelf, settings, paths):
        reading = shelf.take(place)
        shown = _shown(place)
        found = [*reading.problems, *_missing_picture(settings, place, reading.review)]
        files += 1
        reviews += reading.review is not None
        tags.update(reading.review.tags if reading.review else ())
        errors += any(problem.severity == "error" for problem in found)
        if reading.skipped is not None:
            skipped.append({"path": shown, "reason": reading.skipped})
        problems += [(shown, problem) for problem in found]
        notes += [(place.source.folder / place.path, problem) for problem in found]
        if github and paths and reading.review is not None and len(sheets) < _MOST:
            sheets.append(sheet(settings, shown, reading))
    forms = [problem_form(problem, shown) for shown, problem in problems]
    document = {"files": files, "reviews": reviews, "skipped": skipped, "problems": forms}
    text: list[RenderableType] = [*_lines(problems)]
    text += left_out((one["path"], one["reason"]) for one in skipped)
    text.append(
        f"{number_of(files, 'file')}: {number_of(reviews, 'review')}, {len(skipped)} skipped, {errors} with errors"
    )
    if not paths:
        text += none_found(settings.sources, files=files, skipped=len(skipped))
        text += unknown_tags(settings, tags) if reviews and not github else ()  # private ones stay at home
    if github:
        before, after = guarded()
        text = [*marks(notes), before, *text, after]
        _summarised(settings, sheets, problems, text[-2])
    return Answer(document, text, NEEDS_OWNER if errors else DONE)


def _of_sources(settings: Settings, files: Sequence[Path]) -> list[Path]:
    """Those that a source takes."""
    known = {(source.folder / path).resolve() for source in settings.sources for path, _ in list_files(source)}
    return [file for file in files if file.resolve() in known]


def _summarised(
    settings: Settings, sheets: Sequence[Sheet], problems: Sequence[tuple[str, Problem]], total: RenderableType
) -> None:
    """The run's summary, where one can be written."""
    if job_summary.wanted():
        lines = "".join(f"- {job_summary.plain(line)}\n" for line in _lines(problems))
        shown = job_summary.of_reviews(with_pictures(settings, sheets)) if sheets else ""
        job_summary.append(f"## Matinee check\n\n{job_summary.plain(str(total))}\n\n{lines}\n{shown}")


def _lines(problems: Sequence[tuple[str, Problem]]) -> Iterator[str]:
    """A line each; but of a warning that many files share, the first few and how many more there are."""
    times: Counter[tuple[str, str]] = Counter()
    for path, problem in problems:
        same = (problem.field, problem.message)
        times[same] += problem.severity == "warning"
        if times[same] <= _SAME:
            yield problem_line(problem, path)
    for (field, message), count in times.items():
        if count > _SAME:
            yield f"{number_of(count - _SAME, 'more file')}: {field}{': ' if field else ''}warning: {message}"


def _missing_picture(settings: Settings, place: Place, review: Review | None) -> Iterator[Problem]:
    """That the file of a review's own picture isn't there, as far as that can be known here."""
    image = review.image if review else None
    if image is None or image.file is None:
        return
    folder = settings.site.folder if image.file.startswith("/") else place.source.folder
    names = [name.lstrip("/") for name in spellings(image.file)]
    if folder is None or any(os.path.exists(folder / name) for name in names):  # noqa: PTH110 (may raise for Path)
        return
    then = "it is looked for on the site" if image.file.startswith("/") and settings.site.base_url else "none is posted"
    yield Problem(place.path, 1, 1, "image", f"There is no file {folder / image.file.lstrip('/')}; {then}.", "warning")


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
