"""A first helping of ``make soak``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.soak.place import SMALL, place
from tests.soak.rounds import soak

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.thorough


def test_a_crowd_in_many_servers_is_answered_while_reviews_are_posted(tmp_path: Path) -> None:
    told: list[str] = []
    with place(tmp_path, SMALL) as made:
        done = soak(made, 1895, told.append)
    assert done.wrongs() == [], told
