"""What a forum's post is known by: its thread's id, which its first message has too; "THREAD/MESSAGE" for others.

It asks Discord nothing.
"""

from __future__ import annotations


def place_of(remote_id: str) -> tuple[int, int]:
    """The thread and the message."""
    thread, _, message = remote_id.partition("/")
    return int(thread), int(message or thread)


def id_of(thread: int, message: int) -> str:
    """What a message in a thread is known by."""
    return str(thread) if thread == message else f"{thread}/{message}"
