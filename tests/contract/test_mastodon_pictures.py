"""What is Mastodon's own about pictures: they are uploaded first, and worked on for a while."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
import structlog
from mastodon import Mastodon

from bot.clock import SystemClock
from bot.errors import Refused
from bot.format.model import Limits
from bot.post.limits import keep_limits, kept_limits
from bot.post.mastodon.account import MastodonAccount
from bot.post.mastodon.client import Account
from tests.contract.publishing import ADDRESS, toot
from tests.contract.stages import account
from tests.contract.test_pictures import FILE, OTHER
from tests.fakes.mastodon.control import STATUSES, MastodonControl

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import datetime
    from pathlib import Path

KEY = "a-key-of-24-characters-x"

pytestmark = pytest.mark.thorough

UPLOAD, ONE_MEDIA, INSTANCE = "/api/v2/media", "/api/v1/media/*", "/api/v2/instance"
POST = toot("Dizzy.", ADDRESS)


class QuickClock(SystemClock):
    """Nobody has to wait; how long they would have is noted. ``ahead``: of the machine's clock."""

    def __init__(self) -> None:
        self.waited: list[float] = []
        self.ahead = timedelta()

    def now(self) -> datetime:
        return super().now() + self.ahead

    async def sleep(self, seconds: float) -> None:
        self.waited.append(seconds)


@pytest.fixture
def clock() -> QuickClock:
    return QuickClock()


@pytest.fixture
async def publisher(
    fake_mastodon: MastodonControl, clock: QuickClock, tmp_path: Path
) -> AsyncIterator[MastodonAccount]:
    made = MastodonAccount("toots", "toots", Account(fake_mastodon.api_base_url, fake_mastodon.token), clock, tmp_path)
    yield made
    await made.close()


async def post_alone(fake: MastodonControl, publisher: MastodonAccount) -> str:
    """Posts with a picture that can't come along; the reason that the log gives."""
    with structlog.testing.capture_logs() as logs:
        receipt = await publisher.publish(POST, KEY, FILE)
    (status,) = fake.statuses()
    assert (status["id"], status["text"], status["media"]) == (receipt.id, POST.text, [])
    (line,) = [one for one in logs if one["event"] == "the post goes without its picture"]
    assert fake.token not in str(line)
    return str(line["reason"])


async def test_what_is_uploaded(fake_mastodon: MastodonControl, publisher: MastodonAccount) -> None:
    await publisher.publish(POST, KEY, FILE)
    told = {"name": FILE.name, "type": FILE.type, "size": len(FILE.data), "alt": FILE.alt}
    assert fake_mastodon.uploads() == [told]
    (status,) = fake_mastodon.statuses()
    assert not status["sensitive"]


async def test_under_a_warning_a_picture_is_sensitive(
    fake_mastodon: MastodonControl, publisher: MastodonAccount
) -> None:
    receipt = await publisher.publish(toot("Dizzy.", ADDRESS, warning="Heights"), KEY, FILE)
    await publisher.edit(receipt.id, toot("Dizzier.", ADDRESS, warning="Heights"), OTHER)
    (status,) = fake_mastodon.statuses()
    assert (status["sensitive"], status["content_warning"], len(status["media"])) == (True, "Heights", 1)


@pytest.mark.parametrize(("looks", "waits"), [(0, 0), (1, 2), (8, 9)])
async def test_a_server_that_works_on_it_is_waited_for(
    fake_mastodon: MastodonControl, publisher: MastodonAccount, clock: QuickClock, looks: int, waits: int
) -> None:
    fake_mastodon.media(looks=looks)
    receipt = await publisher.publish(POST, KEY, FILE)
    assert len(fake_mastodon.pictures(receipt.id)) == 1
    assert len(clock.waited) == waits
    assert sum(clock.waited) <= 30


async def test_a_server_that_is_never_done(
    fake_mastodon: MastodonControl, publisher: MastodonAccount, clock: QuickClock
) -> None:
    fake_mastodon.media(looks=None)
    assert "was not done with the picture after 30 seconds" in await post_alone(fake_mastodon, publisher)
    assert sum(clock.waited) == 30
    assert not [one for one in fake_mastodon.state()["requests"] if one["status"] == 422]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"most_bytes": 10}, "File size"),
        ({"types": ["image/jpeg"]}, "content type"),
        ({"most_alt": 5}, "Description is too long"),
    ],
)
async def test_a_picture_that_the_server_refuses(
    fake_mastodon: MastodonControl, publisher: MastodonAccount, changes: dict[str, Any], said: str
) -> None:
    fake_mastodon.media(**changes)
    assert said in await post_alone(fake_mastodon, publisher)
    assert publisher.advice is None


