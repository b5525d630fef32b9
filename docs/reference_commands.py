"""The page of every command."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer.main

from bot.cli import app

if TYPE_CHECKING:
    from collections.abc import Iterator

HEAD = """# Every command

<!-- Written by `python -m docs.reference`: change the help in bot/cli*.py. -->

`matinee COMMAND --help` tells the same. What a command reports goes to standard output, everything else to standard
error. With `--json` it prints one JSON document and nothing else there.

| exit code | what it means |
|---|---|
| 0 | done; also: there was nothing to do |
| 1 | a review has problems, or a post needs you |
| 2 | wrong usage or configuration |
| 3 | a network or the records failed; the next run tries again |
| 70 | a defect of Matinee's own: please report it |
| 130 | interrupted (Ctrl-C) |
"""
GROUPS = {
    "Set it up": ("init", "login", "doctor", "check", "preview", "explain", "demo"),
    "Run it": ("run", "post", "backfill", "recap", "unpost", "relink"),
    "Look after it": ("status", "retry", "skip", "pause", "resume", "accept"),
    "Look things up": ("search", "challenges"),
    "Keep the records": ("backup", "restore", "rebuild"),
}


def command_line() -> str:
    """The page."""
    group: Any = typer.main.get_command(app)
    grouped = {name for names in GROUPS.values() for name in names}
    groups = {**GROUPS, "More": tuple(name for name in group.commands if name not in grouped)}
    parts = [HEAD]
    for title, names in groups.items():
        there = [name for name in names if name in group.commands]
        parts += [f"## {title}\n"] if there else []
        for name in there:
            parts += _command(name, group.commands[name])
    return "\n".join(parts)


def _command(name: str, command: Any) -> Iterator[str]:
    """A command's section; those of its own commands after it."""
    inner = getattr(command, "commands", {})
    if inner:
        for below, one in inner.items():
            yield from _command(f"{name} {below}", one)
        return
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    options = [one for one in command.params if one.param_type_name == "option" and not one.hidden]
    yield f"### `matinee {name}`\n"
    yield f"{command.help}\n"
    usage = " ".join([name, *(_usage(one) for one in arguments), "[OPTION…]" if options else ""]).strip()
    yield f"Usage: `matinee {usage}`\n"
    yield "| | |\n|---|---|"
    for one in arguments:
        yield f"| `{one.metavar or one.name.upper()}` | {_cell(one.help)} |"
    for one in options:
        value = "" if one.is_flag else f" {one.metavar or one.type.name.upper()}"
        yield f"| `{', '.join(one.opts)}{value}` | {_cell(one.help)}{_default(one)} |"
    yield ""


def _usage(argument: Any) -> str:
    name = argument.metavar or argument.name.upper()
    name = name if argument.nargs == 1 else f"{name}…"
    return name if argument.required else f"[{name}]"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _default(option: Any) -> str:
    has_none = option.default in (None, "", [], False) or callable(option.default)
    return "" if has_none or option.is_flag else f" Without it: `{option.default}`."
