"""What became of posts that the owner asked for by hand, once the courier saw to them: told, with what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.desk.answer import DONE, FAILED, NEEDS_OWNER, Answer
from bot.desk.delivering import see_to
from bot.desk.lines import delivery_form, line
from bot.format.recap_split import POSTS
from bot.ledger.model import Status
from bot.ledger.parts import split_subject

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from bot.app import App
    from bot.ledger.model import Delivery, Pause
    from bot.ledger.store import Ledger

ON_THE_WAY = (Status.WAITING, Status.SENDING)


async def delivered(app: App, ledger: Ledger, entered: Sequence[Delivery]) -> list[Delivery]:
    """What became of them."""
    numbers = [one.id for one in entered]
    posts = {(one.subject, one.destination) for one in entered}  # with what may stand of them already

    def only(one: Delivery) -> bool:
        return (one.subject, one.destination) in posts

    await see_to(app, ledger, lambda: any(one.status in ON_THE_WAY for one in ledger.these(numbers)), only)
    return ledger.these(numbers)


async def delivered_whole(app: App, ledger: Ledger, subjects: Collection[str]) -> list[Delivery]:
    """What became of recaps, with the further posts that they go on in: each is owed once the one before it stands."""

    def all_of_them() -> list[Delivery]:
        return [one for subject in subjects for one in _with_parts(ledger, subject)]

    def only(one: Delivery) -> bool:
        return split_subject(one.subject)[0] in subjects

    await see_to(app, ledger, lambda: any(one.status in ON_THE_WAY for one in all_of_them()), only)
    return all_of_them()


def _with_parts(ledger: Ledger, subject: str) -> Iterator[Delivery]:
    for number in range(1, POSTS + 1):
        found = ledger.deliveries(subject=subject if number == 1 else f"{subject}#{number}")
        if not found:
            return
        yield from found


def told(
    deliveries: Sequence[Delivery], before: set[int], pauses: Mapping[str, Pause], theirs: Collection[str] = ()
) -> Answer:
    """``theirs``: destinations whose troubles are others' to mend, so that the exit code doesn't tell of them."""
    document = [{**delivery_form(one, None), "posted_before": one.id in before} for one in deliveries]
    text = [line(one, "") + _hint(one, before, pauses) for one in deliveries]
    return Answer(
        document, text, max((_code(one, pauses) for one in deliveries if one.destination not in theirs), default=DONE)
    )


def _hint(one: Delivery, before: set[int], pauses: Mapping[str, Pause]) -> str:
    """What the owner can do about it."""
    if one.id in before:
        return "   (it stood there already; --again posts it a second time)"
    if one.status is Status.REMOVED:
        return "   (it was taken down; --again posts it anew)"
    if one.status in (Status.SKIPPED, Status.FAILED, Status.UNKNOWN):
        return f"   (matinee retry {one.id} sends it)"
    if one.status is Status.WAITING and one.destination in pauses and pauses[one.destination].by == "admin":
        return f"   (paused: {pauses[one.destination].reason})"
    if one.status is Status.WAITING and one.destination in pauses:
        return f"   (paused: {pauses[one.destination].reason} matinee resume {one.destination})"
    return ""


def _code(one: Delivery, pauses: Mapping[str, Pause]) -> int:
    if one.status in ON_THE_WAY:
        pause = pauses.get(one.destination)
        return NEEDS_OWNER if pause is not None and pause.by == "owner" else FAILED
    return DONE if one.status is Status.POSTED else NEEDS_OWNER
