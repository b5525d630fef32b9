"""A generator's own configuration files: YAML, TOML and JSON are read, JavaScript is looked at and never run.

Whatever they hold, nothing here raises: what can't be read is left unknown.
"""

from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING, Any

import yaml

from bot.review.handlers import guard_yaml

if TYPE_CHECKING:
    from pathlib import Path

_MOST_BYTES = 500_000
# One that nothing closes reaches to the end: looking for its end from each "/*" anew would take minutes.
_COMMENTS = re.compile(r"/\*.*?(?:\*/|\Z)|(?<![:\"'\w/])//[^\n]*", re.DOTALL)


def text_of(path: Path) -> str:
    """The file's text; "" where there is none."""
    try:
        if not path.is_file() or path.stat().st_size > _MOST_BYTES:
            return ""
        return path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError):
        return ""


def table_of(path: Path) -> dict[str, Any]:
    """The file's table; empty where it is missing, broken or something else."""
    text = text_of(path)
    try:
        if path.suffix == ".toml":
            found: Any = tomllib.loads(text)
        elif path.suffix == ".json":
            found = json.loads(text or "{}")
        else:
            guard_yaml(text)  # libyaml's composer would end the process where it is nested too deeply
            found = yaml.load(text, Loader=yaml.CSafeLoader)
    except (ValueError, TypeError, yaml.YAMLError, RecursionError, AttributeError, KeyError):
        return {}
    return {str(key): value for key, value in found.items()} if isinstance(found, dict) else {}


def script_of(path: Path) -> str:
    """A JavaScript or TypeScript file's text without its comments."""
    return _COMMENTS.sub("", text_of(path))


def said(script: str, *names: str) -> str | None:
    """The first ``name: "text"`` or ``name = "text"`` of a script, for the first of the names that has one."""
    for name in names:
        pattern = rf"(?<![\w.$]){re.escape(name)}[\"']?\s*[:=]\s*([\"'`])([^\"'`\n]{{1,500}})\1"
        if (match := re.search(pattern, script)) and "${" not in match[2]:
            return match[2]
    return None


def text_in(table: Any, *keys: str) -> str | None:  # whatever a file says
    """The first text, not blank, under one of the dotted keys."""
    for key in keys:
        here = table
        for step in key.split("."):
            here = here.get(step) if isinstance(here, dict) else None
        if isinstance(here, str) and here.strip():
            return " ".join("".join(sign if sign.isprintable() else " " for sign in here).split())[:300]
    return None


def table_in(table: Any, key: str) -> dict[str, Any]:  # whatever a file says
    """The table under that key; empty where there is none."""
    found = table.get(key) if isinstance(table, dict) else None
    return {str(name): value for name, value in found.items()} if isinstance(found, dict) else {}
