"""The slash commands as members use them, on a simulated Discord."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
import simcord
from structlog.testing import capture_logs

from bot.commands.sync import payload
from bot.recaps.progress import UnknownChallenge
from bot.review.model import Challenge, Rating
from bot.settings.model import Site
from tests.flow.library import Library, answering, review

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from simcord.results import InteractionResult

    from bot.commands.client import MatineeClient

SITE = Site("Night Shift Reviews", "https://films.example", "Europe/Vienna", "en")


class Room:
    """A channel with a member and the bot in it."""

    def __init__(self, env: simcord.Env, client: MatineeClient) -> None:
        self.env, self.client = env, client
        guild = env.create_guild("Film club")
        self.channel = guild.create_text_channel("general")
        self.member = guild.add_member(env.create_user("ida"))

    async def ask(self, command: str, **options: Any) -> tuple[str, list[tuple[str, str]]]:
        """What the member reads (text, or title and description), and the buttons below it."""
        result: InteractionResult = await self.member.slash(self.channel, command, **options)
        response = result.response
        assert response is not None
        assert response.ephemeral
        assert self.channel.last_message is None
        buttons = [(part["label"], part["url"]) for row in response.components for part in row["components"]]
        if response.embeds:
            [embed] = response.embeds
            assert len(embed) <= 6000
            return f"{embed.title}\n{embed.description}", buttons
        return response.content, buttons

    async def typing(self, command: str, option: str, text: str) -> list[str]:
        choices = await self.member.autocomplete(self.channel, command, option, text)
        assert len(choices) <= 25
        return [choice["name"] for choice in choices]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path) as made:
        yield made


@pytest.fixture
def simcord_bot(library: Library) -> MatineeClient:
    return answering(library.catalogue, SITE, shard_count=1)


@pytest.fixture
async def room(simcord_env: simcord.Env, simcord_bot: MatineeClient) -> Room:
    await simcord_bot.tree.sync()
    return Room(simcord_env, simcord_bot)


def films() -> list[Any]:
    return [
        review("The Lamp Room", 1974, links=(("Letterboxd", "https://boxd.example/lamp"),)),
        review("Lamplighters", 2001, rating=None, date=date(2026, 2, 1)),
        review("Harbour Fog", 1958, rating=Rating(0, 5), date=date(2026, 3, 1)),
    ]


async def test_a_review_by_its_suggestion(library: Library, room: Room) -> None:
    library.put(*films())
    choices = await room.member.autocomplete(room.channel, "review", "title", "lamp ro")
    assert choices[0]["name"].startswith("The Lamp Room (1974)")
    text, buttons = await room.ask("review", title=choices[0]["value"])
    assert text.startswith("The Lamp Room (1974)\n★★★½ (3.5/5)")
    assert "switch off the light" in text
    assert buttons == [("Letterboxd", "https://boxd.example/lamp")]


@pytest.mark.parametrize("typed", ["The Lamp Room", "lamp room", "LAMP ROOM (1974)", "the lamp room 1974"])
async def test_a_review_by_its_whole_title_typed_by_hand(library: Library, room: Room, typed: str) -> None:
    library.put(*films())
    text, _ = await room.ask("review", title=typed)
    assert text.startswith("The Lamp Room (1974)")


async def test_a_film_seen_twice_shows_the_newest_review_and_says_so(library: Library, room: Room) -> None:
    library.put(
        review(id="first", path="a.md", rating=Rating(2, 5)),
        review(id="again", path="b.md", rating=Rating(4, 5), date=date(2026, 5, 1)),
    )
    text, _ = await room.ask("review", title="The Lamp Room")
    assert "★★★★ (4/5)" in text
    assert "was ★★" in text


async def test_what_is_not_reviewed_is_answered_with_the_nearest_three(library: Library, room: Room) -> None:
    library.put(*films(), *(review(f"Lamp Room {number}", 1990 + number) for number in range(2, 6)))
    text, _ = await room.ask("review", title="Lamp Rom")
    assert text.startswith("Not reviewed\nNo review of “Lamp Rom” was found.")
    assert text.count("•") == 3
    assert "(https://films.example/" in text


async def test_nothing_like_it_at_all(room: Room) -> None:
    text, _ = await room.ask("review", title="@everyone <@1> **x**")
    assert "Nearest" not in text
    assert "@everyone" not in text
    assert "**x**" not in text


async def test_private_tags_never_show(library: Library, room: Room) -> None:
    library.put(review(tags=("found-at-annas", "noir"), public_tags=("noir",)))
    text, _ = await room.ask("review", title="The Lamp Room")
    assert "annas" not in text
    text, _ = await room.ask("review", title="found-at-annas")
    assert text.startswith("Not reviewed")
    assert await room.typing("review", "title", "annas") == []


async def test_the_newest_reviews(library: Library, room: Room) -> None:
    library.put(*films())
    text, _ = await room.ask("latest", count=2)
    assert text.splitlines() == [
        "Latest reviews",
        "• [Harbour Fog (1958)](https://films.example/harbour-fog) ☆ (0/5) · 2026-03-01",
        "• [Lamplighters (2001)](https://films.example/lamplighters) · 2026-02-01",
    ]
    text, _ = await room.ask("latest")
    assert text.count("•") == 3


async def test_the_newest_of_none(room: Room) -> None:
    assert await room.ask("latest") == ("Latest reviews\nThere are no reviews yet.", [])


@pytest.mark.parametrize("count", [0, 11])
async def test_a_count_out_of_bounds_is_not_even_sent(room: Room, count: int) -> None:
    with pytest.raises(simcord.OptionError):
        await room.ask("latest", count=count)


async def test_a_challenge(library: Library, room: Room) -> None:
    where = "https://lists.example/owls"
    library.put(
        *(
            review(
                f"Owl {number}",
                2000 + number,
                rating=Rating(number % 5, 5),
                challenge=Challenge("Night Owls 2026", number, 52, "Birds_of prey", where),
                date=date(2026, 1, number),
            )
            for number in range(1, 8)
        )
    )
    library.add("Silent Spring", 1)
    assert await room.typing("challenge", "name", "") == ["Night Owls 2026", "Silent Spring"]
    assert (await room.typing("challenge", "name", "silnt"))[0] == "Silent Spring"
    text, buttons = await room.ask("challenge", name="night owls 2026")
    lines = text.splitlines()
    assert lines[:4] == ["Night Owls 2026: 7 of 52", "On average 1.9/5", "", "Latest:"]
    assert lines[4] == r"7\. [Owl 7 (2007)](https://films.example/owl-7) ★★ (2/5) · Birds\_of prey"
    assert len(lines) == 9
    assert buttons == [("The list", where)]


async def test_an_unknown_challenge(library: Library, room: Room) -> None:
    library.add("Silent Spring", 1)
    text, _ = await room.ask("challenge", name="silent sprung")
    assert text == "There is no challenge “silent sprung” in the reviews. Nearest: “Silent Spring”."
    simcord.assert_error(room.env, UnknownChallenge)


async def test_a_broken_index_gets_a_sentence_and_the_owner_a_line(
    library: Library, room: Room, tmp_path: Path
) -> None:
    library.catalogue.close()
    (tmp_path / "data" / "catalogue.db").write_bytes(b"no database at all" * 100)
    with capture_logs() as logs:
        text, _ = await room.ask("latest")
    assert text in {
        "The reviews can't be looked up just now. Try again in a few minutes.",
        "Something went wrong here; it has been noted. Try again, or tell whoever runs this bot.",
    }
    assert [(line["event"], line["command"]) for line in logs] == [("a command failed", "latest")]
    simcord.assert_error(room.env)


async def test_the_longest_of_everything_fits(library: Library, room: Room) -> None:
    long = "*W_" * 400
    library.put(
        *(
            review(
                f"{number} {long}",
                url=f"https://films.example/{number}/" + "x" * 180,
                path=f"{number}.md",
                id=f"{number}",
                challenge=Challenge(long, number, 99, long, "https://lists.example/" + "y" * 600),
            )
            for number in range(10)
        )
    )
    await room.ask("latest", count=10)
    await room.ask("review", title="3")
    assert await room.typing("challenge", "name", "w") == []
    text, buttons = await room.ask("challenge", name="*W_" * 33)
    assert buttons == []
    assert "There is no challenge" in text
    simcord.assert_error(room.env, UnknownChallenge)


async def test_what_is_registered_with_discord(room: Room) -> None:
    commands = {str(one["name"]): one for one in payload(room.client)}
    assert set(commands) == {"review", "latest", "challenge"}
    for one in commands.values():
        assert len(str(one["description"])) <= 100
        assert (one["integration_types"], one["contexts"]) == ([0, 1], [0, 1, 2])


def test_a_long_site_name_is_cut_in_descriptions(library: Library) -> None:
    site = Site("A very long name " * 20, None, "UTC", "en")
    assert all(len(str(one["description"])) <= 100 for one in payload(answering(library.catalogue, site)))
