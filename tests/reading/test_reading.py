"""The bounds of docs/reading.md hold on made files of every form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.reading import challenges, leaks, quotations, spoiling
from tests.reading.fronts import SCORES
from tests.reading.made import made
from tests.reading.measure import measure
from tests.reading.owners import measure_owners

if TYPE_CHECKING:
    from pathlib import Path

    from tests.reading.measure import Table

FILES = 600


def assert_within_bounds(table: Table) -> None:
    assert table.ratings.wrong == []
    assert table.clean.wrong == []
    assert table.short.wrong == []
    assert table.quotes.percent >= 99, table.quotes.wrong
    assert table.challenges.percent >= 99, table.challenges.wrong


def test_every_form_occurs() -> None:
    kinds = [one.kinds for one in made(FILES)]
    for part, forms in (
        ("rating", SCORES),
        ("challenge", challenges.FORMS),
        ("quote", quotations.FORMS),
        ("leak", leaks.FORMS),
        ("spoiler", spoiling.FORMS),
    ):
        assert {kind[part] for kind in kinds} == {form.name for form in forms}


def test_made_files_are_read_right() -> None:
    assert_within_bounds(measure(made(FILES)))


@pytest.mark.thorough
def test_many_made_files_are_read_right() -> None:
    assert_within_bounds(measure(made(6_000)))


def test_the_owners_files_are_read_right(shared: Path) -> None:
    assert_within_bounds(measure_owners(shared))
