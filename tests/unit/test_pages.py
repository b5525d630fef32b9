"""No block of code in the pages goes unread; what runs Matinee elsewhere (Compose, systemd) says the truth."""

from __future__ import annotations

import configparser
import json
import re
import shlex
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from bot.review.model import FieldMap, ReadingRules
from bot.review.reader import read
from bot.settings import running_tables, schema
from tests.conftest import ROOT
from tests.unit.test_docs import PAGES, blocks, command, page, shell_lines
from tests.unit.test_project import last_stage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CONFIG = ROOT / "config"
UNITS = sorted(path for path in CONFIG.iterdir() if path.suffix in (".service", ".timer"))
SERVICES = [path for path in UNITS if path.suffix == ".service"]
# Each is read by a test: here, in test_docs.py, or ("" is a drawing, or what the program says) by people only.
FIELDS = FieldMap(date=("date", "pubDate"))  # of reviews in the pages
LANGUAGES = {"", "sh", "toml", "jinja", "yaml", "ini", "json", "markdown", "cron"}
# What shell lines begin with: a slip in such a word would else be found by the reader.
PROGRAMS = {
    *("matinee", ".venv/bin/matinee", "python3", "pip", ".venv/bin/pip", "make", "docker", "git", "curl", "openssl"),
    *("export", ".", "cd", "cp", "mkdir", "chmod", "sudo", "install", "systemctl", "journalctl", "ssh-keygen"),
}


def opened() -> Iterator[tuple[str, str, str]]:
    """Every block of every page: the page, its language and its text."""
    for name in PAGES:
        for language, text in re.findall(r"^ *```([^\n`]*)\n(.*?)^ *```", page(name), re.DOTALL | re.MULTILINE):
            yield name, language, text


def test_every_block_says_a_language_that_a_test_reads() -> None:
    assert {f"{name}: {language}" for name, language, _ in opened() if language not in LANGUAGES} == set()


def test_no_command_hides_in_a_block_without_a_language() -> None:
    hidden = [
        f"{name}: {text}"
        for name, language, text in opened()
        if not language and re.search(r"(?m)^ *(matinee|docker|pip) \w", text)
    ]
    assert hidden == []


def test_every_fence_is_closed() -> None:
    for name in PAGES:
        assert len(re.findall(r"(?m)^ *```", page(name))) % 2 == 0, name


@pytest.mark.parametrize("name", PAGES)
def test_shell_lines_begin_with_a_known_program(name: str) -> None:
    for line in shell_lines(name):
        words = [word for word in shlex.split(line) if not re.fullmatch(r"[A-Z_]+=.*", word)]
        assert not words or words[0] in PROGRAMS, line


@pytest.mark.parametrize("block", blocks("yaml"))
def test_yaml_in_the_pages_can_be_read(block: str) -> None:
    assert isinstance(yaml.safe_load(block), dict)


@pytest.mark.parametrize("block", blocks("json"))
def test_json_in_the_pages_can_be_read(block: str) -> None:
    for line in block.splitlines() if "\n}" not in block else [block]:
        json.loads(line)


@pytest.mark.parametrize("block", blocks("ini"))
def test_units_in_the_pages_can_be_read(block: str) -> None:
    assert unit(block).sections()


@pytest.mark.parametrize("block", blocks("cron"))
def test_lines_of_cron_run_what_there_is(block: str) -> None:
    for line in block.splitlines():
        *times, told = line.split(maxsplit=5)
        assert all(re.fullmatch(r"[\d*/,-]+", one) for one in times)
        name, *words = shlex.split(told.partition("/bin/matinee ")[2])
        command(name).make_context(name, words)


def unit(text: str) -> configparser.ConfigParser:
    """A unit of systemd, whose keys may be repeated: of those the last is seen."""
    parser = configparser.ConfigParser(strict=False, interpolation=None, delimiters=("=",), allow_no_value=False)
    parser.optionxform = str  # type: ignore[assignment,method-assign] # keep their case
    parser.read_string(text)
    return parser


def tokens_named() -> set[str]:
    return {
        schema.DiscordTable.model_fields["token_env"].default,
        schema.MastodonDestination.model_fields["token_env"].default,
        running_tables.PageTable.model_fields["token_env"].default,
    }


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_services_run_what_there_is(path: Path) -> None:
    service = unit(path.read_text(encoding="utf-8"))["Service"]
    program, name, *words = shlex.split(service["ExecStart"])
    assert program == "/opt/matinee/bin/matinee"
    command(name).make_context(name, words)
    told = re.findall(r"(?m)^Environment=(\w+)_FILE=%d/(\w+)$", path.read_text(encoding="utf-8"))
    given = re.findall(r"(?m)^LoadCredential=(\w+):/etc/matinee/\w+\.token$", path.read_text(encoding="utf-8"))
    assert {variable for variable, _ in told} <= tokens_named()
    assert [name for _, name in told] == given


def test_both_services_may_do_the_same() -> None:
    always, once = (set(path.read_text(encoding="utf-8").splitlines()) for path in sorted(SERVICES, reverse=True))
    hardening = {
        line for line in always if re.match(r"(Protect|Private|Restrict|System|Memory|Dynamic|NoNew|Cap|Load)", line)
    }
    assert len(hardening) > 20
    assert {line for line in hardening if "PreventExit" not in line} <= once


@pytest.mark.thorough
@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd-analyze")
def test_systemd_finds_nothing_wrong(tmp_path: Path) -> None:
    for path in UNITS:
        text = path.read_text(encoding="utf-8").replace("/opt/matinee/bin/matinee", "/bin/true")
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    for path in UNITS:
        done = subprocess.run(
            ["systemd-analyze", "verify", tmp_path / path.name], capture_output=True, text=True, check=False
        )
        assert [line for line in done.stderr.splitlines() if path.name in line] == []


def compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((CONFIG / "compose.yaml").read_text(encoding="utf-8"))
    return found


def test_compose_lets_it_do_no_more_than_it_needs() -> None:
    service = compose()["services"]["matinee"]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert not {"privileged", "user", "network_mode", "ports", "cap_add"} & set(service)


def test_compose_mounts_what_the_image_keeps_and_its_secrets() -> None:
    whole = compose()
    service = whole["services"]["matinee"]
    mounts = [volume.split(":") for volume in service["volumes"]]
    assert last_stage()["VOLUME"] == [next(to for of, to, *_ in mounts if of in whole["volumes"])]
    assert all(mode == ["ro"] for of, _, *mode in mounts if of not in whole["volumes"])
    assert {name.removesuffix("_FILE") for name in service["environment"]} <= tokens_named()
    assert {value.removeprefix("/run/secrets/") for value in service["environment"].values()} == set(whole["secrets"])
    assert (CONFIG / service["build"] / "Dockerfile").exists()


@pytest.mark.parametrize("block", blocks("markdown"))
def test_reviews_in_the_pages_can_be_read(block: str) -> None:
    found = read(block.encode(), "2025-10-31-the-thing.md", ReadingRules("films", scale=5, fields=FIELDS))
    assert found.review is not None
    assert [problem for problem in found.problems if problem.severity == "error"] == []
