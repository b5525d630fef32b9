"""Posts in a channel that their destination has left."""

from __future__ import annotations

import pytest

from bot.post.elsewhere import stands_elsewhere

CHANNELS = "https://discord.com/channels"


@pytest.mark.parametrize(
    ("lane", "address", "elsewhere"),
    [
        ("discord 22", f"{CHANNELS}/1/22/333", False),
        ("discord 44", f"{CHANNELS}/1/22/333", True),
        ("discord 2", f"{CHANNELS}/1/22/333", True),
        ("discord 44", f"{CHANNELS}/@me/22/333", True),
        ("discord 44", f"{CHANNELS}/1/22", False),  # a forum's post
        ("discord 44", None, False),
        ("mastodon https://social.example", "https://social.example/@critic/22", False),
    ],
)
def test_only_a_message_of_another_channel_is_elsewhere(lane: str, address: str | None, elsewhere: bool) -> None:
    assert stands_elsewhere(lane, address) is elsewhere
