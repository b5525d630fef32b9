"""python-frontmatter's handlers for YAML, TOML and JSON, each safe against hostile front matter.

The library's own TOML handler needs a package we don't want, and hands ``+++`` back as body without it; its JSON
handler wants each brace on a line of its own. Handlers only split and load: sentences are made in ``faults``.
"""

from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml
from frontmatter.default_handlers import BaseHandler

if TYPE_CHECKING:
    from collections.abc import Hashable

MAX_SIZE = 65_536  # characters of front matter; a review's takes a few hundred
MAX_DEPTH = 40  # nested lists and tables; libyaml's composer overflows the C stack somewhere above 10,000
MAX_ALIASES = 50
MAX_MERGES = 8  # each merge may double what it merges

_TEXT = "tag:yaml.org,2002:str"
_STEEP = "\n" + " " * MAX_DEPTH


class FrontMatterError(ValueError):
    """Front matter that can't be used: a sentence, and where (line and column from 1, within the front matter)."""

    def __init__(self, message: str, line: int = 1, column: int = 1) -> None:
        self.message, self.line, self.column = message, line, column
        super().__init__(message)


class Loaded(NamedTuple):
    """What front matter holds (any value), and keys that stand twice: (key, line, column of the second)."""

    values: Any
    twice: tuple[tuple[str, int, int], ...] = ()


class Loader(yaml.CSafeLoader):
    """libyaml's safe loader that also notes keys standing twice, and leaves impossible dates and numbers as text."""

    def __init__(self, stream: str) -> None:
        super().__init__(stream)
        self.twice: list[tuple[str, int, int]] = []  # key, line, column of the second

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:  # whatever the YAML says
        """The value; of a text, which most are, without further ado."""
        if node.tag == _TEXT and isinstance(node, yaml.ScalarNode):
            return node.value
        return super().construct_object(node, deep)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """The mapping; a key that stands twice is noted, and the last one counts, as site builders have it."""
        mapping = super().construct_mapping(node, deep)
        if len(mapping) != len(node.value):
            self._note_twice(node)
        return mapping

    def _note_twice(self, node: yaml.MappingNode) -> None:
        seen: set[str] = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode):
                if key.value in seen and key.start_mark is not None:
                    self.twice.append((key.value, key.start_mark.line + 1, key.start_mark.column + 1))
                seen.add(key.value)


def _lenient(kind: str) -> Any:  # PyYAML's constructors have no common type
    usual = getattr(yaml.CSafeLoader, f"construct_yaml_{kind}")

    def construct(loader: Loader, node: yaml.ScalarNode) -> Any:  # whatever the YAML says
        try:
            return usual(loader, node)
        except (ValueError, OverflowError, KeyError, AttributeError, TypeError):
            return node.value

    return construct


Loader.add_constructor("tag:yaml.org,2002:timestamp", _lenient("timestamp"))
Loader.add_constructor("tag:yaml.org,2002:int", _lenient("int"))
Loader.add_constructor("tag:yaml.org,2002:float", _lenient("float"))
Loader.add_constructor("tag:yaml.org,2002:bool", _lenient("bool"))


class YAMLHandler(BaseHandler):
    """``---`` … ``---``."""

    FM_BOUNDARY = re.compile(r"^-{3,}[^\S\n]*$", re.MULTILINE)
    name = "YAML"

    def load(self, fm: str) -> Any:  # a Loaded; the library says a dict
        """The value, and keys that stand twice. Raises yaml.YAMLError or FrontMatterError."""
        _refuse_large(fm)
        guard_yaml(fm)
        loader = Loader(fm)
        try:
            return Loaded(loader.get_single_data(), tuple(loader.twice))
        finally:
            loader.dispose()


class TOMLHandler(BaseHandler):
    """``+++`` … ``+++``."""

    FM_BOUNDARY = re.compile(r"^\+{3,}[^\S\n]*$", re.MULTILINE)
    name = "TOML"

    def load(self, fm: str) -> Any:  # a Loaded; the library says a dict
        """The table. Raises tomllib.TOMLDecodeError or FrontMatterError."""
        _refuse_large(fm)
        try:
            return Loaded(tomllib.loads(fm))
        except RecursionError:
            raise FrontMatterError("The TOML front matter is nested too deeply; make it flatter.") from None


class JSONHandler(BaseHandler):
    """``{`` … ``}``, on one line or many; the text behind the closing brace is the body."""

    FM_BOUNDARY = re.compile(r"\{(?=\s*[\"}\n]|\s*\Z)")  # "{{", "{%" and "{:" open templates, not JSON
    name = "JSON"

    def split(self, text: str) -> tuple[str, str]:
        """The JSON's text and the rest. What can't be parsed is left whole for ``load`` to complain about."""
        try:
            _, end = json.JSONDecoder().raw_decode(text[:MAX_SIZE])
        except (ValueError, RecursionError):
            return text[: MAX_SIZE + 1], ""
        return text[:end], text[end:]

    def load(self, fm: str) -> Any:  # a Loaded; the library says a dict
        """The object. Raises json.JSONDecodeError, ValueError or FrontMatterError."""
        try:
            return Loaded(json.loads(fm))
        except RecursionError:
            raise FrontMatterError("The JSON front matter is nested too deeply; make it flatter.") from None


HANDLERS = (YAMLHandler(), TOMLHandler(), JSONHandler())


def guard_yaml(text: str) -> None:
    """Refuse what would overflow the stack or the memory, before anything is built.

    Usual front matter is only counted through: without that many signs it can't be nested that deep.
    """
    merges = "<<" in text
    brackets = text.count("[") + text.count("{")
    dashes = text.count("- ") + text.count("-\t") + text.count("? ") + text.count("?\t") + text.count(": ") // 5
    if merges or "*" in text or brackets > MAX_DEPTH or dashes > MAX_DEPTH or _STEEP in text:
        _count_events(text, MAX_MERGES if merges else MAX_ALIASES)


def _count_events(text: str, aliases_allowed: int) -> None:
    depth = aliases = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.AliasEvent):
            aliases += 1
        if depth > MAX_DEPTH:
            raise _at(event, "The front matter is nested too deeply; make it flatter.")
        if aliases > aliases_allowed:
            message = "The front matter repeats itself too often by YAML aliases (*name); write the values out."
            raise _at(event, message)


def _at(event: yaml.Event, message: str) -> FrontMatterError:
    mark = event.start_mark
    return FrontMatterError(message, mark.line + 1, mark.column + 1) if mark else FrontMatterError(message)


def _refuse_large(text: str) -> None:
    if len(text) > MAX_SIZE:
        raise FrontMatterError(
            f"The front matter is longer than {MAX_SIZE:,} characters; is its closing line missing? "
            "Close it, or shorten it."
        )
