"""What README.md, docs/ and the sample configuration say is what the program does."""

from __future__ import annotations

import re
import shlex
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import pytest
import typer.main

from bot.cli import app
from bot.format import template_check, template_parts
from bot.format.model import Network, Template
from bot.settings import forms, load, running_tables, schema, source_tables
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGES = ["README.md", *sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").glob("*.md"))]
GENERATED = {"docs/settings.md", "docs/command-line.md"}  # tests/unit/test_reference.py holds them up to date
SAMPLE = ROOT / "config" / "matinee.toml"
PLACEHOLDERS = {"FILE": "review.md", "NAME": "toots", "ID": "1", "…": "x"}
# The commands that exist. One that isn't built yet doesn't exist, so this list grows with them.
COMMANDS = {
    *("demo", "run", "check", "preview", "post", "unpost", "search", "challenges", "recap", "relink"),
    *("backfill", "explain", "init", "login", "doctor"),
    *("status", "retry", "skip", "pause", "resume", "accept", "backup", "restore", "rebuild"),
}


@cache
def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def shell_lines(name: str) -> Iterator[str]:
    """The lines of a page's shell blocks, without their comments."""
    for block in re.findall(r"```sh\n(.*?)```", page(name), re.DOTALL):
        for line in block.splitlines():
            if words := shlex.split(line, comments=True):
                yield shlex.join(words)


def told_commands() -> list[tuple[str, list[str]]]:
    """Every ``matinee …`` of the pages: in shell blocks, also behind another program, and in code within a sentence."""
    lines = [
        (name, line)
        for name in PAGES
        if name not in GENERATED
        for line in [*shell_lines(name), *re.findall(r"`(matinee [^`\s]+ [^`]+)`", page(name))]
    ]
    found = [(name, line, re.search(r"(?:^|[\s/])matinee ((?:(?!matinee ).)+)$", line)) for name, line in lines]
    return [
        (f"{name}: {line}", [PLACEHOLDERS.get(word, word) for word in shlex.split(match[1])])
        for name, line, match in found
        if match and (line.startswith("matinee ") or match[1].split()[0] in COMMANDS)
    ]


def command(name: str) -> Any:
    """That command of the program. ``Any``: typer brings its own copy of click, whose types it keeps to itself."""
    group: Any = typer.main.get_command(app)
    return group.commands[name]


def parted(words: list[str]) -> tuple[Any, list[str]]:
    """The command that these words name, which may be one within another, and the words for it."""
    one = command(words[0])
    while hasattr(one, "commands"):
        words = words[1:]
        one = one.commands[words[0]]
    return one, words[1:]


@pytest.mark.parametrize("words", [pytest.param(words, id=where) for where, words in told_commands()])
def test_commands_in_the_pages_are_understood(words: list[str]) -> None:
    one, rest = parted(words)
    one.make_context(words[0], rest)


def test_commands_that_a_sentence_only_names_exist() -> None:
    for name in PAGES:
        assert set(re.findall(r"`matinee ([^`\s]+)`", page(name))) <= COMMANDS, name


def test_options_told_in_comments_exist() -> None:
    for name in PAGES:
        for line in re.findall(r"^\s*matinee .*$", page(name), re.MULTILINE):
            told = set(re.findall(r"(?<![\w-])--[a-z-]+", line))
            one, _ = parted(line.split("#")[0].split()[1:])
            assert told <= {option for param in one.params for option in param.opts}, line


def test_the_commands_are_those_that_are_listed_here() -> None:
    assert set(typer.main.get_command(app).commands) == COMMANDS  # type: ignore[attr-defined] # typer's own group


def leaves(name: str) -> list[Any]:
    """A command, or those within it."""
    one = command(name)
    return list(one.commands.values()) if hasattr(one, "commands") else [one]


def test_every_command_and_option_has_help_of_one_sentence() -> None:
    for name, told in ((it, told) for it in COMMANDS for told in leaves(it)):
        assert told.help.endswith("."), name
        for one in told.params:
            assert one.help, f"{name}: {one.name}"
            assert one.help.endswith("."), f"{name}: {one.name}"


def test_make_targets_in_the_pages_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):.*## ", page("Makefile"), re.MULTILINE))
    told = {word for name in PAGES for word in re.findall(r"(?:^|`)make ([a-z-]+)", page(name), re.MULTILINE)}
    assert told
    assert told <= targets
    phony = re.search(r"^\.PHONY: (.*)$", page("Makefile"), re.MULTILINE)
    assert phony
    assert set(phony[1].split()) == targets


@pytest.mark.parametrize("name", PAGES)
def test_links_between_the_pages_lead_somewhere(name: str) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", page(name)):
        if "://" not in target:
            assert ((ROOT / name).parent / target).exists(), target


