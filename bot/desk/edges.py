"""Something drawn with a mark at its left edge: the bar of an embed or a quotation, the bullet of a list's item."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult


@dataclass(frozen=True, slots=True)
class Edged:
    """``first`` stands before the first line, ``rest`` before each further one; both take the same columns."""

    inside: RenderableType
    first: str
    rest: str
    style: str = ""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """What rich asks for: line by line, within the width that there is."""
        width = max(1, options.max_width - cell_len(self.first))
        style = console.get_style(self.style) if self.style else Style.null()
        lines = console.render_lines(self.inside, options.update_width(width), pad=False)
        for number, line in enumerate(lines):
            yield Segment(self.rest if number else self.first, style)
            yield from line
            yield Segment.line()
