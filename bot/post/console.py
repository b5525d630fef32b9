"""Says on a terminal what would go out, and when: for ``run --dry-run``. It records nothing and sends nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from bot.format.model import Toot
from bot.post.composer import NotNow, Withdrawn

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from bot.format.model import Message, Picture, Post


class Console:
    """Writes plain text to a stream. Times are shown in the owner's zone."""

    def __init__(self, stream: TextIO, zone: ZoneInfo) -> None:
        self._stream, self._zone = stream, zone

    def show(self, title: str, destination: str, at: datetime, outcome: Post | Withdrawn | NotNow) -> None:
        """Tell of one delivery: when it goes (aware), where to, and what it says or why it doesn't go."""
        when = at.astimezone(self._zone).strftime("%Y-%m-%d %H:%M")
        if isinstance(outcome, Withdrawn | NotNow):
            word = "would not go" if isinstance(outcome, Withdrawn) else "would wait"
            self._stream.write(f"{title} → {destination}: {word}: {outcome.reason}\n\n")
            return
        self._stream.write(f"{title} → {destination}, {when} ({outcome.length}/{outcome.limit}):\n{_lines(outcome)}\n")
        for post in outcome.rest:
            self._stream.write(f"    it goes on in a reply ({post.length}/{post.limit}):\n{_lines(post)}\n")


def _lines(post: Post) -> str:
    text = _toot(post) if isinstance(post, Toot) else _message(post)
    if post.picture is not None:
        text += f"\n[picture: {_picture(post.picture)}]"
    return "".join(f"    {line}".rstrip() + "\n" for line in text.splitlines())


def _picture(picture: Picture) -> str:
    return picture.file or picture.url or ("the drawn numbers" if picture.board else "a drawn card")


def _toot(toot: Toot) -> str:
    return f"[{toot.content_warning}]\n{toot.text}" if toot.content_warning else toot.text


def _message(message: Message) -> str:
    embed = message.embed
    parts = [embed.get("title"), embed.get("url"), embed.get("description")]
    parts += [f"{one.get('name')}: {one.get('value')}" for one in embed.get("fields", ())]
    parts += [f"[{button.label}] {button.url}" for button in message.buttons]
    return "\n".join(str(part) for part in parts if part)
