"""How a challenge goes, in the reader's words: in sentences for an answer's text, in a few words for its picture.

Which days and numbers these are is ``bot.challenges``'; gaps and slips are the owner's alone and not told here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.commands.wording import Wording
    from bot.format.looking_back import Pace, Recap

_WEEK = 7  # days: where fewer are left, "so many a week" says nothing


def sentences(recap: Recap, wording: Wording, day: Callable[[str], str]) -> Iterator[str]:
    """What a challenge with a real last day still needs; nothing for one without. ``day`` writes an ISO date."""
    pace = recap.pace
    if recap.finished:
        yield wording.say("pace-finished")
    elif pace is not None and pace.days_left <= 0:
        yield _over(pace, wording, day(pace.deadline))
    elif pace is not None:
        yield _schedule(pace, wording)
        yield _needs(pace, max((recap.total or 0) - recap.done, 0), wording, day(pace.deadline))
        if pace.projected is not None and pace.days_left >= _WEEK:
            yield wording.say("pace-projected", when=day(pace.projected))


def briefly(recap: Recap, wording: Wording) -> str:
    """The same in two or three words: "on schedule"; "" for a challenge without a last day."""
    pace = recap.pace
    if recap.finished:
        return wording.say("board-finished")
    if pace is None:
        return ""
    if pace.days_left <= 0:
        return wording.say("board-short", count=-pace.ahead) if pace.ahead < 0 else wording.say("board-ended")
    if pace.ahead == 0:
        return wording.say("board-on-schedule")
    if pace.ahead > 0:
        return wording.say("board-ahead", count=pace.ahead)
    return wording.say("board-behind", count=-pace.ahead)


def _over(pace: Pace, wording: Wording, when: str) -> str:
    if pace.ahead < 0:
        return wording.say("pace-short", when=when, count=-pace.ahead)
    return wording.say("pace-ended", when=when)


def _schedule(pace: Pace, wording: Wording) -> str:
    if pace.ahead == 0:
        return wording.say("pace-on-schedule")
    if pace.ahead > 0:
        return wording.say("pace-ahead", count=pace.ahead)
    return wording.say("pace-behind", count=-pace.ahead)


def _needs(pace: Pace, left: int, wording: Wording, when: str) -> str:
    if left and pace.days_left < _WEEK:
        return wording.say("pace-to-go", count=left, when=when)
    if pace.per_week is None:
        return wording.say("pace-last-day", when=when)
    return wording.say("pace-needs", rate=wording.number(max(round(pace.per_week, 1), 0.1)), when=when)
