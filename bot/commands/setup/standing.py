"""``/matinee list`` and ``/matinee status``: how this server's channels that follow stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands.setup.permissions import missing_there
from bot.commands.setup.spot import spot_of, suited
from bot.follow import rules
from bot.follow.forms import filter_of_form, manners_of_form
from bot.follow.meaning import of_filter, of_manners
from bot.follow.overview import standings
from bot.follow.sentence import Channel, Link, sentence
from bot.follow.which import meant, unmeant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.commands.setup.visit import Lines, Visit
    from bot.follow.overview import Standing
    from bot.follow.sentence import Sentence
    from bot.ledger.model import Pause


async def list_all(visit: Visit) -> Lines:
    """Each channel with what it gets, and whether it is paused."""
    found = await visit.means.thread.do(standings, visit.means.ledger, visit.guild.id)
    lines = [tuple(_listed(visit, one)) for one in found]
    return [*_barred(visit, bool(found)), *(lines or [(sentence("setup-none-follow"),)])]


async def status(visit: Visit, *, text: str | None) -> Lines:
    """Each channel, or the one that is meant, with what waits, what was posted last, and what is in the way."""
    found = await visit.means.thread.do(standings, visit.means.ledger, visit.guild.id)
    if text is not None and text.strip():
        only = meant(text, [one.follow for one in found], visit.channel_id)
        if only is None:
            return [(unmeant([one.follow for one in found]),)]
        found = [one for one in found if one.follow.channel_id == only.channel_id]
    lines = [tuple(_told(visit, one)) for one in found]
    return [*_barred(visit, bool(found)), *(lines or [(sentence("setup-none-follow"),)])]


def _barred(visit: Visit, any_follow: bool) -> Lines:
    """What follows here although the owner's file doesn't let it any more gets nothing."""
    barred = rules.barred(visit.means.settings.follow, visit.guild.id)
    return [(barred,)] if barred is not None and any_follow else []


def _listed(visit: Visit, one: Standing) -> Iterator[Sentence]:
    follow = one.follow
    yield sentence("setup-channel", channel=Channel(follow.channel_id))
    yield from of_filter(filter_of_form(follow.filter))
    channel = suited(visit.guild, follow.channel_id)
    spot = spot_of(channel) if channel else None
    names = {str(number): name for number, name in spot.forum.tags} if spot else {}
    yield from of_manners(manners_of_form(follow.manners), spot.kind if spot else None, names)
    if one.pause is not None:
        yield sentence("setup-is-paused", when=one.pause.since)


def _told(visit: Visit, one: Standing) -> Iterator[Sentence]:
    follow = one.follow
    yield sentence("setup-channel", channel=Channel(follow.channel_id))
    channel = suited(visit.guild, follow.channel_id)
    if rules.taken(visit.means.settings.destinations, follow.channel_id):
        yield sentence("setup-is-the-owners")
    if one.pause is not None:
        yield _paused(one.pause, gone=channel is None)
    elif channel is not None:
        yield sentence("setup-goes-on")
    yield sentence("setup-waiting", count=one.waiting)
    if one.stuck:
        yield sentence("setup-stuck", count=one.stuck)
    yield from _last(one)
    if channel is None:
        yield sentence("setup-channel-gone", name=follow.channel)
    else:
        yield from missing_there(visit, channel, manners_of_form(follow.manners))


def _paused(pause: Pause, *, gone: bool) -> Sentence:
    if pause.by == "owner":
        return sentence("setup-is-paused-by-owner", when=pause.since)
    if pause.by == "admin":
        return sentence("setup-is-paused-by-admin", when=pause.since)
    if gone:  # why is told then, in the admin's language
        return sentence("setup-is-paused", when=pause.since)
    return sentence("setup-is-paused-by-trouble", when=pause.since, reason=pause.reason)


def _last(one: Standing) -> Iterator[Sentence]:
    last = one.last
    if last is None or last.posted_at is None:
        yield sentence("setup-posted-nothing")
    elif last.remote_url:
        yield sentence("setup-posted-last", title=last.title, when=last.posted_at, link=Link(last.remote_url))
    else:
        yield sentence("setup-posted-last-unlinked", title=last.title, when=last.posted_at)
