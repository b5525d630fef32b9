"""Sources and review files for the watcher's tests."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot.plan.model import SourcePolicy
from bot.review.model import ReadingRules
from bot.settings.model import Source

if TYPE_CHECKING:
    from pathlib import Path

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def source(folder: Path, **given: Any) -> Source:
    """A source of Markdown reviews with whole ratings out of five."""
    name = given.get("name", "films")
    policy = {key: given.pop(key) for key in ("hold", "mass", "first_run") if key in given}
    values: dict[str, Any] = {
        "name": name,
        "folder": folder,
        "include": ("**/*.md", "**/*.markdown"),
        "exclude": ("_drafts/**", "_TEMPLATE.md"),
        "rules": ReadingRules(name, base_url="https://films.example", where={"layout": "review"}, scale=5),
        "policy": SourcePolicy(name, **policy),
        "watch": "auto",
        "rescan": timedelta(minutes=5),
        "max_size": 100_000,
    }
    return Source(**(values | given))


def write(folder: Path, path: str, title: str = "", rating: str = "3.5", body: str = "", **more: str) -> Path:
    """Put a review there; its times are old, so that it counts as whole."""
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    title = title or f"{file.stem.title()} (1999)"
    head = "".join(f"{key}: {value}\n" for key, value in more.items())
    text = f'---\nlayout: review\ntitle: "{title}"\nrating: "{rating}"\n{head}---\n{body or "It rained on " + title}.\n'
    file.write_text(text, encoding="utf-8")
    age(file)
    return file


def age(file: Path, seconds: int = 3600) -> None:
    """Give the file times of so long before NOON."""
    when = NOON.timestamp() - seconds
    os.utime(file, (when, when))


@dataclass(slots=True)
class TestClock:
    """A clock that stands until it is moved. Sleeping moves it."""

    __test__ = False

    moment: datetime = NOON
    slept: list[float] = field(default_factory=list)

    def now(self) -> datetime:
        return self.moment

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.moment += timedelta(seconds=seconds)

    def advance(self, **passed: float) -> None:
        self.moment += timedelta(**passed)
