"""Every catalogue says everything that the commands say, with the same values, in whole sentences.

What the commands say is found in their source: the calls ``wording.say("…")``, ``described("…")``, ``sentence("…")``.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

import pytest
from babel import Locale
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

from bot.commands.wording import ENGLISH, languages
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOLDER = ROOT / "bot" / "commands" / "messages"
NAMES = ("command-name-", "option-name-")  # asked for by what commands are called: see test_localising.py
KEY = re.compile(r"(?:button|choice|command|menu|option|setup)(?:-[a-z0-9]+)+")
# Where a key isn't written in the call: it comes from a sentence or a table whose keys are found as strings.
COMPUTED = {
    "bot/commands/setup/worded.py",
    "bot/commands/view.py",
    "bot/commands/definitions/help.py",
    "bot/commands/described.py",
    "bot/commands/localising.py",
}
BUILT = ("option-search-",)  # keys that only begin so in the source


@dataclass
class Message(Visitor):
    """One message as its file has it."""

    values: set[str] = field(default_factory=set)
    functions: set[str] = field(default_factory=set)
    choices: list[set[str]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802  # fluent.syntax's name
        self.values.add(node.id.name)

    def visit_SelectExpression(self, node: ftl.SelectExpression) -> None:  # noqa: N802
        self.choices.append({one.key.name for one in node.variants if isinstance(one.key, ftl.Identifier)})
        self.generic_visit(node)

    def visit_FunctionReference(self, node: ftl.FunctionReference) -> None:  # noqa: N802
        self.functions.add(node.id.name)
        self.generic_visit(node)

    def visit_TextElement(self, node: ftl.TextElement) -> None:  # noqa: N802
        self.texts.append(node.value)


@cache
def entries(language: str) -> tuple[ftl.EntryType, ...]:
    return tuple(FluentParser().parse((FOLDER / f"{language}.ftl").read_text(encoding="utf-8")).body)


@cache
def messages(language: str) -> dict[str, Message]:
    found = {}
    for entry in entries(language):
        if isinstance(entry, ftl.Message):
            found[entry.id.name] = message = Message()
            message.visit(entry)
    return found


@dataclass(frozen=True)
class Call:
    """One place where something is said."""

    file: str
    line: int
    key: str
    values: frozenset[str] | None  # None: handed over by "**"


@cache
def sources() -> dict[Path, ast.Module]:
    files = [path for room in ("commands", "follow") for path in (ROOT / "bot" / room).rglob("*.py")]
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(files)}


def calls() -> Iterator[Call]:
    for path, tree in sources().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args and _says(node.func):
                names = [one.arg for one in node.keywords]
                values = None if None in names else frozenset(name for name in names if name)
                for key in _literals(node.args[0]):
                    yield Call(str(path.relative_to(ROOT)), node.lineno, key, values)


def _says(function: ast.expr) -> bool:
    match function:
        case ast.Attribute(attr="say", value=owner):
            return ast.unparse(owner) in {"wording", "words"} or "wording_for" in ast.unparse(owner)
        case ast.Name(id="described" | "sentence"):
            return True
    return False


def _literals(node: ast.expr) -> list[str]:
    """The keys that stand there; ``a if … else b`` has two."""
    match node:
        case ast.Constant(value=str(key)):
            return [key]
        case ast.IfExp(body=one, orelse=other):
            return _literals(one) + _literals(other)
    return []


def computed() -> Iterator[str]:
    """The files in which a key is put together, or looked up."""
    for path, tree in sources().items():
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and _says(node.func)
                and node.args
                and not _literals(node.args[0])
            ):
                yield str(path.relative_to(ROOT))


def strings() -> set[str]:
    return {
        node.value
        for tree in sources().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_there_is_english_and_one_more_language() -> None:
    assert {ENGLISH, "es"} <= set(languages())


@pytest.mark.parametrize("language", languages())
def test_a_catalogue_is_written_as_fluent_wants_it(language: str) -> None:
    assert [entry.content for entry in entries(language) if isinstance(entry, ftl.Junk)] == []
    named = [entry.id.name for entry in entries(language) if isinstance(entry, ftl.Message | ftl.Term)]
    assert [name for name in named if named.count(name) > 1] == [], "said twice: only the first would count"


@pytest.mark.parametrize("language", languages())
def test_a_catalogue_says_what_english_says_in_the_same_order_and_no_more(language: str) -> None:
    assert list(messages(language)) == list(messages(ENGLISH))


@pytest.mark.parametrize("language", languages())
def test_a_message_has_the_values_that_it_has_in_english(language: str) -> None:
    english, other = messages(ENGLISH), messages(language)
    differing = {key for key in english if key in other and english[key].values != other[key].values}
    assert differing == set()


@pytest.mark.parametrize("language", languages())
def test_no_message_is_empty_or_carries_what_nobody_sees(language: str) -> None:
    for key, message in messages(language).items():
        said = "…".join(message.texts)
        assert said.strip() or message.values, key
        assert said.replace("\n", "").isprintable(), key
        assert not re.search(r"[ \t]{2}|\.\.\.|[\u2066-\u2069\u200b\ufeff]", said), key
        assert message.functions <= {"NUMBER"}, (
            f"{key}: times are written as Discord's <t:…>, which each reads in theirs"
        )


@pytest.mark.parametrize("language", languages())
def test_numbers_have_all_the_forms_that_the_language_has(language: str) -> None:
    """The forms of whole numbers; Spanish has a third one for millions, which nobody's reviews come to."""
    forms = {Locale.parse(language, sep="-").plural_form(number) for number in range(201)}
    for key, message in messages(language).items():
        for choices in message.choices:
            if choices & {"zero", "one", "two", "few", "many"}:
                assert forms <= choices, key


@pytest.mark.parametrize("language", languages())
def test_commands_are_named_as_in_that_language(language: str) -> None:
    said = messages(language)
    names = {"".join(one.texts) for key, one in said.items() if key.startswith("command-name-")}
    own = {"".join(said[f"command-name-{key}"].texts) for key in ("matinee",)}
    for key, message in said.items():
        for found in re.finditer(r"(?<!\w)/(?P<name>[\w-]+)(?: (?P<sub>[\w-]+))?", "…".join(message.texts)):
            assert found["name"] in names, key
            assert found["name"] not in own or found["sub"] in names, key


def test_all_that_is_said_stands_in_the_catalogue_and_with_those_values() -> None:
    english = messages(ENGLISH)
    for call in calls():
        where = f"{call.file}:{call.line}: {call.key}"
        assert call.key in english, where
        if call.values is not None:
            assert english[call.key].values == call.values, where


def test_keys_in_tables_stand_in_the_catalogue() -> None:
    assert {text for text in strings() if KEY.fullmatch(text)} - set(messages(ENGLISH)) == set()


def test_all_that_stands_in_the_catalogue_is_said_somewhere() -> None:
    said = strings()
    assert {key for key in messages(ENGLISH) if key not in said and not key.startswith((*NAMES, *BUILT))} == set()


def test_keys_are_written_out_where_something_is_said() -> None:
    assert set(computed()) <= COMPUTED
