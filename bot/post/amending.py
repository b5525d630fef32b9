"""One change to a post that stands: a correction, a new address, or taking it down. The only thing that does it.

Like a delivery it is claimed before anything is sent. What the post then says is compared with what was sent: what
somebody edited by hand is left alone, and after a crash it shows whether the change was made. Changes may be repeated
freely; one that was given up as unanswered and takes effect after a later one would stand, until the next change.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.errors import DeliveryError, Refused
from bot.format.model import frozen, thaw
from bot.ledger.wishes import FILE_GONE, TAKEN_BACK
from bot.plan.model import Again, GiveUp, Stall
from bot.plan.retry import judge_change
from bot.post import notices
from bot.post.agenda import key_of
from bot.post.canonical import change_outcome, change_step
from bot.post.composer import Frame, NotNow, Unchanged, Withdrawn
from bot.post.delivering import picture_of
from bot.post.elsewhere import STANDS_ELSEWHERE, stands_elsewhere
from bot.post.preparing import LOOK_AGAIN
from bot.post.troubles import since

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.format.model import Limits, Post
    from bot.ledger.model import Action, Delivery
    from bot.ledger.store import Ledger
    from bot.ledger.thread import LedgerThread
    from bot.post.composer import Composer
    from bot.post.outlet import Outlet
    from bot.post.pictures import Pictures
    from bot.post.publisher import File, Keep
    from bot.post.troubles import Troubles

_NOT_KNOWN = "what the post says is not in the records, so it is left as it is"
_RIGHT = "nothing that the post says had changed, so it was left as it is"
_TAKEN_DOWN = "it was taken down on the network"
_BY_HAND = "edited by hand on the network"


class Amending:
    """Changes posts, one at a time for each lane."""

    def __init__(
        self,
        composer: Composer,
        ledger: Ledger,
        thread: LedgerThread,
        clock: Clock,
        troubles: Troubles,
        pictures: Pictures | None = None,
    ) -> None:
        self._composer, self._troubles, self._pictures = composer, troubles, pictures
        self._ledger, self._thread, self._clock = ledger, thread, clock

    async def amend(self, outlet: Outlet, action: Action, delivery: Delivery) -> None:
        """One action from claim to done, or to whatever becomes of it. Raises ``StoreError``."""
        if await self._has_to_wait(outlet, action, delivery):
            return
        elsewhere = stands_elsewhere(outlet.publisher.lane, delivery.remote_url)
        if elsewhere and action.kind != "delete":
            await self._drop(action, delivery, STANDS_ELSEWHERE)
            return
        try:
            if elsewhere:
                raise Refused(STANDS_ELSEWHERE)
            if action.kind == "delete":
                await self._take_down(outlet, action, delivery)
            else:
                await self._change(outlet, action, delivery)
        except DeliveryError as error:
            await self._failed(outlet, action, delivery, error)

    async def _has_to_wait(self, outlet: Outlet, action: Action, delivery: Delivery) -> bool:
        """Whether the owner is asked about the review's source. What he asked for by hand doesn't wait for that."""
        if action.urgent or not outlet.asking:
            return False
        if not await self._thread.do(self._is_asked_about, outlet, delivery):
            return False
        outlet.unready[key_of(action)] = self._clock.now() + LOOK_AGAIN
        return True

    def _is_asked_about(self, outlet: Outlet, delivery: Delivery) -> bool:
        members = self._ledger.members(delivery.id) if delivery.kind == "digest" else [delivery]
        files = [self._ledger.file_of(one.subject) for one in members]
        return any(file is not None and file.source in outlet.asking for file in files)

    async def _take_down(self, outlet: Outlet, action: Action, delivery: Delivery) -> None:
        claimed = await self._claimed(outlet, action, delivery, None)
        if claimed is not None:
            await outlet.publisher.delete(delivery.remote_id or "")
            change_step("action sent", claimed, delivery)
            await self._gone(outlet, claimed, delivery, TAKEN_BACK if action.urgent else FILE_GONE)

    async def _change(self, outlet: Outlet, action: Action, delivery: Delivery) -> None:
        post = await self._to_be(outlet, action, delivery)
        if post is None:
            return
        stands = await self._stands(outlet, action, delivery, post)
        if stands == "as wished":
            await self._done(outlet, action, delivery, post)
        elif stands == "gone":
            await self._gone(outlet, action, delivery, _TAKEN_DOWN)
        elif stands == "changed":
            await self._left_alone(outlet, action, delivery)
        elif (claimed := await self._claimed(outlet, action, delivery, post)) is not None:
            file = await self._picture(outlet, delivery, post)
            await outlet.publisher.edit(delivery.remote_id or "", post, file)
            change_step("action sent", claimed, delivery)
            await self._done(outlet, claimed, delivery, post)

    async def _to_be(self, outlet: Outlet, action: Action, delivery: Delivery) -> Post | None:
        """What the post is to say; None where there is nothing to do now, which is recorded."""
        if action.body is not None:
            return thaw(action.body)
        if delivery.body is None:
            await self._drop(action, delivery, _NOT_KNOWN)
            return None
        posted = thaw(delivery.body)
        limits = await outlet.publisher.limits()
        written = await asyncio.to_thread(self._written, action, delivery, posted, limits)
        if isinstance(written, NotNow):
            outlet.unready[key_of(action)] = self._clock.now() + LOOK_AGAIN
        elif isinstance(written, Withdrawn):
            await self._drop(action, delivery, written.reason)
        elif isinstance(written, Unchanged):
            await self._thread.do(self._ledger.finish_action, action.id, self._clock.now(), reason=_RIGHT)
            change_step("action done", action, delivery, changed=False)
            change_outcome(action, delivery, self._clock.now(), "left as it is", reason=_RIGHT)
        else:
            return written
        return None

    def _written(
        self, action: Action, delivery: Delivery, posted: Post, limits: Limits
    ) -> Post | Unchanged | Withdrawn | NotNow:
        if action.kind == "relink":
            return self._composer.relink(delivery, posted)
        return self._composer.correct(delivery, posted, Frame(limits))

    async def _stands(self, outlet: Outlet, action: Action, delivery: Delivery, post: Post) -> str:
        """How the post stands: as the "as wished" of an earlier attempt, "as sent", "changed" by hand, or "gone"."""
        number = delivery.remote_id or ""
        if action.body is not None:
            stands = await outlet.publisher.standing(number, post)
            if stands != "changed":
                return "as wished" if stands == "as sent" else stands
        stands = await outlet.publisher.standing(number, thaw(delivery.body or {}))
        if stands == "changed" and action.body is None:  # restored records don't know of corrections made since
            return "as wished" if await outlet.publisher.standing(number, post) == "as sent" else stands
        return stands

    async def _picture(self, outlet: Outlet, delivery: Delivery, post: Post) -> File | Keep | None:
        """The one that stands is kept while it says what it shall; one that doesn't any more goes in any case."""
        if post.picture == thaw(delivery.body or {}).picture:
            return "keep"
        return await picture_of(post, outlet, self._pictures)

    async def _claimed(self, outlet: Outlet, action: Action, delivery: Delivery, post: Post | None) -> Action | None:
        body = None if post is None else frozen(post)
        claim = self._ledger.claim_action
        claimed = await self._thread.durably(claim, action.id, body, self._clock.now(), lease=outlet.lease)
        if claimed is None:
            change_step("action changed meanwhile", action, delivery)
            return None
        change_step("action claimed", claimed, delivery, attempt=claimed.attempts)
        change_step("action sending", claimed, delivery)
        return claimed

    async def _done(self, outlet: Outlet, action: Action, delivery: Delivery, post: Post) -> None:
        name = post.facts.name if post.facts else None
        await self._thread.do(self._ledger.finish_action, action.id, self._clock.now(), body=frozen(post), title=name)
        change_step("action done", action, delivery)
        change_outcome(action, delivery, self._clock.now())
        await self._troubles.works(outlet)

    async def _gone(self, outlet: Outlet, action: Action, delivery: Delivery, why: str) -> None:
        await self._thread.do(self._ledger.taken_down, delivery.id, why, self._clock.now())
        change_step("action done" if action.kind == "delete" else "action dropped", action, delivery, reason=why)
        change_outcome(action, delivery, self._clock.now(), "taken down", reason=why)
        await self._troubles.works(outlet)

    async def _left_alone(self, outlet: Outlet, action: Action, delivery: Delivery) -> None:
        now = self._clock.now()
        notice = None if outlet.is_guest else notices.left_alone(delivery, now)
        await self._thread.do(self._ledger.edited_by_hand, delivery.id, now, notice=notice)
        change_step("action dropped", action, delivery, reason=_BY_HAND)
        change_outcome(action, delivery, now, "left as it is", reason=_BY_HAND)
        self._troubles.news()
        await self._troubles.works(outlet)

    async def _drop(self, action: Action, delivery: Delivery, why: str) -> None:
        await self._thread.do(self._ledger.drop_action, action.id, why, self._clock.now())
        change_step("action dropped", action, delivery, reason=why)
        change_outcome(action, delivery, self._clock.now(), "left as it is", reason=why)

    async def _failed(self, outlet: Outlet, action: Action, delivery: Delivery, error: DeliveryError) -> None:
        """Nothing else at the destination waits because of it, unless the whole destination is in trouble."""
        now, key, why = self._clock.now(), key_of(action), str(error)
        outlet.setbacks[key] = outlet.setbacks.get(key, 0) + 1
        attempts = max(action.attempts, outlet.setbacks[key])
        verdict = judge_change(error, attempts=attempts, now=now, paused_since=since(outlet))
        if isinstance(verdict, GiveUp):
            await self._give_up(outlet, action, delivery, verdict)
            return
        at = verdict.at if isinstance(verdict, Again) else action.ready_at
        await self._thread.do(self._ledger.postpone_action, action.id, why, at)
        change_step("action put back", action, delivery, reason=why)
        change_outcome(action, delivery, now, "correction waits", reason=why)
        if isinstance(verdict, Stall):
            await self._troubles.stall(outlet, verdict)

    async def _give_up(self, outlet: Outlet, action: Action, delivery: Delivery, verdict: GiveUp) -> None:
        if verdict.status == "removed":
            await self._gone(outlet, action, delivery, _TAKEN_DOWN)
            return
        now = self._clock.now()
        notice = None if outlet.is_guest else notices.not_changed(action, delivery, verdict.reason, now)
        await self._thread.do(self._ledger.fail_action, action.id, verdict.reason, now, notice=notice)
        change_step("action failed", action, delivery, reason=verdict.reason)
        change_outcome(action, delivery, now, "not corrected", reason=verdict.reason)
        self._troubles.news()
        await self._troubles.works(outlet)
