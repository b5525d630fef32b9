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

_CUT_HASHTAG = regex.compile(r"(?<![A-Za-z0-9_])[#＃](?=[^\s#＃]*…\Z)")
_ADDRESS_OR_MENTION = regex.compile(rf"(?P<address>https?://\S+)|{_MENTION.pattern}")

# https://support.discord.com/hc/en-us/articles/210298617: a backslash before any of these shows the sign itself.
_MARKDOWN = regex.compile(r"[\\*_~`|<\[\]]")
_LINE_START = regex.compile(r"(?m)(?<=^[^\S\n]*)(?:#{1,3}|-#|[-+]|>{1,3})(?=\s|\Z)|(?<=^[^\S\n]*\d{1,9})[.)](?=\s|\Z)")
_SHORTCODE = regex.compile(r":(?=[\w+~-]+(?:::skin-tone-\d)?:)")
# Mentions are found by the server too, which knows no backslashes.
_DISCORD_MENTION = regex.compile(r"@(?=everyone|here|[!&]?\d)")

Step = tuple[regex.Pattern[str], str]  # what is found, and what is put in its place

# What is left of a scheme was pieced together from two, one inside the other, or is nothing but a scheme.
_UNLINKED: tuple[Step, ...] = (
    (_SCHEME, ""),
    (regex.compile(r"(?<=[a-z0-9+.-]):(?=//)", regex.IGNORECASE), f":{WORD_JOINER}"),
    (_EXTRA_LINK, rf"\1{WORD_JOINER}"),
)
_UNTAGGED: Step = (_HASHTAG, rf"\g<0>{WORD_JOINER}")
# What a text goes through for a network, in this order. None of them may leave nothing of it.
MASTODON: tuple[Step, ...] = (*_UNLINKED, (_MENTION, rf"\g<0>{WORD_JOINER}"), _UNTAGGED)
# The owner's own hashtags are live, but for one that was cut short: it is another than the owner's.
MASTODON_TAGGED: tuple[Step, ...] = (*MASTODON[:-1], (_CUT_HASHTAG, rf"\g<0>{WORD_JOINER}"))
DISCORD: tuple[Step, ...] = (
    *_UNLINKED,
    (_DISCORD_MENTION, f"@{WORD_JOINER}"),
    (_MARKDOWN, r"\\\g<0>"),
    (_SHORTCODE, r"\\:"),
    (_LINE_START, r"\\\g<0>"),
)


def for_mastodon(text: str) -> str:
    """The text for a status: it mentions nobody, joins no hashtag's timeline and links nowhere."""
    return _through(text, MASTODON)


def for_discord(text: str) -> str:
    """The text for a message's content or an embed's title, description and fields: shown sign by sign.

    Footers, authors and buttons show text as it is: theirs must not come through here.
    """
    return _through(text, DISCORD)


def unmentioned(status: str) -> str:
    """A whole status in which nobody is mentioned; its addresses stay as they are."""
    return _ADDRESS_OR_MENTION.sub(lambda match: match[0] if match["address"] else match[0] + WORD_JOINER, status)


def unpinged(message: str) -> str:
    """A whole text for Discord in which nobody is mentioned, whatever stands before whose words."""
    return _DISCORD_MENTION.sub(f"@{WORD_JOINER}", message)


def _through(text: str, steps: tuple[Step, ...]) -> str:
    for pattern, replacement in steps:
        after = pattern.sub(replacement, text)
        text = after if after.strip() else text
    return text
