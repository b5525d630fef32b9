"""What becomes of posts in channels that follow, as their admins see and steer it, on a simulated Discord."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from simcord.backend.models import Overwrite
from simcord.enums import OverwriteType

from bot.follow.roster import name_of
from tests.flow.following import Club, Studio, said

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import simcord

    from bot.commands.client import MatineeClient

pytestmark = pytest.mark.thorough


@pytest.fixture
def studio(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Studio]:
    made = Studio(tmp_path, *getattr(request, "param", ()))
    yield made
    made.close()


@pytest.fixture
def simcord_bot(studio: Studio) -> MatineeClient:
    return studio.client()


@pytest.fixture
async def club(studio: Studio, simcord_env: simcord.Env, simcord_bot: MatineeClient) -> Club:
    """Its #reviews follows; four reviews are known, and none was posted."""
    await simcord_bot.tree.sync()
    made = Club(simcord_env)
    await studio.write("Salt Road", 1, rating=5.0)
    await studio.write("Nine Paper Boats", 2, rating=2.0, tags="horror")
    await studio.write("The Lamp Keeper", 3, rating=4.0, tags="private-shelf")
    await made.ask("follow", channel=made.reviews, min_rating=3.0)
    return made


def follows(studio: Studio) -> str:
    [one] = studio.ledger.follows()
    return one.destination


def here(club: Club) -> str:
    return f"<#{club.reviews.id}>"


async def test_the_newest_that_fits_is_posted_once(studio: Studio, club: Club) -> None:
    studio.clock.meanwhile = studio.post
    told = await club.ask("test")
    [posted] = studio.ledger.deliveries()
    film = {"title": "The Lamp Keeper (1971)", "link": posted.remote_url}
    assert told == said("test-posted", **film)
    assert await club.ask("test") == said("test-stood", **film)
    assert len(studio.ledger.deliveries()) == 1


@pytest.mark.parametrize("studio", [('filter = { tags_not = ["private-shelf"] }',)], indirect=True)
async def test_what_the_owner_keeps_back_is_never_posted(studio: Studio, club: Club) -> None:
    studio.clock.meanwhile = studio.post
    told = await club.ask("test")
    [posted] = studio.ledger.deliveries()
    assert told == said("test-posted", title="Salt Road (1971)", link=posted.remote_url)


async def test_what_an_end_kept_back_is_posted_when_it_follows_again(studio: Studio, club: Club) -> None:
    await club.ask("test")
    await club.ask("unfollow")
    await club.ask("follow", channel=club.reviews, min_rating=3.0)
    studio.clock.meanwhile = studio.post
    told = await club.ask("test")
    [posted] = studio.ledger.deliveries()
    assert told == said("test-posted", title="The Lamp Keeper (1971)", link=posted.remote_url)


async def test_what_was_on_its_way_at_an_end_is_not_sent_once_more(studio: Studio, club: Club) -> None:
    await club.ask("test")
    [one] = studio.ledger.deliveries()
    studio.ledger.claim(one.id, {}, None, studio.clock.now())
    await club.ask("unfollow")
    await club.ask("follow", channel=club.reviews, min_rating=3.0)
    studio.clock.meanwhile = studio.post
    assert await club.ask("test") == said("test-unknown", title="The Lamp Keeper (1971)", channel=here(club))


async def test_nothing_that_fits(studio: Studio, club: Club) -> None:
    await club.ask("follow", channel=club.reviews, tag="silent")
    assert await club.ask("test") == said("test-nothing", channel=here(club))
    assert studio.ledger.deliveries() == []


async def test_the_answer_waits_for_a_while_and_then_says_so(studio: Studio, club: Club) -> None:
    before = studio.clock.now()
    film = {"title": "The Lamp Keeper (1971)", "channel": here(club)}
    assert await club.ask("test") == said("test-waits", **film)
    assert (studio.clock.now() - before).total_seconds() == pytest.approx(15, abs=1)
    studio.post()
    [posted] = studio.ledger.deliveries()
    assert await club.ask("test") == said("test-stood", title=film["title"], link=posted.remote_url)


