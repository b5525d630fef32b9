"""A site for each test: forty reviews known from the start, and four more that were posted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.flow.history.reviews import films
from tests.flow.history.site import Site, site_in

if TYPE_CHECKING:
    from collections.abc import Iterator

OLD, POSTED = films(40), films(4, 40)
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Years of a site take their time."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker("thorough")


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Site]:
    with site_in(tmp_path) as made:
        yield made


@pytest.fixture
async def site(empty: Site) -> Site:
    empty.put(*OLD)
    await empty.turn()
    empty.put(*POSTED)
    await empty.turn(days=1)
    await empty.turn(minutes=21)
    assert empty.requests() == [("post", film.slug) for film in POSTED]
    return empty
