"""What a recap says, or a look back, and its further posts where it doesn't fit into one.

All of it is written with the first post and frozen with it, so that nothing is told twice or left out: the others say
what was written then, each in reply to the one before. It sends nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.format.continuing import in_less
from bot.format.look_back import compose_look_back
from bot.format.looking_back import LookBack, thawed
from bot.format.model import thaw
from bot.format.recap import compose_recap
from bot.ledger.model import Status

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.format.model import FormatPolicy, Limits, Post
    from bot.ledger.model import Delivery

_FORGOTTEN = "The recap that this announced is not in the records any more."
_TAKEN_DOWN = "The post that it goes on from was taken down."
_ALL_TOLD = "The recap has nothing more to tell."


class Recaps:
    """``recap_data``: what a recap tells, by its subject. ``part_before``: the post that a further one goes on from."""

    def __init__(
        self,
        recap_data: Callable[[str], dict[str, Any] | None],
        part_before: Callable[[Delivery], Delivery | None],
    ) -> None:
        self._data, self._before = recap_data, part_before

    def written(self, delivery: Delivery, policy: FormatPolicy, limits: Limits) -> Post | str:
        """The post, with what is to follow it; or why there is none, in a sentence."""
        data = self._data(delivery.subject)
        if data is not None:
            return _chained(_posts(data, policy, limits))
        before = self._before(delivery)
        if before is None:
            return _FORGOTTEN
        if before.status is not Status.POSTED or before.remote_id is None:
            return _TAKEN_DOWN
        rest = thaw(before.body).rest if before.body else ()
        if not rest:
            return _ALL_TOLD
        return in_less(_chained(rest, reply_to=before.remote_id), limits)


def _posts(data: dict[str, Any], policy: FormatPolicy, limits: Limits) -> tuple[Post, ...]:
    told = thawed(data)
    if isinstance(told, LookBack):
        return compose_look_back(told, policy, limits)
    return compose_recap(told, policy, limits)


def _chained(posts: tuple[Post, ...], reply_to: str | None = None) -> Post:
    """The first of them, which knows the others. They are of one network."""
    rest: Any = posts[1:]
    return replace(posts[0], reply_to=reply_to, rest=rest, goes_on=bool(rest))
