"""A status's plain text as Mastodon shows it: addresses, hashtags and accounts stand out. It draws nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from bot.desk.markdown import Run

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHOWN = 30  # characters of an address, as on Mastodon's own page
_LIVE = regex.compile(
    r"""(?P<url>https?://[^\s<>"]+(?<![.,:;!?'")\]]))
    |(?P<tag>(?<![\p{L}\p{N}_/=)])[#＃][\p{L}\p{M}\p{N}_][\p{L}\p{M}\p{N}_·・\u200c]*)
    |(?P<account>(?<![\p{L}\p{N}_/=])@[A-Za-z0-9_]+(?:[.-][A-Za-z0-9_]+)*(?:@[\p{L}\p{N}.-]+[\p{L}\p{N}])?)""",
    regex.VERBOSE,
)


def read(text: str) -> list[Run]:
    """The text in runs; what becomes a link has an address or looks like a tag."""
    return [run for run in _runs(text) if run.text]


def short(url: str) -> str:
    """An address as Mastodon's page shows it: without its scheme, and cut after 30 characters."""
    _, _, rest = url.partition("://")
    rest = rest.removeprefix("www.")
    return rest if len(rest) <= _SHOWN else rest[:_SHOWN] + "…"


def _runs(text: str) -> Iterator[Run]:
    place = 0
    for match in _LIVE.finditer(text):
        yield Run(text[place : match.start()])
        place = match.end()
        if match["url"]:
            yield Run(match[0], url=match[0])
        else:
            number = match["tag"] is not None and match["tag"][1:].isdigit()
            yield Run(match[0], frozenset() if number else frozenset(("tag",)))
    yield Run(text[place:])
