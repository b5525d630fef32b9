"""People's words made harmless for a network: nothing in them formats, mentions, links or tags. Pure.

Both networks get addresses in prose without their scheme, as plain text: the review's own address is the only one
that a preview card or a link may come from.
"""

from __future__ import annotations

import regex

# Stands behind "@" and "#": it isn't seen, allows no line break there, and no network takes it for part of a name.
WORD_JOINER = "\u2060"

_SCHEME = regex.compile(r"(?<![a-z0-9])[a-z][a-z0-9+.-]{1,15}://", regex.IGNORECASE)
_EXTRA_LINK = regex.compile(r"\b(xmpp|magnet|mailto|tel)(?=:\S)", regex.IGNORECASE)

# Mastodon's own patterns: MENTION_RE in app/models/account.rb and HASHTAG_RE in app/models/tag.rb. They want a name
# right behind the sign, and no letter or digit before it; other servers of the same API are alike.
_MENTION = regex.compile(r"(?<![A-Za-z0-9_])[@＠](?=\w)")
_HASHTAG = regex.compile(r"(?<![A-Za-z0-9_])[#＃](?=[\w·・\u200c])(?![0-9]+(?![\w·・\u200c]))")

# https://support.discord.com/hc/en-us/articles/210298617: a backslash before any of these shows the sign itself.
_MARKDOWN = regex.compile(r"[\\*_~`|<\[\]]")
_LINE_START = regex.compile(r"(?m)^([^\S\n]*)((?:#{1,3}|-#|[-+]|>{1,3})(?=\s|\Z)|\d{1,9}(?=[.)](?:\s|\Z)))")
_SHORTCODE = regex.compile(r":(?=[\w+~-]+(?:::skin-tone-\d)?:)")
# Mentions are found by the server too, which knows no backslashes.
_DISCORD_MENTION = regex.compile(r"@(?=everyone|here|[!&]?\d)")


def for_mastodon(text: str) -> str:
    """The text for a status: it mentions nobody, joins no hashtag's timeline and links nowhere."""
    plain = _unlinked(text)
    return _HASHTAG.sub(rf"\g<0>{WORD_JOINER}", _MENTION.sub(rf"\g<0>{WORD_JOINER}", plain))


def for_discord(text: str) -> str:
    """The text for a message's content or an embed's title, description and fields: shown sign by sign.

    Footers, authors and buttons show text as it is: theirs must not come through here.
    """
    plain = _DISCORD_MENTION.sub(f"@{WORD_JOINER}", _unlinked(text))
    escaped = _SHORTCODE.sub(r"\\:", _MARKDOWN.sub(r"\\\g<0>", plain))
    return _LINE_START.sub(_started, escaped)


def _started(match: regex.Match[str]) -> str:
    """A sign that means something at a line's start, made plain; a number's dot carries the backslash."""
    space, sign = match[1], match[2]
    return f"{space}{sign}\\" if sign[0].isdigit() else f"{space}\\{sign}"


def _unlinked(text: str) -> str:
    """The text with addresses as plain words."""
    once = _SCHEME.sub("", text)
    if not once.strip():
        once = text
    # What is left was pieced together from two schemes, one inside the other, or is nothing but a scheme.
    broken = regex.sub(r"(?<=[a-z0-9+.-]):(?=//)", f":{WORD_JOINER}", once, flags=regex.IGNORECASE)
    return _EXTRA_LINK.sub(rf"\1{WORD_JOINER}", broken)
