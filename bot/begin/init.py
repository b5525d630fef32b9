"""``matinee init``: look at the site, ask, show posts, write the configuration. Nothing else of the site is touched.

Nothing is written before everything is known: an interruption leaves no trace.
"""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.begin.asking import Asker, Unfit
from bot.begin.deciding import decide
from bot.begin.found import find
from bot.begin.telling import findings, next_steps, notes
from bot.begin.writing import configuration
from bot.desk import previewing
from bot.desk.answer import Answer
from bot.errors import MatineeError, UsageError
from bot.settings import load
from bot.settings.model import Store

if TYPE_CHECKING:
    from bot.begin.answers import Answers, Given
    from bot.begin.found import Found
    from bot.desk.sheet import Sheet

_SHOWN = 3  # reviews


@dataclass(frozen=True, slots=True)
class Manner:
    """How it is done. ``yes``: no questions; ``force``: a configuration that is there is replaced."""

    yes: bool = False
    force: bool = False
    as_json: bool = False


def init(config: Path, root: Path, given: Given, manner: Manner) -> Answer:
    """Write a configuration for the site in ``root``. Raises UsageError where that can't be done."""
    _check(config, root, manner)
    found = find(root)
    if not found.shelves:
        raise UsageError(_none(root, found))
    alone = not manner.yes and not manner.as_json and not sys.stdin.isatty()
    asks = not (manner.yes or manner.as_json or alone)
    if not manner.as_json:
        print(*findings(found), sep="\n")  # noqa: T201 (before the questions)
    if alone:
        print("nobody is at a terminal: the proposals are taken, as with --yes")  # noqa: T201
    asker = Asker(sys.stdin if asks else None, sys.stdout)
    try:
        answers = decide(found, given, asker)
    except Unfit as problem:
        raise UsageError(f"init: {problem}") from None
    except KeyboardInterrupt:
        sys.stderr.write("\nnothing is written\n")
        raise
    text = configuration(found, answers, root)
    sheets = _sheets(text)
    _write(config, text)
    return _answer(config, found, answers, sheets, asker.asked)


def _check(config: Path, root: Path, manner: Manner) -> None:
    if not root.is_dir():
        raise UsageError(f"{root}: there is no such folder; name the one that your site's files are in")
    if (root / "bot" / "begin" / "init.py").is_file() and (root / "config" / "matinee.toml").is_file():
        raise UsageError(f"{root.resolve()} is Matinee's own folder: go to your site's, and start this there")
    if config.exists() and not manner.force:
        raise UsageError(f"{config} is there already; --force replaces it, -c FILE writes another one")
    if config.is_dir():
        raise UsageError(f"{config} is a folder; name a file with -c")


def _none(root: Path, found: Found) -> str:
    where = root.resolve()
    seen = f"{found.pages} pages were looked at" if found.pages else "no Markdown file with front matter is there"
    if found.unread and not found.pages:
        seen = f"{len(found.unread)} files can't be read, {found.unread[0]} among them"
    return (
        f"no reviews were found in {where}: {seen}. A review has a rating in its front matter, or a layout, category "
        "or folder called review; matinee init FOLDER looks in another folder"
    )


def _sheets(text: str) -> list[Sheet]:
    """The newest reviews as the configuration would post them. It is read from a file that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="matinee-") as folder:
        file = Path(folder) / "matinee.toml"
        file.write_text(text, encoding="utf-8")
        settings = load(file)
        store = Store(f"sqlite:///{folder}/none.db", Path(folder))
        return previewing.newest(replace(settings, store=store), _SHOWN)


def _write(config: Path, text: str) -> None:
    """The whole file or nothing."""
    try:
        config.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=".matinee-", dir=config.parent)
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(0o644)
            Path(name).replace(config)
        except BaseException:
            with suppress(OSError):
                Path(name).unlink()
            raise
    except OSError as error:
        raise MatineeError(f"{config} can't be written: {error.strerror}. Check path and permissions.") from None


def _answer(config: Path, found: Found, answers: Answers, sheets: list[Sheet], asked: int) -> Answer:
    steps = next_steps(config, answers)
    said = notes(config, found, answers)
    document = {
        **_document(found, answers),
        "questions": asked,
        "posts": [one.form for one in sheets],
        "written": str(config),
        "notes": said,
        "next": steps,
    }
    text = ["", *(part for one in sheets for part in previewing.told(one)), f"{config} is written.", *said, "", *steps]
    return Answer(document, text)


def _document(found: Found, answers: Answers) -> dict[str, Any]:
    facts = found.site.facts
    sources = [
        {
            "name": one.kind.name,
            "path": one.kind.folder or ".",
            "reviews": len(one.kind.pages),
            "left_out": one.kind.left,
            "where": dict(one.kind.where),
            "permalink": answers.patterns[number],
            "scale": answers.scales[number],
            "letters": list(answers.letters[number]),
        }
        for number, one in enumerate(found.shelves)
    ]
    return {
        "generator": found.site.generator,
        "site": {"name": facts.name, "base_url": answers.base_url, "language": facts.language},
        "sources": sources,
        "unread": list(found.unread),
        "tags": [{"tag": tag, "reviews": times} for tag, times in found.tags],
        "public_tags": list(answers.public_tags),
        "destinations": {"discord": answers.channel, "mastodon": answers.server, "test": answers.test_channel},
    }
