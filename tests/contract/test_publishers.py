"""What every publisher promises the courier, on the real libraries and fake networks over sockets."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.errors import (
    NotSent,
    OutcomeUnclear,
    Refused,
)
from bot.post.discord import calls as discord_calls
from bot.post.discord import history as discord_history
from bot.post.mastodon import calls as mastodon_calls
from bot.post.mastodon import history as mastodon_history
from tests.contract.publishing import ADDRESS, Stage, message, toot

KEY = "a-key-of-24-characters-x"


async def test_a_post_stands_and_its_receipt_says_where(stage: Stage) -> None:
    receipt = await stage.publisher.publish(stage.post(), KEY)
    assert stage.ids() == [receipt.id]
    assert receipt.url is not None
    assert receipt.id in receipt.url
    assert receipt.posted_at.tzinfo is not None
    assert receipt.posted_at.astimezone(UTC) == receipt.posted_at


async def test_a_repeat_with_the_same_key_is_harmless(stage: Stage) -> None:
    if not stage.keyed:
        pytest.skip("forums know no keys")
    first = await stage.publisher.publish(stage.post(), KEY)
    assert (await stage.publisher.publish(stage.post(), KEY)).id == first.id
    assert stage.fake.created() == 1
    assert (await stage.publisher.publish(stage.post(), "another-key")).id != first.id


async def test_the_mark_is_the_newest_post(stage: Stage) -> None:
    assert await stage.publisher.mark() == ""
    first = await stage.publisher.publish(stage.post(), KEY)
    assert await stage.publisher.mark() == first.id
    second = await stage.publisher.publish(stage.post("More."), "another-key")
    assert await stage.publisher.mark() == second.id


@pytest.mark.parametrize("address", [ADDRESS, None])
async def test_a_post_is_found_again(stage: Stage, address: str | None) -> None:
    before = await stage.publisher.publish(stage.post("Another film.", None), "key-0")
    post = stage.post("Here & now <3 “quoted”\nsecond line", address)
    first = await stage.publisher.publish(post, KEY)
    for after in (before.id, "", None):
        found = await stage.publisher.find(post, after, frozenset())
        assert found is not None
        assert (found.id, found.url) == (first.id, first.url)


async def test_what_is_not_the_post_is_not_found(stage: Stage) -> None:
    old = await stage.publisher.publish(stage.post(), "key-0")
    other = await stage.publisher.publish(stage.post("Rope.", ADDRESS + "x"), "key-1")
    post = stage.post()
    assert await stage.publisher.find(post, old.id, frozenset()) is None
    assert await stage.publisher.find(post, None, frozenset({old.id})) is None
    assert await stage.publisher.find(stage.post("Rope, again.", None), None, frozenset()) is None
    assert other.id != old.id


@pytest.mark.thorough
async def test_a_post_is_found_behind_many_others(stage: Stage) -> None:
    mark = await stage.publisher.publish(stage.post("first", None), "key-0")
    wanted = await stage.publisher.publish(stage.post(), KEY)
    for number in range(45):
        await stage.publisher.publish(stage.post(f"later {number}", None), f"key-later-{number}")
    found = await stage.publisher.find(stage.post(), mark.id, frozenset())
    assert found is not None
    assert found.id == wanted.id
    loose = await stage.publisher.find(stage.post(), None, frozenset())
    assert loose is not None
    assert loose.id == wanted.id
    assert await stage.publisher.find(stage.post("nowhere", None), mark.id, frozenset()) is None


@pytest.mark.parametrize("after", ["", None])
async def test_without_a_mark_too(stage: Stage, monkeypatch: pytest.MonkeyPatch, after: str | None) -> None:
    monkeypatch.setattr(discord_history, "_LOOSE", 5)
    monkeypatch.setattr(mastodon_history, "_PAGE", 5)
    monkeypatch.setattr(mastodon_history, "_LOOSE_PAGES", 1)
    before = datetime.now(UTC) - timedelta(hours=1)
    wanted = await stage.publisher.publish(stage.post(), KEY)
    for number in range(12):
        await stage.publisher.publish(stage.post(f"later {number}", None), f"key-later-{number}")
    found = await stage.publisher.find(stage.post(), after, frozenset(), before)
    assert found is not None
    assert found.id == wanted.id


@pytest.mark.parametrize("kind", ["lost", "half"])
async def test_an_answer_that_is_lost_leaves_a_post_that_can_be_found(stage: Stage, kind: str) -> None:
    mark = await stage.publisher.mark()
    stage.fake.fault(kind, *stage.send)
    with pytest.raises(OutcomeUnclear):
        await stage.publisher.publish(stage.post(), KEY)
    found = await stage.publisher.find(stage.post(), mark, frozenset())
    assert [found.id if found else None] == stage.ids()


async def test_a_request_that_is_cut_off_is_unclear_too(stage: Stage) -> None:
    stage.fake.fault("reset", *stage.send)
    with pytest.raises(OutcomeUnclear):
        await stage.publisher.publish(stage.post(), KEY)
    assert await stage.publisher.find(stage.post(), "", frozenset()) is None


async def test_trouble_of_the_server_is_unclear(stage: Stage) -> None:
    stage.fake.fault("status", *stage.send, status=503, after=True, body="<h1>busy</h1>")
    with pytest.raises(OutcomeUnclear):
        await stage.publisher.publish(stage.post(), KEY)
    assert stage.fake.created() == 1


@pytest.mark.parametrize("body", ["", "not json", "[]", "{}", '{"id": null}', "<html>hello</html>"])
async def test_an_answer_that_means_nothing_is_unclear(stage: Stage, body: str) -> None:
    headers = {"Content-Type": "application/json"}
    stage.fake.fault("status", *stage.send, status=200, after=True, body=body, headers=headers)
    with pytest.raises(OutcomeUnclear):
        await stage.publisher.publish(stage.post(), KEY)


async def test_a_server_that_never_answers_is_given_up(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    await stage.publisher.mark()
    monkeypatch.setattr(discord_calls, "CALL_TIMEOUT", 0.3)
    monkeypatch.setattr(mastodon_calls, "CALL_TIMEOUT", 0.3)
    stage.fake.fault("hang", *stage.send, after=True)
    with pytest.raises(OutcomeUnclear, match=r"didn't answer within 0\.3 seconds"):
        await stage.publisher.publish(stage.post(), KEY)
    monkeypatch.setattr(discord_calls, "CALL_TIMEOUT", 10)
    monkeypatch.setattr(mastodon_calls, "CALL_TIMEOUT", 10)
    assert await stage.publisher.find(stage.post(), "", frozenset()) is not None


async def test_a_history_that_does_not_answer_says_nothing_about_the_post(stage: Stage) -> None:
    await stage.publisher.mark()
    stage.fake.fault("lost", "GET", "*", times=None)
    with pytest.raises(NotSent):
        await stage.publisher.find(stage.post(), "", frozenset())


async def test_a_post_is_refused_for_what_it_says(stage: Stage) -> None:
    error = '{"error": "Validation failed: Text contains bad words", "code": 50035, "message": "Invalid Form Body"}'
    headers = {"Content-Type": "application/json"}
    stage.fake.fault("status", *stage.send, status=400, body=error, headers=headers)
    with pytest.raises(Refused, match="refused this post") as caught:
        await stage.publisher.publish(stage.post(), KEY)
    assert not caught.value.too_long


async def test_the_wrong_network_s_post_is_refused(stage: Stage) -> None:
    other = toot("x", None)
    if stage.publisher.network == "mastodon":
        with pytest.raises(Refused, match="no Discord message"):
            await stage.publisher.publish(message("x", None), KEY)
    else:
        with pytest.raises(Refused, match="no toot"):
            await stage.publisher.publish(other, KEY)
    assert stage.fake.created() == 0
