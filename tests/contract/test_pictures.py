"""What every publisher promises about pictures: they come with the post, and no post fails because of one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.errors import OutcomeUnclear
from bot.format.model import Picture
from bot.post.publisher import File
from tests.contract.publishing import ADDRESS, Stage
from tests.fakes.mastodon.control import MastodonControl

pytestmark = pytest.mark.thorough

KEY = "a-key-of-24-characters-x"
PICTURE = Picture("card.png", "A card.", url="https://films.example/card.png")
FILE = File("card.png", "image/png", "A card that says: Vertigo. ★★★½", b"\x89PNG\r\n\x1a\n and so on")
OTHER = File("poster.jpg", "image/jpeg", "A poster.", b"\xff\xd8\xff and so on")


def alts(stage: Stage, remote_id: str) -> list[str]:
    """What is said of the pictures that the post shows."""
    if isinstance(stage.fake, MastodonControl):
        return [one["alt"] for one in stage.fake.pictures(remote_id)]
    message = next(one for one in stage.fake.messages() if one["id"] == remote_id)
    assert message["attachments"] == []  # a file beside the embed is one that no embed shows
    shown = [one for one in stage.fake.files(remote_id) if one["shown"]]
    assert [embed["image"]["url"] for embed in message["embeds"] if "image" in embed] == [one["url"] for one in shown]
    return [one["description"] for one in shown]


async def test_a_picture_comes_with_the_post(stage: Stage) -> None:
    post = replace(stage.post(), picture=PICTURE)
    receipt = await stage.publisher.publish(post, KEY, FILE)
    assert alts(stage, receipt.id) == [FILE.alt]
    assert "card.png" not in stage.shown(receipt.id)
    assert await stage.publisher.standing(receipt.id, post) == "as sent"
    assert stage.publisher.advice is None


async def test_a_repeat_with_the_same_key_and_another_upload_is_harmless(stage: Stage) -> None:
    if not stage.keyed:
        pytest.skip("forums know no keys")
    first = await stage.publisher.publish(stage.post(), KEY, FILE)
    for file in (FILE, OTHER, None):
        assert (await stage.publisher.publish(stage.post(), KEY, file)).id == first.id
    assert stage.fake.created() == 1
    assert alts(stage, first.id) == [FILE.alt]


@pytest.mark.parametrize("address", [ADDRESS, None])
async def test_a_post_with_a_picture_is_found_and_read_back(stage: Stage, address: str | None) -> None:
    post = replace(stage.post(address=address), picture=PICTURE)
    stage.fake.fault("lost", *stage.send)
    with pytest.raises(OutcomeUnclear):
        await stage.publisher.publish(post, KEY, FILE)
    found = await stage.publisher.find(post, "", frozenset())
    assert found is not None
    assert stage.ids() == [found.id]
    (own,) = [one async for one in stage.publisher.own_posts(None, 10)]
    assert own.receipt.id == found.id
    assert not any("attachments" in one or "media" in one for one in own.addresses)


async def test_an_edit_keeps_the_picture(stage: Stage) -> None:
    old = replace(stage.post("Dizzy."), picture=PICTURE)
    receipt = await stage.publisher.publish(old, KEY, FILE)
    new = replace(stage.post("Dizzier."), picture=PICTURE)
    for _ in range(2):
        await stage.publisher.edit(receipt.id, new)
        assert alts(stage, receipt.id) == [FILE.alt]
    assert "Dizzier." in stage.shown(receipt.id)
    assert await stage.publisher.standing(receipt.id, new) == "as sent"


async def test_an_edit_of_a_post_that_went_without_its_picture(stage: Stage) -> None:
    receipt = await stage.publisher.publish(replace(stage.post("Dizzy."), picture=PICTURE), KEY)
    await stage.publisher.edit(receipt.id, replace(stage.post("Dizzier."), picture=PICTURE))
    assert "Dizzier." in stage.shown(receipt.id)
    assert alts(stage, receipt.id) == []


async def test_an_edit_brings_another_picture_and_takes_one_away(stage: Stage) -> None:
    receipt = await stage.publisher.publish(replace(stage.post("Dizzy."), picture=PICTURE), KEY, FILE)
    new = replace(stage.post("Dizzier."), picture=replace(PICTURE, alt="Another."))
    await stage.publisher.edit(receipt.id, new, OTHER)
    assert alts(stage, receipt.id) == [OTHER.alt]
    await stage.publisher.edit(receipt.id, stage.post("Dizziest."), None)
    assert alts(stage, receipt.id) == []
    assert "Dizziest." in stage.shown(receipt.id)
    await stage.publisher.edit(receipt.id, new, FILE)
    assert alts(stage, receipt.id) == [FILE.alt]


async def test_a_post_that_is_refused_with_its_picture_goes_without(stage: Stage) -> None:
    error = '{"error": "Validation failed", "code": 50035, "message": "Invalid Form Body"}'
    headers = {"Content-Type": "application/json"}
    stage.fake.fault("status", *stage.send, status=400, body=error, headers=headers)
    receipt = await stage.publisher.publish(stage.post(), KEY, FILE)
    assert stage.ids() == [receipt.id]
    assert alts(stage, receipt.id) == []
    stage.fake.fault("status", *stage.change(), status=400, body=error, headers=headers)
    await stage.publisher.edit(receipt.id, stage.post("Dizzier."), FILE)
    assert "Dizzier." in stage.shown(receipt.id)
    assert alts(stage, receipt.id) == []


async def test_a_picture_that_is_too_large_stays_away(stage: Stage) -> None:
    huge = replace(FILE, data=bytes(10_485_761))
    receipt = await stage.publisher.publish(stage.post(), KEY, huge)
    assert stage.ids() == [receipt.id]
    assert alts(stage, receipt.id) == []