async def test_trouble_met_by_the_post_is_told(studio: Studio, club: Club) -> None:
    def refuse() -> None:
        now = studio.clock.now()
        studio.ledger.pause(
            follows(studio), "trouble", "#reviews: the bot may not post there.", now.replace(year=2030), now
        )

    studio.clock.meanwhile = refuse
    reason = "#reviews: the bot may not post there"
    film = {"title": "The Lamp Keeper (1971)", "channel": here(club)}
    assert await club.ask("test") == said("test-stalled", **film, reason=reason)


@pytest.mark.parametrize(
    ("move", "key"),
    [
        ("skip", "test-skipped"),
        ("failed", "test-failed"),
        ("unknown", "test-unknown"),
        ("removed", "test-removed"),
    ],
)
async def test_what_cannot_be_posted_says_why(studio: Studio, club: Club, move: str, key: str) -> None:
    await club.ask("test")
    [one] = studio.ledger.deliveries()
    studio.ledger.claim(one.id, {}, None, studio.clock.now())
    match move:
        case "skip":
            studio.ledger.put_back(one.id, "", studio.clock.now())
            studio.ledger.skip(one.id, "you skipped it")
        case "removed":
            studio.ledger.removed(one.id, "taken down", studio.clock.now())
        case "failed" | "unknown":
            studio.ledger.give_up(one.id, "failed" if move == "failed" else "unknown", "refused")
    assert await club.ask("test") == said(key, title="The Lamp Keeper (1971)", channel=here(club))


async def test_pausing_and_going_on(studio: Studio, club: Club) -> None:
    channel, now = here(club), "<t:1767225600:R>"
    assert await club.ask("pause") == said("paused", channel=channel, waiting=0)
    assert await club.ask("pause") == said("paused-already", channel=channel)
    assert await club.ask("test") == said("test-paused", channel=channel)
    assert said("is-paused", when=now) in await club.ask("list")
    assert said("is-paused-by-admin", when=now) in await club.ask("status")
    assert studio.ledger.deliveries() == []
    assert await club.ask("resume") == said("resumed", channel=channel, waiting=0)
    assert await club.ask("resume") == said("was-not-paused", channel=channel)
    assert studio.ledger.pauses() == {}


async def test_the_owners_pause_is_the_owners(studio: Studio, club: Club) -> None:
    await club.ask("pause")
    studio.ledger.pause(follows(studio), "owner", "You paused it.", None, studio.clock.now())
    own = said("paused-by-owner", channel=here(club))
    assert [await club.ask(one) for one in ("pause", "resume", "test")] == [own] * 3
    await club.ask("unfollow")
    again = said("follows-but-paused", channel=here(club))
    assert again in await club.ask("follow", channel=club.reviews)
    assert studio.ledger.pauses()[follows(studio)].by == "owner"


async def test_trouble_is_looked_at_again_at_once(studio: Studio, club: Club) -> None:
    now = studio.clock.now()
    studio.ledger.pause(follows(studio), "trouble", "Refused.", now.replace(year=2030), now)
    assert await club.ask("resume") == said("tried-again", channel=here(club), waiting=0)
    assert studio.ledger.pauses()[follows(studio)].look_at == now


async def test_status(studio: Studio, club: Club) -> None:
    start = f"{said('channel', channel=here(club))} {said('goes-on')}"
    assert await club.ask("status") == f"{start} {said('waiting', count=0)} {said('posted-nothing')}"
    await club.ask("test")
    assert said("waiting", count=1) in await club.ask("status")
    studio.post()
    [posted] = studio.ledger.deliveries()
    assert posted.posted_at is not None
    last = {"title": "The Lamp Keeper (1971)", "when": f"<t:{int(posted.posted_at.timestamp())}:R>"}
    told = said("posted-last", **last, link=posted.remote_url)
    assert told in await club.ask("status")
    assert told in await club.ask("status", channel="reviews")
    assert await club.ask("status", channel="nowhere") == said("which", there=here(club))


