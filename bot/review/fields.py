"""Values in front matter: where a meaning stands, what it says as text, and on which line (only asked for problems)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

import yaml

from bot.review.model import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.review.frontmatter import Parts


@dataclass(slots=True)
class Fields:
    """One file's front matter, asked by dotted keys, and the problems met on the way."""

    path: str
    parts: Parts
    values: Mapping[str, Any]
    problems: list[Problem] = field(default_factory=list)

    def first(self, keys: Iterable[str]) -> tuple[str, Any]:
        """The first of the keys that is present (null and "" count as present) and its value; else ("", None)."""
        for key in keys:
            present, value = lookup(self.values, key)
            if present:
                return key, value
        return "", None

    def get(self, key: str) -> Any:  # whatever the front matter says
        """The value under a dotted key, None if absent."""
        return lookup(self.values, key)[1]

    def text(self, key: str, value: object) -> str | None:
        """A value as its writer meant it: ``title: 007`` is "007", not the number 7. None for lists and tables."""
        if isinstance(value, str):
            return value
        if value is None or isinstance(value, list | dict) or self.parts.syntax != "YAML":
            return scalar(value)
        node = yaml_node(self.parts.source, key)
        return node.value if isinstance(node, yaml.ScalarNode) else scalar(value)

    def complain(self, key: str, message: str, severity: Severity = "error") -> None:
        """Note a Problem at the place where the key's value stands."""
        line, column = locate(self.parts, key)
        self.problems.append(Problem(self.path, line, column, key, message, severity))


def lookup(values: Mapping[str, Any], key: str) -> tuple[bool, Any]:
    """(is it there, value) of a key; a key with dots is looked for whole first, then step by step."""
    if key in values:
        return True, values[key]
    if "." not in key:
        return False, None
    here: Any = values
    for step in key.split("."):
        if not isinstance(here, dict) or step not in here:
            return False, None
        here = here[step]
    return True, here


def scalar(value: object) -> str | None:
    """A plain value as text; None for null, lists, tables and anything else."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) and value.bit_length() > 512:
        return None  # nobody means it, and printing it may be refused by Python
    if isinstance(value, int | float | date):
        return str(value)
    return None


def texts(value: object, separator: str | None = None) -> tuple[str, ...]:
    """A list's plain values, or a text's parts: split at commas if it has any, else at ``separator`` blanks."""
    if isinstance(value, list | tuple):
        found = [scalar(item) for item in value[:1000]]
        return tuple(item.strip() for item in found if item and item.strip())
    single = scalar(value) or ""
    parts = single.split(",") if "," in single else single.split(separator)
    return tuple(part.strip() for part in parts if part.strip())


def locate(parts: Parts, key: str) -> tuple[int, int]:
    """Line and column (from 1) in the file of a dotted key's value; the front matter's start if it has none."""
    if key and parts.syntax == "YAML":
        node = yaml_node(parts.source, key)
        if node is not None and node.start_mark is not None:
            return parts.line + node.start_mark.line, node.start_mark.column + 1
    elif key:
        pattern = re.compile(rf'^[ \t{{,]*"?{re.escape(key.rpartition(".")[2])}"?[ \t]*[:=][ \t]*', re.MULTILINE)
        if match := pattern.search(parts.source):
            before = parts.source[: match.end()]
            return parts.line + before.count("\n"), len(before) - before.rfind("\n")
    return parts.line, 1


def yaml_node(source: str, key: str) -> yaml.Node | None:
    """The node of a dotted key. Only called for sources that were loaded before, so that they are known to be safe."""
    node: yaml.Node | None = yaml.compose(source, Loader=yaml.CSafeLoader)
    for step in [key] if _has(node, key) else key.split("."):
        if not isinstance(node, yaml.MappingNode):
            return None
        found = [value for name, value in node.value if name.value == step]
        node = found[-1] if found else None
    return node


def _has(node: yaml.Node | None, key: str) -> bool:
    return isinstance(node, yaml.MappingNode) and any(name.value == key for name, _ in node.value)
