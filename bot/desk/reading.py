"""What the files hold and what would be made of it: ``check`` and ``preview``. Nothing is posted or recorded."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from bot.desk.answer import DONE, NEEDS_OWNER, Answer
from bot.desk.drawing import draw
from bot.desk.looking import indexed
from bot.errors import SourceUnreadable, UsageError
from bot.format import compose
from bot.format.forms import post_form, review_form
from bot.format.model import FormatPolicy, Limits
from bot.plan.routing import refusal
from bot.settings import load
from bot.watch.files import list_files
from bot.watch.shelf import Place, Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from rich.console import RenderableType

    from bot.review.model import Problem, Reading, Review
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
            problems.append(_problem_form(problem, shown))
            text.append(_problem_line(problem, shown))
    document = {"files": files, "reviews": reviews, "skipped": skipped, "problems": problems}
    text.append(f"{files} files: {reviews} reviews, {len(skipped)} skipped, {errors} with errors")
    return Answer(document, text, NEEDS_OWNER if errors else DONE)


def preview(config: Path, files: Sequence[Path]) -> Answer:
    """What each file would be posted as, for every destination, or one example of each network without any."""
    settings = load(config)
    document: list[dict[str, Any]] = []
    text: list[RenderableType] = []
    for file, reading in _readings(settings, files):
        problems = [_problem_form(problem, str(file)) for problem in reading.problems]
        text += [_problem_line(problem, str(file)) for problem in reading.problems]
        review = reading.review
        if review is None:
            reason = reading.skipped or "it can't be read as one"
            text.append(f"{file}: not a review: {reason}")
            document.append({"path": str(file), "review": None, "posts": [], "problems": problems, "skipped": reason})
            continue
        refused = _refused(settings, review)
        wanted = [(name, policy) for name, policy in policies(settings) if name not in refused]
        posts = [(name, compose(review, policy, Limits())) for name, policy in wanted]
        text += [draw(name, one) for name, one in posts]
        text += [f"not posted: {reason}" for reason in refused.values()]
        text += _reasons(review)
        document.append(
            {
                "path": str(file),
                "review": review_form(review),
                "posts": [post_form(name, one) for name, one in posts],
                "not_posted": [{"destination": name, "reason": reason} for name, reason in refused.items()],
                "problems": problems,
            }
        )
    missing = any(entry["review"] is None for entry in document)
    return Answer(document, text, NEEDS_OWNER if missing else DONE)


def _refused(settings: Settings, review: Review) -> dict[str, str]:
    """Destinations that don't get the review, and the sentence that says why."""
    reasons = {one.name: refusal(review, one.route) for one in settings.destinations}
    return {name: reason for name, reason in reasons.items() if reason is not None}


def _readings(settings: Settings, files: Sequence[Path]) -> Iterator[tuple[Path, Reading]]:
    """Each file with its reading, earlier reviews of the same film included."""
    try:
        with indexed(settings) as catalogue:
            shelf = Shelf(settings.sources, catalogue)
            yield from [(file, shelf.take(shelf.place(file))) for file in files]
    except SourceUnreadable:  # the named files may stand elsewhere: then only earlier reviews are unknown
        shelf = Shelf(settings.sources, None)
        yield from [(file, shelf.take(shelf.place(file))) for file in files]


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


def policies(settings: Settings) -> list[tuple[str, FormatPolicy]]:
    """Destinations' names and how posts for them are written; without any, an example of each network."""
    if settings.destinations:
        return [(one.name, one.format) for one in settings.destinations]
    site = settings.site
    return [
        ("an example", FormatPolicy("discord", site.name, site.language, timezone=site.timezone)),
        ("an example", FormatPolicy("mastodon", site.name, site.language, timezone=site.timezone)),
    ]


def _reasons(review: Review) -> list[str]:
    others = [f"  or: {other}" for other in review.excerpt.others]
    missing = [] if review.url else ["no address: it takes [site] base_url and the source's permalink to have one"]
    return [f"why these words: {review.excerpt.why}", *others, *missing, ""]


def _shown(place: Place) -> str:
    return str(place.source.folder / place.path)


def _problem_form(problem: Problem, path: str) -> dict[str, Any]:
    return {
        "path": path,
        "line": problem.line,
        "column": problem.column,
        "field": problem.field,
        "message": problem.message,
        "severity": problem.severity,
    }


def _problem_line(problem: Problem, path: str) -> str:
    field = f"{problem.field}: " if problem.field else ""
    mark = "warning: " if problem.severity == "warning" else ""
    return f"{path}:{problem.line}:{problem.column}: {field}{mark}{problem.message}"
