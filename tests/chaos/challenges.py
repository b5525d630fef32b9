"""The challenges of a batch's reviews, and the rules by which they are told: every so often, and at milestones."""

from __future__ import annotations

NUMBERS = 16  # of one challenge; the next reviews belong to the next one
SLOT = 20 * 60.0  # seconds between two times of telling
APART = 20  # seconds between two recaps at one place
RULES = f"""
[[recap]]
challenge = "*"
cron = "*/20 * * * *"
to = ["channel", "toots"]
milestones = ["half-way", "finished"]
apart = "{APART}s"
"""


def challenge_of(reel: int) -> int:
    """The number of the challenge that a review belongs to, from 1."""
    return (reel - 1) // NUMBERS + 1


def finishes(reel: int) -> bool:
    """Whether a review is the last one of its challenge."""
    return reel % NUMBERS == 0


def line(reel: int) -> str:
    """A review's first line."""
    number, position = challenge_of(reel), (reel - 1) % NUMBERS + 1
    address = f"https://lists.example/marathon-{number}"
    return f'<b><a href="{address}">Marathon {number} | {position}/{NUMBERS} | Anything</a></b>\n'
