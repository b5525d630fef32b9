"""What is frozen with a recap's slot reads back as it was, in the form of earlier versions too."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.format.looking_back import Before, Changed, LookBack, Pace, Recap, RecapCell, RecapEntry, thawed
from bot.recaps.compute import recap_data

ENTRY = RecapEntry("r1", "Vertigo", 1958, (3.5, 5.0), 3, "Heights", "https://films.example/v", None, "2025-09-14")
UNRATED = RecapEntry("r2", "Rope", None, None, None, None, None)
BARE = Recap("Oh My Horror", 3, None, (ENTRY,), None, None, None, None, "2025-09-14")
RECAP = Recap(
    "Oh My Horror",
    3,
    52,
    (ENTRY, UNRATED),
    3.5,
    5.0,
    "https://boxd.example/l",
    "2025-09-07",
    "2025-09-14",
    milestone="half-way",
    finished=True,
    best=(ENTRY,),
    worst=(UNRATED,),
    pace=Pace("2025-12-31", 108, 36, -33, 3.2, None),
    streak=4,
    before=Before("Oh My Horror 2024", 12, 3.25, finished=False),
    cells=(RecapCell(1, "rated", 3.5), RecapCell(2, "missing")),
    picture=True,
)
BACK = LookBack(
    "month",
    "2025-09",
    "2025-09-30",
    2,
    (ENTRY, UNRATED),
    3.5,
    5.0,
    ((3.5, 1), (4.0, 0)),
    (Changed(ENTRY, (2.0, 5.0), "C"),),
    (("Oh My Horror", 2),),
    picture=True,
)
OLD: dict[str, Any] = {
    "challenge": "Oh My Horror",
    "done": 3,
    "total": None,
    "entries": [
        {
            "review_id": "r1",
            "title": "Vertigo",
            "year": 1958,
            "rating": [3.5, 5.0],
            "position": 3,
            "prompt": None,
            "url": None,
        }
    ],
    "mean": 3.5,
    "scale": 5.0,
    "url": None,
    "since": None,
    "until": "2025-09-14",
}


@pytest.mark.parametrize("told", [BARE, RECAP, BACK, LookBack("on this day", "2025-09-14", "2025-09-14", 1, (ENTRY,))])
def test_it_reads_back_as_it_was(told: Recap | LookBack) -> None:
    assert thawed(json.loads(json.dumps(recap_data(told)))) == told


def test_rows_of_an_earlier_version_are_read() -> None:
    read = thawed(OLD)
    assert isinstance(read, Recap)
    assert read.entries == (RecapEntry("r1", "Vertigo", 1958, (3.5, 5.0), 3, None, None),)
    assert (read.milestone, read.best, read.pace, read.picture) == (None, (), None, False)


def test_rows_of_a_later_version_are_read() -> None:
    later = {**recap_data(RECAP), "mood": "glum", "pace": {**recap_data(RECAP)["pace"], "mood": "glum"}}
    assert thawed(later) == RECAP


def test_what_is_neither_is_refused() -> None:
    with pytest.raises(KeyError):
        thawed({})
