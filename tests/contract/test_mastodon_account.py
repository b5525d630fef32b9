"""What is Mastodon's own: its errors, limits and ways to ask for patience."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.errors import (
    DestinationTrouble,
    HistoryUnreadable,
    NotSent,
    OutcomeUnclear,
    Refused,
    Throttled,
    TokenRefused,
)
from bot.format.model import Limits
from tests.contract.publishing import toot
from tests.contract.stages import account
from tests.fakes.mastodon.control import STATUSES, MastodonControl

KEY = "a-key-of-24-characters-x"


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
    assert await publisher.limits() == Limits(500, 23, picture_bytes=10_485_760)
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
