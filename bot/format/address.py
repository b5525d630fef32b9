"""Addresses fit for posts: written so that both networks recognise them whole. Pure; nothing is fetched."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit, urlunsplit

_LONGEST = 2048  # Discord's: https://discord.com/developers/docs/resources/message#embed-object
# Signs that may stand in an address but that a network takes for its end when they are the last one.
_END = re.compile(r"[^A-Za-z0-9/=_&#+-]\Z")
_SAFE = "%/:@!$&*+,;=~"


def address(url: str | None) -> str | None:
    """The address in plain ASCII and percent-encoded where a network would cut it off; None if it is no web address.

    Only http and https addresses with a host and without a name or password come through.
    """
    # Browsers leave out line breaks and tabs inside an address; a blank in it is encoded below.
    text = re.sub(r"[\t\r\n]", "", url or "").strip()
    if any(ord(sign) < 32 for sign in text):
        return None
    try:
        return _rebuilt(text)
    except ValueError:  # no address at all, or one with signs that can't be encoded
        return None


def _rebuilt(text: str) -> str | None:
    """The address put together anew from its parts. Raises ValueError."""
    parts = urlsplit(text)
    port = f":{parts.port}" if parts.port is not None else ""
    host = _ascii_host(parts.hostname or "")
    if parts.scheme.lower() not in {"http", "https"} or not host or "@" in parts.netloc:
        return None
    path, query, fragment = (
        quote(parts.path, _SAFE),
        quote(parts.query, _SAFE + "?"),
        quote(parts.fragment, _SAFE + "?"),
    )
    whole = _closed(urlunsplit((parts.scheme.lower(), host + port, path, query, fragment)))
    return whole if len(whole) <= _LONGEST else None


def _ascii_host(host: str) -> str:
    """A host name as the network's cables know it (bücher.example → xn--bcher-kva.example); "" if it is none."""
    if ":" in host:
        return f"[{host}]"
    name = host.encode("idna").decode("ascii") if host else ""
    return name if re.fullmatch(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?", name) else ""


def _closed(whole: str) -> str:
    """The address with its last sign encoded if it looks like the sentence's and not the address's."""
    match = _END.search(whole)
    return f"{whole[:-1]}%{ord(match[0]):02X}" if match else whole
