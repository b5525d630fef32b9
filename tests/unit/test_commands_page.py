"""docs/commands.md tells every command, sub-command and option that there is, in their own words, and no other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from bot.commands import cooldown, listings
from bot.commands.described import told
from bot.commands.sync import payload
from bot.commands.wording import wording_for
from tests.conftest import ROOT
from tests.unit.commands.whole import whole

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
SUB_COMMAND, MENU = 1, 3
NUMBERS = {8: "Eight", 15: "Fifteen"}


@pytest.fixture(scope="module")
def commands(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """Every command; a message's menu with what it is for as its description."""
    with whole(tmp_path_factory.mktemp("whole")) as client:
        found = [dict(one) for one in payload(client)]
        for one in client.tree.get_commands():
            if about := getattr(one, "extras", {}).get("about"):
                next(item for item in found if item["name"] == one.name)["description"] = told(about, wording_for(None))
        return found


def leaves(commands: list[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """What one can type or choose, by the heading that it has in the page."""
    for one in commands:
        subs = [option for option in one.get("options", []) if option["type"] == SUB_COMMAND]
        if one.get("type") == MENU:
            yield one["name"], one
        elif subs:
            yield from ((f"`/{one['name']} {sub['name']}`", sub) for sub in subs)
        else:
            yield f"`/{one['name']}`", one


def sections() -> dict[str, str]:
    """The page's sections of the third level."""
    _, *found = re.split(r"(?m)^### ", PAGE)
    return {one.partition("\n")[0]: re.split(r"(?m)^## ", one.partition("\n")[2])[0] for one in found}


def test_the_page_has_every_command_and_no_other(commands: list[dict[str, Any]]) -> None:
    assert sorted(sections()) == sorted(heading for heading, _ in leaves(commands))


def test_every_command_stands_there_with_its_own_description(commands: list[dict[str, Any]]) -> None:
    for heading, one in leaves(commands):
        assert sections()[heading].strip().splitlines()[0] == f"*{one['description']}*", heading


def test_every_option_stands_there_with_its_own_description(commands: list[dict[str, Any]]) -> None:
    for heading, one in leaves(commands):
        said = re.findall(r"(?m)^\| `(\w+)`( \(needed\))? \| (.*?) \|$", sections()[heading])
        options = [
            (option["name"], " (needed)" if option.get("required") else "", _with_choices(option))
            for option in one.get("options", [])
        ]
        assert said == options, heading


def _with_choices(option: dict[str, Any]) -> str:
    choices = ", ".join(f"*{choice['name']}*" for choice in option.get("choices", []))
    return f"{option['description']}: {choices}" if choices else str(option["description"])


def test_no_page_tells_of_a_command_that_there_is_not(commands: list[dict[str, Any]]) -> None:
    there = {heading.strip("`") for heading, _ in leaves(commands)} | {f"/{one['name']}" for one in commands}
    for page in PAGES:
        told = set(re.findall(r"`(/[a-z]+(?: [a-z]+)?)(?![/.\w-])[^`]*`", page.read_text(encoding="utf-8")))
        told -= {"/healthz", "/readyz", "/metrics"}  # addresses of the owner's page
        for told_of in told if told & there else ():  # a page about addresses on sites tells of no command
            assert told_of in there or told_of.split()[0] in there - {"/matinee"}, f"{page.name}: {told_of}"


def test_what_the_page_counts_is_so() -> None:
    assert f"{NUMBERS[cooldown.TIMES]} questions in half a minute" in PAGE
    assert cooldown.SECONDS == 30
    assert f"{NUMBERS[listings.PAGE]} reviews to a page" in PAGE
