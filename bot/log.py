"""Logs: one line per event on stderr, for people at a terminal and as JSON elsewhere. No line holds a secret.

Each line is one event of one unit of work, with its key. Nothing is ever logged on stdout: that is for results.
How a line looks is :mod:`bot.log_lines`', what is a secret :mod:`bot.hidden`'s.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
from typing import TYPE_CHECKING, Any, Literal, Protocol

import structlog

from bot.hidden import hide, hide_password, redacted
from bot.log_lines import ForMachines, ForPeople, plain_lines

if TYPE_CHECKING:
    from collections.abc import MutableMapping

__all__ = ["hide", "hide_password", "last_words", "redacted", "set_up"]
Level = Literal["debug", "info", "warning", "error"]
_LEVELS = {"debug": logging.DEBUG, "info": logging.INFO, "warning": logging.WARNING, "error": logging.ERROR}
_CHATTY = ("alembic", "apscheduler", "asyncio", "discord", "filelock", "PIL", "urllib3", "watchfiles")
_ours: list[logging.Handler] = []  # the present one


class Rule(Protocol):
    """How the owner wants it: ``[log]``."""

    @property
    def form(self) -> Literal["auto", "text", "json"]:
        """ "auto": text at a terminal and in the log of a CI job, which people read; JSON elsewhere."""

    @property
    def level(self) -> Literal["debug", "info", "warning"]:
        """The least that is told."""


class _Handler(logging.StreamHandler[Any]):
    """To stderr. A call that can't be told (a wrong ``%s``) is told as that: Python's own way shows its arguments."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 (logging's own name)
        """Called within the ``except`` of whatever went wrong."""
        error = sys.exc_info()[1]
        if isinstance(error, OSError | ValueError) and not isinstance(error, UnicodeError):
            return  # nobody reads stderr any more
        told = logging.LogRecord(record.name, logging.ERROR, record.pathname, record.lineno, _UNTOLD, (), None)
        told.facts = {"reason": type(error).__name__, "where": f"{record.module}:{record.lineno}"}
        self.stream.write(self.format(told) + self.terminator)


_UNTOLD = "an event can't be told"


def set_up(rule: Rule | None = None, *, least: Level = "debug") -> None:
    """Send our own events, those of the libraries and Python's warnings to stderr. May be called again.

    ``least``: a command that tells its own results logs only this and worse, unless the owner asked for "debug".
    """
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, _as_record],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    handler = _Handler(sys.stderr)
    handler.setFormatter(ForMachines() if _is_json(rule) else ForPeople(coloured=_is_coloured()))
    _ours[:] = [handler] if least == "debug" else []
    root, wanted = logging.getLogger(), rule.level if rule else "info"
    root.handlers[:] = [handler]
    root.setLevel(_LEVELS[wanted] if wanted == "debug" else max(_LEVELS[wanted], _LEVELS[least]))
    for chatty in _CHATTY:
        logging.getLogger(chatty).setLevel(logging.WARNING)
    logging.captureWarnings(capture=True)
    _take_over()


def last_words(message: str, trace: str = "") -> str:
    """What a process that fails says last: in the form of its log where that is what it tells, else for people."""
    if any(isinstance(one.formatter, ForMachines) for one in _ours):
        record = logging.LogRecord("bot", logging.ERROR, "", 0, "matinee ends", (), None)
        record.facts = {"reason": message, **({"trace": trace} if trace else {})}
        return ForMachines().format(record) + "\n"
    return f"matinee: {plain_lines(redacted(trace + message))}\n"


def _is_json(rule: Rule | None) -> bool:
    form = rule.form if rule else "auto"
    people_read = sys.stderr.isatty() or os.environ.get("CI", "").lower() in ("true", "1")
    return form == "json" or (form == "auto" and not people_read)


def _is_coloured() -> bool:
    """As https://no-color.org asks."""
    return sys.stderr.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _as_record(_: object, __: str, event: MutableMapping[str, Any]) -> tuple[tuple[Any], dict[str, Any]]:
    """What structlog hands to the logger of Python's own: the facts travel beside the event's name."""
    name = event.pop("event", "")
    kept = {one: event.pop(one) for one in ("exc_info", "stack_info") if one in event}
    return (name,), {**kept, "extra": {"facts": dict(event)}}


def _take_over() -> None:
    """What Python would write to stderr by itself, unless somebody else sees to it already."""
    log = logging.getLogger("bot")
    if threading.excepthook is threading.__excepthook__:
        threading.excepthook = lambda it: log.error("a thread failed", exc_info=it.exc_value)
    if sys.unraisablehook is sys.__unraisablehook__:
        sys.unraisablehook = lambda it: log.error(it.err_msg or "an error while cleaning up", exc_info=it.exc_value)
    if sys.excepthook is sys.__excepthook__:
        sys.excepthook = lambda _, error, __: log.critical("matinee ends", exc_info=error)