async def test_a_token_without_its_permission_is_told_of(
    fake_mastodon: MastodonControl, publisher: MastodonAccount
) -> None:
    fake_mastodon.media(scope=False)
    assert "outside the authorized scopes" in await post_alone(fake_mastodon, publisher)
    assert "write:media" in str(publisher.advice)
    fake_mastodon.media(scope=True)
    await publisher.publish(toot("Rope.", None), "another-key", FILE)
    assert publisher.advice is None


@pytest.mark.parametrize("status", [401, 413, 429, 500, 301])
async def test_whatever_the_upload_meets_the_post_goes_out(
    fake_mastodon: MastodonControl, publisher: MastodonAccount, status: int
) -> None:
    fake_mastodon.answer(status, "trouble", method="POST", path=UPLOAD)
    assert str(status) in await post_alone(fake_mastodon, publisher)


@pytest.mark.parametrize("kind", ["lost", "half", "content_type"])
async def test_an_upload_without_an_answer(
    fake_mastodon: MastodonControl, publisher: MastodonAccount, kind: str
) -> None:
    fake_mastodon.fault(kind, "POST", UPLOAD)
    if kind == "content_type":
        receipt = await publisher.publish(POST, KEY, FILE)
        assert len(fake_mastodon.pictures(receipt.id)) == 1
    else:
        assert await post_alone(fake_mastodon, publisher)


@pytest.mark.parametrize("body", ["", "[]", '{"id": null}'])
async def test_an_answer_that_means_nothing(
    fake_mastodon: MastodonControl, publisher: MastodonAccount, body: str
) -> None:
    fake_mastodon.fault("status", "POST", UPLOAD, status=200, body=body, headers={"Content-Type": "application/json"})
    assert await post_alone(fake_mastodon, publisher)


@pytest.mark.parametrize("status", [404, 422])
async def test_a_picture_that_can_not_be_worked_on(
    fake_mastodon: MastodonControl, publisher: MastodonAccount, status: int
) -> None:
    fake_mastodon.media(looks=3)
    fake_mastodon.answer(status, "Error processing", method="GET", path=ONE_MEDIA)
    assert str(status) in await post_alone(fake_mastodon, publisher)


