"""``/matinee``: admins of a Discord server let channels of theirs follow the reviews.

Definitions, checks and replies; who may follow and what that comes to is ruled in ``bot.follow``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands.setup.group import setup_group
from bot.commands.setup.happenings import Happenings

if TYPE_CHECKING:
    from bot.commands.client import MatineeClient
    from bot.commands.setup.means import Means

__all__ = ["add_setup"]


def add_setup(client: MatineeClient, means: Means) -> None:
    """Put ``/matinee`` into the client's tree, and have the client tell of servers and channels that change."""
    client.tree.add_command(setup_group(means))
    Happenings(client, means).attend()
