"""The fake Discord with its forum in the middle: each post is the first message of a thread of the same id."""

from __future__ import annotations

from typing import Any

from tests.fakes.discord.control import THREADS, DiscordControl
from tests.fakes.discord.world import FORUM_ID


class ForumControl(DiscordControl):
    """As its parent, whose text channel's part the forum plays."""

    posting, listing = THREADS, f"{THREADS}/archived/public"

    def messages(self, channel_id: int = FORUM_ID) -> list[dict[str, Any]]:
        """The posts' first messages, oldest first."""
        return self.posts(channel_id)

    def created(self, channel_id: int = FORUM_ID) -> int:
        """How many posts were ever made."""
        return super().created(channel_id)

    def edit_by_hand(self, message_id: int | str, text: str, channel_id: int = 0) -> None:
        """Somebody changes a post's words on the network."""
        super().edit_by_hand(message_id, text, int(message_id))

    def delete_status(self, message_id: int | str, channel_id: int = 0) -> None:
        """A moderator deletes the whole post."""
        self.call("channels/delete", {"id": str(message_id)})

    def archive(self, thread_id: int | str, **more: Any) -> None:
        """Nobody wrote there for long, or somebody has closed it."""
        self.channel(id=int(thread_id), archived=True, **more)
