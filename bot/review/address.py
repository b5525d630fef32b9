"""A review's address on its site: the front matter's own, else the pattern with what is known. Nothing is invented."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

_PART = re.compile(r"\{(\w+)\}")
_JEKYLL_PART = re.compile(r":(\w+)")
_UNFIT = re.compile(r"[^\w.~!$&'()+,;=@-]+|_+(?=\s)")
_NOT_PLAIN = re.compile(r"[\W_]+")
_SAFE = "/~!$&'()*+,;=:@%"
_BAD_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_CONTROL = re.compile(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202f\u2066-\u2069]")
_SIMPLE = re.compile(r"https?://[a-zA-Z0-9][a-zA-Z0-9.-]*(?:/[a-zA-Z0-9/._~-]{0,1000})?\Z")  # no work needed
_PLAIN = re.compile(r"[a-zA-Z0-9/._~-]*\Z")
_DATE = frozenset({"year", "month", "day"})
_MAX = 2000  # characters
_JEKYLL = {
    "title": "slug",
    "categories": "category",
    "y_day": "",
    "i_month": "month",
    "i_day": "day",
    "short_year": "year",
}


@dataclass(frozen=True, slots=True)
class Address:
    """The address, and which parts of the pattern the file doesn't tell ("date", "category", …)."""

    url: str | None
    missing: tuple[str, ...] = ()


def web_address(text: str | None) -> str | None:
    """An absolute http or https address, cleaned of line ends and percent-encoded; None for anything else."""
    cleaned = "".join((text or "").split())
    if _SIMPLE.match(cleaned):
        return cleaned
    if not cleaned or len(cleaned) > _MAX or _CONTROL.search(cleaned):
        return None
    try:
        parts = urlsplit(cleaned)
        host = parts.hostname
        _ = parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not host or "\\" in parts.netloc:
        return None
    return _encoded(cleaned)


def from_pattern(pattern: str, values: Mapping[str, str], base_url: str | None) -> Address:
    """A permalink pattern filled in. A part that is unknown is left out with its slash, and told in ``missing``."""
    missing: list[str] = []
    segments = []
    for segment in _segments(pattern):
        names = segment[1::2]
        found = [values.get(name, "") for name in names]
        if not all(found):
            unknown = [name for name, value in zip(names, found, strict=True) if not value]
            missing += ["date" if name in _DATE else name for name in unknown]
            if not any(found):
                continue
        filled = [*segment]
        filled[1::2] = found
        segments.append("".join(filled))
    return Address(join(base_url, "/".join(segments)), tuple(dict.fromkeys(missing)))


@lru_cache(maxsize=64)
def _segments(pattern: str) -> tuple[tuple[str, ...], ...]:
    """The pattern's segments, each cut at its parts: text, a part's name, text, …"""
    return tuple(tuple(_PART.split(segment)) for segment in pattern.split("/"))


def own(permalink: str, values: Mapping[str, str], base_url: str | None) -> Address:
    """A file's own ``permalink`` or ``url``: an absolute web address, or a path on the site. Jekyll's ``:parts`` work.

    An address with any other scheme is none at all.
    """
    if absolute := web_address(permalink):
        return Address(absolute)
    if _SCHEME.match(permalink.strip()):
        return Address(None)
    if "/:" in permalink:
        pattern = _JEKYLL_PART.sub(lambda found: "{" + _JEKYLL.get(found[1], found[1]) + "}", permalink)
        return from_pattern(pattern, values, base_url)
    return Address(join(base_url, permalink.strip()))


def join(base_url: str | None, path: str) -> str:
    """A path on the site, behind its base address if it has one. "." and ".." go nowhere; slashes don't double."""
    path, mark, query = path.partition("?")
    kept = [part for part in path.replace("\\", "/").split("/") if part not in {"", ".", ".."}]
    ending = "/" if path.endswith("/") and kept else ""
    local = _encoded("/" + "/".join(kept) + ending + mark + query)
    return f"{(base_url or '').rstrip('/')}{local}"


def parts(path: str, slug: str | None, title: str, day: date | None, categories: tuple[str, ...]) -> dict[str, str]:
    """What a pattern may name, by name.

    ``path`` is relative to the source, with "/"; ``slug`` is the front matter's own; ``title`` is "" if not needed.
    """
    folder, _, file_name = path.rpartition("/")
    stem = file_name.rpartition(".")[0] or file_name
    named = folder.rpartition("/")[2] if stem == "index" and folder else undated(stem)
    whole = folder if stem == "index" and folder else f"{folder}/{stem}" if folder else stem
    values = {
        "slug": fit(slug or named),
        "stem": stem,
        "path": whole,
        "category": "/".join([category.strip().lower() for category in categories]),
    }
    if title:
        values["title"] = slugified(title)
    values["slug_or_title"] = fit(slug) if slug else values.get("title", "")  # Hugo's :slug
    if day is not None:
        values |= {"year": f"{day.year:04}", "month": f"{day.month:02}", "day": f"{day.day:02}"}
    return values


def undated(stem: str) -> str:
    """A file's name without a date in front."""
    from bot.review.dates import date_in_name

    return date_in_name(stem)[1]


def fit(name: str) -> str:
    """A name as one part of an address: what doesn't fit there becomes a hyphen, as Jekyll has it."""
    return _UNFIT.sub("-", name.strip()).strip("-/") or name.strip().replace("/", "-")


def slugified(title: str) -> str:
    """A title as one part of an address: small letters, digits and hyphens."""
    return _NOT_PLAIN.sub("-", unicodedata.normalize("NFC", title).lower()).strip("-")


def _encoded(text: str) -> str:
    if _PLAIN.match(text):
        return text
    text = text.encode("utf-8", "replace").decode("utf-8")
    return quote(_BAD_PERCENT.sub("%25", text), safe=_SAFE + "?#[]")