async def test_a_channel_that_the_owner_takes_over_or_forbids(
    studio: Studio, club: Club, simcord_env: simcord.Env, tmp_path: Path
) -> None:
    own = f'[[destination]]\nname = "mine"\nnetwork = "discord"\nchannel_id = {club.reviews.id}'
    owners = Studio(tmp_path, more=own)
    forbidding = Studio(tmp_path, follow="allowed = false")
    try:
        await simcord_env.restart_bot(owners.client())
        assert await club.ask("follow", channel=club.reviews) == said("channel-is-the-owners")
        assert said("is-the-owners") in await club.ask("status")
        assert await club.ask("test") == said("test-nothing", channel=here(club))
        await simcord_env.restart_bot(forbidding.client())
        nobody = said("nobody-may-follow")
        assert [nobody in await club.ask(one) for one in ("list", "status", "test", "resume")] == [True] * 4
        assert await club.ask("unfollow") == said("ended", channel=here(club), waiting=0)
    finally:
        owners.close()
        forbidding.close()


async def test_a_deleted_channel_pauses_and_is_not_erased(studio: Studio, club: Club, simcord_env: simcord.Env) -> None:
    await club.ask("follow", channel=club.news)
    name = name_of(club.news.id)
    simcord_env.backend.delete_channel(club.news.id)
    await simcord_env.settle()
    pause = studio.ledger.pauses()[name]
    assert (pause.by, 'The channel "#news" of the server "Film club" was deleted' in pause.reason) == ("trouble", True)
    assert len(studio.ledger.follows()) == 2
    assert await club.typing("unfollow", "channel", "ne") == ["#news"]
    told = await club.ask("status", channel="news")
    assert said("is-paused", when="<t:1767225600:R>") in told
    assert said("channel-gone", name="news") in told
    ended = said("ended", channel=f"<#{club.news.id}>", waiting=0)
    assert await club.ask("unfollow", channel="news") == ended


async def test_a_bot_thrown_out_pauses_and_comes_back(
    studio: Studio, club: Club, simcord_env: simcord.Env, simcord_bot: MatineeClient
) -> None:
    name, server = follows(studio), simcord_bot.get_guild(club.guild.id)
    simcord_env.backend.remove_guild(club.guild.id)
    await simcord_env.settle()
    pause = studio.ledger.pauses()[name]
    assert pause.by == "trouble"
    assert 'removed from the server "Film club"' in pause.reason
    assert [one.destination for one in studio.ledger.follows()] == [name]
    assert pause.look_at is not None
    assert pause.look_at > studio.clock.now()
    woken = studio.woken
    await simcord_bot.on_guild_join(server)  # type: ignore[attr-defined]  # simcord brings no bot back
    assert (studio.ledger.pauses()[name].look_at, studio.woken) == (studio.clock.now(), woken + 1)


async def test_permissions_given_are_looked_at_again(studio: Studio, club: Club, simcord_env: simcord.Env) -> None:
    now = studio.clock.now()
    name = follows(studio)
    for change in (
        lambda: simcord_env.backend.edit_role(club.guild.id, club.guild.default_role.id, {"permissions": 0}),
        lambda: simcord_env.backend.edit_channel(club.reviews.id, {}, overwrites=[overwrite(club)]),
    ):
        studio.ledger.pause(name, "trouble", "Refused.", now.replace(year=2030), now)
        change()
        await simcord_env.settle()
        assert studio.ledger.pauses()[name].look_at == now


def overwrite(club: Club) -> Overwrite:
    return Overwrite(club.guild.default_role.id, OverwriteType.ROLE, 0, 1 << 11)


async def test_names_are_kept_up(studio: Studio, club: Club, simcord_env: simcord.Env) -> None:
    simcord_env.backend.edit_channel(club.reviews.id, {"name": "films"})
    simcord_env.backend.edit_guild(club.guild.id, {"name": "Cinema"})
    await simcord_env.settle()
    [one] = studio.ledger.follows()
    assert (one.server, one.channel) == ("Cinema", "films")


async def test_trouble_with_the_records_ends_no_handler(studio: Studio, club: Club, simcord_env: simcord.Env) -> None:
    studio.thread.close()
    simcord_env.backend.delete_channel(club.reviews.id)
    await simcord_env.settle()
    assert simcord_env.errors == []
    assert studio.ledger.pauses() == {}
