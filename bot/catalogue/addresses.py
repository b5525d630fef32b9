"""Reviews' addresses as people paste them: with or without "www.", a slash at the end, or what a newsletter adds.

Pure; opens no address.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 2000  # characters of an address that are looked at
_SCHEME = re.compile(r"^(?:[a-z][a-z0-9+.-]{0,20}:)?//", re.IGNORECASE)
_IN_TEXT = re.compile(r"https?://[^\s<>\"|]{1,2000}", re.IGNORECASE)
_AROUND = ".,;:!?'*_~`)]}…»”’"  # what ends a sentence, a bracket or a Discord mark rather than an address


def key(address: str) -> str:
    """The address without scheme, "www.", query, fragment and closing slash, its host in small letters."""
    text = _SCHEME.sub("", address.strip()[:LONGEST])
    text = text.partition("#")[0].partition("?")[0]
    host, slash, path = text.partition("/")
    host = host.casefold().removeprefix("www.")
    return f"{host}{slash}{unquote(path) if '%' in path else path}".rstrip("/")


def keys_in(text: str) -> Iterator[str]:
    """The keys of the web addresses in a text, in their order: as written, then without the signs at their ends."""
    for found in _IN_TEXT.findall(text):
        address = found.partition("](")[0]
        yield key(address)
        if (bare := address.rstrip(_AROUND)) != address:
            yield key(bare)
