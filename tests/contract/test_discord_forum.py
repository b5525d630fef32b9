"""What is a forum's own: tags, threads that were archived or locked, names, taking posts back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from bot.errors import DestinationTrouble, HistoryUnreadable, Refused
from bot.settings.model import ChannelManners
from tests.contract.publishing import ADDRESS, message
from tests.contract.stages import forum_stage
from tests.fakes.discord.forum_control import ForumControl
from tests.fakes.discord.world import FORUM_ID, MEMBER_ID

if TYPE_CHECKING:
    from bot.format.model import Message
    from bot.post.discord.session import DiscordSession
    from bot.post.publisher import Publisher
    from tests.fakes.discord.control import DiscordControl

KEY = "a-key-of-24-characters-x"
ONE, TWO = 800000000000000001, 800000000000000002


def tag(number: int, name: str, *, moderated: bool = False) -> dict[str, Any]:
    return {"id": str(number), "name": name, "moderated": moderated, "emoji_id": None, "emoji_name": None}


@pytest.fixture
def forum(fake_discord: DiscordControl) -> ForumControl:
    fake_discord.channel(id=FORUM_ID, available_tags=[tag(ONE, "Horror"), tag(TWO, "Queer cinema")])
    return ForumControl(fake_discord.address)


def publisher_of(forum: ForumControl, session: DiscordSession, *tags: str) -> Publisher:
    return forum_stage(forum, session, ChannelManners(forum_tags=tags)).publisher


def thread(forum: ForumControl, number: str) -> dict[str, Any]:
    found: dict[str, Any] = forum.state()["channels"][number]
    return found


def titled(title: str) -> Message:
    post = message("Dizzy.", ADDRESS)
    return replace(post, embed={**post.embed, "title": title})


async def test_a_post_has_its_title_its_tags_and_a_link(forum: ForumControl, session: DiscordSession) -> None:
    publisher = publisher_of(forum, session, "horror", str(TWO), "Horror")
    receipt = await publisher.publish(titled("\\*batteries not included (1987)"), KEY)
    made = thread(forum, receipt.id)
    assert made["name"] == "*batteries not included (1987)"
    assert made["applied_tags"] == [str(ONE), str(TWO)]
    assert receipt.url == f"https://discord.com/channels/{made['guild_id']}/{receipt.id}"


async def test_a_long_title_is_cut(forum: ForumControl, session: DiscordSession) -> None:
    receipt = await publisher_of(forum, session).publish(titled("Vertigo " * 30), KEY)
    name = thread(forum, receipt.id)["name"]
    assert len(name) <= 100
    assert name.endswith("…")


async def test_a_tag_that_there_is_not(forum: ForumControl, session: DiscordSession) -> None:
    publisher = publisher_of(forum, session, "Comedy")
    with pytest.raises(DestinationTrouble, match=r'without the tag "Comedy".*"Horror", "Queer cinema"'):
        await publisher.publish(message("x", ADDRESS), KEY)
    assert forum.created() == 0
    forum.channel(id=FORUM_ID, available_tags=[tag(ONE, "Comedy")])
    await publisher.publish(message("x", ADDRESS), KEY)


async def test_a_tag_is_required(forum: ForumControl, session: DiscordSession) -> None:
    forum.channel(id=FORUM_ID, require_tag=True)
    with pytest.raises(DestinationTrouble, match=r'no posts without a tag.*"Horror"'):
        await publisher_of(forum, session).publish(message("x", ADDRESS), KEY)
    await publisher_of(forum, session, "Horror").publish(message("x", ADDRESS), KEY)


async def test_the_permission_that_is_missing_is_named(forum: ForumControl, session: DiscordSession) -> None:
    forum.channel(id=FORUM_ID, denied=["send_messages"])
    with pytest.raises(DestinationTrouble, match="Create Posts"):
        await publisher_of(forum, session).publish(message("x", ADDRESS), KEY)


async def test_keys_are_never_relied_on(forum: ForumControl, session: DiscordSession) -> None:
    publisher = publisher_of(forum, session)
    assert publisher.key_window is None
    await publisher.mark()
    assert publisher.key_window is None


async def test_without_its_history_nothing_is_concluded(forum: ForumControl, session: DiscordSession) -> None:
    publisher = publisher_of(forum, session)
    receipt = await publisher.publish(message("x", ADDRESS), KEY)
    forum.channel(id=FORUM_ID, denied=["read_message_history"])
    calls = (
        publisher.mark(),
        publisher.find(message("x", ADDRESS), "", frozenset()),
        publisher.standing(receipt.id, message("x", ADDRESS)),
    )
    for call in calls:
        with pytest.raises(HistoryUnreadable, match="Read Message History") as caught:
            await call
        assert caught.value.lasting
    with pytest.raises(HistoryUnreadable):
        _ = [one async for one in publisher.own_posts(None, 10)]


async def test_other_people_s_threads_are_none_of_ours(forum: ForumControl, session: DiscordSession) -> None:
    forum.channel(id=900, type=11, parent_id=FORUM_ID, owner=MEMBER_ID, name="Vertigo (1958)")
    publisher = publisher_of(forum, session)
    assert await publisher.find(message("x", ADDRESS), "", frozenset()) is None
    assert [one async for one in publisher.own_posts(None, 10)] == []


async def test_archived_posts_are_found_read_back_and_changed(forum: ForumControl, session: DiscordSession) -> None:
    publisher = publisher_of(forum, session)
    posts = [message(f"Film {one}.", f"{ADDRESS}?{one}") for one in range(4)]
    receipts = [await publisher.publish(post, KEY) for post in posts]
    for receipt in receipts[:3]:
        forum.archive(receipt.id)
    found = await publisher.find(posts[1], receipts[0].id, frozenset())
    assert found is not None
    assert found.id == receipts[1].id
    own = [one.receipt.id async for one in publisher.own_posts(None, 10)]
    assert own == [one.id for one in reversed(receipts)]
    await publisher.edit(receipts[0].id, message("changed", ADDRESS))
    assert await publisher.standing(receipts[0].id, message("changed", ADDRESS)) == "as sent"
    assert thread(forum, receipts[0].id)["thread_metadata"]["archived"]


async def test_a_post_that_a_moderator_locked_stays_as_it_is(forum: ForumControl, session: DiscordSession) -> None:
    publisher = publisher_of(forum, session)
    receipt = await publisher.publish(message("x", ADDRESS), KEY)
    forum.archive(receipt.id, locked=True)
    forum.channel(id=FORUM_ID, denied=["manage_threads"])
    with pytest.raises(Refused, match="moderator has locked"):
        await publisher.edit(receipt.id, message("changed", ADDRESS))


async def test_a_new_title_renames_the_thread(forum: ForumControl, session: DiscordSession) -> None:
    publisher = publisher_of(forum, session)
    receipt = await publisher.publish(titled("Vertgo (1958)"), KEY)
    await publisher.edit(receipt.id, titled("Vertigo (1958)"))
    assert thread(forum, receipt.id)["name"] == "Vertigo (1958)"
    forum.channel(id=int(receipt.id), name="Vertigo, our classic")  # somebody's own name stays
    await publisher.edit(receipt.id, titled("Vertigo! (1958)"))
    assert thread(forum, receipt.id)["name"] == "Vertigo, our classic"


@pytest.mark.parametrize(
    ("denied", "talk", "thread_stays"), [([], False, False), (["manage_threads"], False, True), ([], True, True)]
)
async def test_taking_back_leaves_what_others_wrote(
    forum: ForumControl, session: DiscordSession, denied: list[str], talk: bool, thread_stays: bool
) -> None:
    publisher = publisher_of(forum, session)
    receipt = await publisher.publish(message("x", ADDRESS), KEY)
    forum.channel(id=FORUM_ID, denied=denied)
    if talk:
        forum.call("say", {"channel_id": receipt.id})
    forum.archive(receipt.id)
    for _ in range(2):
        await publisher.delete(receipt.id)
    assert forum.messages() == []
    assert (receipt.id in forum.state()["channels"]) is thread_stays
    assert await publisher.standing(receipt.id, message("x", ADDRESS)) == "gone"


async def test_a_forum_that_is_gone_takes_its_posts_along_but_proves_nothing(
    forum: ForumControl, session: DiscordSession
) -> None:
    publisher = publisher_of(forum, session)
    receipt = await publisher.publish(message("x", ADDRESS), KEY)
    for one in (receipt.id, str(FORUM_ID)):
        forum.call("channels/delete", {"id": one})
    for call in (publisher.standing(receipt.id, message("x", ADDRESS)), publisher.edit(receipt.id, message("x", None))):
        with pytest.raises(DestinationTrouble, match="doesn't exist any more"):
            await call
    await publisher.delete(receipt.id)
