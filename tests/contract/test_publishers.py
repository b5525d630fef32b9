"""What every publisher promises the courier, on the real libraries and fake networks over sockets."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING

import discord
import pytest

from bot.clock import SystemClock
from bot.errors import (
    DestinationTrouble,
    HistoryUnreadable,
    NotSent,
    OutcomeUnclear,
    Refused,
    Removed,
    Throttled,
    TokenRefused,
)
from bot.format.model import Limits
from bot.post import discord_channel, mastodon_account
from bot.post.discord_channel import DiscordChannel
from bot.post.discord_session import ClientConnection, DiscordSession
from bot.post.mastodon_account import MastodonAccount
from bot.post.mastodon_client import Account
from tests.contract.publishing import ADDRESS, Stage, message, toot
from tests.fakes.discord.control import MESSAGES, DiscordControl
from tests.fakes.discord.world import FORUM_ID, TEXT_ID
from tests.fakes.mastodon.control import STATUSES, MastodonControl

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

KEY = "a-key-of-24-characters-x"


def account(fake: MastodonControl, address: str | None = None) -> MastodonAccount:
    return MastodonAccount("toots", "toots", Account(address or fake.api_base_url, fake.token), SystemClock())


def mastodon_stage(fake: MastodonControl) -> Stage:
    return Stage(account(fake), fake, ("POST", STATUSES), lambda: [one["id"] for one in fake.statuses()])


@pytest.fixture
async def session(fake_discord: DiscordControl, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[DiscordSession]:
    monkeypatch.setattr(discord.http.Route, "BASE", fake_discord.api_base_url)
    client = discord.Client(intents=discord.Intents.none())
    opened = DiscordSession(ClientConnection(client, fake_discord.token), SystemClock())
    await opened.run()
    yield opened
    await opened.close()


def discord_stage(fake: DiscordControl, session: DiscordSession) -> Stage:
    channel = DiscordChannel("film-channel", TEXT_ID, session)
    return Stage(channel, fake, ("POST", MESSAGES), lambda: [one["id"] for one in fake.messages()])


@pytest.fixture(params=["discord", "mastodon"])
async def stage(
    request: pytest.FixtureRequest,
    fake_mastodon: MastodonControl,
    fake_discord: DiscordControl,
    session: DiscordSession,
) -> AsyncIterator[Stage]:
    discord_wanted = request.param == "discord"
    made = discord_stage(fake_discord, session) if discord_wanted else mastodon_stage(fake_mastodon)
    yield made
    await made.publisher.close()


async def test_a_post_stands_and_its_receipt_says_where(stage: Stage) -> None:
    receipt = await stage.publisher.publish(stage.post(), KEY)
    assert stage.ids() == [receipt.id]
    assert receipt.url is not None
    assert receipt.id in receipt.url
    assert receipt.posted_at.tzinfo is not None
    assert receipt.posted_at.astimezone(UTC) == receipt.posted_at


async def test_a_repeat_with_the_same_key_is_harmless(stage: Stage) -> None:
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
    monkeypatch.setattr(discord_channel, "CALL_TIMEOUT", 0.3)
    monkeypatch.setattr(mastodon_account, "CALL_TIMEOUT", 0.3)
    stage.fake.fault("hang", *stage.send, after=True)
    with pytest.raises(OutcomeUnclear, match=r"didn't answer within 0\.3 seconds"):
        await stage.publisher.publish(stage.post(), KEY)
    monkeypatch.setattr(discord_channel, "CALL_TIMEOUT", 10)
    monkeypatch.setattr(mastodon_account, "CALL_TIMEOUT", 10)
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


# Mastodon


async def test_a_revoked_token(fake_mastodon: MastodonControl) -> None:
    fake_mastodon.set(revoked=True)
    publisher = account(fake_mastodon)
    for call in (publisher.mark(), publisher.publish(toot("x", None), KEY)):
        with pytest.raises(TokenRefused, match="refuses the token") as caught:
            await call
        assert fake_mastodon.token not in repr(caught.value) + repr(caught.value.__context__)
    assert fake_mastodon.token not in repr(publisher)
    await publisher.close()


async def test_a_port_where_nobody_listens_is_surely_not_sent(fake_mastodon: MastodonControl) -> None:
    publisher = account(fake_mastodon, "http://127.0.0.1:9")
    with pytest.raises(NotSent, match=r"127\.0\.0\.1 can't be reached"):
        await publisher.publish(toot("x", None), KEY)
    await publisher.close()


async def test_a_host_that_does_not_exist_is_surely_not_sent(fake_mastodon: MastodonControl) -> None:
    publisher = account(fake_mastodon, "https://nowhere.invalid")
    with pytest.raises(NotSent, match=r"nowhere\.invalid can't be reached"):
        await publisher.publish(toot("x", None), KEY)
    await publisher.close()


async def test_a_token_is_not_sent_in_the_clear(fake_mastodon: MastodonControl) -> None:
    publisher = account(fake_mastodon, "http://toots.example")
    with pytest.raises(DestinationTrouble, match="begin with https"):
        await publisher.publish(toot("x", None), KEY)


@pytest.mark.parametrize(("form", "known"), [("reset", True), ("retry-after", True), ("bare", False)])
async def test_a_server_that_asks_for_patience(fake_mastodon: MastodonControl, form: str, known: bool) -> None:
    fake_mastodon.rate_limited(form, 90, method="POST")  # type: ignore[arg-type]  # parametrized
    publisher = account(fake_mastodon)
    with pytest.raises(Throttled) as caught:
        await publisher.publish(toot("x", None), KEY)
    wait = caught.value.retry_after
    assert (wait is not None) == known
    assert wait is None or timedelta(seconds=80) < wait <= timedelta(seconds=91)
    await publisher.close()


async def test_a_server_under_maintenance(fake_mastodon: MastodonControl) -> None:
    fake_mastodon.unavailable(90, method="POST")
    publisher = account(fake_mastodon)
    with pytest.raises(Throttled) as caught:
        await publisher.publish(toot("x", None), KEY)
    wait = caught.value.retry_after
    assert wait is not None
    assert timedelta(seconds=80) < wait <= timedelta(seconds=91)
    await publisher.close()


async def test_a_rate_limit_header_that_means_nothing_hides_no_post(fake_mastodon: MastodonControl) -> None:
    headers = {"X-RateLimit-Reset": "soon", "Content-Type": "application/json"}
    fake_mastodon.fault("status", "POST", STATUSES, status=200, after=True, headers=headers, body='{"id": "1"}')
    publisher = account(fake_mastodon)
    with pytest.raises(OutcomeUnclear):
        await publisher.publish(toot("x", None), KEY)
    await publisher.close()


async def test_a_redirect_is_not_followed(fake_mastodon: MastodonControl) -> None:
    fake_mastodon.fault("status", "POST", STATUSES, status=301, headers={"Location": "https://elsewhere.invalid/"})
    publisher = account(fake_mastodon)
    with pytest.raises(DestinationTrouble, match="sends us elsewhere"):
        await publisher.publish(toot("x", None), KEY)
    await publisher.close()


async def test_history_that_is_none_of_the_token_s_business(fake_mastodon: MastodonControl) -> None:
    fake_mastodon.hide_history()
    publisher = account(fake_mastodon)
    for call in (publisher.mark(), publisher.find(toot("x", None), "1", frozenset())):
        with pytest.raises(HistoryUnreadable, match="needs read access") as caught:
            await call
        assert caught.value.lasting
    await publisher.close()


async def test_the_server_s_own_limits(fake_mastodon: MastodonControl) -> None:
    publisher = account(fake_mastodon)
    assert await publisher.limits() == Limits(500, 23)
    await publisher.close()


async def test_limits_that_can_not_be_asked_are_the_usual_ones(fake_mastodon: MastodonControl) -> None:
    publisher = account(fake_mastodon, "http://127.0.0.1:9")
    assert await publisher.limits() == Limits()
    await publisher.close()


async def test_a_post_that_is_too_long_is_told_apart(fake_mastodon: MastodonControl) -> None:
    publisher = account(fake_mastodon)
    with pytest.raises(Refused) as caught:
        await publisher.publish(toot("word " * 200, None), KEY)
    assert caught.value.too_long
    await publisher.close()


# Discord


async def test_what_discord_is_sent(fake_discord: DiscordControl, session: DiscordSession) -> None:
    stage = discord_stage(fake_discord, session)
    await stage.publisher.publish(stage.post("@everyone dizzy"), KEY)
    (sent,) = fake_discord.messages()
    assert sent["embeds"][0]["url"] == ADDRESS
    assert [button["url"] for button in sent["components"][0]["components"]] == ["https://boxd.example/x"]
    assert sent["mentions"] == []
    assert not sent["mention_everyone"]


async def test_a_message_that_was_taken_down(fake_discord: DiscordControl, session: DiscordSession) -> None:
    stage = discord_stage(fake_discord, session)
    receipt = await stage.publisher.publish(stage.post(), KEY)
    fake_discord.delete_message(receipt.id)
    with pytest.raises(Removed, match="taken down"):
        await stage.publisher.publish(stage.post(), KEY)


@pytest.mark.parametrize(
    ("denied", "remedy"), [("view_channel", "View Channel"), ("send_messages", "Send Messages and Embed Links")]
)
async def test_a_permission_is_missing(
    fake_discord: DiscordControl, session: DiscordSession, denied: str, remedy: str
) -> None:
    fake_discord.channel(id=TEXT_ID, denied=[denied])
    stage = discord_stage(fake_discord, session)
    with pytest.raises(DestinationTrouble, match=remedy):
        await stage.publisher.publish(stage.post(), KEY)


@pytest.mark.parametrize("refused", [False, True])
async def test_an_empty_history_proves_nothing_without_its_permission(
    fake_discord: DiscordControl, session: DiscordSession, refused: bool
) -> None:
    stage = discord_stage(fake_discord, session)
    await stage.publisher.publish(stage.post(), KEY)
    fake_discord.channel(id=TEXT_ID, denied=["read_message_history"])
    fake_discord.set(history_refused=refused)
    for call in (stage.publisher.mark(), stage.publisher.find(stage.post(), "1", frozenset())):
        with pytest.raises(HistoryUnreadable, match="Read Message History") as caught:
            await call
        assert caught.value.lasting


@pytest.mark.parametrize(("channel_id", "remedy"), [(4711, "doesn't exist any more"), (FORUM_ID, "is a forum")])
async def test_a_channel_that_takes_no_messages(session: DiscordSession, channel_id: int, remedy: str) -> None:
    publisher = DiscordChannel("film-channel", channel_id, session)
    with pytest.raises(DestinationTrouble, match=remedy):
        await publisher.publish(message("x", None), KEY)


async def test_discord_asks_for_patience(fake_discord: DiscordControl, session: DiscordSession) -> None:
    stage = discord_stage(fake_discord, session)
    fake_discord.rate_limited("banned", method="POST", path=MESSAGES)
    with pytest.raises(Throttled) as caught:
        await stage.publisher.publish(stage.post(), KEY)
    assert caught.value.retry_after == timedelta(seconds=60)


async def test_a_token_that_discord_refuses_later(fake_discord: DiscordControl, session: DiscordSession) -> None:
    stage = discord_stage(fake_discord, session)
    fake_discord.set(token="another")
    with pytest.raises(TokenRefused, match="developer portal"):
        await stage.publisher.publish(stage.post(), KEY)
