"""House rules that import contracts can't tell: what pure rooms import, who may post, how long a file gets."""

from __future__ import annotations

import ast
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# What a pure room may import of Python itself: no disk, no network, no process, no clock. An allow-list, because a
# deny-list can't know the library that nobody thought of. "module.Name" allows that name alone.
PURE_STDLIB = frozenset({
    "__future__", "bisect", "collections", "collections.abc", "dataclasses", "datetime", "decimal", "difflib", "enum",
    "functools", "hashlib", "heapq", "html", "itertools", "json", "math", "operator", "pathlib.PurePosixPath", "re",
    "statistics", "string", "struct", "textwrap", "tomllib", "types", "typing", "unicodedata", "urllib.parse",
    "warnings", "zlib", "zoneinfo",
})  # fmt: skip
PURE_LIBRARIES = {
    "review": frozenset({"frontmatter", "ftfy", "pyromark", "regex", "selectolax", "yaml"}),
    "plan": frozenset({"apscheduler.triggers.cron"}),
    "format": frozenset({"jinja2", "regex"}),
    "draw": frozenset({"PIL", "regex", "io"}),
}
PURE_ROOMS = {
    "review": frozenset({"bot.review", "bot.errors"}),
    "plan": frozenset({"bot.plan", "bot.review", "bot.errors"}),
    "format": frozenset({"bot.format", "bot.review", "bot.errors"}),
    "draw": frozenset({"bot.draw", "bot.format", "bot.review", "bot.errors"}),
}
LONGEST = 300  # lines of one file; most have about 100
VAGUE_NAMES = ("common", "helper", "helpers", "manager", "misc", "util", "utils")


@dataclass(frozen=True, slots=True)
class Import:
    """One imported thing, TYPE_CHECKING imports included. ``name`` is None for ``import module``."""

    module: str
    name: str | None
    line: int

    @property
    def full(self) -> str:
        return f"{self.module}.{self.name}" if self.name else self.module


@cache
def sources() -> dict[str, Path]:
    """Every module of the product, by its dotted name."""
    found = {}
    for path in sorted((ROOT / "bot").rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(sources()[module].read_text(encoding="utf-8"))


def imports(module: str) -> Iterator[Import]:
    """What a module imports anywhere in it. Relative imports are told apart by ruff (TID), so there are none."""
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(alias.name, None, node.lineno)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}:{node.lineno}: a relative import"
            for alias in node.names:
                yield Import(node.module or "", alias.name, node.lineno)


def within(name: str, allowed: frozenset[str]) -> bool:
    """Whether a dotted name is one of the allowed ones or lies inside of one."""
    return any(name == one or name.startswith(f"{one}.") for one in allowed)


def foreign(module: str, room: str) -> Iterator[str]:
    """The imports that a pure room may not have."""
    for found in imports(module):
        stdlib = found.module in PURE_STDLIB or found.full in PURE_STDLIB
        if not stdlib and not within(found.full, PURE_LIBRARIES[room] | PURE_ROOMS[room]):
            yield f"{module}:{found.line}: {found.full}"


@pytest.mark.parametrize("room", sorted(PURE_LIBRARIES))
def test_pure_rooms_import_only_what_is_listed(room: str) -> None:
    modules = [module for module in sources() if within(module, frozenset({f"bot.{room}"}))]
    assert modules
    assert [line for module in modules for line in foreign(module, room)] == []


def test_no_module_reaches_itself_by_its_imports() -> None:
    graph: dict[str, set[str]] = {}
    for module in sources():
        targets = {found.full if found.full in sources() else found.module for found in imports(module)}
        graph[module] = {target for target in targets if target in sources() and target != module}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail("these import each other in a ring: " + " → ".join(error.args[1]))


def calls(module: str, *names: str) -> Iterator[ast.Call]:
    """Calls of a method by these names, also where it is handed to somebody else to call: ``do(ledger.record, …)``."""
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Call):
            called = [node.func, *node.args]
            if any(isinstance(one, ast.Attribute) and one.attr in names for one in called):
                yield node


def callers(*names: str, least: int = 0) -> set[str]:
    """The modules that call such a method with at least so many arguments."""
    return {
        module for module in sources() for call in calls(module, *names) if len(call.args) + len(call.keywords) >= least
    }


def test_only_the_courier_publishes() -> None:
    # Discord's own message.publish(), without arguments, is another thing: it crossposts what stands already.
    assert callers("publish", least=1) == {"bot.post.delivering"}


def test_only_the_courier_changes_posts() -> None:
    # Others have methods of these names too: what counts is whose they are.
    changing = {
        module
        for module in sources()
        for call in calls(module, "edit", "delete")
        if isinstance(call.func, ast.Attribute) and ast.unparse(call.func.value).endswith("publisher")
    }
    assert changing == {"bot.post.amending"}


def test_only_watch_and_recaps_enter_what_is_owed() -> None:
    rooms = {module.split(".")[1] for module in callers("enqueue", "record_recap")}
    assert rooms <= {"watch", "recaps", "ledger"}


def test_time_comes_from_the_clock_that_was_handed_over() -> None:
    strays = [
        f"{module}:{node.lineno}: {ast.unparse(node.func)}"
        for module in sources()
        if module != "bot.clock" and not module.startswith("bot.demo")
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func)
        in {"datetime.now", "datetime.utcnow", "date.today", "time.time", "asyncio.sleep", "time.sleep"}
    ]
    assert strays == []


def test_every_room_has_its_floor_and_is_told_of() -> None:
    rooms = {".".join(module.split(".")[:2]) for module in sources() if module != "bot"}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers, without_fakes = project["tool"]["importlinter"]["contracts"]
    assert {room for floor in layers["layers"] for room in floor.split(" | ")} == rooms
    assert {*without_fakes["source_modules"], "bot.demo"} == rooms
    page = (ROOT / "docs" / "how-it-works.md").read_text(encoding="utf-8")
    told = {path.rstrip("/").removesuffix(".py") for path in re.findall(r"`(bot/\w+(?:/|\.py))`", page)}
    assert told == {room.replace(".", "/") for room in rooms}


def test_files_stay_small() -> None:
    paths = [*sources().values(), *(ROOT / "tests").rglob("*.py")]
    long = {
        path.relative_to(ROOT).as_posix(): lines
        for path in paths
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST
    }
    assert long == {}


def test_names_say_what_a_module_is_for() -> None:
    vague = [
        path.relative_to(ROOT).as_posix()
        for folder in ("bot", "tests")
        for path in (ROOT / folder).rglob("*.py")
        if any(word in VAGUE_NAMES for word in path.stem.lower().split("_"))
    ]
    assert vague == []


def test_modules_say_what_they_are_for() -> None:
    silent = [
        module for module in sources() if sources()[module].read_text().strip() and not ast.get_docstring(tree(module))
    ]
    assert silent == []
