"""Reads config/matinee.toml as people do: what its comments say of each table and key."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

SAMPLE = Path(__file__).parent.parent / "config" / "matinee.toml"
_TABLE = re.compile(r"#?\[\[?([a-z_.]+)\]\]?$")
_KEY = re.compile(r"#?([a-z_]+) = ")


def meanings() -> dict[str, str]:
    """By the dotted names of tables and keys, "destination.schedule.slots", what the comments there say."""
    told: dict[str, str] = {}
    table, above = "", list[str]()
    for line in SAMPLE.read_text(encoding="utf-8").splitlines():
        if found := _TABLE.match(line):
            table = found[1]
            told.setdefault(table, " ".join(above))
            above = []
        elif found := _KEY.match(line):
            comment = _comment(line.removeprefix("#")) or " ".join(above)
            if comment and f"{table}.{found[1]}" not in told:
                told[f"{table}.{found[1]}"] = comment
            above = []
        elif line.startswith("# "):
            above.append(line[2:])
        else:
            above = []
    return told


def _comment(line: str) -> str:
    """What stands behind a line's value."""
    for mark in re.finditer(r"\s# ", line):
        try:
            tomllib.loads(line[: mark.start()])
        except tomllib.TOMLDecodeError:  # within quotation marks
            continue
        return line[mark.end() :].strip()
    return ""
