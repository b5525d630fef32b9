"""How the machines run: quietly, and how often and how long."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest
import structlog

from tests.contract.conftest import postgres, postgres_url

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["postgres", "postgres_url", "quiet"]


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """No log: thousands of lives have a lot to tell."""
    before = structlog.get_config()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    yield
    structlog.configure(**before)
