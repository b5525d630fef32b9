"""An answer to the owner: the JSON document, the same as text for a terminal, and the exit code."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

DONE, NEEDS_OWNER, FAILED = 0, 1, 3


@dataclass(frozen=True, slots=True)
class Answer:
    """``document`` is what ``--json`` prints; ``text`` what a person reads (strings lose what steers a terminal)."""

    document: Any
    text: Sequence[RenderableType]
    code: int = DONE


def show(answer: Answer, *, as_json: bool) -> int:
    """Print the answer on stdout and give back its exit code."""
    if as_json:
        sys.stdout.write(json.dumps(answer.document, ensure_ascii=False, indent=2) + "\n")
        return answer.code
    from rich.console import Console
    from rich.text import Text

    from bot.desk.drawing import clean

    console = Console(soft_wrap=True)
    for part in answer.text:
        console.print(Text(clean(part)) if isinstance(part, str) else part, soft_wrap=isinstance(part, str))
    return answer.code
