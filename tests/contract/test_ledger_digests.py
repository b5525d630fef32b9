"""Several deliveries become one, and come out of it again: on every store, all of it or nothing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.ledger.model import ActionStatus, AdoptedDigest, Owed, Receipt, Status
from bot.ledger.restoring import restore
from bot.ledger.store import Ledger
from bot.plan.model import Changes, Known
from tests.contract.ledger_values import BODY, LATER, NOW, edit, relink, seen, taking_down

if TYPE_CHECKING:
    from pathlib import Path

    from bot.ledger.model import Delivery

HOUR = timedelta(hours=1)


def small(subject: str, *, at: datetime = NOW, waits: bool = True) -> Owed:
    return Owed(subject, "review", f"Film {subject}", "toots", at, for_digest=waits)


def digest(number: int = 1) -> Owed:
    return Owed(f"digest {number}", "digest", "Film a, Film b", "toots", NOW)


def waiting(ledger: Ledger, *subjects: str, **more: Any) -> list[int]:
    return [ledger.enqueue(small(subject, **more), NOW).id for subject in subjects]


def gathered(ledger: Ledger, *subjects: str) -> Delivery:
    made = ledger.gather(waiting(ledger, *subjects), digest(), NOW)
    assert made is not None
    return made


def posted(ledger: Ledger, *subjects: str) -> Delivery:
    made = gathered(ledger, *subjects)
    ledger.claim(made.id, BODY, "7", NOW)
    settled = ledger.settle(made.id, Receipt("8", None, LATER))
    assert settled is not None
    return settled


def of(ledger: Ledger, subject: str) -> Delivery:
    (found,) = ledger.deliveries(subject=subject)
    return found


def states(ledger: Ledger, *subjects: str) -> list[Status]:
    return [of(ledger, subject).status for subject in subjects]


def waits(ledger: Ledger) -> list[tuple[int, str]]:
    return [(action.delivery_id, action.kind) for action, _ in ledger.actions(statuses=[ActionStatus.WAITING])]


def test_several_become_one_that_waits(ledger: Ledger) -> None:
    made = gathered(ledger, "b", "a")
    assert (made.status, made.kind, made.ready_at) == (Status.WAITING, "digest", NOW)
    assert [one.id for one in ledger.waiting("toots")] == [made.id]
    assert [(one.subject, one.status, one.digest_id) for one in ledger.members(made.id)] == [
        ("b", Status.GATHERED, made.id),
        ("a", Status.GATHERED, made.id),
    ]


def test_it_is_a_delivery_like_any_other(ledger: Ledger) -> None:
    made = posted(ledger, "a", "b")
    assert made.status is Status.POSTED
    assert ledger.last_remote_id("toots") == "8"
    assert ledger.posted_times("toots", NOW) == [LATER]


@pytest.mark.parametrize("change", ["urgent", "claimed", "skipped", "for itself"])
def test_all_or_none(ledger: Ledger, change: str) -> None:
    numbers = waiting(ledger, "a", "b", "c")
    moves: dict[str, Any] = {
        "urgent": lambda: ledger.hurry(numbers[1], NOW),
        "claimed": lambda: ledger.claim(numbers[1], BODY, None, NOW),
        "skipped": lambda: ledger.skip(numbers[1], "no"),
        "for itself": lambda: ledger.for_themselves([numbers[1]]),
    }
    moves[change]()
    assert ledger.gather(numbers, digest(), NOW) is None
    assert ledger.deliveries(subject="digest 1") == []
    assert Status.GATHERED not in states(ledger, "a", "b", "c")


def test_nobody_is_gathered_twice(ledger: Ledger) -> None:
    made = gathered(ledger, "a", "b")
    numbers = [one.id for one in ledger.members(made.id)]
    assert ledger.gather(numbers, digest(2), NOW) is None
    assert ledger.claim(numbers[0], BODY, None, NOW) is None
    assert ledger.skip(numbers[0], "no") is None
    assert ledger.retry(numbers[0], NOW) is None


def test_of_two_that_gather_at_once_one_does(url: str) -> None:
    with closing(Ledger.open(url)) as one, closing(Ledger.open(url)) as other, ThreadPoolExecutor(4) as pool:
        numbers = waiting(one, "a", "b", "c")
        tries = [pool.submit(ledger.gather, numbers, digest(n), NOW) for n, ledger in enumerate((one, other) * 2)]
        made = [done for each in tries if (done := each.result()) is not None]
        assert len(made) == 1
        assert len(one.members(made[0].id)) == 3
        assert [row.id for row in one.waiting("toots")] == [made[0].id]


def test_only_who_has_the_lane_gathers(postgres_url: str) -> None:
    with closing(Ledger.open(postgres_url)) as shared:
        numbers = waiting(shared, "a", "b")
        assert shared.gather(numbers, digest(), NOW, lease=("toots", "nobody")) is None
        assert shared.lease("toots", "me", 60)
        assert shared.gather(numbers, digest(), NOW, lease=("toots", "me")) is not None


def test_what_may_stand_already_goes_by_itself(ledger: Ledger, tmp_path: Path) -> None:
    waiting(ledger, "a", "b")
    ledger.backup(tmp_path / "saved.db", NOW)
    restore(f"sqlite:///{tmp_path}/restored.db", tmp_path / "saved.db", NOW)
    with closing(Ledger.open(f"sqlite:///{tmp_path}/restored.db")) as again:
        assert again.gather([one.id for one in again.waiting("toots")], digest(), NOW) is None


def test_a_saved_copy_keeps_who_is_in_which_digest(ledger: Ledger, tmp_path: Path) -> None:
    made = posted(ledger, "a", "b")
    ledger.backup(tmp_path / "saved.db", NOW)
    restore(f"sqlite:///{tmp_path}/restored.db", tmp_path / "saved.db", NOW)
    with closing(Ledger.open(f"sqlite:///{tmp_path}/restored.db")) as again:
        assert [one.subject for one in again.members(made.id)] == ["a", "b"]


def test_owing_it_again_tells_whether_it_still_waits_for_a_digest(ledger: Ledger) -> None:
    (number,) = waiting(ledger, "a", waits=False)
    ledger.record("films", Changes(), [small("a", at=LATER)], [], NOW)
    found = ledger.delivery(number)
    assert found is not None
    assert (found.for_digest, found.ready_at) == (True, NOW)
    ledger.record("films", Changes(), [small("a", waits=False)], [], NOW)
    assert not of(ledger, "a").for_digest
    made = gathered(ledger, "b", "c")
    ledger.record("films", Changes(), [small("b", waits=False)], [], NOW)
    assert len(ledger.members(made.id)) == 2


def test_members_are_let_go_while_it_was_not_sent(ledger: Ledger) -> None:
    made = gathered(ledger, "a", "b", "c")
    assert ledger.let_go(made.id, ["a"])
    assert (of(ledger, "a").status, of(ledger, "a").for_digest) == (Status.WAITING, False)
    assert [one.subject for one in ledger.members(made.id)] == ["b", "c"]
    assert ledger.let_go(made.id, ["b", "c"])
    assert of(ledger, "digest 1").status is Status.SKIPPED


def test_nobody_is_let_go_once_it_may_stand(ledger: Ledger) -> None:
    made = gathered(ledger, "a", "b")
    ledger.claim(made.id, BODY, None, NOW)
    assert not ledger.let_go(made.id, ["a"])
    ledger.put_back(made.id, "no answer", NOW, may_stand=True)
    assert not ledger.let_go(made.id, ["a"])
    assert states(ledger, "a", "b") == [Status.GATHERED] * 2


@pytest.mark.parametrize("wish", [edit, relink])
def test_what_is_wished_for_a_member_is_done_to_its_digest(ledger: Ledger, wish: Any) -> None:
    made = posted(ledger, "a", "b")
    ledger.wish([wish("a")], NOW)
    ledger.wish([wish("b")], NOW)
    assert waits(ledger) == [(made.id, wish("a").kind)]


def test_a_member_that_is_taken_back_leaves_a_post_to_be_corrected(ledger: Ledger) -> None:
    made = posted(ledger, "a", "b")
    ledger.wish([taking_down("a", urgent=True)], NOW)
    assert waits(ledger) == [(made.id, "edit")]
    assert states(ledger, "a", "b", "digest 1") == [Status.REMOVED, Status.GATHERED, Status.POSTED]
    assert [one.subject for one in ledger.members(made.id)] == ["b"]


def test_the_last_member_takes_the_digest_down(ledger: Ledger) -> None:
    made = posted(ledger, "a", "b")
    for subject in ("a", "b"):
        ledger.wish([taking_down(subject, urgent=True)], NOW)
    assert waits(ledger) == [(made.id, "delete")]
    ledger.taken_down(made.id, "you took it back", NOW)
    assert states(ledger, "a", "b", "digest 1") == [Status.REMOVED] * 3


def test_before_it_is_sent_nobody_s_post_need_be_changed(ledger: Ledger) -> None:
    gathered(ledger, "a", "b")
    ledger.wish([taking_down("a")], NOW)
    assert states(ledger, "a", "b", "digest 1") == [Status.SKIPPED, Status.GATHERED, Status.WAITING]
    ledger.wish([taking_down("b")], NOW)
    assert states(ledger, "b", "digest 1") == [Status.SKIPPED, Status.SKIPPED]
    assert waits(ledger) == []


def test_one_that_is_under_way_is_corrected_afterwards(ledger: Ledger) -> None:
    made = gathered(ledger, "a", "b")
    ledger.claim(made.id, BODY, None, NOW)
    ledger.wish([taking_down("a", urgent=True)], NOW)
    assert waits(ledger) == [(made.id, "edit")]
    assert [one.subject for one in ledger.members(made.id)] == ["b"]


def test_a_digest_that_was_edited_by_hand_keeps_its_members(ledger: Ledger) -> None:
    made = posted(ledger, "a", "b")
    ledger.edited_by_hand(made.id, NOW)
    ledger.wish([taking_down("a", urgent=True), edit("b")], NOW)
    assert waits(ledger) == []
    assert states(ledger, "a", "b") == [Status.GATHERED] * 2


def returned(ledger: Ledger, subject: str) -> None:
    known = Known("a.md", subject, "c1", "b1", 1, NOW, gone_since=NOW)
    ledger.record("films", Changes(returned=((known, seen(subject)),)), [], [], NOW)


def test_a_file_that_is_back_in_time_stays_in_the_digest(ledger: Ledger) -> None:
    made = posted(ledger, "a", "b")
    ledger.wish([taking_down("a"), taking_down("b")], NOW)
    assert waits(ledger) == [(made.id, "delete")]
    returned(ledger, "a")
    assert waits(ledger) == [(made.id, "edit")]
    assert states(ledger, "a", "b") == [Status.GATHERED, Status.REMOVED]


def test_a_file_that_is_back_too_late_stays_out(ledger: Ledger) -> None:
    posted(ledger, "a", "b")
    (action,) = ledger.wish([taking_down("a")], NOW)
    ledger.claim_action(action.id, BODY, NOW)
    ledger.finish_action(action.id, NOW)
    returned(ledger, "a")
    assert states(ledger, "a", "b") == [Status.REMOVED, Status.GATHERED]


def test_a_second_post_on_purpose_is_one_by_itself(ledger: Ledger) -> None:
    posted(ledger, "a", "b")
    assert ledger.enqueue(small("a", waits=False), NOW).status is Status.GATHERED
    again = ledger.enqueue(small("a", waits=False), NOW, again=True)
    assert (again.generation, again.status, again.digest_id) == (2, Status.WAITING, None)
    assert ledger.remote_ids(["toots"], NOW + HOUR, "a") == {"8"}


def test_a_review_that_is_found_in_a_digest_belongs_to_it(ledger: Ledger) -> None:
    made = posted(ledger, "a", "b")
    (number,) = waiting(ledger, "c")
    ledger.claim(number, BODY, None, NOW)
    assert ledger.remote_ids(["toots"], NOW, "c", but_digests_at="toots") == frozenset()
    found = ledger.digest_with("8", "toots")
    assert found is not None
    assert found.id == made.id
    ledger.found_in(number, found, NOW)
    assert [one.subject for one in ledger.members(made.id)] == ["a", "b", "c"]


def test_two_reviews_that_are_found_in_one_post_make_it_a_digest(ledger: Ledger) -> None:
    first, second = waiting(ledger, "a", "b")
    ledger.claim(first, BODY, None, NOW)
    ledger.settle(first, Receipt("8", "https://toots.example/8", LATER))
    ledger.claim(second, BODY, None, NOW)
    found = ledger.digest_with("8", "toots")
    assert found is not None
    assert found.subject == "a"
    ledger.found_in(second, found, NOW)
    made = ledger.digest_with("8", "toots")
    assert made is not None
    assert (made.kind, made.remote_url, made.posted_at) == ("digest", "https://toots.example/8", LATER)
    assert [one.subject for one in ledger.members(made.id)] == ["a", "b"]
    assert ledger.posted_times("toots", NOW) == [LATER]


def test_digests_found_for_lost_records_are_entered_with_their_members(ledger: Ledger) -> None:
    found = AdoptedDigest("toots", "A, B", Receipt("8", None, LATER), (("a", "A"), ("b", "B")))
    ledger.adopt_digests([found], NOW)
    assert states(ledger, "a", "b") == [Status.GATHERED] * 2
    ledger.record("films", Changes(), [small("a"), small("b")], [], NOW)
    assert ledger.waiting("toots") == []
