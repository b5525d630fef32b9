"""What the owner decides: the answers, where they come from, and how typed text is understood."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.begin.asking import Unfit
from bot.begin.site import address_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_LINK = re.compile(r"https://(?:\w+\.)?discord(?:app)?\.com/channels/\d+/(\d+)(?:/\d+)?/?")
_TOKEN = re.compile(r"[\w-]{20,}\.[\w-]{4,}\.[\w-]{20,}|[\w-]{43}")


@dataclass(frozen=True, slots=True)
class Given:
    """Answers given beforehand, as options. None: not given, so it is asked (or proposed)."""

    site_url: str | None = None
    discord_channel: str | None = None
    mastodon: str | None = None
    test_channel: str | None = None
    scale: str | None = None
    public_tags: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """What is to be written, beside what was found."""

    base_url: str | None
    patterns: tuple[str | None, ...]  # of each shelf
    scales: tuple[float | None, ...]
    letters: tuple[tuple[str, ...], ...]
    public_tags: tuple[str, ...] = ()
    channel: int | None = None
    server: str | None = None
    test_channel: int | None = None


def channel(text: str) -> int | None:
    """A Discord channel's number, also out of its link; None for none. Raises Unfit."""
    text = text.strip()
    if text.casefold() in {"", "none", "no", "-"}:
        return None
    number = match[1] if (match := _LINK.fullmatch(text)) else text
    if _TOKEN.fullmatch(text):
        raise Unfit("That looks like a token, which no file may hold; a channel's number is wanted, nothing secret.")
    if not re.fullmatch(r"\d{15,20}", number, re.ASCII) or int(number) >= 2**63:
        raise Unfit(
            "A channel's number has 17 to 19 digits (Discord: Settings, Advanced, Developer Mode; then right-click the "
            "channel: Copy Channel ID)."
        )
    return int(number)


def server(text: str) -> str | None:
    """A Mastodon server's address, also out of an account's (@me@mastodon.example); None for none. Raises Unfit."""
    text = text.strip()
    if text.casefold() in {"", "none", "no", "-"}:
        return None
    if _TOKEN.fullmatch(text):
        raise Unfit("That looks like a token, which no file may hold; your server's address is wanted.")
    host = text.rpartition("@")[2] if "@" in text and "//" not in text else text
    try:
        parts = urlsplit(host if "://" in host else f"https://{host}")
        port = parts.port
    except ValueError:
        raise Unfit("This is no server's address; it looks like mastodon.example.") from None
    name = (parts.hostname or "").casefold()
    here = name in {"localhost", "127.0.0.1"}
    if parts.scheme != "https" and not here:
        raise Unfit("A server's address begins with https://.")
    if not here and not re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", name):
        raise Unfit("Your server is the part behind the last @ of your account, such as mastodon.example.")
    return f"{parts.scheme}://{name}{f':{port}' if port else ''}"


def web_address(text: str) -> str:
    """A site's address. Raises Unfit."""
    text = text.strip()
    found = address_of(text if "://" in text else f"https://{text}")
    if found is None:
        raise Unfit("A site's address looks like https://films.example.")
    return found


def scale(text: str) -> float:
    """The best rating there is. Raises Unfit."""
    try:
        best = float(text.strip().replace(",", "."))
    except ValueError:
        raise Unfit("That is no number; write the best rating you can give, such as 5 or 10.") from None
    if not 0 < best <= 1000:
        raise Unfit("The best rating is a number above 0, at most 1000.")
    return best


def ranked(text: str, words: Sequence[str]) -> tuple[str, ...]:
    """Words from the worst to the best; none: they aren't shown. Raises Unfit."""
    if text.strip().casefold() in {"", "none", "no", "-"}:
        return ()
    named = tuple(one for part in text.split(",") if (one := part.strip()))
    folded = {one.casefold() for one in named}
    if len(named) < 2 or len(folded) != len(named):
        raise Unfit("Two words or more are wanted, each once, from the worst to the best, with commas between them.")
    if missing := [one for one in words if one.casefold() not in folded]:
        raise Unfit(f'"{missing[0]}" is missing; a word that you leave out could not be read as a rating.')
    return named


def tags(text: str, known: Sequence[str]) -> tuple[str, ...]:
    """Tags by their names, or by the numbers in the list that was shown; "all". Raises Unfit."""
    text = text.strip()
    if text.casefold() in {"", "none", "no", "-"}:
        return ()
    if text.casefold() in {"all", "*"}:
        return ("*",)
    chosen: list[str] = []
    for one in filter(None, (part.strip() for part in re.split(r"[,\n]", text))):
        named = one.removeprefix("#")
        found = next((tag for tag in known if tag.casefold() == named.casefold()), None)
        if found is None and one.isdecimal() and 0 < int(one[:6]) <= len(known):
            found = known[int(one[:6]) - 1]
        if found is None:
            raise Unfit(f'No review has the tag "{one[:40]}"; write names or numbers of the list, with commas.')
        chosen.append(found)
    return tuple(dict.fromkeys(chosen))
