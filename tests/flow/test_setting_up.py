"""``/matinee`` as admins of servers use it, on a simulated Discord."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
import pytest
import simcord
from simcord.backend.models import Overwrite
from simcord.enums import OverwriteType

from bot.ledger.model import Owed, Status
from tests.flow.following import Club, Studio, said

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.commands.client import MatineeClient


@pytest.fixture
def studio(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Studio]:
    made = Studio(tmp_path, *getattr(request, "param", ()))
    yield made
    made.close()


@pytest.fixture
def simcord_bot(studio: Studio) -> MatineeClient:
    return studio.client()


@pytest.fixture
async def club(simcord_env: simcord.Env, simcord_bot: MatineeClient) -> Club:
    await simcord_bot.tree.sync()
    return Club(simcord_env)


def deny(env: simcord.Env, club: Club, channel: simcord.ChannelHandle, *names: str) -> None:
    """Take permissions from the bot in that channel; none named: nothing is denied there."""
    bits = discord.Permissions(**dict.fromkeys(names, True)).value
    env.backend.set_overwrite(channel.id, Overwrite(club.guild.default_role.id, OverwriteType.ROLE, 0, bits))


async def test_a_channel_follows_from_now_on(studio: Studio, club: Club) -> None:
    await studio.write("Salt Road", 1)
    here = f"<#{club.reviews.id}>"
    assert (await club.ask("follow", channel=club.reviews)).splitlines() == [
        said("follows", channel=here),
        said("gets-all"),
        said("newest-that-fits", title="Salt Road (1971)"),
    ]
    [follow] = studio.ledger.follows()
    assert (follow.server, follow.channel, follow.filter, follow.manners) == ("Film club", "reviews", {}, {})
    assert follow.created_by == club.admin.id
    assert studio.woken == 1
    assert club.reviews.last_message is None


async def test_following_once_more_changes_what_it_gets(studio: Studio, club: Club) -> None:
    await club.ask("follow", channel=club.news)
    text = await club.ask(
        "follow",
        channel=club.news,
        min_rating=3.5,
        unrated=False,
        tag="Horror, silent",
        not_badge="mst3k",
        crosspost=False,
        thread=True,
    )
    gets = [
        said("gets-ratings-from", least=3.5),
        said("gets-rated-only"),
        said("gets-tags", names="horror, silent"),
        said("gets-no-badges", names="MST3K"),
    ]
    assert text.splitlines() == [
        said("follows-anew", channel=f"<#{club.news.id}>"),
        " ".join(gets),
        f"{said('crossposts-not')} {said('opens-thread')}",
        said("nothing-fits-yet"),
    ]
    [follow] = studio.ledger.follows()
    assert follow.filter == {
        "min_rating": 3.5, "unrated": False, "tags": ["horror", "silent"], "badges_not": ["MST3K"]
    }  # fmt: skip
    assert follow.manners == {"crosspost": False, "thread": True}


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"min_rating": 6.0}, said("rating-out-of-bounds", best=5.0)),
        ({"tag": "annas"}, said("tag-unknown", count=2, names="annas", there="horror, silent")),
        ({"not_tag": "horror, *x*"}, said("tag-unknown", count=2, names=r"\*x\*", there="horror, silent")),
        ({"badge": "x"}, said("badge-unknown", count=1, names="x", there="MST3K")),
        ({"tag": "horror", "not_tag": "horror"}, said("filter-contradicts", names="horror")),
        ({"forum_tags": "Films"}, said("no-forum")),
    ],
)
async def test_what_cannot_be_is_told_and_nothing_is_written(
    studio: Studio, club: Club, options: dict[str, object], reason: str
) -> None:
    lines = (await club.ask("follow", channel=club.reviews, **options)).splitlines()
    assert lines == [said("not-yet", channel=f"<#{club.reviews.id}>"), reason]
    assert studio.ledger.follows() == []


async def test_missing_permissions_are_named_before_anything_is_written(
    studio: Studio, club: Club, simcord_env: simcord.Env
) -> None:
    deny(simcord_env, club, club.reviews, "embed_links", "read_message_history", "create_public_threads")
    text = await club.ask("follow", channel=club.reviews, thread=True, min_rating=9.0)
    here = f"<#{club.reviews.id}>"
    assert text.splitlines()[1:] == [
        said("rating-out-of-bounds", best=5.0),
        said("permissions-missing", channel=here, names="Embed Links, Read Message History"),
    ]
    text = await club.ask("follow", channel=club.reviews, thread=True)
    assert "Embed Links, Read Message History, Create Public Threads" in text
    assert studio.ledger.follows() == []
    deny(simcord_env, club, club.reviews)
    assert said("follows", channel=here) in await club.ask("follow", channel=club.reviews, thread=True)


async def test_without_files_posts_come_bare(studio: Studio, club: Club, simcord_env: simcord.Env) -> None:
    deny(simcord_env, club, club.reviews, "attach_files")
    told = await club.ask("follow", channel=club.reviews)
    assert said("no-pictures", channel=f"<#{club.reviews.id}>") in told
    assert len(studio.ledger.follows()) == 1


async def test_a_forums_tags(studio: Studio, club: Club, simcord_env: simcord.Env) -> None:
    plain = {"moderated": False, "emoji_id": None, "emoji_name": None}
    tags = [{"id": "5", "name": "Films", **plain}, {"id": "6", "name": "News, @everyone", **plain}]
    simcord_env.backend.edit_channel(club.forum.id, {"available_tags": tags})
    text = await club.ask("follow", channel=club.forum, forum_tags="Films, Fillums")
    assert "Fillums" in text
    assert "Films, News, @" in text
    assert "@everyone" not in text
    assert await club.typing("follow", "forum_tags", "fi", channel=club.forum) == ["Films"]
    assert await club.typing("follow", "forum_tags", "fi", channel=club.reviews) == []
    tagged = said("tags-forum", names="Films")
    assert tagged in await club.ask("follow", channel=club.forum, forum_tags="films", thread=True)
    assert studio.ledger.follows()[0].manners == {"forum_tags": ["5"]}
    assert tagged in await club.ask("list")


async def test_names_are_completed(club: Club) -> None:
    assert await club.typing("follow", "tag", "") == ["horror", "silent"]
    assert await club.typing("follow", "not_tag", "horror, s") == ["horror, silent"]
    assert await club.typing("follow", "badge", "mst") == ["MST3K"]


@pytest.mark.parametrize(
    ("studio", "reason"),
    [(("allowed = false",), said("nobody-may-follow")), (("servers = [1]",), said("server-may-not-follow"))],
    indirect=["studio"],
)
async def test_the_owners_file_may_forbid_it(studio: Studio, club: Club, reason: str) -> None:
    assert await club.ask("follow", channel=club.reviews) == reason
    assert studio.ledger.follows() == []


@pytest.mark.parametrize("studio", [("per_server = 1\nmost = 2",)], indirect=True)
async def test_the_owners_limits(studio: Studio, club: Club, simcord_env: simcord.Env) -> None:
    await club.ask("follow", channel=club.reviews)
    assert await club.ask("follow", channel=club.news) == said("too-many-here", most=1)
    assert said("gets-ratings-from", least=2.0) in await club.ask("follow", channel=club.reviews, min_rating=2.0)
    second, third = Club(simcord_env, "Second"), Club(simcord_env, "Third")
    assert said("gets-all") in await second.ask("follow", channel=second.news)
    assert await third.ask("follow", channel=third.news) == said("too-many")
    assert len(studio.ledger.follows()) == 2


async def test_servers_know_nothing_of_each_other(studio: Studio, club: Club, simcord_env: simcord.Env) -> None:
    other = Club(simcord_env, "Elsewhere")
    await club.ask("follow", channel=club.reviews)
    assert await other.ask("list") == said("none-follow")
    assert await other.ask("unfollow", channel=str(club.reviews.id)) == said("none-follow")
    assert await other.typing("unfollow", "channel", "") == []
    assert await club.typing("unfollow", "channel", "rev") == ["#reviews"]
    assert len(studio.ledger.follows()) == 1


async def test_only_those_who_manage_the_server_set_up(studio: Studio, club: Club, simcord_bot: MatineeClient) -> None:
    assert not [name for name in club.member.available_commands(club.reviews) if name.startswith("matinee")]
    with pytest.raises(simcord.SetupError):
        await club.member.slash(club.reviews, "matinee list")
    # The server's own settings let everybody see it: we look again all the same.
    [matinee] = [one for one in await simcord_bot.tree.fetch_commands() if one.name == "matinee"]
    club.guild.set_command_permissions(matinee, {club.member: True})
    result = await club.member.slash(club.reviews, "matinee follow", channel=club.reviews)
    assert result.response is not None
    assert result.response.ephemeral
    assert result.response.embeds[0].description == said("no-right")
    assert await club.member.autocomplete(club.reviews, "matinee follow", "tag", "") == []
    assert studio.ledger.follows() == []


async def test_there_is_no_set_up_in_private(club: Club, simcord_env: simcord.Env) -> None:
    person = simcord_env.create_user("pia")
    assert not [name for name in person.available_commands() if name.startswith("matinee")]
    with pytest.raises(simcord.SetupError):
        await person.slash("matinee list")


async def test_it_works_on_after_a_restart(studio: Studio, club: Club, simcord_env: simcord.Env) -> None:
    await club.ask("follow", channel=club.reviews, min_rating=3.0)
    await simcord_env.restart_bot(studio.client())
    here = f"<#{club.reviews.id}>"
    told = [said("channel", channel=here), said("gets-ratings-from", least=3.0), said("gets-unrated-too")]
    assert await club.ask("list") == " ".join(told)
    assert await club.ask("unfollow") == said("ended", channel=here, waiting=0)
    assert studio.ledger.follows() == []


async def test_ending_drops_what_waits(studio: Studio, club: Club) -> None:
    await club.ask("follow", channel=club.reviews)
    [follow] = studio.ledger.follows()
    for subject in ("a", "b"):
        studio.ledger.enqueue(
            Owed(subject, "review", subject, follow.destination, studio.clock.now()), studio.clock.now()
        )
    ended = said("ended", channel=f"<#{club.reviews.id}>", waiting=2)
    assert await club.ask("unfollow", channel="#reviews") == ended
    assert {one.status for one in studio.ledger.deliveries()} == {Status.SKIPPED}
    assert await club.ask("unfollow", channel="reviews") == said("none-follow")
