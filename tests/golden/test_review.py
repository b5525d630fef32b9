"""Review files as people write them, and what is read from each: ``review/<case>.md`` beside ``review/<case>.json``.

``MATINEE_UPDATE_GOLDEN=1`` writes what is read now; look at the difference before you commit it.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest

from bot.review.model import FieldMap, ReadingRules
from bot.review.reader import read

FOLDER = Path(__file__).parent / "review"
CASES = sorted(file.name for file in FOLDER.iterdir() if file.suffix != ".json")
UPDATE = os.environ.get("MATINEE_UPDATE_GOLDEN") == "1"

RULES = ReadingRules(
    source="films",
    base_url="https://example.org",
    permalink="/{category}/{year}/{month}/{day}/{slug}.html",
    where={"layout": "review"},
    fields=FieldMap(
        rating=("rating", "review.rating"),
        links={"Letterboxd": "letterboxd_url"},
        badges={"MST3K": "mst3k", "RiffTrax": "rifftrax"},
    ),
    scale=5.0,
    public_tags=frozenset({"queer", "spooktober"}),
    keys=frozenset({"nsfw"}),
    timezone="America/New_York",
)


def _told(value: object) -> str | list[str]:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value)
    raise TypeError(value)


@pytest.mark.parametrize("name", CASES)
def test_what_is_read_from_a_file(name: str) -> None:
    file = FOLDER / name
    read_now = (
        json.dumps(asdict(read(file.read_bytes(), name, RULES)), indent=1, ensure_ascii=False, default=_told) + "\n"
    )
    golden = file.with_suffix(".json")
    if UPDATE:
        golden.write_text(read_now, encoding="utf-8")
    assert read_now == golden.read_text(encoding="utf-8")


def test_every_golden_is_used() -> None:
    assert {file.stem for file in FOLDER.glob("*.json")} == {Path(name).stem for name in CASES}
