"""When cron lines fire, in wall-clock time, summer time included."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.plan.cron import CronLine, Slot, following, latest

NEW_YORK = ZoneInfo("America/New_York")


def utc(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


def wall(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return utc(year, month, day, hour, minute).replace(tzinfo=None)


SUNDAYS = CronLine.parse("0 18 * * sun")


def test_a_weekday_by_name_is_that_weekday() -> None:
    now = utc(2025, 10, 8, 12)  # a Wednesday
    assert latest(SUNDAYS, NEW_YORK, now) == Slot(wall(2025, 10, 5, 18), utc(2025, 10, 5, 22))
    assert following(SUNDAYS, NEW_YORK, now) == Slot(wall(2025, 10, 12, 18), utc(2025, 10, 12, 22))


def test_a_slot_is_the_latest_from_its_own_moment_on_and_following_is_later() -> None:
    slot = following(SUNDAYS, NEW_YORK, utc(2025, 10, 8))
    assert slot is not None
    assert latest(SUNDAYS, NEW_YORK, slot.at) == slot
    assert latest(SUNDAYS, NEW_YORK, slot.at - timedelta(seconds=1)) != slot
    assert following(SUNDAYS, NEW_YORK, slot.at) == Slot(wall(2025, 10, 19, 18), utc(2025, 10, 19, 22))


def test_a_missing_hour_fires_just_after_it() -> None:
    daily = CronLine.parse("30 2 * * *")
    assert following(daily, NEW_YORK, utc(2025, 3, 9, 1)) == Slot(wall(2025, 3, 9, 2, 30), utc(2025, 3, 9, 7))


def test_a_doubled_hour_fires_once_the_first_time() -> None:
    daily = CronLine.parse("30 1 * * *")
    first = following(daily, NEW_YORK, utc(2025, 11, 2, 4))
    assert first == Slot(wall(2025, 11, 2, 1, 30), utc(2025, 11, 2, 5, 30))
    assert following(daily, NEW_YORK, first.at) == Slot(wall(2025, 11, 3, 1, 30), utc(2025, 11, 3, 6, 30))
    assert latest(daily, NEW_YORK, utc(2025, 11, 2, 6, 45)) == first


def test_a_week_may_pass_sunday() -> None:
    line = CronLine.parse("0 9 * * fri-mon")
    days = [following(line, NEW_YORK, utc(2025, 10, day, 14)) for day in (8, 10, 11, 12, 13)]
    assert [slot.wall.day for slot in days if slot] == [10, 11, 12, 13, 17]


def test_leap_days_on_one_weekday_are_found_on_both_sides() -> None:
    line = CronLine.parse("0 0 29 feb sun")
    before, after = latest(line, NEW_YORK, utc(2025, 1, 1)), following(line, NEW_YORK, utc(2025, 1, 1))
    assert before is not None
    assert after is not None
    assert (before.wall.year, after.wall.year) == (2004, 2032)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("0 18 * * 0", "weekdays are written by name"),
        ("0 18 * * mon,7", "weekdays are written by name"),
        ("0 18 * * */2", "weekdays are written by name"),
        ("0 18 * * sunday", '"sunday" is no weekday'),
        ("0 18 * *", "4 of the five fields"),
        ("@weekly", "1 of the five fields"),
        ("", "0 of the five fields"),
        ("0 12 30 feb *", "never fires"),
        ("0 12 31 apr,jun *", "never fires"),
        ("61 * * * *", "higher than the maximum"),
        ("*/0 * * * *", "no cron line"),
        ("0 5-3 * * *", "no cron line"),
        ("0 18 * october *", '"october" is no month'),
        ("0;1 * * * *", '"0;1" is no minute'),
    ],
)
def test_a_line_that_cannot_be_meant_is_refused_with_a_sentence(text: str, told: str) -> None:
    with pytest.raises(ValueError, match=re.escape(told)) as caught:
        CronLine.parse(text)
    assert f'"{text}"' in str(caught.value)


FIELDS = st.sampled_from(["*", "0", "sun", "feb", "31", "*/5", "1-9", "last", ","])


@given(st.text(max_size=30) | st.lists(FIELDS, min_size=5, max_size=5).map(" ".join))
def test_any_text_is_a_line_that_fires_or_a_sentence(text: str) -> None:
    line, told = None, ""
    try:
        line = CronLine.parse(text)
    except ValueError as error:
        told = str(error)
    if line is None:
        assert told.endswith(".")
    else:
        assert following(line, NEW_YORK, utc(2025, 1, 1)) is not None


ZONES = st.sampled_from(["America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kolkata", "Pacific/Apia"])
LINES = st.sampled_from(["* * * * *", "*/20 * * * *", "30 2 * * *", "0 18 * * sun", "15 1 last * *", "0 0 1 jan *"])
MOMENTS = st.datetimes(wall(2009, 1, 1), wall(2031, 1, 1), timezones=st.just(UTC)) | st.builds(
    lambda start, minutes: start + timedelta(minutes=minutes),
    st.sampled_from([utc(2025, 3, 9, 4), utc(2025, 11, 2, 3), utc(2025, 10, 26, 0), utc(2011, 12, 30, 0)]),
    st.integers(0, 600),
)


@given(LINES, ZONES, MOMENTS)
@settings(max_examples=200)
def test_slots_follow_one_another_without_gap_or_repeat(text: str, zone_name: str, now: datetime) -> None:
    line, zone = CronLine.parse(text), ZoneInfo(zone_name)
    last, coming = latest(line, zone, now), following(line, zone, now)
    assert last is not None
    assert coming is not None
    assert last.at <= now < coming.at
    assert last.wall < coming.wall
    assert line.next_wall(last.wall + timedelta(minutes=1)) == coming.wall
