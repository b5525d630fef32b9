"""How long a post is, by each network's own way of counting. Pure.

Mastodon: grapheme clusters, text and warning together; a web address counts as ``characters_reserved_per_url``, and
``@user@host`` as ``@user`` (https://docs.joinmastodon.org/user/posting/#links). Discord says "characters" and doesn't
say which (https://discord.com/developers/docs/resources/message#embed-object-embed-limits): we count UTF-16 units, the
strictest of the readings in use, so that a post that fits here fits by any of them.
"""

from __future__ import annotations

from typing import Any

import regex

TITLE, DESCRIPTION, EMBED = 256, 4096, 6000

_GRAPHEME = regex.compile(r"\X")
_ADDRESS = regex.compile(
    r"(?<![A-Za-z0-9@＠$#＃])https?://(?P<host>[\p{L}\p{M}\p{N}_.-]+|\[[0-9a-f:.]+\])(?::\d+)?"
    r"(?:[/?#](?:[\p{L}\p{M}\p{N}/?#@:!$&'()*+,;=%~|._-]*[\p{L}\p{M}\p{N}/=_&#+-])?)?",
    regex.IGNORECASE,
)
# Mastodon recognises an address by a registered top-level domain; these and bare machine names are none.
_PRIVATE_HOST = regex.compile(
    r"\[.*|[^.]*|(?:.*\.)?(?:[0-9]+|example|test|invalid|localhost|local|internal|lan)", regex.IGNORECASE
)
_ACCOUNT = regex.compile(r"(?<![=/\w])(@[a-z0-9_]+(?:[.-]+[a-z0-9_]+)*)@[\w.-]*\w", regex.IGNORECASE)


def graphemes(text: str) -> list[str]:
    """The text's grapheme clusters: what a reader calls characters."""
    return _GRAPHEME.findall(text)


def toot_length(text: str, warning: str | None, characters_per_url: int) -> int:
    """The status's length as Mastodon counts it; the limit holds for text and warning together.

    An address on a private host isn't recognised by Mastodon: it counts in full, or as an address if that is more.
    """

    def counted(match: regex.Match[str]) -> str:
        reserved = "x" * characters_per_url
        return max(reserved, match[0], key=len) if _PRIVATE_HOST.fullmatch(match["host"]) else reserved

    plain = _ACCOUNT.sub(r"\1", _ADDRESS.sub(counted, text))
    return len(graphemes(plain)) + len(graphemes(warning or ""))


def units(text: str) -> int:
    """The text's length in UTF-16 units, as Discord's limits are kept here."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def embed_length(embed: dict[str, Any]) -> int:
    """What counts towards the 6000 over an embed's texts: title, description, fields, footer and author."""
    texts = [embed.get("title"), embed.get("description")]
    texts += [embed.get("footer", {}).get("text"), embed.get("author", {}).get("name")]
    for field in embed.get("fields", ()):
        texts += [field["name"], field["value"]]
    return sum(units(text) for text in texts if text)
