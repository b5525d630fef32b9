"""What is Mastodon's own about posts that stand: an edit sends everything again, and a 404 alone proves nothing."""

from __future__ import annotations

import pytest
from mastodon import Mastodon

from bot.clock import SystemClock
from bot.errors import DestinationTrouble, HistoryUnreadable, Refused, Removed, Throttled
from bot.post.mastodon.calls import MastodonCalls
from bot.post.mastodon.client import Account
from bot.post.mastodon.history import MastodonHistory
from tests.contract.publishing import ADDRESS, toot
from tests.contract.stages import account
from tests.fakes.mastodon.control import HISTORY, STATUSES, MastodonControl

KEY = "a-key-of-24-characters-x"
ONE = f"{STATUSES}/*"


def by_hand(fake: MastodonControl) -> Mastodon:
    """The owner's own program."""
    return Mastodon(access_token=fake.token, api_base_url=fake.api_base_url, user_agent="by-hand", request_timeout=10)


async def test_an_edit_sends_warning_and_language_again(fake_mastodon: MastodonControl) -> None:
    publisher = account(fake_mastodon)
    receipt = await publisher.publish(toot("Dizzy.", ADDRESS, warning="Heights"), KEY)
    await publisher.edit(receipt.id, toot("Dizzier.", ADDRESS, warning="Heights"))
    (stands,) = fake_mastodon.statuses()
    assert (stands["content_warning"], stands["language"], stands["sensitive"]) == ("Heights", "en", True)
    assert await publisher.standing(receipt.id, toot("Dizzier.", ADDRESS, warning="Heights")) == "as sent"
    assert await publisher.standing(receipt.id, toot("Dizzier.", ADDRESS)) == "changed"
    await publisher.edit(receipt.id, toot("Dizzier.", ADDRESS))
    (stands,) = fake_mastodon.statuses()
    assert (stands["content_warning"], stands["language"], stands["sensitive"]) == ("", "en", False)
    assert [one["swallowed"] for one in fake_mastodon.edits()] == [False, False]
    await publisher.close()


async def test_an_edit_keeps_pictures(fake_mastodon: MastodonControl) -> None:
    hand = by_hand(fake_mastodon)
    media = [hand.media_post(b"png", "image/png", description=f"picture {number}").id for number in range(2)]
    made = hand.status_post(toot("Dizzy.", ADDRESS).text, media_ids=media, visibility="public")
    publisher = account(fake_mastodon)
    assert await publisher.standing(str(made.id), toot("Dizzy.", ADDRESS)) == "as sent"
    await publisher.edit(str(made.id), toot("Dizzier.", ADDRESS))
    (stands,) = fake_mastodon.statuses()
    assert stands["media"] == [str(one) for one in media]
    assert "Dizzier." in stands["text"]
    await publisher.close()


async def test_a_server_that_drops_the_pictures_is_told_of(fake_mastodon: MastodonControl) -> None:
    hand = by_hand(fake_mastodon)
    media = [hand.media_post(b"png", "image/png", description="a picture").id]
    made = str(hand.status_post(toot("Dizzy.", ADDRESS).text, media_ids=media, visibility="public").id)
    publisher = account(fake_mastodon)
    headers = {"Content-Type": "application/json"}
    body = f'{{"id": "{made}", "content": "<p>x</p>", "media_attachments": []}}'
    fake_mastodon.fault("status", "PUT", ONE, status=200, headers=headers, body=body)
    with pytest.raises(Refused, match="dropped its pictures"):
        await publisher.edit(made, toot("Dizzier.", ADDRESS))
    await publisher.close()


async def test_a_server_that_empties_the_post_is_told_of(fake_mastodon: MastodonControl) -> None:
    publisher = account(fake_mastodon)
    receipt = await publisher.publish(toot("Dizzy.", ADDRESS), KEY)
    headers = {"Content-Type": "application/json"}
    body = f'{{"id": "{receipt.id}", "content": "", "spoiler_text": ""}}'
    fake_mastodon.fault("status", "PUT", ONE, status=200, headers=headers, body=body)
    with pytest.raises(Refused, match="left it empty"):
        await publisher.edit(receipt.id, toot("Dizzier.", ADDRESS))
    await publisher.close()


