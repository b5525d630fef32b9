"""Which files are no reviews, and why: what a new owner asks first where few are found, or none. Opens nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.settings.model import Source

_REASONS = 5  # that are told; JSON has each file's


def left_out(skipped: Iterable[tuple[str, str]]) -> Iterator[str]:
    """A line for each reason, most frequent first, with how many files and one of them. ``skipped``: path, reason."""
    files: dict[str, list[str]] = {}
    for path, reason in skipped:
        files.setdefault(reason, []).append(path)
    reasons = sorted(files.items(), key=lambda one: -len(one[1]))
    for reason, paths in reasons[:_REASONS]:
        named = paths[0] if len(paths) == 1 else f"{len(paths)} files, such as {paths[0]}"
        yield f"skipped: {reason}: {named}"
    if len(reasons) > _REASONS:
        yield f"skipped: {len(reasons) - _REASONS} more reasons; --json names every file"


def none_found(sources: Sequence[Source], *, files: int, skipped: int) -> Iterator[str]:
    """What to look at in the configuration where no file is a review; nothing where the files tell it themselves."""
    if not files:
        for source in sources:
            named = ", ".join(f'"{one}"' for one in source.include)
            yield f'no file in {source.folder} counts; which do, include of source "{source.name}" says: {named}'
    elif files == skipped:
        yield "none is a review; what makes a file one is said by where, under [[source]]; where = {} takes every file"
