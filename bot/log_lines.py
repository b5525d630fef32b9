"""How one event becomes one line: for people at a terminal, or as one JSON object. It writes nothing anywhere.

What an event tells may come from strangers (a review's title, a network's answer): no control character of theirs
reaches a terminal, and no line break of theirs begins a line.
"""

from __future__ import annotations

import json
import logging
import re
import traceback
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bot.hidden import redacted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# Controls (also those that begin a terminal's colours), breaks of lines, marks that turn the direction of writing, and
# halves of characters, which can't be written at all.
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_FIRST = ("destination", "title", "address", "reason")  # facts that tell by themselves what they are, in this order
_FOR_MACHINES = ("review", "delivery", "remote_id", "outcome", "key", "subject")
_PAINT = {"time": "2", "warning": "33", "error": "31", "critical": "31", "posted": "32"}
FIELDS = ("destination", "title", "review", "delivery", "remote_id", "address", "attempts", "seconds", "outcome",
          "reason")  # fmt: skip


def plain(text: str) -> str:
    """The text on one line, with nothing in it that a terminal obeys."""
    return _UNSEEN.sub(lambda it: repr(it[0])[1:-1] if it[0] < "\x80" else f"\\u{ord(it[0]):04x}", text)


def plain_lines(text: str) -> str:
    """The same for a text of several lines, which stay so."""
    return "\n".join(map(plain, text.split("\n")))


def facts_of(record: logging.LogRecord) -> dict[str, Any]:
    """What an event tells beside its name; ``trace``: the exception's, as one text."""
    facts = dict(getattr(record, "facts", {}))
    if record.exc_info and record.exc_info[1] is not None:
        facts["trace"] = "".join(traceback.format_exception(record.exc_info[1]))
    if record.stack_info:
        facts["stack"] = record.stack_info
    return facts


class ForMachines(logging.Formatter):
    """One JSON object on one line. The keys of :data:`FIELDS` come first, where they are there."""

    def format(self, record: logging.LogRecord) -> str:
        """The line. Never raises for what is in the event."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        facts = facts_of(record)
        line = {"time": at, "level": record.levelname.lower(), "event": record.getMessage()}
        line |= {name: facts.pop(name) for name in FIELDS if name in facts}
        line |= {name if name not in line else f"{name}_": value for name, value in facts.items()}
        line.setdefault("logger", record.name)
        return as_json(line)


class ForPeople(logging.Formatter):
    """The time, what happened, and the few facts that matter; a trace below it, indented."""

    def __init__(self, *, coloured: bool = False) -> None:
        super().__init__()
        self._coloured = coloured

    def format(self, record: logging.LogRecord) -> str:
        """The line. Never raises for what is in the event."""
        level = record.levelname.lower()
        facts = facts_of(record)
        traces = [facts.pop(name) for name in ("trace", "stack") if name in facts]
        at = self._painted(datetime.fromtimestamp(record.created).astimezone().strftime("%H:%M:%S"), "time")
        told = [at, self._painted(level, level)] if record.levelno >= logging.WARNING else [at]
        event = _short(record.getMessage())
        told += [self._painted(event, event), *_told(facts, in_full=record.levelno <= logging.DEBUG)]
        below = [f"    | {plain(line)}" for trace in traces for line in redacted(str(trace)).rstrip().split("\n")]
        return "\n".join(["  ".join(told), *below])

    def _painted(self, text: str, how: str) -> str:
        return f"\x1b[{_PAINT[how]}m{text}\x1b[0m" if self._coloured and how in _PAINT else text


def as_json(value: Any) -> str:
    """A JSON document on one line, without secrets; what JSON doesn't know stands as text."""
    text = json.dumps(_without_secrets(value), ensure_ascii=False, default=str)
    return _UNSEEN.sub(lambda it: f"\\u{ord(it[0]):04x}", text)


def _without_secrets(value: Any) -> Any:
    if isinstance(value, dict):
        return {redacted(str(name)): _without_secrets(one) for name, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_without_secrets(one) for one in value]
    return value if value is None or isinstance(value, bool | int | float) else redacted(_text(value))


def _told(facts: Mapping[str, Any], *, in_full: bool) -> Iterator[str]:
    """The facts in the order in which people look for them."""
    rest = {name: value for name, value in facts.items() if value is not None and value != ""}
    yield from (_short(rest.pop(name)) for name in _FIRST if name in rest)
    attempts, seconds = rest.pop("attempts", None), rest.pop("seconds", None)
    spent = [f"attempt {attempts}"] if attempts is not None else []
    spent += [f"{seconds:.1f} s"] if isinstance(seconds, float | int) else []
    if spent:
        yield ", ".join(spent)
    yield from (f"{_short(name)}={_short(it)}" for name, it in rest.items() if in_full or name not in _FOR_MACHINES)


def _short(value: object) -> str:
    return plain(redacted(_text(value)))


def _text(value: object) -> str:
    try:
        return str(value)
    except Exception:  # noqa: BLE001 (whatever a library's own __str__ does, its event is told)
        return f"<{type(value).__name__}>"