@pytest.mark.parametrize("name", PAGES)
def test_code_named_in_the_pages_exists(name: str) -> None:
    for path in re.findall(r"`((?:bot|tests|config|docs)/[\w./-]*)`", page(name)):
        assert (ROOT / path).exists(), path


def test_the_sample_configuration_works_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    settings = load(Path("config/matinee.toml"))
    assert all(source.folder.is_dir() for source in settings.sources)
    assert {one.network for one in settings.destinations} == {"discord", "mastodon"}


def test_the_commands_told_in_the_sample_configuration_work() -> None:
    told = re.findall(r"^#   matinee (.*)$", SAMPLE.read_text(encoding="utf-8"), re.MULTILINE)
    assert told
    for line in told:
        name, *words = shlex.split(line)
        command(name).make_context(name, words)
        assert all((ROOT / word).exists() for word in words), line


def test_what_is_switched_off_in_the_sample_configuration_works_too(tmp_path: Path) -> None:
    on = tmp_path / "matinee.toml"
    text = re.sub(r"(?m)^#(?=[a-z[])", "", SAMPLE.read_text(encoding="utf-8"))
    on.write_text(re.sub(r"(?m)^scale = .*", "", text), encoding="utf-8")  # "letters" stands in its place
    load(on)


DESTINATION = '[[destination]]\nname = "x"\nnetwork = "mastodon"\napi_base_url = "https://mastodon.example"\n'


def blocks(kind: str) -> list[Any]:
    """The pages' blocks of one language, each with where it stands."""
    return [
        pytest.param(block, id=f"{name}: {block.split(chr(10))[0]}")
        for name in PAGES
        for block in re.findall(rf"^ *```{kind}\n(.*?)```", page(name), re.DOTALL | re.MULTILINE)
    ]


@pytest.mark.parametrize("block", blocks("toml"))
def test_configurations_in_the_pages_are_understood(
    block: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)  # where the files are that they name
    part = block if block.lstrip().startswith("[") else DESTINATION + block
    source = "" if "[[source]]" in part else '\n[[source]]\nname = "films"\npath = "_posts"\n'
    config = tmp_path / "matinee.toml"
    config.write_text(part + source, encoding="utf-8")
    load(config)


@pytest.mark.parametrize("block", blocks("jinja"))
def test_templates_in_the_pages_can_be_used(block: str) -> None:
    for network in get_args(Network):
        assert template_check.problems(Template("the page", block), network) == []


def test_the_pages_tell_every_part_of_a_template() -> None:
    rows = re.findall(r"^\| (`.*?) \|", page("docs/posts.md"), re.MULTILINE)
    assert {name for row in rows for name in re.findall(r"`(\w+)`", row)} == template_parts.NAMES


def keys(form: Any, prefix: str) -> Iterator[str]:
    """The dotted names of a table's keys, those of tables within it included."""
    for name, field in form.model_fields.items():
        inner = field.annotation
        if inner in (schema.FilterTable, schema.ScheduleTable) and prefix != "destination":
            yield f"{prefix}.{name}"  # as a destination's, where it is told
        elif isinstance(inner, type) and issubclass(inner, forms.Table):
            yield from keys(inner, f"{prefix}.{name}")
        else:
            yield f"{prefix}.{name}"


def written(value: Any, prefix: str = "") -> Iterator[str]:
    """The dotted names of what a document holds, without the numbers of repeated tables."""
    if isinstance(value, list):
        for item in value:
            yield from written(item, prefix)
    elif isinstance(value, dict):
        for name, inner in value.items():
            dotted = f"{prefix}.{name}" if prefix else name
            yield dotted
            yield from written(inner, dotted)


def test_the_sample_configuration_shows_every_key() -> None:
    text = re.sub(r"(?m)^#(?=[a-z[])", "", SAMPLE.read_text(encoding="utf-8"))
    tables = {
        "site": schema.SiteTable,
        "source": source_tables.SourceTable,
        "tags": schema.TagsTable,
        "discord": schema.DiscordTable,
        "recap": schema.RecapTable,
        "challenge": schema.ChallengeTable,
        "owner": running_tables.OwnerTable,
        "store": running_tables.StoreTable,
        "live": running_tables.LiveTable,
        "page": running_tables.PageTable,
        "log": running_tables.LogTable,
    }
    wanted = {name for prefix, form in tables.items() for name in keys(form, prefix)}
    for form in (schema.DiscordDestination, schema.MastodonDestination):
        wanted |= set(keys(form, "destination"))
    assert wanted - set(written(tomllib.loads(text))) == set()