async def test_an_upload_that_hangs_is_given_up(
    fake_mastodon: MastodonControl, publisher: MastodonAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.post.mastodon.media.UPLOAD_TIMEOUT", 0.3)
    fake_mastodon.fault("hang", "POST", UPLOAD, drop=True)
    assert "didn't answer within 0.3 seconds" in await post_alone(fake_mastodon, publisher)


async def test_pictures_that_are_dropped_in_silence(fake_mastodon: MastodonControl, publisher: MastodonAccount) -> None:
    fake_mastodon.media(dropped=True)
    assert "dropped it" in await post_alone(fake_mastodon, publisher)


async def test_a_refused_post_is_told_as_such_even_with_a_picture(
    fake_mastodon: MastodonControl, publisher: MastodonAccount
) -> None:
    with pytest.raises(Refused) as caught:
        await publisher.publish(toot("word " * 200, None), KEY, FILE)
    assert caught.value.too_long
    assert fake_mastodon.statuses() == []


async def test_what_somebody_added_by_hand_stays(fake_mastodon: MastodonControl, publisher: MastodonAccount) -> None:
    hand = Mastodon(
        access_token=fake_mastodon.token, api_base_url=fake_mastodon.api_base_url, user_agent="h", request_timeout=10
    )
    receipt = await publisher.publish(POST, KEY, FILE)
    extra = hand.media_post(b"png", "image/png", description="by hand").id
    first = fake_mastodon.pictures(receipt.id)[0]["id"]
    await publisher._changed(receipt.id, POST, [], [first, str(extra)])
    await publisher.edit(receipt.id, toot("Dizzier.", ADDRESS), OTHER)
    assert sorted(one["alt"] for one in fake_mastodon.pictures(receipt.id)) == [OTHER.alt, "by hand"]


async def test_a_replacement_that_does_not_get_through_takes_the_old_one_away(
    fake_mastodon: MastodonControl, publisher: MastodonAccount
) -> None:
    receipt = await publisher.publish(POST, KEY, FILE)
    fake_mastodon.answer(500, method="POST", path=UPLOAD)
    await publisher.edit(receipt.id, toot("Dizzier.", ADDRESS), OTHER)
    assert fake_mastodon.pictures(receipt.id) == []


async def test_limits_are_asked_kept_and_asked_again(
    fake_mastodon: MastodonControl, publisher: MastodonAccount, clock: QuickClock, tmp_path: Path
) -> None:
    media = {
        "image_size_limit": 1_000_000,
        "description_limit": 420,
        "supported_mime_types": ["image/png", "video/mp4"],
    }
    statuses = {"max_characters": 1000, "characters_reserved_per_url": 30}
    told = {"statuses": statuses, "media_attachments": {**media, "image_matrix_limit": 4_000_000}}
    fake_mastodon.set(instance={"configuration": told})
    wanted = Limits(1000, 30, 420, 1_000_000, 4_000_000, frozenset({"image/png"}))
    assert await publisher.limits() == wanted
    assert kept_limits(tmp_path, fake_mastodon.api_base_url) == wanted
    assert kept_limits(tmp_path, "https://elsewhere.example") is None
    fake_mastodon.set(instance={"configuration": {"statuses": {"max_characters": 300}}})
    assert await publisher.limits() == wanted
    assert (await publisher.limits(anew=True)).characters == 300
    fake_mastodon.set(instance={})
    clock.ahead = timedelta(hours=25)
    assert (await publisher.limits()).characters == 500
    clock.ahead = timedelta(days=-400)  # a clock that was put back doesn't keep it from asking
    fake_mastodon.set(instance={"configuration": {"statuses": {"max_characters": 301}}})
    assert (await publisher.limits()).characters == 301


async def test_limits_that_can_not_be_asked_are_those_told_last(
    fake_mastodon: MastodonControl, publisher: MastodonAccount, clock: QuickClock, tmp_path: Path
) -> None:
    fake_mastodon.answer(500, method="GET", path=INSTANCE, times=None)
    assert await publisher.limits() == Limits()
    keep_limits(tmp_path, fake_mastodon.api_base_url, replace(Limits(), characters=5000))
    clock.ahead = timedelta(minutes=11)
    assert (await publisher.limits()).characters == 5000
    fake_mastodon.clear_faults()
    clock.ahead = timedelta(minutes=22)
    assert (await publisher.limits()).characters == 500


async def test_an_older_server_tells_its_limits_elsewhere(fake_mastodon: MastodonControl) -> None:
    fake_mastodon.answer(404, "Not Found", method="GET", path=INSTANCE, times=None)
    body = '{"max_toot_chars": 5000, "description_limit": 700, "upload_limit": 2000000}'
    headers = {"Content-Type": "application/json"}
    fake_mastodon.fault("status", "GET", "/api/v1/instance", status=200, body=body, headers=headers)
    publisher = account(fake_mastodon)
    assert await publisher.limits() == replace(Limits(), characters=5000, alt=700, picture_bytes=2_000_000)
    await publisher.close()


async def test_attaching_early_is_refused(fake_mastodon: MastodonControl, publisher: MastodonAccount) -> None:
    """The fake does as Mastodon does: else waiting would prove nothing."""
    fake_mastodon.media(looks=2)
    hand = Mastodon(
        access_token=fake_mastodon.token, api_base_url=fake_mastodon.api_base_url, user_agent="h", request_timeout=10
    )
    early = hand.media_post(b"png", "image/png").id
    with pytest.raises(Exception, match="finished processing"):
        hand.status_post("hello", media_ids=[early])
    receipt = await publisher.publish(POST, KEY, FILE)
    attached = fake_mastodon.pictures(receipt.id)[0]["id"]
    with pytest.raises(Exception, match="not found"):
        hand.media(attached)
    assert [one["path"] for one in fake_mastodon.state()["requests"] if one["method"] == "POST"].count(STATUSES) == 2
