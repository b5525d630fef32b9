"""Whether a post stands where its destination posts now: an owner may give that another channel. It asks nobody."""

from __future__ import annotations

import re

STANDS_ELSEWHERE = "it stands in another channel than channel_id names now, so it is left as it is"

# A forum's post is a channel of its own, and its address names no other.
_MESSAGE = re.compile(r"https://discord\.com/channels/[^/]+/(\d+)/\d+")


def stands_elsewhere(lane: str, address: str | None) -> bool:
    """Whether the message with this address is in another channel than the lane's.

    There is none of its number in the lane's: that must not be taken for a message that somebody took down.
    """
    match = _MESSAGE.fullmatch(address or "")
    return match is not None and lane.startswith("discord ") and lane != f"discord {match[1]}"
