"""Files and rules for the reader's tests."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.review.model import FieldMap, Reading, ReadingRules, Review
from bot.review.reader import read

RULES = ReadingRules(
    source="films",
    base_url="https://example.org",
    permalink="/{year}/{month}/{day}/{slug}.html",
    fields=FieldMap(
        rating=("rating", "review.rating"), links={"Letterboxd": "letterboxd_url"}, badges={"MST3K": "mst3k"}
    ),
    scale=5.0,
    public_tags=frozenset({"queer"}),
    timezone="America/New_York",
)
PATH = "2024-01-02-the-lantern.md"


def reading(text: str | bytes, path: str = PATH, **changes: Any) -> Reading:
    data = text if isinstance(text, bytes) else text.encode()
    return read(data, path, replace(RULES, **changes))


def file(front: str = "title: The Lantern (1961)", body: str = "It glows.") -> str:
    return f"---\n{front}\n---\n\n{body}\n"


def review(
    front: str = "title: The Lantern (1961)", body: str = "It glows.", path: str = PATH, **changes: Any
) -> Review:
    """The review of a file that has to be one."""
    found = reading(file(front, body), path, **changes)
    assert found.review is not None, found
    return found.review


def complaints(front: str, body: str = "It glows.", path: str = PATH, **changes: Any) -> list[str]:
    """The problems of a file as ``line:column field: message``, errors with an exclamation mark in front."""
    found = reading(file(front, body), path, **changes).problems
    return [f"{'!' * (p.severity == 'error')}{p.line}:{p.column} {p.field}: {p.message}" for p in found]
