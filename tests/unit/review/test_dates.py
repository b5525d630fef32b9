from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from bot.review.dates import date_in_name, read_date

ZONE = "America/New_York"


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (date(2023, 5, 6), date(2023, 5, 6)),
        (datetime(2023, 5, 6, 1, tzinfo=UTC), date(2023, 5, 5)),
        (datetime(2023, 5, 6, 23, 30), date(2023, 5, 6)),  # noqa: DTZ001  # front matter without an offset
        (datetime(2023, 5, 6, 1, tzinfo=timezone(timedelta(hours=-5))), date(2023, 5, 6)),
        ("2023-05-06", date(2023, 5, 6)),
        ("2023/5/6", date(2023, 5, 6)),
        ("2023-05-06 22:00:00 -0500", date(2023, 5, 6)),
        ("2023-05-06T01:00:00Z", date(2023, 5, 5)),
        ("May 6, 2023", date(2023, 5, 6)),
        ("6 May 2023", date(2023, 5, 6)),
        (None, None),
        ("", None),
    ],
)
def test_dates(value: object, day: date | None) -> None:
    assert read_date(value, ZONE) == day


@pytest.mark.parametrize(
    "value", ["soon", "05/06/2023", 20230506, True, [], "2023-02-30", datetime.max.replace(tzinfo=UTC), "9" * 99]
)
def test_what_is_no_date_is_refused(value: object) -> None:
    if isinstance(value, datetime):
        assert read_date(value, "UTC") == value.date()
        value = datetime.min.replace(tzinfo=UTC)
    with pytest.raises(ValueError, match=r"."):
        read_date(value, ZONE)


@pytest.mark.parametrize(
    ("name", "day", "rest"),
    [
        ("2024-01-19-django.md", date(2024, 1, 19), "django.md"),
        ("2024-1-9-x.md", date(2024, 1, 9), "x.md"),
        ("2024-13-19-x.md", None, "2024-13-19-x.md"),
        ("2001-a-space-odyssey.md", None, "2001-a-space-odyssey.md"),
        ("django.md", None, "django.md"),
    ],
)
def test_a_date_in_front_of_a_files_name(name: str, day: date | None, rest: str) -> None:
    assert date_in_name(name) == (day, rest)
