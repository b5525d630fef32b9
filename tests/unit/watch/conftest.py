"""A desk for each test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.watch.desk import Desk, desk_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_in(tmp_path) as made:
        yield made
