"""The table of docs/challenges.md is what the reader does, and its configuration is what is understood."""

from __future__ import annotations

import re
import tomllib

import pytest

from bot.review.challenge_form import pattern_of
from bot.settings.schema import ChallengeTable
from bot.settings.source_tables import ChallengeFormTable
from tests.conftest import ROOT
from tests.unit.review.made import review

PAGE = (ROOT / "docs" / "challenges.md").read_text(encoding="utf-8")
CELLS = re.compile(r"(?<!\\)\|")
ROWS = [
    tuple(cell.strip().replace("\\|", "|") for cell in CELLS.split(line)[1:-1])
    for line in PAGE.splitlines()
    if line.startswith("| `")
]


def test_the_table_is_there() -> None:
    assert len(ROWS) > 10


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_every_form_is_read_as_told(row: tuple[str, ...]) -> None:
    line, *wanted = row
    found = review(body=f"{line.strip('`')}\n\nThe film is fine.").challenge
    if found is None:
        assert wanted[0] == "none"
    else:
        told = [found.name, found.position, found.total, found.prompt]
        assert ["" if part is None else str(part) for part in told] == wanted


def test_the_configuration_is_understood() -> None:
    form, challenge = (tomllib.loads(block) for block in re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL))
    table = ChallengeFormTable.model_validate(form["source"][0]["challenge"])
    assert table.pattern
    match = pattern_of(table.pattern).fullmatch("Fog Month: film 7 of 31")
    assert match is not None
    assert match.groupdict() == {"name": "Fog Month", "position": "7", "total": "31"}
    assert ChallengeTable.model_validate(challenge["challenge"][0]).aliases == ["Owl Month XII", "Owls"]
