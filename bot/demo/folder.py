"""The demo's working folder: sample reviews to begin with, a few more to drop, the configuration, the records.

It is made fresh and thrown away at the end; nothing that was there before is ever touched.
"""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from bot.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

_SAMPLES = files("bot.demo") / "samples"
_NAME = "matinee-demo"


@dataclass(frozen=True, slots=True)
class Folder:
    """The working folder. ``posts`` is watched; ``more`` holds reviews to drop there."""

    path: Path

    @property
    def posts(self) -> Path:
        """Where the bot looks for reviews."""
        return self.path / "_posts"

    @property
    def more(self) -> Path:
        """Sample reviews that aren't there yet."""
        return self.path / "more"

    @property
    def config(self) -> Path:
        """The configuration file."""
        return self.path / "matinee.toml"

    def configure(self, *, zone: str, channel: int, mastodon: str) -> Path:
        """Write the configuration; its path. ``zone``: IANA name; ``mastodon``: the server's address."""
        store = f"sqlite:///{(self.path / 'data' / 'matinee.db').as_posix()}"
        values = {"zone": zone, "channel": str(channel), "mastodon": mastodon}
        paths = {"posts": self.posts.as_posix(), "store": store, "data": (self.path / "data").as_posix()}
        text = Template((_SAMPLES / "matinee.toml").read_text(encoding="utf-8"))
        quoted = {name: _quoted(path) for name, path in paths.items()}
        self.config.write_text(text.substitute(values | quoted), encoding="utf-8")
        return self.config


@contextmanager
def working_folder(asked: Path | None) -> Iterator[Folder]:
    """The folder with the samples in it; afterwards it is gone, except where it was ``asked`` for.

    Raises :class:`bot.errors.UsageError` if the folder that was asked for can't be made or isn't empty.
    """
    folder = Folder(_made(asked) if asked else _temporary())
    try:
        with as_file(_SAMPLES) as samples:
            shutil.copytree(samples / "_posts", folder.posts)
            shutil.copytree(samples / "drop", folder.more)
        yield folder
    finally:
        if asked is None:
            shutil.rmtree(folder.path, ignore_errors=True)


def _temporary() -> Path:
    """A short path, easily typed, if nobody else has it; readable by its owner only."""
    short = Path(tempfile.gettempdir()).resolve() / _NAME
    try:
        short.mkdir(mode=0o700)
    except OSError:
        return Path(tempfile.mkdtemp(prefix=f"{_NAME}-")).resolve()
    return short


def _made(asked: Path) -> Path:
    try:
        asked.mkdir(parents=True, exist_ok=True)
        occupied = any(asked.iterdir())
    except OSError as error:
        message = f"The demo can't use the folder {asked}: {error.strerror}. Name another one."
        raise UsageError(message) from None
    if occupied:
        raise UsageError(f"The demo needs an empty folder, and {asked} isn't. Name another one.")
    return asked.resolve()


def _quoted(text: str) -> str:
    """The text as TOML writes it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    if any(ord(letter) < ord(" ") for letter in text):
        raise UsageError(
            f"The demo can't use the folder {text!r}: its name holds a control character. Name another one."
        )
    return f'"{escaped}"'
