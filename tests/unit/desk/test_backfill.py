"""What ``backfill`` is asked for."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.desk.backfill import asked
from bot.errors import UsageError


def test_days_months_and_years_are_understood() -> None:
    found = asked("2025", "2025-02", 5, ["toots"], "12h")
    assert (found.since, found.until, found.every) == (date(2025, 1, 1), date(2025, 2, 28), timedelta(hours=12))
    assert asked("2025-12", "2025-12", None, [], "1d").until == date(2025, 12, 31)
    assert asked("2025-3-4", None, None, [], "1d").since == date(2025, 3, 4)


@pytest.mark.parametrize(
    ("since", "until", "every", "said"),
    [
        ("soon", None, "1d", '--since "soon": allowed is a day'),
        ("2025-02-30", None, "1d", '--since "2025-02-30": allowed is a day'),
        ("2025-13", None, "1d", '--since "2025-13": allowed is a day'),
        ("2025", "later", "1d", '--until "later": allowed is a day'),
        ("2026", "2025-12", "1d", "--until 2025-12 lies before --since 2026"),
        ("2025", None, "0s", '--every "0s": allowed is a duration'),
        ("2025", None, "often", '--every "often": allowed is a duration'),
        ("2025", None, "61d", '--every "61d": allowed is a duration'),
        ("9999-12", "9999-12", "1d", '--until "9999-12": allowed is a day'),
    ],
)
def test_what_can_not_be_meant_is_told(since: str, until: str | None, every: str, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        asked(since, until, None, [], every)
    assert said in str(caught.value)