async def test_a_warning_changed_by_hand_is_seen(fake_mastodon: MastodonControl) -> None:
    publisher = account(fake_mastodon)
    post = toot("Dizzy.", ADDRESS, warning="Heights & <depths>")
    receipt = await publisher.publish(post, KEY)
    assert await publisher.standing(receipt.id, post) == "as sent"
    fake_mastodon.edit_by_hand(receipt.id, post.text, "Heights")
    assert await publisher.standing(receipt.id, post) == "changed"
    await publisher.close()


async def test_a_404_of_a_wrong_address_is_no_removal(fake_mastodon: MastodonControl) -> None:
    publisher = account(fake_mastodon)
    post = toot("Dizzy.", ADDRESS)
    receipt = await publisher.publish(post, KEY)
    fake_mastodon.fault("status", "*", "*", status=404, body="<h1>Not Found</h1>", times=None)
    for call in (publisher.standing(receipt.id, post), publisher.edit(receipt.id, post), publisher.delete(receipt.id)):
        with pytest.raises(DestinationTrouble, match="check api_base_url"):
            await call
    fake_mastodon.clear_faults()
    assert await publisher.standing(receipt.id, post) == "as sent"
    await publisher.close()


@pytest.mark.parametrize("body", ["<h1>Not Found</h1>", '{"error": "Record not found"}'])
async def test_a_404_for_a_post_that_the_account_shows_is_no_removal(fake_mastodon: MastodonControl, body: str) -> None:
    publisher = account(fake_mastodon)
    post = toot("Dizzy.", ADDRESS)
    receipt = await publisher.publish(post, KEY)
    headers = {"Content-Type": "application/json" if body.startswith("{") else "text/html"}
    fake_mastodon.fault("status", "GET", ONE, status=404, headers=headers, body=body, times=None)
    if body.startswith("{"):
        assert await publisher.standing(receipt.id, post) == "as sent"
    else:
        with pytest.raises(HistoryUnreadable, match="doesn't say clearly"):
            await publisher.standing(receipt.id, post)
    await publisher.close()


async def test_a_404_without_a_look_at_the_account_is_no_removal(fake_mastodon: MastodonControl) -> None:
    publisher = account(fake_mastodon)
    receipt = await publisher.publish(toot("Dizzy.", ADDRESS), KEY)
    fake_mastodon.delete_status(receipt.id)
    fake_mastodon.hide_history()
    with pytest.raises(HistoryUnreadable, match="needs read access"):
        await publisher.standing(receipt.id, toot("Dizzy.", ADDRESS))
    with pytest.raises(HistoryUnreadable, match="needs read access"):
        await publisher.delete(receipt.id)
    await publisher.close()


async def test_gone_for_good_says_410_too(fake_mastodon: MastodonControl) -> None:
    publisher = account(fake_mastodon)
    receipt = await publisher.publish(toot("Dizzy.", ADDRESS), KEY)
    fake_mastodon.delete_status(receipt.id)
    fake_mastodon.fault("status", "*", ONE, status=410, body="", times=None)
    assert await publisher.standing(receipt.id, toot("Dizzy.", ADDRESS)) == "gone"
    await publisher.delete(receipt.id)
    with pytest.raises(Removed):
        await publisher.edit(receipt.id, toot("Dizzier.", ADDRESS))
    await publisher.close()


async def test_another_account_s_post_is_left_alone(fake_mastodon: MastodonControl) -> None:
    publisher = account(fake_mastodon)
    receipt = await publisher.publish(toot("Dizzy.", ADDRESS), KEY)
    other = account(fake_mastodon)
    body = '{"id": "4711", "username": "another", "acct": "another"}'
    headers = {"Content-Type": "application/json"}
    path = "/api/v1/accounts/verify_credentials"
    fake_mastodon.fault("status", "GET", path, status=200, headers=headers, body=body, times=None)
    for call in (
        other.standing(receipt.id, toot("Dizzy.", ADDRESS)),
        other.edit(receipt.id, toot("Dizzier.", ADDRESS)),
    ):
        with pytest.raises(Refused, match="isn't this account's"):
            await call
    assert fake_mastodon.edits() == []
    await publisher.close()
    await other.close()


