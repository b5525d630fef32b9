"""Text that was once read in the wrong encoding is put right, only where it shows.

Good text is never touched: ftfy sees a line only if a cheap look finds a pair of characters that UTF-8 read as
Windows-1252 leaves behind, and only its encoding repair runs (it keeps curly quotes, ligatures and entities).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from bot.review.model import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

# What the bytes 0x80-0xBF become in Windows-1252 and Latin-1: the second half of every such slip.
_TAIL = "\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_SLIP = re.compile(f"[\u00c2-\u00f4][{_TAIL}]")


def mend(text: str, path: str) -> tuple[str, tuple[Problem, ...]]:
    """The text with its mis-decoded places put right, and one warning that tells the first and how many lines."""
    if text.isascii() or not _SLIP.search(text):
        return text, ()
    lines, changed = text.split("\n"), []
    for number, line in enumerate(lines):
        if _SLIP.search(line) and (better := _repair()(line)) != line and "\ufffd" not in better:
            changed.append((number + 1, _difference(line, better), line, better))
            lines[number] = better
    if not changed:
        return text, ()
    line_number, column, line, better = changed[0]
    elsewhere = f" (and on {len(changed) - 1} more lines)" if len(changed) > 1 else ""
    message = (
        f'Text read in a wrong encoding was mended here{elsewhere}: "{_around(line, column)}" '
        f'is read as "{_around(better, column)}". Save the file with the right characters.'
    )
    return "\n".join(lines), (Problem(path, line_number, column, "", message, "warning"),)


@cache
def _repair() -> Callable[[str], str]:
    from ftfy import TextFixerConfig, fix_encoding  # loaded when the first slip shows: most runs never need it

    config = TextFixerConfig(replace_lossy_sequences=False, restore_byte_a0=True)

    def repair(line: str) -> str:
        return fix_encoding(line, config)

    return repair


def _difference(before: str, after: str) -> int:
    """The first column (from 1) at which two texts differ."""
    for index, (one, other) in enumerate(zip(before, after, strict=False)):
        if one != other:
            return index + 1
    return min(len(before), len(after)) + 1


def _around(line: str, column: int) -> str:
    start = max(0, line.rfind(" ", 0, column) + 1, column - 16)
    return line[start : column + 11].split(" ", maxsplit=1)[0]
