"""From one review's address, as its owner pastes it, to the site's address and the pattern of all of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from bot.begin.site import address_of
from bot.review import address as addresses

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

# The longest match first; what names the one page must be among them, or all would get one address.
_NAMING = ("path", "stem", "slug", "title")
_BESIDE = ("category", "year", "month", "day")


def parts_of(path: str, slug: str | None, title: str, day: date | None, categories: tuple[str, ...]) -> dict[str, str]:
    """What a pattern may name of one review; see :func:`bot.review.address.parts`."""
    return addresses.parts(path, slug, title, day, categories)


def pattern_from(text: str, parts: Mapping[str, str], base_url: str | None) -> tuple[str, str] | None:
    """(the site's address, the pattern) by one page's whole address; None if it names no page that is this review.

    ``base_url``: the site's, as far as it is known; a site below a folder of its server needs it, or gets that folder
    into the pattern, which comes to the same.
    """
    try:
        where = urlsplit(text.strip())
    except ValueError:
        return None
    base = address_of(f"{where.scheme}://{where.netloc}")
    path = unquote(where.path)
    if base is None or re.search(r"[{}\s]", path):
        return None
    if base_url and text.strip().startswith(f"{base_url}/"):
        base, path = base_url, path[len(urlsplit(base_url).path) :]
    return (base, found) if (found := _pattern(path, parts)) else None


def _pattern(path: str, parts: Mapping[str, str]) -> str | None:
    ending = re.search(r"(?:\.html?|/)?\Z", path)
    end = ending[0] if ending else ""
    body = path[: len(path) - len(end)]
    for name in _NAMING:
        value = parts.get(name)
        if value and (body == value or body.lower().endswith(f"/{value.lower()}")):
            before = body[: len(body) - len(value)]
            return "/".join(_segment(one, parts) for one in before.split("/")) + f"{{{name}}}" + end
    return None


def _segment(text: str, parts: Mapping[str, str]) -> str:
    for name in _BESIDE:
        if text and parts.get(name) == text.lower():
            return f"{{{name}}}"
    return text
