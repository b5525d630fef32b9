"""Writes docs/settings.md and docs/command-line.md: ``python -m docs.reference``, from the project's folder.

Nothing is told twice: what a key means stands in config/matinee.toml as its comment, what is allowed and its default in
the settings' forms, what a command does in the program itself. A test holds the pages against what this would write.
"""

from __future__ import annotations

from pathlib import Path

from docs.reference_commands import command_line
from docs.reference_settings import settings

FOLDER = Path(__file__).parent


def pages() -> dict[Path, str]:
    """The pages as they should be."""
    return {FOLDER / "settings.md": settings(), FOLDER / "command-line.md": command_line()}


if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")
