"""Channels that follow, on every store."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.ledger.model import ActionStatus, Follow, Owed, Receipt, Status, Wish
from tests.contract.ledger_values import LATER, NOW

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.ledger.model import Delivery
    from bot.ledger.store import Ledger

FILMS = Follow("channel-7", 2**62, 7, "Film Club", "films", {"tags": ["horror"]}, {"thread": True}, 42, NOW)
OTHER = Follow("channel-8", 3, 8, "Elsewhere", "news", {}, {}, 43, LATER)


def owe(ledger: Ledger, subject: str, to: str = "channel-7") -> Delivery:
    return ledger.enqueue(Owed(subject, "review", subject, to, NOW), NOW)


def test_a_channel_follows_once(ledger: Ledger) -> None:
    assert ledger.follow(OTHER)
    assert ledger.follow(FILMS)
    assert not ledger.follow(replace(FILMS, filter={}))
    assert ledger.follows() == [FILMS, OTHER]
    assert ledger.follows(3) == [OTHER]
    assert ledger.follow_of(7) == FILMS
    assert ledger.follow_of(9) is None


def test_what_it_gets_may_change_but_not_since_when_it_follows(ledger: Ledger) -> None:
    assert not ledger.refollow(FILMS)
    ledger.follow(FILMS)
    ledger.follow(OTHER)
    other = replace(FILMS, filter={"min_rating": 3.5}, manners={}, channel="movies")
    assert ledger.refollow(replace(other, created_by=99, created_at=LATER))
    assert ledger.follow_of(7) == other
    assert len(ledger.follows()) == 2


def test_every_change_of_what_is_sent_is_noticed(ledger: Ledger) -> None:
    marks = [ledger.follow_mark()]
    changes: list[Callable[[], object]] = [
        lambda: ledger.follow(FILMS),
        lambda: ledger.refollow(replace(FILMS, filter={})),
        lambda: ledger.follow(OTHER),
        lambda: ledger.unfollow(8, NOW),
        lambda: ledger.follow(OTHER),
        lambda: ledger.unfollow(7, NOW),
    ]
    for change in changes:
        change()
        marks.append(ledger.follow_mark())
    assert all(before != after for before, after in pairwise(marks))
    ledger.rename(8, "Elsewhere", "old news")
    assert ledger.follow_mark() == marks[-1]


def test_names_are_kept_as_seen_last(ledger: Ledger) -> None:
    ledger.follow(FILMS)
    assert ledger.rename(7, "Film Club", "movies")
    assert not ledger.rename(7, "Film Club", "movies")
    assert not ledger.rename(8, "Film Club", "movies")
    assert ledger.follow_of(7) == replace(FILMS, channel="movies")


def test_what_waits_ends_with_it(ledger: Ledger) -> None:
    ledger.follow(FILMS)
    ledger.pause("channel-7", "admin", "Paused.", None, NOW)
    waiting, failed, posted = (owe(ledger, one) for one in ("a", "b", "c"))
    ledger.give_up(failed.id, "failed", "refused")
    ledger.settle(posted.id, Receipt("r1", None, NOW))
    ledger.wish([Wish("c", "edit", 2, ("channel-7",), LATER)], NOW)
    elsewhere = owe(ledger, "a", "channel-8")
    assert ledger.unfollow(7, LATER) == 2
    assert ledger.follows() == []
    assert ledger.pauses() == {}
    after = ledger.these([waiting.id, failed.id, posted.id, elsewhere.id])
    assert [one.status for one in after] == [Status.SKIPPED, Status.SKIPPED, Status.POSTED, Status.WAITING]
    assert after[0].reason == "its channel stopped following"
    assert [action.status for action, _ in ledger.actions()] == [ActionStatus.DROPPED]
    assert ledger.unfollow(7, LATER) is None


def test_what_is_on_its_way_is_settled_though_the_channel_stopped_following(ledger: Ledger) -> None:
    ledger.follow(FILMS)
    sending = owe(ledger, "a")
    ledger.claim(sending.id, {}, None, NOW)
    assert ledger.unfollow(7, LATER) == 1
    after = ledger.delivery(sending.id)
    assert after is not None
    assert (after.status, "may stand" in (after.reason or "")) == (Status.SKIPPED, True)
    settled = ledger.settle(sending.id, Receipt("r1", None, LATER))
    assert settled is not None
    assert (settled.status, settled.may_stand) == (Status.POSTED, False)


def test_what_was_on_its_way_then_is_looked_for_if_the_owner_wants_it_after_all(ledger: Ledger) -> None:
    ledger.follow(FILMS)
    sending, waiting = owe(ledger, "a"), owe(ledger, "b")
    ledger.claim(sending.id, {}, None, NOW)
    ledger.unfollow(7, LATER)
    again = [ledger.retry(one.id, LATER) for one in (sending, waiting)]
    assert [one and (one.status, one.may_stand) for one in again] == [(Status.WAITING, True), (Status.WAITING, False)]


def test_following_again_brings_back_nothing(ledger: Ledger) -> None:
    ledger.follow(FILMS)
    waiting = owe(ledger, "a")
    ledger.unfollow(7, LATER)
    ledger.follow(replace(FILMS, created_at=LATER))
    assert owe(ledger, "a").id == waiting.id
    assert ledger.waiting("channel-7") == []


def test_nor_what_another_process_entered_after_the_end(ledger: Ledger) -> None:
    ledger.follow(FILMS)
    ledger.unfollow(7, LATER)
    late = owe(ledger, "a")
    ledger.follow(replace(FILMS, created_at=LATER))
    after = ledger.delivery(late.id)
    assert after is not None
    assert after.status is Status.SKIPPED


def test_what_waits_may_be_put_in_doubt(ledger: Ledger) -> None:
    waiting, elsewhere, posted = owe(ledger, "a"), owe(ledger, "a", "channel-8"), owe(ledger, "b")
    ledger.settle(posted.id, Receipt("r1", None, NOW))
    ledger.doubt_waiting(["channel-7"])
    after = [(one.may_stand, one.first_claimed_at) for one in ledger.these([waiting.id, elsewhere.id, posted.id])]
    assert after == [(True, NOW), (False, None), (False, None)]
