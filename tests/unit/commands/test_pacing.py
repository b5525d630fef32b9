"""How a challenge goes, as members read it, in sentences and in few words, in each language."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.commands import pacing
from bot.commands.wording import languages, wording_for
from bot.format.looking_back import Pace, Recap

RECAP = Recap("Owls 2025", 20, 52, (), None, None, None, None, "2025-06-01")
PACE = Pace("2025-12-31", days_left=214, expected=20, ahead=0, per_week=1.04, projected="2025-12-20")


def said(pace: Pace | None, language: str = "en", *, finished: bool = False) -> tuple[str, str]:
    recap, words = replace(RECAP, pace=pace, finished=finished), wording_for(language)
    return " ".join(pacing.sentences(recap, words, str)), pacing.briefly(recap, words)


@pytest.mark.parametrize(
    ("pace", "sentences", "few"),
    [
        (None, "", ""),
        (
            PACE,
            "On schedule. It takes 1 a week until 2025-12-31. At this rate it is done on 2025-12-20.",
            "on schedule",
        ),
        (
            replace(PACE, ahead=-3, per_week=1.25, projected=None),
            "3 behind schedule. It takes 1.2 a week until 2025-12-31.",
            "3 behind schedule",
        ),
        (replace(PACE, ahead=1, days_left=6), "1 ahead of schedule. 32 to go until 2025-12-31.", "1 ahead of schedule"),
        (replace(PACE, per_week=None, projected=None), "On schedule. The last day is 2025-12-31.", "on schedule"),
        (replace(PACE, ahead=-4, days_left=0), "The last day was 2025-12-31: 4 short.", "ended 4 short"),
        (replace(PACE, days_left=0), "The last day was 2025-12-31.", "ended"),
    ],
)
def test_how_it_goes(pace: Pace | None, sentences: str, few: str) -> None:
    assert said(pace) == (sentences, few)


def test_what_is_finished_is_never_behind() -> None:
    assert said(replace(PACE, ahead=-4), finished=True) == ("Finished!", "finished")
    assert said(None, finished=True) == ("Finished!", "finished")


def test_in_spanish() -> None:
    assert said(replace(PACE, ahead=-1, per_week=1.3), "es-ES")[0] == (
        "Va 1 por detrás del plan. Hacen falta 1,3 a la semana hasta el 2025-12-31. A este ritmo acaba el 2025-12-20."
    )
    assert said(replace(PACE, ahead=-1, days_left=0), "es-ES")[1] == "acabado, faltó una"


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("ahead", [-2, -1, 0, 1, 2])
@pytest.mark.parametrize("days_left", [0, 3, 200])
def test_each_language_says_it_all(language: str, ahead: int, days_left: int) -> None:
    assert all(said(replace(PACE, ahead=ahead, days_left=days_left), language))
    assert wording_for(language).unsaid == set()
