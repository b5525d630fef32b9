"""The destinations as they are now: those of the owner's file, and the channels that follow.

A channel that follows is a destination like any other. The owner's file rules: it wins over a follow of the same name
or channel, and what it doesn't allow (any more) is none.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.follow.forms import filter_of_form, manners_of_form
from bot.format.model import FormatPolicy
from bot.plan.model import RoutePolicy
from bot.settings.model import Destination

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from bot.ledger.model import Follow
    from bot.ledger.store import Ledger
    from bot.settings.model import FollowRule, Settings


def name_of(channel_id: int) -> str:
    """The name among the destinations of a channel that follows."""
    return f"channel-{channel_id}"


def merged(settings: Settings, follows: Iterable[Follow]) -> Settings:
    """The configuration with the channels that follow among its destinations, behind the file's own."""
    names = {one.name for one in settings.destinations}
    channels = _channels(settings)
    theirs = tuple(
        destination(one, settings)
        for one in follows
        if one.destination not in names and one.channel_id not in channels and _is_allowed(one, settings.follow)
    )
    return replace(settings, destinations=(*settings.destinations, *theirs)) if theirs else settings


class Roster:
    """The destinations of the moment for a running bot. ``settings``: the owner's file.

    It is read again by :meth:`refresh`, in the records' thread; what it holds may be looked at from any.
    """

    def __init__(self, settings: Settings, ledger: Ledger) -> None:
        self._file, self._ledger = settings, ledger
        self._mark: tuple[Any, ...] | None = None
        self.settings = settings  # with the channels that follow
        self.guests: Mapping[str, Destination] = {}  # those, by name
        # All by name, for whoever writes posts: one that ended stays, because its last post may be on its way.
        self.destinations = {one.name: one for one in settings.destinations}
        self._routes = tuple(one.route for one in settings.destinations)

    def refresh(self) -> Mapping[str, Destination]:
        """Read it again if it changed, and return the channels that follow. Cheap. Raises the ``StoreError`` tree."""
        mark = self._ledger.follow_mark()
        if mark != self._mark:
            follows = self._ledger.follows()
            self._heed_taken(follows)
            self.settings = merged(self._file, follows)
            theirs = self.settings.destinations[len(self._file.destinations) :]
            self.guests = {one.name: one for one in theirs}
            self.destinations |= self.guests
            self._routes = tuple(one.route for one in self.settings.destinations)
            self._mark = mark
        return self.guests

    def _heed_taken(self, follows: Sequence[Follow]) -> None:
        """What waits for a channel that the file has as well may be posted there for the file, above all by hand."""
        channels = _channels(self._file)
        taken = [one.destination for one in follows if one.channel_id in channels]
        if taken:
            self._ledger.doubt_waiting(taken)

    def routes(self) -> Sequence[RoutePolicy]:
        """What routing asks of each destination, as it is now. Raises the ``StoreError`` tree."""
        self.refresh()
        return self._routes


def destination(follow: Follow, settings: Settings) -> Destination:
    """The channel as a destination. ``settings``: the owner's file.

    It looks and behaves as the file's first Discord destination does, or as one without any rule of its own would;
    but every destination's warnings stand over its posts.
    """
    pattern = next((one for one in settings.destinations if one.network == "discord" and not one.by_hand), None)
    route = RoutePolicy(
        follow.destination,
        settings.follow.filter,
        edits=pattern.route.edits if pattern else "update",
        gone=pattern.route.gone if pattern else "keep",
        asked=filter_of_form(follow.filter),
        since=follow.created_at,
    )
    return Destination(
        name=follow.destination,
        network="discord",
        channel_id=follow.channel_id,
        api_base_url=None,
        token_env=settings.discord.token_env,
        route=route,
        schedule=settings.follow.schedule,
        format=_format(pattern, settings),
        channel=manners_of_form(follow.manners),
        follower=f"#{follow.channel} on {follow.server}",
    )


def _channels(settings: Settings) -> set[int]:
    return {one.channel_id for one in settings.destinations if one.channel_id is not None}


def _is_allowed(follow: Follow, rule: FollowRule) -> bool:
    return rule.allowed and (not rule.servers or follow.server_id in rule.servers)


def _format(pattern: Destination | None, settings: Settings) -> FormatPolicy:
    """Without a template: what the owner wrote for a place of his own may say more than is meant for others."""
    warnings = tuple(dict.fromkeys(rule for one in settings.destinations for rule in one.format.warnings))
    if pattern is not None:
        return replace(pattern.format, warnings=warnings, template=None)
    site = settings.site
    some = settings.destinations[0].format if settings.destinations else FormatPolicy("discord", site.name)
    return FormatPolicy(
        "discord",
        site.name,
        language=site.language,
        hashtags=some.hashtags,
        timezone=site.timezone,
        warnings=warnings,
    )
