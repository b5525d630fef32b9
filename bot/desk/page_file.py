"""Where a page of ``--html`` is written: never over a file that is none of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import MatineeError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

_OURS, _HEAD = b'name="generator" content="matinee preview"', 4000  # how a page is known, in its first bytes


def writable(html: Path) -> Path:
    """The page's place. Raises :class:`UsageError` before anything is read where it can't be written to."""
    if html.is_dir():
        raise UsageError(f"--html {html}: that is a folder; name a file in it")
    if not html.absolute().parent.is_dir():
        raise UsageError(f"--html {html}: there is no folder {html.absolute().parent}")
    if html.exists() and _OURS not in _beginning(html):
        raise UsageError(f"--html {html}: there is a file already, and it is no page of a preview; name another one")
    return html


def _beginning(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            return stream.read(_HEAD)
    except OSError as error:
        raise MatineeError(f"{file} can't be read: {error.strerror}.") from None


def write(file: Path, data: bytes) -> None:
    """Raises :class:`MatineeError` where the disk or its rights are against it."""
    try:
        file.write_bytes(data)
    except OSError as error:
        raise MatineeError(f"{file} can't be written: {error.strerror}.") from None


def beside(html: Path) -> Path:
    """The place of the picture beside a page. Raises :class:`UsageError` where another's picture is in that place."""
    picture = html.with_suffix(".png")
    if picture == html:
        raise UsageError(f"--html {html}: the picture is written as {picture.name}; give the page another name")
    if picture.exists() and not html.exists():
        raise UsageError(f"--html {html}: the picture would be written over {picture.name}; name another page")
    return picture
