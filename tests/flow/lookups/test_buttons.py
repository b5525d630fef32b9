"""Buttons and menus as members use them: Share, after a restart, other people's, old ones, too many at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.catalogue.rows import handle
from bot.commands import codes
from bot.commands.cooldown import SECONDS, TIMES
from bot.commands.question import OneReview
from tests.flow.library import Library, answering, review
from tests.flow.room import SITE, Shown

if TYPE_CHECKING:
    from tests.flow.room import Room


async def test_share_says_it_to_all_and_takes_the_button_away(library: Library, room: Room) -> None:
    library.put(review(links=(("Letterboxd", "https://boxd.example/lamp"),)))
    shown = await room.ask("review", title="The Lamp Room")
    public = await room.share(shown)
    assert public is not None
    assert public.text == shown.text
    assert public.links == shown.links
    assert (public.buttons, public.menu) == ([], [])
    assert shown.buttons == []
    assert shown.links == [("Letterboxd", "https://boxd.example/lamp")]
    assert room.said_to_all() == 1


async def test_share_pressed_twice_shares_once(library: Library, room: Room) -> None:
    library.put(review())
    shown = await room.ask("review", title="The Lamp Room")
    [button] = [part for row in shown.message.components for part in row["components"]]
    before = room.seen(shown.message.id)  # it still looks so to whoever presses twice
    await room.share(shown)
    result = await room.press_by_hand(before, button["custom_id"])
    assert result.acknowledged
    assert result.followups == []
    assert room.said_to_all() == 1


async def test_what_comes_after_what_was_shared_may_be_shared_too(library: Library, room: Room) -> None:
    library.put(review(), review("Fen", 1990))
    shown = await room.ask("random")
    for count in (1, 2):
        assert await room.share(shown) is not None
        assert room.said_to_all() == count
        shown = await room.press(shown, "Another one")


async def test_nothing_pings(library: Library, room: Room) -> None:
    library.put(review("@everyone", None, url=None), *(review(f"@everyone {number}", None) for number in range(9)))
    shown = await room.press(await room.ask("search", text="everyone"), "More")
    await room.share(shown)
    sent = [one.json for one in room.env.http_requests if one.method in {"POST", "PATCH"} and one.json]
    bodies: list[dict[str, Any]] = [
        body.get("data", body) for body in sent if {"embeds", "components"} & set(body.get("data", body))
    ]
    assert len(bodies) == 4
    assert all(body["allowed_mentions"] == {"parse": []} for body in bodies)


async def test_buttons_and_menus_work_after_a_restart(library: Library, room: Room) -> None:
    library.put(*(review(f"Lamp {number}", 1990) for number in range(10)))
    shown = await room.ask("search", text="lamp")
    await room.env.restart_bot(answering(library.catalogue, SITE, shard_count=1))
    shown = await room.press(shown, "More")
    assert shown.foot.startswith("Page 2 of 2")
    assert (await room.choose(shown, 0)).text.startswith("Lamp ")
    public = await room.share(shown)
    assert public is not None
    assert public.text == shown.text


async def test_somebody_elses_press_is_answered_to_that_person_alone(library: Library, room: Room) -> None:
    library.put(review("Fen", 1990))
    message = await room.left_behind(f"m1:e{codes.encode(OneReview(handle('fen')))}")
    result = await room.press_by_hand(message, message["components"][0]["components"][0]["custom_id"])
    assert result.response is not None
    assert result.response.ephemeral
    assert Shown(result.response).text.startswith("Fen (1990)")
    assert room.said_to_all() == 1


@pytest.mark.parametrize("code", ["m1:", "m1:s", "m1:sR", "m1:eR12345678", "m1:oX", "m1:zN", "m1:s\u202e" + "x" * 90])
async def test_codes_that_mean_nothing_get_a_sentence(library: Library, room: Room, code: str) -> None:
    library.put(review())
    result = await room.press_by_hand(await room.left_behind(code), code)
    assert result.response is not None
    assert Shown(result.response).text.startswith(("That isn't here any more.", "There are no reviews yet."))


async def test_a_review_that_is_gone(library: Library, room: Room) -> None:
    library.put(review(), review("Fen", 1990))
    shown = await room.ask("latest")
    library.catalogue.update("films", (), ["fen.md"])
    gone = await room.choose(shown, [line.startswith("Fen") for line in shown.menu].index(True))
    assert gone.text.startswith("That isn't here any more.")


async def test_too_much_at_once_gets_a_sentence_that_says_when(library: Library, room: Room) -> None:
    library.put(review())
    for _ in range(TIMES):
        shown = await room.ask("latest")
    refused = await room.choose(shown, 0)
    assert refused.text.startswith("That was a lot at once. Ask again in ")
    assert int(refused.text.split()[-2]) <= SECONDS
    assert await room.typing("review", "title", "lamp") != []
    result = await room.other.slash(room.channel, "latest")
    assert result.response is not None
    assert result.response.embeds


async def test_a_press_that_fails_gets_a_sentence(library: Library, room: Room) -> None:
    library.put(review())
    shown = await room.ask("review", title="The Lamp Room")
    library.catalogue.close()
    result = await room.member.click(shown.message, label="Share")
    said = result.followups[0] if result.followups else result.response
    assert said is not None
    assert said.content.startswith(("Something went wrong here", "The reviews can't be looked up"))
    assert room.said_to_all() == 0


async def test_nothing_is_kept_of_what_was_answered(library: Library, room: Room) -> None:
    library.put(*(review(f"Lamp {number}", 1990) for number in range(10)))
    shown = await room.press(await room.ask("search", text="lamp"), "More")
    await room.choose(shown, 0)
    await room.share(shown)
    views = room.client._connection._view_store
    assert (views._views, views._synced_message_views) == ({}, {})
    assert len(views._dynamic_items) == 1
