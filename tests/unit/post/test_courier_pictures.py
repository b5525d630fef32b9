"""Pictures on their way: made after the claim, sent with the post, kept or replaced by a correction."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from bot.errors import NotSent, OutcomeUnclear, Refused
from bot.format.model import FormatPolicy, thaw
from bot.ledger.model import Status
from bot.post.pictures import Pictures
from bot.post.publisher import File
from bot.review.model import Image as ReviewImage
from bot.review.model import Rating
from tests.unit.post.running import running

if TYPE_CHECKING:
    from pathlib import Path

    from bot.format.model import Limits, Picture
    from tests.unit.post.conftest import Office
    from tests.unit.post.scripted import ScriptedPublisher

POSTER = ReviewImage("/poster.png", None, "The poster.")


@pytest.fixture
def illustrated(office: Office, tmp_path: Path) -> Office:
    """An office whose site has a poster."""
    out = BytesIO()
    Image.new("RGB", (40, 60), "teal").save(out, "PNG")
    (tmp_path / "poster.png").write_bytes(out.getvalue())
    (tmp_path / "other.png").write_bytes(out.getvalue())
    office.pictures = Pictures({}, tmp_path, None)
    return office


def shown(publisher: ScriptedPublisher) -> list[str | None]:
    """What is said of the pictures, by the requests that came."""
    return [file.alt if isinstance(file, File) else file for file in publisher.files]


async def posted(office: Office, **changes: object) -> ScriptedPublisher:
    """A review with a poster is posted."""
    toots = office.publisher("toots")
    office.owe("r1")
    office.edit("r1", **{"image": POSTER, **changes})
    await office.courier().deliver_due()
    return toots


async def corrected(office: Office, **changes: object) -> None:
    office.edit("r1", **{"image": POSTER, **changes})
    office.wish("r1")
    await office.courier().deliver_due()


async def test_a_post_takes_its_picture_along(illustrated: Office) -> None:
    toots = await posted(illustrated)
    assert shown(toots) == ["The poster."]
    (delivery,) = illustrated.settled
    picture = thaw(delivery.body or {}).picture
    assert picture is not None
    assert (picture.file, picture.alt) == ("/poster.png", "The poster.")


async def test_it_is_made_when_the_claim_is_written(illustrated: Office) -> None:
    seen: list[Status] = []

    class Watching(Pictures):
        async def file(self, picture: Picture, limits: Limits) -> File | None:
            (delivery,) = illustrated.ledger.these([1])
            seen.append(delivery.status)
            return await super().file(picture, limits)

    illustrated.pictures = Watching({}, None, None)
    toots = await posted(illustrated)
    assert seen == [Status.SENDING]
    assert shown(toots) == [None]
    assert [one.status for one in illustrated.settled] == [Status.POSTED]


async def test_a_crash_while_it_is_made_loses_and_doubles_nothing(
    illustrated: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.post.lane.GRACE", 0.01)
    whole, began = illustrated.pictures, asyncio.Event()

    class Endless(Pictures):
        async def file(self, picture: Picture, limits: Limits) -> File | None:
            began.set()
            await asyncio.Event().wait()
            return await super().file(picture, limits)

    illustrated.pictures = Endless({}, None, None)
    toots = illustrated.publisher("toots")
    owed = illustrated.owe("r1")
    illustrated.edit("r1", image=POSTER)
    async with running(illustrated):
        await began.wait()
    assert (toots.sends, illustrated.now_of(owed).status) == ([], Status.SENDING)
    illustrated.pictures = whole
    await illustrated.courier().deliver_due()
    assert (len(toots.history), shown(toots)) == (1, ["The poster."])


@pytest.mark.parametrize("trouble", [NotSent("Away."), OutcomeUnclear("Half an answer.")])
async def test_a_repeat_takes_it_along_again(illustrated: Office, trouble: Exception) -> None:
    toots = illustrated.publisher("toots")
    toots.before.append(trouble)
    illustrated.owe("r1")
    illustrated.edit("r1", image=POSTER)
    courier = illustrated.courier()
    for _ in range(3):
        await courier.deliver_due()
        await illustrated.clock.push(timedelta(minutes=5))
    assert shown(toots) == ["The poster."] * 2
    assert len(toots.history) == 1


async def test_a_picture_that_is_missing_delays_nothing(illustrated: Office, tmp_path: Path) -> None:
    (tmp_path / "poster.png").unlink()
    toots = await posted(illustrated)
    assert shown(toots) == [None]
    assert [one.status for one in illustrated.settled] == [Status.POSTED]


async def test_a_correction_leaves_the_same_picture_where_it_is(illustrated: Office) -> None:
    toots = await posted(illustrated)
    await corrected(illustrated, title="Vertigo!")
    assert shown(toots) == ["The poster.", "keep"]


async def test_a_correction_brings_another_one_or_takes_it_away(illustrated: Office) -> None:
    toots = await posted(illustrated)
    await corrected(illustrated, title="Vertigo!", image=replace(POSTER, file="/other.png", alt="Another."))
    await corrected(illustrated, title="Vertigo!!", image=replace(POSTER, file="/none.png"))
    await corrected(illustrated, title="Vertigo!!!", image=None)
    assert shown(toots) == ["The poster.", "Another.", None, None]


async def test_another_picture_or_description_alone_is_a_correction(illustrated: Office) -> None:
    toots = await posted(illustrated)
    await corrected(illustrated, image=replace(POSTER, alt="The poster, torn."))
    await corrected(illustrated, image=replace(POSTER, alt="The poster, torn."))
    assert shown(toots) == ["The poster.", "The poster, torn."]


async def test_a_card_says_what_the_corrected_post_says(illustrated: Office) -> None:
    illustrated.policy = FormatPolicy("mastodon", "My reviews", pictures=("card",))
    toots = await posted(illustrated)
    await corrected(illustrated, rating=Rating(2, 5))
    before, after = toots.files
    assert isinstance(before, File)
    assert isinstance(after, File)
    assert "2 of 5" in after.alt
    assert before.data != after.data


async def test_the_owner_is_told_once_how_pictures_get_through(illustrated: Office) -> None:
    discord = illustrated.messenger()
    toots = illustrated.publisher("toots")
    toots.advice = "Make a new token with the permission write:media."
    for number in (1, 2):
        illustrated.owe(f"r{number}")
        illustrated.edit(f"r{number}", image=POSTER)
        await illustrated.courier().deliver_due()
    (told,) = discord.told
    assert told[1] == 'Posts go to "toots" without pictures. Make a new token with the permission write:media.'


async def test_a_limit_that_was_lowered_is_noticed_by_a_refusal(office: Office) -> None:
    toots = office.publisher("toots")
    toots.most = 400
    toots.before.append(Refused("Too long.", too_long=True))
    toots.on_send = lambda: setattr(toots, "most", 200)
    office.owe("r1")
    office.edit("r1", text="x", excerpt=replace(office.readings["r1"].review.excerpt, text="A long word or two. " * 40))  # type: ignore[union-attr]
    await office.courier().deliver_due()
    (stood,) = toots.history
    assert stood.post.length <= 200
    assert toots.asked_anew == 1
