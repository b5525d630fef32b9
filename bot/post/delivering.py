"""One delivery from its claim to its receipt: claim → send → settle. The only thing that publishes.

A claim is written before anything is sent, so that a process that dies leaves a trace: what was on its way is looked
for in the network's own history before it is sent again.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.errors import DeliveryError, DestinationTrouble, HistoryUnreadable, NotSent, Refused
from bot.format.model import frozen, thaw
from bot.plan.model import Again
from bot.post.canonical import outcome, step
from bot.post.failing import Failing
from bot.post.preparing import may_stand

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.clock import Clock
    from bot.format.model import Post
    from bot.ledger.model import Delivery, Receipt
    from bot.ledger.store import Ledger
    from bot.ledger.thread import LedgerThread
    from bot.post.outlet import Outlet
    from bot.post.pictures import Pictures
    from bot.post.preparing import Preparing
    from bot.post.publisher import File
    from bot.post.troubles import Troubles

_SURELY_NOT = (NotSent, DestinationTrouble, Refused)  # after any other failure the post may stand
_CLOCKS = timedelta(days=1)  # by which a network's clock and ours may differ
_EVER = datetime(1970, 1, 1, tzinfo=UTC)
_NOT_THERE = "It was looked for and doesn't stand, so it is written anew."


class Delivering:
    """Sends posts, one at a time for each lane. ``on_settled`` is told of each that stands."""

    def __init__(
        self,
        preparing: Preparing,
        ledger: Ledger,
        thread: LedgerThread,
        clock: Clock,
        troubles: Troubles,
        on_settled: Callable[[Delivery], None] | None,
        pictures: Pictures | None = None,
    ) -> None:
        self._preparing, self._troubles, self._on_settled = preparing, troubles, on_settled
        self._pictures = pictures
        self._failing = Failing(ledger, thread, clock, troubles)
        self._ledger, self._thread, self._clock = ledger, thread, clock

    async def deliver(self, outlet: Outlet, delivery: Delivery) -> None:
        """One delivery from claim to settled, or to whatever becomes of it. Raises ``StoreError``."""
        try:
            post = await self._preparing.prepared(outlet, delivery)
            if post is None:
                return
            looks_first = delivery.first_claimed_at or delivery.may_stand
            mark = None if looks_first else await outlet.mark(self._clock.now())
        except DeliveryError as error:
            await self._failed(outlet, delivery, error, reading=True, doubtful=delivery.may_stand)
            return
        claim, now = self._ledger.claim, self._clock.now()
        claimed = await self._thread.durably(claim, delivery.id, frozen(post), mark, now, lease=outlet.lease)
        if claimed is None:
            step("changed meanwhile", delivery)
            return
        step("claimed", claimed, attempt=claimed.attempts)
        doubtful: bool | None = False
        if may_stand(delivery):
            doubtful = await self._looked_back(outlet, delivery, claimed)
        if doubtful is not None:
            await self._send(outlet, claimed, doubtful=doubtful)

    async def _looked_back(self, outlet: Outlet, before: Delivery, claimed: Delivery) -> bool | None:
        """Look for a post that may stand already. None: all is done about it; else whether it may stand even so."""
        # After a retry nothing tells when it was tried first; and a clock that was ahead then tells nothing either.
        began = min(before.first_claimed_at, self._clock.now()) - _CLOCKS if before.first_claimed_at else None
        others = await self._others(outlet, claimed, began or _EVER)
        try:
            found = await outlet.publisher.find(thaw(claimed.body or {}), claimed.mark, others, began)
        except DeliveryError as error:
            return await self._unread(outlet, before, claimed, error)
        step("read back", claimed, found=found is not None)
        if found is None:
            return False if await self._stays(outlet, claimed) else None
        await self._found(outlet, claimed, replace(found, posted_at=min(found.posted_at, self._clock.now())))
        return None

    async def _others(self, outlet: Outlet, claimed: Delivery, began: datetime) -> frozenset[str]:
        """Posts that are surely not this one. A review that waited for a digest may stand in one with others."""
        but_digests_at = outlet.name if claimed.for_digest else None
        ids = self._ledger.remote_ids
        return await self._thread.do(ids, outlet.neighbours, began, claimed.subject, but_digests_at=but_digests_at)

    async def _found(self, outlet: Outlet, claimed: Delivery, receipt: Receipt) -> None:
        """It stands: by itself, or in a post that is of others too."""
        post = None
        if claimed.for_digest:
            post = await self._thread.do(self._ledger.digest_with, receipt.id, outlet.name)
        if post is None:
            await self._settle(outlet, claimed, receipt, found=True)
            return
        await self._thread.do(self._ledger.found_in, claimed.id, post, self._clock.now())
        step("found in a digest", claimed, remote_id=receipt.id)
        stands = replace(claimed, remote_id=receipt.id, remote_url=receipt.url)
        outcome("posted", stands, self._clock.now(), reason="found in a digest that stands")
        await self._troubles.works(outlet)

    async def _stays(self, outlet: Outlet, claimed: Delivery) -> bool:
        """Whether what was looked for and isn't there is still to be sent; else it waits as if never tried.

        In the words that were frozen, whatever the file says now: should the earlier request arrive after all, the
        network shows those. A correction follows.
        """
        taken_back = await self._thread.do(self._ledger.is_taken_back, claimed.id)
        if not taken_back and await self._preparing.may_go(outlet, claimed):
            return True
        await self._preparing.forget(claimed, _NOT_THERE)
        step("put back", claimed, reason=_NOT_THERE)
        return False

    async def _unread(self, outlet: Outlet, before: Delivery, claimed: Delivery, error: DeliveryError) -> bool | None:
        """What to do where the history doesn't tell. As for :meth:`_looked_back`."""
        lasting = isinstance(error, HistoryUnreadable) and error.lasting
        verdict = await self._failing.verdict(outlet, claimed, error, reading=True)
        told_to = before.first_claimed_at is None  # the owner, who has looked, said: again
        by_key = isinstance(verdict, Again) and not verdict.read_back
        if lasting and (told_to or by_key):
            step("not read back", claimed, reason=str(error))
            return not told_to
        await self._failing.follow(outlet, claimed, verdict, str(error), doubtful=True)
        return None

    async def _send(self, outlet: Outlet, claimed: Delivery, *, doubtful: bool) -> None:
        """Publish and settle. ``doubtful``: an earlier attempt may stand, and only the key makes this one safe."""
        post = thaw(claimed.body or {})
        await self._preparing.begin_next(outlet)
        file = await picture_of(post, outlet, self._pictures)
        step("sending", claimed)
        try:
            receipt = await outlet.publisher.publish(post, claimed.key, file)
        except DeliveryError as error:
            too_long = isinstance(error, Refused) and error.too_long
            if too_long and await self._failing.tightened(outlet, claimed, post, error):
                return
            unclear = doubtful or not isinstance(error, _SURELY_NOT)
            await self._failed(outlet, claimed, error, reading=False, doubtful=unclear)
            return
        step("sent", claimed, remote_id=receipt.id)
        # The schedule counts by our own clock, like everything else that decides when a post goes.
        await self._settle(outlet, claimed, replace(receipt, posted_at=self._clock.now()))
        if file is not None:
            await self._troubles.advise(outlet)

    async def _settle(self, outlet: Outlet, claimed: Delivery, receipt: Receipt, *, found: bool = False) -> None:
        post = thaw(claimed.body or {})
        outlet.posted(receipt.id, self._clock.now())
        advice = await outlet.publisher.finish(receipt.id, post)
        settled = await self._thread.do(self._ledger.settle, claimed.id, receipt, found=found)
        outlet.goes_on = bool(post.rest)
        if settled is not None:
            step("settled", settled, remote_id=receipt.id)
            told, now = replace(settled, claimed_at=claimed.claimed_at), self._clock.now()
            outcome("posted", told, now, reason="it stood already" if found else None)
            if self._on_settled is not None:
                self._on_settled(settled)
        await self._troubles.works(outlet)
        if advice is not None:
            await self._troubles.unfinished(outlet, advice)

    async def _failed(
        self, outlet: Outlet, delivery: Delivery, error: DeliveryError, *, reading: bool, doubtful: bool
    ) -> None:
        verdict = await self._failing.verdict(outlet, delivery, error, reading=reading)
        await self._failing.follow(outlet, delivery, verdict, str(error), doubtful=doubtful)


async def picture_of(post: Post, outlet: Outlet, pictures: Pictures | None) -> File | None:
    """The post's picture as its destination takes it. Never raises: without one the post goes out all the same."""
    if post.picture is None or pictures is None:
        return None
    return await pictures.file(post.picture, await outlet.publisher.limits())
