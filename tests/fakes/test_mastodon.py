"""The fake Mastodon server, used by the real Mastodon.py: the facts that the adapter is built upon."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import pytest
from mastodon import (
    Mastodon,
    MastodonAPIError,
    MastodonInternalServerError,
    MastodonNetworkError,
    MastodonRatelimitError,
    MastodonServiceUnavailableError,
    MastodonUnauthorizedError,
)

from tests.fakes.mastodon.control import HISTORY, STATUSES, Form, MastodonControl


@pytest.fixture
def account(fake_mastodon: MastodonControl) -> Mastodon:
    return Mastodon(
        access_token=fake_mastodon.token,
        api_base_url=fake_mastodon.api_base_url,
        ratelimit_method="throw",
        request_timeout=10,
        version_check_mode="none",
        user_agent="matinee-tests",
    )


def post(account: Mastodon, text: str = "hello", key: str = "key-1") -> str:
    return str(account.status_post(text, idempotency_key=key, visibility="public", language="en").id)


def test_a_status_stands(account: Mastodon, fake_mastodon: MastodonControl) -> None:
    made = account.status_post("hello", spoiler_text="careful", language="de", visibility="unlisted")
    assert made.url.startswith(fake_mastodon.address)
    assert fake_mastodon.statuses() == [
        {
            "id": str(made.id),
            "text": "hello",
            "content_warning": "careful",
            "language": "de",
            "visibility": "unlisted",
            "sensitive": False,
            "in_reply_to_id": None,
            "media": [],
        }
    ]


def test_a_key_is_remembered_for_an_hour(account: Mastodon, fake_mastodon: MastodonControl) -> None:
    first = post(account)
    fake_mastodon.advance(3500)
    assert post(account, "other words") == first
    fake_mastodon.advance(200)
    assert post(account) != first
    assert fake_mastodon.created() == 2


def test_a_server_that_ignores_keys(account: Mastodon, fake_mastodon: MastodonControl) -> None:
    fake_mastodon.like_gotosocial()
    assert post(account) != post(account)
    with pytest.raises(MastodonAPIError) as caught:
        post(account, "")
    assert caught.value.args[1] == 400


def test_a_lost_answer_leaves_a_status(account: Mastodon, fake_mastodon: MastodonControl) -> None:
    fake_mastodon.fault("lost", "POST", STATUSES)
    with pytest.raises(MastodonNetworkError):
        post(account)
    (status,) = fake_mastodon.statuses()
    assert post(account) == status["id"]


def test_a_reset_before_the_work_leaves_none(account: Mastodon, fake_mastodon: MastodonControl) -> None:
    fake_mastodon.fault("reset", "POST", STATUSES)
    with pytest.raises(MastodonNetworkError):
        post(account)
    assert fake_mastodon.created() == 0


def test_half_an_answer(account: Mastodon, fake_mastodon: MastodonControl) -> None:
    fake_mastodon.fault("half", "POST", STATUSES)
    with pytest.raises((MastodonNetworkError, MastodonAPIError)):
        post(account)
    assert fake_mastodon.created() == 1


@pytest.mark.parametrize("after", [True, False])
def test_a_hang(account: Mastodon, fake_mastodon: MastodonControl, after: bool) -> None:
    fake_mastodon.fault("hang", "POST", STATUSES, after=after)
    with ThreadPoolExecutor(1) as threads:
        posting = threads.submit(post, account)
        fake_mastodon.wait_held()
        assert fake_mastodon.created() == int(after)
        fake_mastodon.release()
        posting.result(10)
    assert fake_mastodon.created() == 1


def test_a_slow_answer_arrives_whole(account: Mastodon, fake_mastodon: MastodonControl) -> None:
    fake_mastodon.fault("slow", "POST", STATUSES)
    with ThreadPoolExecutor(1) as threads:
        posting = threads.submit(post, account)
        fake_mastodon.wait_held()
        fake_mastodon.release()
        assert posting.result(10) == fake_mastodon.statuses()[0]["id"]


def test_an_answer_of_another_kind(account: Mastodon, fake_mastodon: MastodonControl) -> None:
    fake_mastodon.fault("status", "POST", STATUSES, status=200, headers={"Content-Type": "text/html"}, body="<p>")
    with pytest.raises(MastodonAPIError):
        post(account)


@pytest.mark.parametrize("form", ["reset", "retry-after", "bare"])
def test_429(account: Mastodon, fake_mastodon: MastodonControl, form: Form) -> None:
    fake_mastodon.rate_limited(form, method="POST", path=STATUSES)
    with pytest.raises(MastodonRatelimitError):
        post(account)
    post(account)
    assert fake_mastodon.created() == 1


def test_503_says_when_to_come_back(account: Mastodon, fake_mastodon: MastodonControl) -> None:
    import urllib.error
    import urllib.request

    fake_mastodon.unavailable(90, times=2)
    with pytest.raises(urllib.error.HTTPError) as told:
        urllib.request.urlopen(fake_mastodon.address)  # noqa: S310 — our own server
    with told.value as answer:
        back = parsedate_to_datetime(answer.headers["Retry-After"])
    assert 80 < (back - datetime.now(UTC)).total_seconds() <= 90
    with pytest.raises(MastodonServiceUnavailableError):
        post(account)


@pytest.mark.parametrize("after", [True, False])
def test_500_may_come_after_the_work(account: Mastodon, fake_mastodon: MastodonControl, after: bool) -> None:
    fake_mastodon.answer(500, method="POST", path=STATUSES, after=after)
    with pytest.raises(MastodonInternalServerError):
        post(account)
    assert fake_mastodon.created() == int(after)


def test_history_and_its_hiding(account: Mastodon, fake_mastodon: MastodonControl) -> None:
    me = account.me().id
    ids = [post(account, f"text {number}", f"key-{number}") for number in range(3)]
    assert [str(it.id) for it in account.account_statuses(me, min_id=ids[0])] == [ids[2], ids[1]]
    fake_mastodon.hide_history()
    for _ in range(2):
        with pytest.raises(MastodonAPIError):
            account.account_statuses(me)
    assert [it["path"] for it in fake_mastodon.state()["requests"]].count(HISTORY.replace("*", str(me))) == 1


def test_a_revoked_token(account: Mastodon, fake_mastodon: MastodonControl) -> None:
    fake_mastodon.set(revoked=True)
    with pytest.raises(MastodonUnauthorizedError):
        post(account)


def test_a_reset_forgets_everything(account: Mastodon, fake_mastodon: MastodonControl) -> None:
    post(account)
    fake_mastodon.reset()
    assert (fake_mastodon.created(), fake_mastodon.statuses()) == (0, [])
