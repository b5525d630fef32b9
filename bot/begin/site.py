"""What a site's configuration tells, whatever generator builds it, and how such values are cleaned."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from bot.begin.config_files import text_of
from bot.review.iso639 import CODES

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.begin.pages import Page

_ZONE = re.compile(r"[A-Za-z0-9_+/-]{1,60}")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a site's configuration says. None: nothing. ``base_url`` has no slash at its end."""

    name: str | None = None
    base_url: str | None = None
    timezone: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Address:
    """A permalink pattern of ours. ``sure``: the site's configuration says so, and it can be said in our words."""

    pattern: str
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Site:
    """A site's folder as its generator sees it.

    ``content``: where pages are written, relative to the folder ("" for all of it); ``static``: where its pictures may
    be; ``address``: a folder of reviews (relative to the site's) and those in it → their addresses' pattern.
    """

    root: Path
    generator: str | None
    facts: Facts
    content: str
    static: tuple[str, ...]
    output: frozenset[str]
    address: Callable[[str, list[Page]], Address]
    collection: bool = False  # one level below ``content`` is what belongs together, however deep the files are


def facts_of(
    root: Path, name: str | None, base_url: str | None, timezone: str | None = None, language: str | None = None
) -> Facts:
    """The facts as far as they can be used; a site's address also from its CNAME file."""
    return Facts(
        name,
        address_of(base_url) or _domain(root),
        zone_of(timezone),
        _language(language),
    )


def address_of(text: str | None) -> str | None:
    """A site's address in the form that a configuration takes, if the text is one that others can reach."""
    text = (text or "").strip().rstrip("/")
    if text.startswith("//"):
        text = f"https:{text}"
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or "." not in host or parts.query or parts.fragment or parts.username:
        return None
    is_here = host == "127.0.0.1" or host in {"example.org", "example.com", "example.net", "www.example.com"}
    return None if is_here or not text.isprintable() or " " in text else text


def zone_of(name: str | None) -> str | None:
    """An IANA zone's name, if it is one."""
    return name if name and _ZONE.fullmatch(name) and name in available_timezones() else None


def _language(name: str | None) -> str | None:
    code = re.split(r"[-_]", name or "")[0].lower()
    return code if code in CODES else None


def _domain(root: Path) -> str | None:
    for place in ("CNAME", "static/CNAME", "public/CNAME", "src/CNAME"):
        if re.fullmatch(r"[\w.-]+\.\w+", domain := text_of(root / place).strip(), re.ASCII):
            return f"https://{domain}"
    return None


def own_zone() -> str:
    """This machine's time zone, as far as it tells; else UTC."""
    import os

    if zone := zone_of(os.environ.get("TZ", "").lstrip(":")):
        return zone
    try:
        target = Path("/etc/localtime").resolve().as_posix()
    except OSError:
        return "UTC"
    zone = zone_of(target.partition("/zoneinfo/")[2])
    return zone if zone and not zone.startswith("Etc/") else "UTC"
