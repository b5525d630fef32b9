"""The fake Mastodon server's edits, deletions and direct messages, used by the real Mastodon.py."""

from __future__ import annotations

from typing import Any

import pytest
from mastodon import Mastodon, MastodonAPIError, MastodonNotFoundError

from tests.fakes.mastodon.control import OWNER, MastodonControl


@pytest.fixture
def account(fake_mastodon: MastodonControl) -> Mastodon:
    return Mastodon(
        access_token=fake_mastodon.token,
        api_base_url=fake_mastodon.api_base_url,
        ratelimit_method="throw",
        request_timeout=10,
        user_agent="matinee-tests",
    )


def post(account: Mastodon, text: str = "hello", **more: Any) -> str:
    return str(account.status_post(text, visibility="public", language="de", **more).id)


def test_an_edit_resets_what_is_not_sent_again(account: Mastodon, fake_mastodon: MastodonControl) -> None:
    picture = account.media_post(b"png", "image/png", description="a picture").id
    made = post(account, spoiler_text="careful", sensitive=True, media_ids=[picture])
    (before,) = fake_mastodon.statuses()
    assert (before["content_warning"], before["sensitive"], before["media"]) == ("careful", True, [str(picture)])
    account.status_update(made, "hello again")
    (after,) = fake_mastodon.statuses()
    assert after == {
        "id": made,
        "text": "hello again",
        "content_warning": "",
        "language": None,
        "visibility": "public",
        "sensitive": False,
        "in_reply_to_id": None,
        "media": [],
    }
    assert [(one["id"], one["text"], one["swallowed"]) for one in fake_mastodon.edits()] == [
        (made, "hello again", False)
    ]


def test_an_edit_answers_with_what_stands(account: Mastodon, fake_mastodon: MastodonControl) -> None:
    picture = account.media_post(b"png", "image/png").id
    made = post(account, media_ids=[picture])
    told = account.status_update(made, "again", spoiler_text="careful", media_ids=[picture])
    assert (told.spoiler_text, told.sensitive, len(told.media_attachments)) == ("careful", True, 1)
    assert told.edited_at is not None
    assert len(account.status_history(made)) == 2
    assert account.status_source(made).text == "again"
    assert fake_mastodon.statuses()[0]["media"] == [str(picture)]


def test_an_edit_that_changes_nothing_is_swallowed(account: Mastodon, fake_mastodon: MastodonControl) -> None:
    made = post(account)
    told = account.status_update(made, "hello")
    assert told.edited_at is None
    assert len(account.status_history(made)) == 1
    assert [one["swallowed"] for one in fake_mastodon.edits()] == [True]


@pytest.mark.parametrize("text", ["", "word " * 200])
def test_an_edit_is_refused_like_a_new_status(account: Mastodon, fake_mastodon: MastodonControl, text: str) -> None:
    made = post(account)
    with pytest.raises(MastodonAPIError) as caught:
        account.status_update(made, text)
    assert caught.value.args[1] == 422
    assert fake_mastodon.statuses()[0]["text"] == "hello"


def test_a_server_that_knows_no_edits(account: Mastodon, fake_mastodon: MastodonControl) -> None:
    made = post(account)
    fake_mastodon.set(edits_known=False)
    with pytest.raises(MastodonAPIError):
        account.status_update(made, "again")
    assert fake_mastodon.edits() == []


def test_what_is_deleted_is_gone(account: Mastodon, fake_mastodon: MastodonControl) -> None:
    made = post(account)
    account.status_delete(made)
    for call in (account.status, account.status_delete, lambda it: account.status_update(it, "again")):
        with pytest.raises(MastodonNotFoundError):
            call(made)
    assert (fake_mastodon.statuses(), fake_mastodon.created()) == ([], 1)


def test_a_key_of_a_deleted_status_finds_nothing_for_an_hour(account: Mastodon, fake_mastodon: MastodonControl) -> None:
    made = post(account, idempotency_key="key-1")
    fake_mastodon.delete_status(made)
    with pytest.raises(MastodonNotFoundError, match="Record not found"):
        post(account, idempotency_key="key-1")
    fake_mastodon.advance(3700)
    assert post(account, idempotency_key="key-1") != made


def test_the_owner_edits_by_hand(account: Mastodon, fake_mastodon: MastodonControl) -> None:
    made = post(account)
    fake_mastodon.edit_by_hand(made, "other words", "careful")
    told = account.status(made)
    assert (told.content, told.spoiler_text) == ("<p>other words</p>", "careful")
    assert told.edited_at is not None
    assert fake_mastodon.edits() == []


def test_direct_messages_are_told_apart(account: Mastodon, fake_mastodon: MastodonControl) -> None:
    made = account.status_post(f"@{OWNER} look", visibility="direct")
    assert [one.acct for one in made.mentions] == [OWNER]
    assert account.status_post("@nobody@films.example look", visibility="direct").mentions == []
    assert [one["text"] for one in fake_mastodon.directs()] == [f"@{OWNER} look", "@nobody@films.example look"]
    assert (fake_mastodon.statuses(), fake_mastodon.created()) == ([], 0)
