"""A site's own way to write its challenges, ``[source.challenge]``: front matter keys, or a pattern for a line.

It reads only what the owner described; the usual forms are known in ``challenge``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import regex

from bot.review.address import web_address
from bot.review.fields import scalar
from bot.review.markup import Block
from bot.review.model import Challenge
from bot.review.sections import joined_lines, lines_of
from bot.review.spoilers import HOLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.review.fields import Fields
    from bot.review.markup import Run
    from bot.review.model import ChallengeForm

GROUPS = ("name", "position", "total", "prompt", "url")
PATIENCE = 0.05  # seconds for one line; a pattern that takes longer would hold up every look at the files
_MAX_LINE = 300  # characters
_BLOCKS = 4  # of a text that are looked at
_NUMBER = re.compile(r"#?(\d{1,4})(?:\s*(?:/|of)\s*(\d{1,4}))?\Z", re.IGNORECASE)


class SlowPattern(ValueError):
    """The owner's pattern took too long for a line."""


@lru_cache(maxsize=16)
def pattern_of(text: str) -> regex.Pattern[str]:
    """The owner's pattern, ready for use. Raises ValueError that says what is wrong with it."""
    try:
        pattern = regex.compile(text)
    except regex.error as error:
        raise ValueError(f"it can't be read: {error}") from None
    if "name" not in pattern.groupindex:
        raise ValueError("it holds no (?P<name>…)")
    for group in pattern.groupindex:
        if group not in GROUPS:
            raise ValueError(f"(?P<{group}>…) is not known; there are {', '.join(GROUPS)}")
    return pattern


def by_keys(fields: Fields, form: ChallengeForm) -> Challenge | None:
    """The challenge that the front matter tells in keys of its own; None where the name's key is missing or empty."""
    said = {group: _text(fields.first(getattr(form, group))[1]) for group in GROUPS}
    return _challenge(said, None)


def take(blocks: list[Block], form: ChallengeForm) -> tuple[list[Block], Challenge | None]:
    """The blocks without the first line near the top that fits the pattern, and its challenge. Raises SlowPattern."""
    if form.pattern is None:
        return blocks, None
    pattern = pattern_of(form.pattern)
    for index, block in enumerate(blocks[:_BLOCKS]):
        if block.kind not in {"paragraph", "heading"}:
            continue
        lines = lines_of(block.runs)
        for number, line in enumerate(lines):
            found = _read(line, pattern)
            if found is not None:
                others = lines[:number] + lines[number + 1 :]
                rest = [Block(block.kind, joined_lines(others))] if others else []
                return [*blocks[:index], *rest, *blocks[index + 1 :]], found
    return blocks, None


def _read(line: Sequence[Run], pattern: regex.Pattern[str]) -> Challenge | None:
    """The whole line's challenge. None for one that hides something, or is too long to be one."""
    text = " ".join("".join(run.text for run in line).split())
    if not text or len(text) > _MAX_LINE or HOLE in text:
        return None
    try:
        match = pattern.fullmatch(text, timeout=PATIENCE)
    except TimeoutError:
        raise SlowPattern from None
    if match is None:
        return None
    linked = next((run.href for run in line if run.href), None)
    return _challenge({group: match.groupdict().get(group) for group in GROUPS}, web_address(linked))


def _challenge(said: dict[str, str | None], url: str | None) -> Challenge | None:
    """The parts made into a challenge; a position may bring its total ("7/31")."""
    name = " ".join((said["name"] or "").split())
    if not name:
        return None
    position, within = _number(said["position"])
    total, _ = _number(said["total"])
    prompt = " ".join((said["prompt"] or "").split()) or None
    return Challenge(name, position, within if total is None else total, prompt, web_address(said["url"]) or url)


def _number(text: str | None) -> tuple[int | None, int | None]:
    match = _NUMBER.match((text or "").strip())
    if match is None:
        return None, None
    return int(match[1]), int(match[2]) if match[2] else None


def _text(value: Any) -> str | None:  # whatever the front matter says
    return scalar(value)
