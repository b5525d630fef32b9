"""The owner's templates: read once with the configuration, and refused with it where they can't be used.

Nothing here knows what a template may hold: :mod:`bot.format.template_check` does.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.format.model import Template

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.settings.schema import DiscordDestination, MastodonDestination


def read(destinations: Sequence[DiscordDestination | MastodonDestination]) -> tuple[dict[str, Template], list[str]]:
    """The templates by their file, and a sentence for everything wrong with them. A file is tried for each network."""
    found: dict[str, Template] = {}
    problems: list[str] = []
    for name, network in dict.fromkeys((one.template, one.network) for one in destinations if one.template):
        try:
            found.setdefault(name, Template(name, Path(name).read_text(encoding="utf-8")))
        except (OSError, ValueError) as error:
            where = ", ".join(f'destination "{one.name}".template' for one in destinations if one.template == name)
            problems.append(f"{where}: {name} {_why(error)}")
            continue
        # Jinja costs a start 30 ms: only who has a template pays it.
        from bot.format.template_check import problems as told

        problems += told(found[name], network)
    return found, list(dict.fromkeys(problems))


def _why(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "isn't there; its path starts at the folder that matinee is started in"
    if isinstance(error, OSError):
        return f"can't be read: {error.strerror}"
    return "isn't UTF-8 text" if isinstance(error, UnicodeDecodeError) else "is no file's name"
