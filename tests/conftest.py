"""Fixtures for every test."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

pytest_plugins = ["tests.fakes.fixtures"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A database server takes long to start: what needs one is left to ``make thorough``."""
    for item in items:
        if "postgres_url" in getattr(item, "fixturenames", ()):
            item.add_marker("thorough")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real reviews and specifications that lies beside the repository on the founders' machines."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("needs the real review files in ../shared, which are not here")
    return folder
