from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.challenges.progress import progress
from bot.format.looking_back import Recap, thawed
from bot.recaps.compute import recap_data, recap_of, recap_title
from tests.unit.challenges.entries import entry
from tests.unit.challenges.standing import day

# Five films of 2024's owls, one each week, then six numbers of 2025's, of which the fourth was passed over.
OLD = [entry("Owls 2024", number, 6, day=-365 + 7 * number, stars=2) for number in range(1, 6)]
NEW = [entry("Owls 2025", number, 6, day=7 * number, stars=number % 5 + 0.5) for number in (1, 2, 3, 5, 6)]


def drawn(until: date, *, since: date | None = None) -> Recap:
    """The recap of 2025's owls on that day, telling all there is."""
    challenges = progress([*OLD, *NEW])
    owls = next(one for one in challenges if one.name == "Owls 2025")
    owls = replace(owls, start=day(7), deadline=date(2025, 12, 31), series="owls")
    others = [owls, *(replace(one, series="owls", start=day(-358)) for one in challenges if one.name == "Owls 2024")]
    return recap_of(owls, owls.entries, since=since, until=until, others=others)


def test_all_numbers_are_as_of_its_day() -> None:
    recap = drawn(day(22), since=day(15))
    assert [one.position for one in recap.entries] == [1, 2, 3]
    assert [one.date for one in recap.entries] == [day(7).isoformat(), day(14).isoformat(), day(21).isoformat()]
    assert (recap.done, recap.total, recap.mean, recap.scale) == (3, 6, 2.5, 5.0)
    assert (recap.finished, recap.streak, recap.since, recap.until) == (False, 3, "2025-09-16", "2025-09-23")
    assert ([one.position for one in recap.best], [one.position for one in recap.worst]) == ([3], [1])
    assert [cell.state for cell in recap.cells] == ["rated", "rated", "rated", "open", "open", "open"]
    assert recap.pace is not None
    assert (recap.pace.expected, recap.pace.ahead) == (0, 3)
    assert recap.before is not None
    assert (recap.before.name, recap.before.done, recap.before.mean) == ("Owls 2024", 3, 2.0)


def test_the_last_number_finishes_it_though_one_was_passed_over() -> None:
    recap = drawn(day(42))
    assert (recap.done, recap.finished, recap.streak) == (5, True, 2)
    assert [cell.state for cell in recap.cells] == ["rated", "rated", "rated", "missing", "rated", "rated"]


def test_a_late_recap_says_what_it_would_have_said_in_time() -> None:
    [in_time] = progress(NEW[:3])
    [late] = progress(NEW)
    until = day(22)
    assert recap_of(in_time, in_time.entries, since=None, until=until) == recap_of(
        replace(late, url=in_time.url), late.entries, since=None, until=until
    )


def test_what_is_never_to_be_posted_is_neither_best_nor_worst() -> None:
    [owls] = progress([replace(one, post=one.challenge.position != 3) for one in NEW])
    recap = recap_of(owls, (), since=None, until=day(60))
    assert 3 not in {one.position for one in (*recap.best, *recap.worst)}
    assert recap.done == 5  # it counts, as ever


def test_its_title_says_what_was_reached() -> None:
    recap = drawn(day(42))
    assert recap_title(recap) == "Recap: Owls 2025, 2025-10-13"
    assert recap_title(replace(recap, milestone="finished")) == "Recap: Owls 2025 finished, 2025-10-13"


@given(st.integers(-10, 500), st.none() | st.integers(-10, 60))
def test_it_is_kept_as_json_and_comes_back_the_same(until: int, since: int | None) -> None:
    recap = drawn(day(until), since=None if since is None else day(since))
    assert thawed(json.loads(json.dumps(recap_data(recap)))) == recap
    assert all(one.date is None or one.date <= recap.until for one in (*recap.entries, *recap.best, *recap.worst))
