"""What the project promises around its code: exact pins, a container without surprises, nothing of one machine."""

from __future__ import annotations

import ast
import os
import re
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

PINS = ROOT / "config" / "requirements"
NOT_OURS = {"__pycache__", "build", "dist", "data"}  # and what begins with a dot, but for .ci
OURS = {"bot", "docs", "tests"}
COMES_WITH = {"pydantic-core": "pydantic"}  # two halves of one library
# Addresses of package registries and paths of one machine. Each has a letter in brackets, so as not to find itself.
FOREIGN = re.compile(
    r"p[y]pi\.org|pythonhoste[d]|registry\.npm[j]s|deb\.d[e]bian|proxy\.gol[a]ng"
    r"|(?<![\w.~-])/(?:wor[k]|far[m]|roo[t]|hom[e]/\w+|Use[r]s/\w+)/|/tm[p]/(?!\$)\w"
)


def name_of(requirement: str) -> str:
    """A requirement's distribution, in the one spelling that registries compare by (PEP 503)."""
    name = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert name, requirement
    return re.sub(r"[-_.]+", "-", name.group()).lower()


@cache
def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def required() -> dict[str, set[str]]:
    """The distributions that pyproject.toml asks for, by extra; "" are those that always are."""
    named = {"": project()["project"]["dependencies"], **project()["project"]["optional-dependencies"]}
    named |= project()["dependency-groups"]
    return {extra: {name_of(one) for one in requirements} for extra, requirements in named.items()}


def pinned(file: str) -> dict[str, str]:
    """The distributions of a file of pins, and each one's lines."""
    blocks = re.split(r"\n(?=[A-Za-z0-9])", (PINS / file).read_text(encoding="utf-8"))
    return {name_of(block): block for block in blocks if block.strip()}


@cache
def texts() -> dict[str, str]:
    """Every text file of the project, by its path."""
    found = {}
    for folder, folders, files in os.walk(ROOT):
        folders[:] = [name for name in folders if name == ".ci" or not (name.startswith(".") or name in NOT_OURS)]
        for file in files:
            path = Path(folder, file)
            try:
                found[path.relative_to(ROOT).as_posix()] = path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue
    return found


@pytest.mark.parametrize(
    ("file", "extras"),
    [
        ("run.txt", ["", "cjk", "postgres"]),
        ("demo.txt", ["", "demo", "build"]),
        ("dev.txt", ["", "cjk", "demo", "postgres", "dev", "build"]),
        ("build.txt", ["build"]),
    ],
)
def test_pins_hold_what_pyproject_asks_for(file: str, extras: list[str]) -> None:
    wanted = {name for extra in extras for name in required()[extra]}
    assert wanted - set(pinned(file)) == set(), "run `make pins`"


@pytest.mark.parametrize("file", ["run.txt", "demo.txt", "dev.txt", "build.txt"])
def test_pins_are_exact_and_hashed_and_name_no_place(file: str) -> None:
    loose = [
        name
        for name, block in pinned(file).items()
        if "--hash=sha256:" not in block or "==" not in block.split("\n")[0]
    ]
    assert loose == []
    assert re.findall(r"^-.*|.*://.*|.*file:.*", (PINS / file).read_text(encoding="utf-8"), re.MULTILINE) == []


def test_all_pins_agree() -> None:
    newest = pinned("dev.txt")
    for file in ("run.txt", "demo.txt", "build.txt"):
        for name, block in pinned(file).items():
            assert block.split("\n")[0] == newest[name].split("\n")[0]


def test_every_dependency_says_what_it_saves_us() -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    told = [name_of(name) for name in re.findall(r"^\| ([\w.-]+) \| .+ \|$", page, re.MULTILINE) if name != "package"]
    assert sorted(told) == sorted(name for names in required().values() for name in names)


def test_what_is_imported_is_asked_for() -> None:
    homes = packages_distributions()
    asked = {name for names in required().values() for name in names}
    stray = {
        top
        for path, text in texts().items()
        if path.endswith(".py")
        for node in ast.walk(ast.parse(text))
        for top in imported(node)
        if top not in sys.stdlib_module_names and top not in OURS
        if not asked & {COMES_WITH.get(name_of(home), name_of(home)) for home in homes.get(top, [top])}
    }
    assert stray == set(), "name it in pyproject.toml and docs/dependencies.md"


def imported(node: ast.AST) -> list[str]:
    """The top names of what an import statement imports."""
    if isinstance(node, ast.Import):
        return [alias.name.split(".")[0] for alias in node.names]
    return [(node.module or "").split(".")[0]] if isinstance(node, ast.ImportFrom) else []


def test_nothing_names_a_registry_or_a_path_of_one_machine() -> None:
    found = [
        f"{path}: {match.group()}"
        for path, text in texts().items()
        if not path.startswith("config/requirements/")
        for match in FOREIGN.finditer(text)
    ]
    assert found == []


def docker_lines() -> list[list[str]]:
    """The Dockerfile's instructions, each as its words."""
    text = re.sub(r"^\s*#.*\n", "", (ROOT / "Dockerfile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    return [line.split() for line in text.replace("\\\n", " ").splitlines() if line.strip()]


def last_stage() -> dict[str, list[str]]:
    lines = docker_lines()
    start = max(number for number, line in enumerate(lines) if line[0] == "FROM")
    return {line[0]: line[1:] for line in lines[start:]}


def test_the_container_runs_as_nobody_special_and_keeps_its_records() -> None:
    stage = last_stage()
    assert stage["FROM"] == ["python:3.11-slim"]
    assert stage["USER"] == ["10001"]
    assert stage["VOLUME"] == ["/matinee/data"]
    assert stage["WORKDIR"] == ["/matinee"]
    assert "status" in stage["HEALTHCHECK"]
    assert stage["ENTRYPOINT"] == ['["matinee"]']


def test_the_container_is_built_from_what_exists_and_is_let_through() -> None:
    let_through = [line[1:] for line in texts()[".dockerignore"].splitlines() if line.startswith("!")]
    copied = [
        source for line in docker_lines() if line[0] == "COPY" and "--from=build" not in line for source in line[1:-1]
    ]
    assert copied
    for source in copied:
        assert (ROOT / source).exists(), source
        assert any(source == one or source.startswith(f"{one}/") for one in let_through), source


def test_the_container_installs_nothing_unpinned() -> None:
    installs = [
        part
        for line in docker_lines()
        if line[0] == "RUN"
        for part in " ".join(line).split("&&")
        if "pip install" in part
    ]
    assert installs
    assert all(
        "--require-hashes" in part or "--no-index --no-deps" in part or "--no-deps --no-index" in part
        for part in installs
    )