async def test_a_server_that_knows_no_edits(fake_mastodon: MastodonControl) -> None:
    fake_mastodon.set(edits_known=False)
    publisher = account(fake_mastodon)
    receipt = await publisher.publish(toot("Dizzy.", ADDRESS), KEY)
    with pytest.raises(Refused, match="can't change posts"):
        await publisher.edit(receipt.id, toot("Dizzier.", ADDRESS))
    await publisher.close()


async def test_a_correction_that_is_too_long_is_told_apart(fake_mastodon: MastodonControl) -> None:
    publisher = account(fake_mastodon)
    receipt = await publisher.publish(toot("Dizzy.", ADDRESS), KEY)
    with pytest.raises(Refused) as caught:
        await publisher.edit(receipt.id, toot("word " * 200, ADDRESS))
    assert caught.value.too_long
    assert await publisher.standing(receipt.id, toot("Dizzy.", ADDRESS)) == "as sent"
    await publisher.close()


async def test_only_so_many_posts_are_taken_down_at_once(fake_mastodon: MastodonControl) -> None:
    publisher = account(fake_mastodon)
    receipt = await publisher.publish(toot("Dizzy.", ADDRESS), KEY)
    fake_mastodon.rate_limited("reset", 1800, method="DELETE")
    with pytest.raises(Throttled) as caught:
        await publisher.delete(receipt.id)
    assert caught.value.retry_after is not None
    assert 1700 < caught.value.retry_after.total_seconds() < 1802
    await publisher.delete(receipt.id)
    assert fake_mastodon.statuses() == []
    await publisher.close()


async def test_boosts_and_direct_messages_are_not_posts_of_ours(fake_mastodon: MastodonControl) -> None:
    hand = by_hand(fake_mastodon)
    publisher = account(fake_mastodon)
    receipt = await publisher.publish(toot("Dizzy.", ADDRESS), KEY)
    hand.status_reblog(receipt.id)
    hand.status_post(f"@owner@films.example {ADDRESS}x", visibility="direct")
    assert [one.receipt.id async for one in publisher.own_posts(None, 100)] == [receipt.id]
    assert await publisher.find(toot("x", f"{ADDRESS}x"), "", frozenset()) is None
    await publisher.close()


async def test_reading_back_shows_every_address(fake_mastodon: MastodonControl) -> None:
    publisher = account(fake_mastodon)
    await publisher.publish(toot("See https://one.example/a?b=c&d=e and #Horror.", ADDRESS), KEY)
    (own,) = [one async for one in publisher.own_posts(None, 100)]
    assert own.addresses == ("https://one.example/a?b=c&d=e", ADDRESS)
    await publisher.close()


async def test_a_history_that_can_not_be_read_back(fake_mastodon: MastodonControl) -> None:
    fake_mastodon.hide_history()
    publisher = account(fake_mastodon)
    with pytest.raises(HistoryUnreadable, match="needs read access"):
        [one async for one in publisher.own_posts(None, 100)]
    assert [one["path"] for one in fake_mastodon.state()["requests"]].count(HISTORY) == 0
    await publisher.close()


async def test_an_answer_to_somebody_is_no_post_about_a_review(fake_mastodon: MastodonControl) -> None:
    hand = by_hand(fake_mastodon)
    publisher = account(fake_mastodon)
    receipt = await publisher.publish(toot("Dizzy.", ADDRESS), KEY)
    thread = hand.status_post(f"And this one: {ADDRESS}y", in_reply_to_id=receipt.id)
    assert await publisher.find(toot("x", f"{ADDRESS}y"), "", frozenset()) is None
    assert [one.receipt.id async for one in publisher.own_posts(None, 100)] == [str(thread.id), receipt.id]
    history = MastodonHistory(MastodonCalls("toots", Account(fake_mastodon.api_base_url, ""), SystemClock()))
    status = {"id": "1", "account": {"id": "7"}, "in_reply_to_id": "2", "in_reply_to_account_id": "8", "content": ""}
    assert history.own(status) is None
    assert history.own({**status, "in_reply_to_account_id": "7"}) is not None
    await publisher.close()
