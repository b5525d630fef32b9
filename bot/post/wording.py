"""When two texts, or two addresses, are the same although a network wrote them down in its own way.

It only compares and finds; it asks no network.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import regex

if TYPE_CHECKING:
    from collections.abc import Iterable

# White space, control and format characters, and the selectors that choose between an emoji's two looks: networks
# strip, fold and add these, and no reader sees them.
_UNSEEN = regex.compile(r"[\s\p{Cc}\p{Cf}\p{Z}\ufe0e\ufe0f]+")
# What servers that take the text for Markdown, or that mend typography, make something else of.
_MARKS = regex.compile(r"[*_~`\\]+")
_TYPOGRAPHY = str.maketrans("“”„‟«»″‘’‚‛′–—−", '"' * 7 + "'" * 5 + "-" * 3)
_ADDRESS = regex.compile(r"https?://[^\s<>\"|]+", regex.IGNORECASE)
_TRAILING = ".,;:!?)]}*'…"
_PORTS = {"http": 80, "https": 443}


def squeezed(text: str) -> str:
    """What readers see of a text, without spaces."""
    return _UNSEEN.sub("", unicodedata.normalize("NFC", text))


def loosely(text: str) -> str:
    """The same without marks of Markdown and with plain quotation marks, dashes and dots."""
    return _MARKS.sub("", squeezed(text)).translate(_TYPOGRAPHY).replace("…", "...").replace("--", "-")


def same_address(one: str | None, other: str | None) -> bool:
    """Whether two addresses lead to one page: case of the host, escapes and a last slash don't count."""
    return bool(one and other) and _key(str(one)) == _key(str(other))


def addresses_in(text: str, known: Iterable[str] = ()) -> tuple[str, ...]:
    """The web addresses ``known`` and those written out in a text, each once, in this order."""
    written = (found.rstrip(_TRAILING) for found in _ADDRESS.findall(text))
    return tuple(dict.fromkeys([*known, *written]))


def _key(address: str) -> tuple[str, ...]:
    try:
        parts = urlsplit(address.strip())
        host, port = _host(parts.hostname or ""), parts.port
    except ValueError:
        return (address.strip(),)
    door = "" if port is None or port == _PORTS.get(parts.scheme) else str(port)
    return (parts.scheme, host, door, *map(_plain, (parts.path.rstrip("/"), parts.query, parts.fragment)))


def _host(name: str) -> str:
    try:
        return name.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return name.lower()


def _plain(part: str) -> str:
    return unicodedata.normalize("NFC", unquote(part))
