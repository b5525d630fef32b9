"""``/matinee`` as admins of servers use it, on a simulated Discord."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
import pytest
import simcord
from simcord.backend.models import Overwrite
from simcord.enums import OverwriteType

from bot.ledger.model import Owed, Status
from tests.flow.following import Club, Studio

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
    assert await club.ask("follow", channel=club.reviews) == (
        f"New reviews appear in {here} from now on.\n"
        "It gets all reviews.\n"
        "The newest that fits is “Salt Road (1971)”. It isn't posted by itself: /matinee test does that now."
    )
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
    assert text.splitlines() == [
        f"<#{club.news.id}> followed already. What it gets is changed, from now on:",
        (
            "It gets reviews rated 3.5 or better. It gets no unrated reviews. "
            "Only with one of these tags: horror, silent. None with these badges: MST3K."
        ),
        "Posts aren't published to the servers that follow this channel. Each post gets a thread.",
        "None of the newest reviews fits, so the first one to appear is one that comes.",
    ]
    [follow] = studio.ledger.follows()
    assert follow.filter == {
        "min_rating": 3.5, "unrated": False, "tags": ["horror", "silent"], "badges_not": ["MST3K"]
    }  # fmt: skip
    assert follow.manners == {"crosspost": False, "thread": True}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"min_rating": 6.0}, "Ratings go from 0 to 5 here."),
        ({"tag": "found-at-annas"}, "There is no tag found-at-annas. Choose among: horror, silent."),
        ({"not_tag": "horror, *gore*"}, r"There is no tag \*gore\*. Choose among: horror, silent."),
        ({"badge": "x"}, "There is no badge x. The only one is: MST3K."),
        ({"tag": "horror", "not_tag": "horror"}, "Nothing would ever come: horror is asked for and kept out at once."),
        ({"forum_tags": "Films"}, "Only posts in forums have tags."),
    ],
)
async def test_what_cannot_be_is_told_and_nothing_is_written(
    studio: Studio, club: Club, options: dict[str, object], said: str
) -> None:
    first, *others = (await club.ask("follow", channel=club.reviews, **options)).splitlines()
    assert first == f"<#{club.reviews.id}> doesn't follow in this way yet; nothing is changed:"
    assert [line.startswith(said) for line in others] == [True], others
    assert studio.ledger.follows() == []


async def test_missing_permissions_are_named_before_anything_is_written(
    studio: Studio, club: Club, simcord_env: simcord.Env
) -> None:
    deny(simcord_env, club, club.reviews, "embed_links", "read_message_history", "create_public_threads")
    text = await club.ask("follow", channel=club.reviews, thread=True, min_rating=9.0)
    assert text.splitlines()[1:] == [
        "Ratings go from 0 to 5 here. Choose one of those.",
        (
            f"I need more in <#{club.reviews.id}>: Embed Links, Read Message History. Give me that in the channel's "
            "settings, under Permissions."
        ),
    ]
    text = await club.ask("follow", channel=club.reviews, thread=True)
    assert "Embed Links, Read Message History, Create Public Threads." in text
    assert studio.ledger.follows() == []
    deny(simcord_env, club, club.reviews)
    assert "New reviews appear" in await club.ask("follow", channel=club.reviews, thread=True)


async def test_without_files_posts_come_bare(studio: Studio, club: Club, simcord_env: simcord.Env) -> None:
    deny(simcord_env, club, club.reviews, "attach_files")
    assert "give me Attach Files" in await club.ask("follow", channel=club.reviews)
    assert len(studio.ledger.follows()) == 1


async def test_a_forums_tags(studio: Studio, club: Club, simcord_env: simcord.Env) -> None:
    plain = {"moderated": False, "emoji_id": None, "emoji_name": None}
    tags = [{"id": "5", "name": "Films", **plain}, {"id": "6", "name": "News, @everyone", **plain}]
    simcord_env.backend.edit_channel(club.forum.id, {"available_tags": tags})
    text = await club.ask("follow", channel=club.forum, forum_tags="Films, Fillums")
    assert "That forum has no tag Fillums. Choose among: Films, News, @" in text
    assert "@everyone" not in text
    assert await club.typing("follow", "forum_tags", "fi", channel=club.forum) == ["Films"]
    assert await club.typing("follow", "forum_tags", "fi", channel=club.reviews) == []
    assert "Posts get these tags: Films." in await club.ask(
        "follow", channel=club.forum, forum_tags="films", thread=True
    )
    assert studio.ledger.follows()[0].manners == {"forum_tags": ["5"]}
    assert "Posts get these tags: Films." in await club.ask("list")


async def test_names_are_completed(club: Club) -> None:
    assert await club.typing("follow", "tag", "") == ["horror", "silent"]
    assert await club.typing("follow", "not_tag", "horror, s") == ["horror, silent"]
    assert await club.typing("follow", "badge", "mst") == ["MST3K"]


@pytest.mark.parametrize(
    ("studio", "said"),
    [
        (("allowed = false",), "The owner of this bot lets no channels follow."),
        (("servers = [1]",), "The owner of this bot lets only some servers follow"),
    ],
    indirect=["studio"],
)
async def test_the_owners_file_may_forbid_it(studio: Studio, club: Club, said: str) -> None:
    assert (await club.ask("follow", channel=club.reviews)).startswith(said)
    assert studio.ledger.follows() == []


@pytest.mark.parametrize("studio", [("per_server = 1\nmost = 2",)], indirect=True)
async def test_the_owners_limits(studio: Studio, club: Club, simcord_env: simcord.Env) -> None:
    await club.ask("follow", channel=club.reviews)
    assert (await club.ask("follow", channel=club.news)).startswith("One channel of this server follows already")
    assert "is changed" in await club.ask("follow", channel=club.reviews, min_rating=2.0)
    second, third = Club(simcord_env, "Second"), Club(simcord_env, "Third")
    assert "New reviews appear" in await second.ask("follow", channel=second.news)
    assert (await third.ask("follow", channel=third.news)).startswith("As many channels follow already")
    assert len(studio.ledger.follows()) == 2


async def test_servers_know_nothing_of_each_other(studio: Studio, club: Club, simcord_env: simcord.Env) -> None:
    other = Club(simcord_env, "Elsewhere")
    await club.ask("follow", channel=club.reviews)
    assert await other.ask("list") == "No channel of this server follows yet. /matinee follow lets one."
    assert "No channel of this server" in await other.ask("unfollow", channel=str(club.reviews.id))
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
    assert result.response.embeds[0].description == "For this you need the permission Manage Server."
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
    assert await club.ask("list") == (
        f"**<#{club.reviews.id}>** It gets reviews rated 3 or better. Unrated ones come, too."
    )
    assert await club.ask("unfollow") == f"<#{club.reviews.id}> follows no longer. Its posts stay."
    assert studio.ledger.follows() == []


async def test_ending_drops_what_waits(studio: Studio, club: Club) -> None:
    await club.ask("follow", channel=club.reviews)
    [follow] = studio.ledger.follows()
    for subject in ("a", "b"):
        studio.ledger.enqueue(
            Owed(subject, "review", subject, follow.destination, studio.clock.now()), studio.clock.now()
        )
    assert "2 that were waiting are dropped." in await club.ask("unfollow", channel="#reviews")
    assert {one.status for one in studio.ledger.deliveries()} == {Status.SKIPPED}
    assert "No channel of this server" in await club.ask("unfollow", channel="reviews")
