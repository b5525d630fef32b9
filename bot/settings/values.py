"""Single values of the configuration: text in, value out, or a ValueError that says nothing (the field's does).

Where the cause is more than "not of the allowed form", the error's text says what is wrong.
"""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from ipaddress import ip_address
from string import Formatter
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.plan.cron import CronLine
from bot.review.challenge_form import pattern_of
from bot.review.iso639 import CODES

_DURATION = re.compile(r"(\d{1,6})\s*(s|m|h|d)")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
PLACEHOLDERS = ("category", "year", "month", "day", "slug", "title", "slug_or_title", "path", "stem")
LOOPBACK = ("localhost", "127.0.0.1", "::1")


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("")  # noqa: TRY004 (pydantic turns only ValueError into a problem)
    return value.strip()


def duration(value: Any) -> timedelta:
    """``"90s"``, ``"5m"``, ``"2h"`` or ``"1d"``; up to 999999 of them."""
    if isinstance(value, timedelta):
        return value
    found = _DURATION.fullmatch(_text(value))
    if not found:
        raise ValueError("")
    return timedelta(**{_UNITS[found[2]]: int(found[1])})


def image_base(value: Any) -> str:
    """A web address, or a path on the site that starts with "/"; a slash is put behind it."""
    text = _text(value)
    if not text.startswith("/"):
        text = address(text)
    elif text.startswith("//") or ".." in text.split("/"):
        raise ValueError("")
    return text.rstrip("/") + "/"


def day(value: str, *, last: bool = False) -> date | None:
    """The day of "2025-03-14", the first (``last``: the last) one of "2025-03" or "2025"; None for anything else."""
    found = _DAY.fullmatch(value.strip())
    if not found:
        return None
    year, month, number = int(found[1]), found[2], found[3]
    try:
        if number:
            return date(year, int(month), int(number))
        first = date(year, int(month or 1), 1)
        if not last:
            return first
        return date(year, 12, 31) if not month else _next_month(first) - timedelta(days=1)
    except ValueError:
        return None


def _next_month(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def wall_time(value: Any) -> time:
    """``"09:00"``, without a zone."""
    if isinstance(value, time):
        return value
    found = _TIME.fullmatch(_text(value))
    if not found:
        raise ValueError("")
    return time(int(found[1]), int(found[2]))


def quiet_hours(value: Any) -> tuple[time, time]:
    """``"23:00-08:00"``; may pass midnight, may not be empty."""
    if isinstance(value, tuple):
        return value
    start, _, end = _text(value).partition("-")
    hours = wall_time(start), wall_time(end)
    if hours[0] == hours[1]:
        raise ValueError("it starts when it ends")
    return hours


def zone(value: Any) -> str:
    """An IANA time zone name that this machine knows."""
    name = _text(value)
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("no such time zone") from None
    return name


def language(value: Any) -> str:
    """Two letters, ISO 639-1."""
    code = _text(value).lower()
    if code not in CODES:
        raise ValueError("")
    return code


def site_address(value: Any) -> str:
    """A web address without user, query or trailing slash. Plain http is the owner's choice: no token goes there."""
    text = _text(value).rstrip("/")
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment or parts.username:
        raise ValueError("")
    return text


def address(value: Any) -> str:
    """The address of a server that gets a token: as :func:`site_address`, but plain http only on this machine."""
    text = site_address(value)
    parts = urlsplit(text)
    if parts.scheme == "http" and parts.hostname not in LOOPBACK:
        raise ValueError("plain http would send your token readable for everyone on the way; write https")
    return text


def gateway_address(value: Any) -> str:
    """A WebSocket address; unencrypted only on this machine."""
    text = _text(value)
    parts = urlsplit(text)
    local = parts.hostname in LOOPBACK
    if not parts.hostname or not (parts.scheme == "wss" or (parts.scheme == "ws" and local)):
        raise ValueError("")
    return text


def challenge_pattern(value: Any) -> str:
    """A regular expression with a group called "name", and such of position, total, prompt and url as there are."""
    text = _text(value)
    pattern_of(text)
    return text


def permalink(value: Any) -> str:
    """A pattern of known placeholders."""
    text = _text(value)
    try:
        names = [name for _, name, _, _ in Formatter().parse(text) if name is not None]
    except ValueError:
        raise ValueError("a brace is left open") from None
    for name in names:
        if name not in PLACEHOLDERS:
            known = ", ".join(f"{{{one}}}" for one in PLACEHOLDERS)
            raise ValueError(f"{{{name}}} is not known; there are {known}")
    return text


def cron(value: Any) -> str:
    """Five fields that ``bot.plan.cron`` understands."""
    text = _text(value)
    CronLine.parse(text)
    return text


def environment_name(value: Any) -> str:
    """The name of a variable, not a token: a token pasted here would stand in a file."""
    text = _text(value)
    if not re.fullmatch(r"[A-Z_][A-Z0-9_]{0,63}", text):
        raise ValueError("put the token into an environment variable and write that variable's name here")
    return text


def one_or_many(value: Any) -> list[str]:
    """One key, or a list of keys of which the first that is present counts."""
    keys = [value] if isinstance(value, str) else value
    if not isinstance(keys, list) or not keys or not all(isinstance(key, str) and key for key in keys):
        raise ValueError("")
    return keys


def mastodon_name(value: Any) -> str:
    """``"@name@server"``, kept without the first "@"."""
    text = _text(value).removeprefix("@")
    if not re.fullmatch(r"\w+(?:[.-]\w+)*@[A-Za-z0-9.-]+(?::\d{1,5})?", text, re.ASCII):
        raise ValueError("")
    return text


def git_address(value: Any) -> str:
    """A repository's address that git understands and that runs nothing: https, ssh, ``git@host:path`` or a folder.

    A password in it would stand in a file: the token has its own setting.
    """
    text = _text(value)
    if re.fullmatch(r"[\w.-]+@[\w.-]+:[^\s:][^\s]*|/[^\s]+|\.{1,2}/[^\s]+", text, re.ASCII):
        return text
    parts = urlsplit(text)
    local = parts.scheme == "http" and parts.hostname in LOOPBACK
    if parts.scheme == "file" or (parts.hostname and parts.scheme == "ssh" and not parts.password):
        return text
    if not parts.hostname or not (parts.scheme == "https" or local):
        raise ValueError("")
    if parts.username or parts.password:
        raise ValueError("put the token into an environment variable and name that in token_env")
    return text


def git_branch(value: Any) -> str:
    """A branch's name (https://git-scm.com/docs/git-check-ref-format), without what git could take for an option."""
    text = _text(value)
    if not re.fullmatch(r"(?!-)(?!.*(\.\.|//|@\{|\.lock$|/$|\.$))[\w./+#=-]{1,200}", text):
        raise ValueError("")
    return text


def listen_address(value: Any) -> tuple[str, int]:
    """``"127.0.0.1:8017"`` or ``"[::1]:8017"``: where a server of ours listens."""
    if isinstance(value, tuple):
        return value
    try:
        parts = urlsplit(f"//{_text(value)}")
        host, port = parts.hostname, parts.port
        ip_address(host or "")
    except ValueError:
        raise ValueError("") from None
    if not host or not port or parts.path or parts.username:
        raise ValueError("")
    return host, port


def store_address(value: Any) -> str:
    """A SQLAlchemy address of SQLite or PostgreSQL."""
    text = _text(value)
    if text.startswith("sqlite:///") and len(text) > len("sqlite:///"):
        return text
    if re.match(r"postgres(ql)?(\+psycopg)?://[^/]", text):
        return text
    raise ValueError("")
