"""Fixtures for every test."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

pytest_plugins = ["tests.fakes.fixtures"]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real reviews and specifications that lies beside the repository on the founders' machines."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("needs the real review files in ../shared, which are not here")
    return folder
