"""A site for each test: forty reviews known from the start, and four more that were posted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.flow.history.reviews import films
from tests.flow.history.site import Site, site_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OLD, POSTED = films(40), films(4, 40)


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
