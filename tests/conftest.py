"""Fixtures for every test."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent

pytest_plugins = ["tests.fakes.fixtures"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A database server takes long to start: what needs one is left to ``make thorough``."""
    for item in items:
        if "postgres_url" in getattr(item, "fixturenames", ()):
            item.add_marker("thorough")


@pytest.fixture(autouse=True)
def everything_can_be_said() -> Iterator[None]:
    """In no test may a message lack, or miss a value: people would read English, or half a sentence."""
    yield
    if "bot.commands.wording" in sys.modules:
        from bot.commands.wording import languages, wording_for

        unsaid = {language: set(wording_for(language).unsaid) for language in languages()}
        for language in unsaid:
            wording_for(language).unsaid.clear()  # it is that test's alone
        assert not any(unsaid.values()), f"can't be said: {unsaid}"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real reviews and specifications that lies beside the repository on the founders' machines."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("needs the real review files in ../shared, which are not here")
    return folder
