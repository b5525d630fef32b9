"""Logs: one line per event on stderr, for people; every token is blotted out, in tracebacks too.

Each line is one event of one unit of work, with its key. Nothing is ever logged on stdout: that is for results.
"""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING

import structlog

if TYPE_CHECKING:
    from structlog.typing import Processor

_hidden: set[str] = set()
_SHORTEST = 6  # a shorter "secret" would blot out ordinary words


def hide(secret: str) -> None:
    """From now on no log line shows this text."""
    if len(secret) >= _SHORTEST:
        _hidden.add(secret)


def redacted(text: str) -> str:
    """The text with every hidden secret blotted out."""
    for secret in _hidden:
        text = text.replace(secret, "[hidden]")
    return text


class _Redacting(logging.Formatter):
    """Whatever the line became, secrets leave it last: so a traceback can't bring one back."""

    def __init__(self, inner: logging.Formatter) -> None:
        super().__init__()
        self._inner = inner

    def format(self, record: logging.LogRecord) -> str:
        return redacted(self._inner.format(record))


def set_up(level: str = "INFO") -> None:
    """Send our own events and those of the libraries to stderr, a line each. May be called again."""
    shared: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="%H:%M:%S", utc=False),
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    drawn = structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback)
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, drawn],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Redacting(formatter))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for chatty in ("apscheduler", "discord", "watchfiles", "alembic", "urllib3", "asyncio"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
