"""The end of an example: every trouble ends, time passes, and each delivery's fate must be one that was promised."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.format.model import Toot, thaw
from bot.ledger.model import ActionStatus, Status
from tests.machine.world import DESTINATIONS, ENDED, address_of

if TYPE_CHECKING:
    from bot.ledger.model import Action, Delivery
    from tests.machine.network import Place, Stood
    from tests.machine.world import World

LONGEST = 60  # rounds of a good hour and more: two posts a day, for a month


def drain(world: World) -> None:
    """Put everything right but histories that are hidden for ever, and let the bot do its work."""
    world.faults.clear()
    for place in world.places.values():
        for troubles in (place.sends, place.reads, place.changes):
            troubles.clear()
    for name in DESTINATIONS:
        world.resume(name)
    world.kill()
    world.clock.skew = timedelta(0)
    for subject, reading in world.reviews.items():
        if reading is None or reading.review is None:
            world.rewrite(subject, "fine")
    world.ask(asking=False)
    world.start(once=False)
    world.loop.settle()
    for _ in range(LONGEST):
        if not (open_ones(world) or open_actions(world) or world.ledger.notices()):
            break
        for seconds in (61.0, 6.0, 16 * 60.0, 6.0, 5 * 3600.0, 6.0):
            world.loop.leap(seconds)


def open_ones(world: World) -> list[Delivery]:
    return world.ledger.deliveries(statuses=[status for status in Status if status not in ENDED])


def open_actions(world: World) -> list[tuple[Action, Delivery]]:
    """Changes that may still be made: those of posts that stand, as far as is known."""
    found = world.ledger.actions(statuses=[ActionStatus.WAITING, ActionStatus.SENDING])
    return [pair for pair in found if pair[1].status is Status.POSTED and pair[1].remote_id is not None]


def judge(world: World) -> None:
    """Nothing is lost, nothing is in doubt without need, and each receipt is of a post that was taken."""
    assert world.witness.complaints == [], world.witness.complaints
    assert open_ones(world) == [], f"these wait for ever: {open_ones(world)}"
    assert open_actions(world) == [], f"these wait for ever: {open_actions(world)}"
    assert world.ledger.notices() == [], "the owner isn't told everything"
    told = "\n".join(world.inbox.values())
    for notice in world.ledger.notices(untold=False):
        assert notice.text[:60] in told, f"the owner wasn't told: {notice}"  # many at once are told in short
    defects = [told for told in world.loop.troubles if "exception" in told]
    assert defects == [], defects
    receipts: set[str] = set()
    for row in world.ledger.deliveries():
        place = world.places[DESTINATIONS[row.destination][0]]
        stood = next((one for one in place.ever if one.id == row.remote_id), None)
        fate(world, row, place, stood)
        if row.remote_id is not None:
            assert row.remote_id not in receipts, f"{row} has another's receipt"
            receipts.add(row.remote_id)


def fate(world: World, row: Delivery, place: Place, stood: Stood | None) -> None:
    """What became of one delivery is one of the things that were promised."""
    if row.remote_id is not None:
        assert stood is not None, f"{row} was never taken"
        assert stood.post.address == address_of(row)
    if row.status is Status.POSTED:
        assert row.remote_id is not None, f"{row} is nowhere"
        assert stood is not None
        as_wished(world, row, stood)
    elif row.status is Status.REMOVED:
        down = [one for one in place.ever if one.down and one.post.address == address_of(row)]
        assert down, f"{row} was never taken down"
        assert stood is None or stood.down, f"{row} still stands"
    elif row.status is Status.UNKNOWN:
        assert place.name in world.witness.unreadable, f"{row} could have been found out"
    elif row.status is Status.FAILED:
        assert row.key in place.refused, f"{row} was not refused"
    else:
        assert row.reason, f"{row} doesn't say why"
    assert row.id not in world.witness.skipped or row.status is Status.SKIPPED, f"{row} was skipped"


def as_wished(world: World, row: Delivery, stood: Stood) -> None:
    """A post that stands says what its review says now, unless somebody else has had a hand in it."""
    reading = world.reviews[row.subject]
    wished = [action for action, one in world.ledger.actions() if one.id == row.id]
    failed = any(action.status == "failed" for action in wished)
    if stood.touched or stood.down or row.by_hand or failed or reading is None or reading.review is None:
        return
    assert isinstance(stood.post, Toot)
    if reading.review.post:
        asked = [(one.kind, str(one.status), one.revision, one.reason) for one in wished]
        assert stood.post.text.startswith(f"{reading.review.title} ("), f"{row}: {stood.post} {asked}"

    assert row.body is not None
    body = thaw(row.body)
    assert isinstance(body, Toot)
    assert stood.says == (body.text, body.content_warning), f"{row} isn't what stands there: {stood.post}"
