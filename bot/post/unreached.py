"""Why no answer came, in people's words: the one place that knows the libraries' many errors for it."""

from __future__ import annotations

import socket
import ssl
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORDS: tuple[tuple[type[BaseException] | tuple[type[BaseException], ...], str], ...] = (
    (socket.gaierror, "its name isn't known here"),
    (ssl.SSLCertVerificationError, "its certificate isn't right"),
    (ssl.SSLError, "no safe connection comes about"),
    (TimeoutError, "it doesn't answer in time"),
    (ConnectionRefusedError, "nothing answers there"),
    ((ConnectionResetError, ConnectionAbortedError, BrokenPipeError), "the connection broke off"),
)
_NAMES = (  # errors that keep no cause, by a part of their class's name
    ("dns", "its name isn't known here"),
    ("nameresolution", "its name isn't known here"),
    ("certificate", "its certificate isn't right"),
    ("ssl", "no safe connection comes about"),
    ("timeout", "it doesn't answer in time"),
    ("disconnected", "the connection broke off"),
    ("protocol", "the connection broke off"),
    ("payload", "the connection broke off"),
    ("invalidurl", "that is no address"),
)


def causes(error: BaseException) -> Iterator[BaseException]:
    """The error and everything that it came from, however the libraries have wrapped it."""
    waiting: list[object] = [error]
    seen: set[int] = set()
    while waiting:
        one = waiting.pop(0)
        if not isinstance(one, BaseException) or id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        inner = (one.__cause__, one.__context__, getattr(one, "reason", None), getattr(one, "os_error", None))
        waiting += [*inner, *one.args]


def how(error: BaseException) -> str:
    """The rest of a sentence, in brackets: "Discord can't be reached (its name isn't known here)"."""
    found = list(causes(error))
    for one in found:
        if isinstance(one, PermissionError):  # ours, for addresses that aren't the open internet's; or a firewall's
            return one.strerror if one.strerror and "internet" in one.strerror else "this machine doesn't allow it"
        for kind, words in _WORDS:
            if isinstance(one, kind):
                return words
    for one in found:
        name = type(one).__name__.lower()
        for part, words in _NAMES:
            if part in name:
                return words
    return "no connection"
