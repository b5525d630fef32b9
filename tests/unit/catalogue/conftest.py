"""A catalogue on disk for each test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.catalogue.store import Catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    opened = Catalogue.open(tmp_path, "rules")
    yield opened
    opened.close()
