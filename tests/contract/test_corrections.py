"""What every publisher promises about posts that stand: telling how they do, changes, taking down, reading back."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.errors import NotSent, OutcomeUnclear, Refused, Removed
from bot.post.discord import forum_history as discord_forum_history
from bot.post.discord import history as discord_history
from bot.post.mastodon import history as mastodon_history
from tests.contract.publishing import ADDRESS, Stage, message, toot

if TYPE_CHECKING:
    from bot.post.publisher import OwnPost

KEY = "a-key-of-24-characters-x"


async def read_back(stage: Stage, since: datetime | None = None, most: int = 1000) -> list[OwnPost]:
    return [one async for one in stage.publisher.own_posts(since, most)]


async def test_a_post_stands_as_sent_before_and_after_our_own_edit(stage: Stage) -> None:
    old, new = stage.post("Dizzy."), stage.post("Dizzier.", ADDRESS + "?v=2")
    receipt = await stage.publisher.publish(old, KEY)
    assert await stage.publisher.standing(receipt.id, old) == "as sent"
    assert await stage.publisher.standing(receipt.id, new) == "changed"
    await stage.publisher.edit(receipt.id, new)
    assert await stage.publisher.standing(receipt.id, new) == "as sent"
    assert await stage.publisher.standing(receipt.id, old) == "changed"
    assert "Dizzier." in stage.shown(receipt.id)
    assert stage.ids() == [receipt.id]


async def test_an_edit_that_changes_nothing_is_no_trouble(stage: Stage) -> None:
    receipt = await stage.publisher.publish(stage.post(), KEY)
    for _ in range(2):
        await stage.publisher.edit(receipt.id, stage.post())
    assert await stage.publisher.standing(receipt.id, stage.post()) == "as sent"


async def test_what_somebody_changed_on_the_network_is_seen(stage: Stage) -> None:
    receipt = await stage.publisher.publish(stage.post(), KEY)
    stage.fake.edit_by_hand(receipt.id, "I never said that.")
    assert await stage.publisher.standing(receipt.id, stage.post()) == "changed"


async def test_what_is_gone_is_known_to_be(stage: Stage) -> None:
    receipt = await stage.publisher.publish(stage.post(), KEY)
    stage.fake.delete_status(receipt.id)
    assert await stage.publisher.standing(receipt.id, stage.post()) == "gone"
    with pytest.raises(Removed, match="taken down"):
        await stage.publisher.edit(receipt.id, stage.post())
    if stage.keyed:
        with pytest.raises(Removed, match="taken down"):
            await stage.publisher.publish(stage.post(), KEY)


async def test_a_post_is_taken_down_once_and_for_all(stage: Stage) -> None:
    receipt = await stage.publisher.publish(stage.post(), KEY)
    other = await stage.publisher.publish(stage.post("Rope."), "another-key")
    for _ in range(2):
        await stage.publisher.delete(receipt.id)
        assert stage.ids() == [other.id]


async def test_the_wrong_network_s_post_is_refused(stage: Stage) -> None:
    receipt = await stage.publisher.publish(stage.post(), KEY)
    other = message("x", None) if stage.publisher.network == "mastodon" else toot("x", None)
    for call in (stage.publisher.edit(receipt.id, other), stage.publisher.standing(receipt.id, other)):
        with pytest.raises(Refused):
            await call
    assert stage.fake.edits() == []


@pytest.mark.parametrize("kind", ["lost", "half", "reset"])
async def test_a_change_whose_answer_is_lost_can_be_looked_at(stage: Stage, kind: str) -> None:
    old, new = stage.post("Dizzy."), stage.post("Dizzier.")
    receipt = await stage.publisher.publish(old, KEY)
    stage.fake.fault(kind, *stage.change())
    with pytest.raises(OutcomeUnclear):
        await stage.publisher.edit(receipt.id, new)
    stands = new if kind != "reset" else old
    assert await stage.publisher.standing(receipt.id, stands) == "as sent"
    stage.fake.fault(kind, *stage.erase())
    with suppress(OutcomeUnclear):  # aiohttp may have asked again by itself, and may: it makes no difference
        await stage.publisher.delete(receipt.id)
    await stage.publisher.delete(receipt.id)
    assert stage.ids() == []


async def test_a_look_that_gets_no_answer_proves_nothing(stage: Stage) -> None:
    receipt = await stage.publisher.publish(stage.post(), KEY)
    stage.fake.fault("lost", *stage.look(), times=None)
    with pytest.raises(NotSent):
        await stage.publisher.standing(receipt.id, stage.post())


async def test_own_posts_are_read_back_newest_first(stage: Stage) -> None:
    before = datetime.now(UTC) - timedelta(minutes=1)
    receipts = [
        await stage.publisher.publish(stage.post(f"Film {number}.", f"{ADDRESS}?{number}"), f"key-{number}")
        for number in range(5)
    ]
    own = await read_back(stage)
    assert [one.receipt.id for one in own] == [one.id for one in reversed(receipts)]
    assert [one.receipt.url for one in own] == [one.url for one in reversed(receipts)]
    assert all(before < one.receipt.posted_at < datetime.now(UTC) + timedelta(minutes=1) for one in own)
    assert all(f"{ADDRESS}?{4 - number}" in one.addresses for number, one in enumerate(own))
    assert own[0].text.splitlines()[0] == "Vertigo (1958)"
    assert "Film 4." in own[0].text
    assert [one.receipt.id for one in await read_back(stage, most=2)] == [one.id for one in receipts[:2:-1]]
    assert len(await read_back(stage, before)) == 5
    assert await read_back(stage, datetime.now(UTC) + timedelta(hours=1)) == []


async def test_reading_back_goes_on_over_pages(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    for module, name in ((mastodon_history, "_PAGE"), (discord_history, "PAGE"), (discord_forum_history, "PAGE")):
        monkeypatch.setattr(module, name, 5)
    for number in range(12):
        await stage.publisher.publish(stage.post(f"Film {number}.", f"{ADDRESS}?{number}"), f"key-{number}")
    own = await read_back(stage)
    assert [one.receipt.id for one in own] == stage.ids()[::-1]
    for most in (4, 5, 6, 10, 11):
        assert len(await read_back(stage, most=most)) == most


async def test_nothing_was_posted_yet(stage: Stage) -> None:
    assert await read_back(stage) == []
