"""The generated pages are what the settings and the commands are; nothing is missing in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from docs.reference import FOLDER, pages
from docs.reference_sample import meanings
from tests.unit.test_docs import COMMANDS

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("path", pages(), ids=lambda path: path.name)
def test_the_generated_pages_are_up_to_date(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == pages()[path], "run `python -m docs.reference`"


def test_every_command_is_told() -> None:
    page = pages()[FOLDER / "command-line.md"]
    missing = {name for name in COMMANDS if f"### `matinee {name}`" not in page and f"### `matinee {name} " not in page}
    assert missing == set()


def test_meanings_are_the_sample_s_comments() -> None:
    told = meanings()
    assert told["source.hold"] == "how long a new review waits, so that you can correct a slip"
    assert told["site.base_url"].startswith("your site's address")
    assert "A review's address below base_url." in told["source.permalink"]  # it stands above that line
    assert told["source.image_base"].startswith("where pictures lie")
    assert told["log.form"] == '"text", "json", or "auto": text at a terminal, JSON elsewhere'
