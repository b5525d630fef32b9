"""A viewing challenge's line: "Name | 23/52 | Category", linked to the challenge's list, at the top of a body.

None is invented: a bold lead is a challenge only with fields and a counter, or when it is linked to a list.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from bot.review.address import web_address
from bot.review.fields import scalar
from bot.review.markup import TooMuchMarkup, read_blocks
from bot.review.model import Challenge
from bot.review.spoilers import HOLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.review.markup import Run

_COUNTER = re.compile(r"#?(\d{1,4})\s*(?:/|\\|of)\s*(\d{1,4})\Z", re.IGNORECASE)
_ENDING_COUNTER = re.compile(r"(.*\S)[\s,:(#–—-]+(\d{1,4})\s*(?:/|of)\s*(\d{1,4})\)?\Z", re.IGNORECASE | re.DOTALL)
_NUMBERED = re.compile(r"(.*\b(?:challenge|marathon|project))\s+#?(\d{1,3})\Z", re.IGNORECASE)
_NO_NAME = frozenset({"rating", "rated", "score", "stars", "grade", "verdict", "runtime", "starring"})
_LIST_NAME = re.compile(
    r"\b(?:challenge|ranked|ranking|rank|marathon|watchlist|hooptober|bingo|project)\b", re.IGNORECASE
)
_MARKS = frozenset("<&[*_`")  # a line without any of them holds no markup
_MAX_LINE = 300  # characters


def split_lead(line: Sequence[Run]) -> tuple[list[Run], list[Run]]:
    """A line's lead (its bold or linked beginning, with the fields that follow it) and what is glued on behind."""
    end = 0
    while end < len(line) and (line[end].bold or line[end].href is not None or line[end].text.isspace()):
        end += 1
    lead = "".join(run.text for run in line[:end]).strip()
    behind = "".join(run.text for run in line[end:]).lstrip()
    if behind[:1] in {"|", "¦"} or (lead[-1:] in {"|", "¦"}):
        return list(line), []
    if not lead and "|" in behind:
        return list(line), []
    return list(line[:end]), list(line[end:])


def read_line(lead: Sequence[Run]) -> Challenge | None:
    """The challenge told by a line's lead, or None if it is something else."""
    text = " ".join("".join(run.text for run in lead).split())
    if not text or len(text) > _MAX_LINE or HOLE in text:
        return None
    links = [(run.text, run.href) for run in lead if run.href is not None]
    url = web_address(links[0][1]) if links else None
    marked = bool(links) or all(run.bold for run in lead if run.text.strip())
    found = from_text(text, url)
    if found is None or not _NO_NAME.isdisjoint(found.name.lower().replace(":", " ").split()):
        return None
    if "|" in text and (found.position is not None or links):
        return found if found.position is not None or _to_list(found.name, url) else None
    if not links:
        return None
    whole = "".join(linked for linked, _ in links).strip() == "".join(run.text for run in lead).strip()
    return found if marked and whole and _to_list(found.name, url) else None


def from_text(text: str, url: str | None) -> Challenge | None:
    """ "Name | 23/52 | Category" in its parts: the first bare counter is the position, later fields are the prompt."""
    fields = [part for part in (piece.strip() for piece in text.replace("¦", "|").split("|")) if part]
    if not fields:
        return None
    name, *rest = fields
    position, total, rest = _counter(rest)
    if position is None and (match := _ENDING_COUNTER.match(name)) and not _is_winter(match[2], match[3]):
        name, position, total = match[1].rstrip(" ,:–—-"), int(match[2]), int(match[3])
    elif position is None and (match := _NUMBERED.match(name)):
        name, position = match[1], int(match[2])
    return Challenge(name, position, total, " | ".join(rest) or None, url) if name else None


def from_field(value: Any) -> Challenge | None:  # whatever the front matter says
    """A challenge out of a front matter value: its line as text, or a table of name, position, total, prompt, url."""
    if isinstance(value, dict):
        name = scalar(value.get("name") or value.get("title"))
        if not name or not name.strip():
            return None
        prompt = scalar(value.get("prompt") or value.get("category"))
        url = web_address(scalar(value.get("url") or value.get("link")))
        return Challenge(name.strip(), _whole(value.get("position")), _whole(value.get("total")), prompt, url)
    text = scalar(value)
    return _from_line(text) if text and text.strip() else None


def _from_line(text: str) -> Challenge | None:
    """A line that may be a link, in HTML or Markdown."""
    if _MARKS.isdisjoint(text):
        return from_text(" ".join(text.split()), None)
    try:
        runs = [run for block in read_blocks(text.replace("\n", " "))[:1] for run in block.runs]
    except TooMuchMarkup:
        return None
    url = next((web_address(run.href) for run in runs if run.href), None)
    return from_text(" ".join("".join(run.text for run in runs).split()), url)


def _counter(fields: list[str]) -> tuple[int | None, int | None, list[str]]:
    for index, part in enumerate(fields):
        if (match := _COUNTER.match(part)) and not _is_winter(match[1], match[2]):
            return int(match[1]), int(match[2]), fields[:index] + fields[index + 1 :]
    if len(fields) >= 2 and fields[0].isdecimal() and fields[1].isdecimal() and len(fields[0] + fields[1]) <= 8:
        return int(fields[0]), int(fields[1]), fields[2:]  # "24|52"
    return None, None, fields


def _is_winter(position: str, total: str) -> bool:
    """Is it "2025/26", a time over New Year?"""
    return len(position) == 4 and len(total) == 2 and (int(position) + 1) % 100 == int(total)


def _to_list(name: str, url: str | None) -> bool:
    """Does the address lead to a list, or does the name say that it is one?"""
    parts = urlsplit(url or "")
    return "/list" in parts.path or parts.path.endswith("/detail") or bool(_LIST_NAME.search(name))


def _whole(value: object) -> int | None:
    text = scalar(value) or ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 6 else None
