"""How the two networks read a text, written down a second time, from their side."""

from __future__ import annotations

import regex

# app/models/account.rb and app/models/tag.rb of Mastodon, today's form and the looser one of older servers.
USERNAME = r"[a-z0-9_]+(?:[.-]+[a-z0-9_]+)*"
MENTIONS = [
    regex.compile(rf"(?<![=/\w])@({USERNAME}(?:@[\w.-]+\w+)?)", regex.IGNORECASE),
    regex.compile(r"(?:^|[^/a-z0-9_])[@＠]([a-z0-9_]+)", regex.IGNORECASE),
]
_SEPARATORS = "_·・\u200c"
_FIRST = rf"[\w_][\w{_SEPARATORS}]*[\p{{Alphabetic}}{_SEPARATORS}][\w{_SEPARATORS}]*[\w_]"
HASHTAG_NAME = rf"(?:{_FIRST}|[\w_]*\p{{Alphabetic}}[\w_]*)"
HASHTAGS = [
    regex.compile(rf"(?:^|\s)[#＃]({HASHTAG_NAME})"),
    regex.compile(rf"(?:^|[^/)\w])[#＃]({HASHTAG_NAME})"),
]
LINK = regex.compile(r"[a-z][a-z0-9+.-]*://\S+", regex.IGNORECASE)

_ESCAPED = regex.compile(r"\\([^0-9A-Za-z\s])")
_LIVE = {
    "emphasis": r"[*_]",
    "strike": r"~~",
    "code": r"`",
    "spoiler": r"\|\|",
    "link": r"\[[^\]]*\]\(",
    "heading or list": r"(?m)^\s*(?:#{1,3}|-#|[-+*]|\d+[.)])\s",
    "quotation": r"(?m)^\s*>{1,3}\s",
    "mention, emoji, time or command": r"<[@#:ati/]",
    "shortcode": r":[\w+~-]+:",
    "address": r"(?i)(?:https?|discord|steam)://\S",
}
_PINGS = regex.compile(r"@(?:everyone|here)|<@[!&]?\d+>")


def discord_sees(text: str) -> tuple[str, list[str]]:
    """What Discord shows of a text, and every kind of formatting that it finds in it."""
    shown = _ESCAPED.sub(r"\1", text)
    inert = _ESCAPED.sub("\ue000", text)
    found = [name for name, pattern in _LIVE.items() if regex.search(pattern, inert)]
    # The server looks for mentions before anybody thinks of backslashes.
    return shown, found + [match[0] for match in _PINGS.finditer(shown)]
