"""Looking reviews up as members do it, on a simulated Discord: /review, /latest, /random, /help, "Find the review"."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
import simcord
from structlog.testing import capture_logs

from bot.commands.sync import payload
from bot.review.model import Challenge, Rating
from bot.settings.model import Site
from tests.flow.library import Library, answering, review

if TYPE_CHECKING:
    from pathlib import Path

    from tests.flow.room import Room


def films() -> list[Any]:
    return [
        review("The Lamp Room", 1974, links=(("Letterboxd", "https://boxd.example/lamp"),)),
        review("Lamplighters", 2001, rating=None, date=date(2026, 2, 1)),
        review("Harbour Fog", 1958, rating=Rating(0, 5), date=date(2026, 3, 1)),
    ]


def thrice() -> list[Any]:
    return [
        review(id="first", path="a.md", rating=Rating(2, 5)),
        review(id="again", path="b.md", rating=Rating(4, 5), date=date(2026, 5, 1)),
        review(id="between", path="c.md", rating=None, date=date(2026, 4, 1)),
    ]


async def test_a_review_by_its_suggestion(library: Library, room: Room) -> None:
    library.put(*films())
    choices = await room.member.autocomplete(room.channel, "review", "title", "lmap ro")
    assert choices[0]["name"].startswith("The Lamp Room (1974)")
    shown = await room.ask("review", title=choices[0]["value"])
    assert shown.text.startswith("The Lamp Room (1974)\n★★★½ (3.5/5)")
    assert "switch off the light" in shown.text
    assert shown.links == [("Letterboxd", "https://boxd.example/lamp")]
    assert shown.buttons == ["Share"]
    assert shown.menu == []


@pytest.mark.parametrize("typed", ["lamp room", "LAMP ROOM (1974)"])
async def test_a_review_by_its_whole_title_typed_by_hand(library: Library, room: Room, typed: str) -> None:
    library.put(*films())
    assert (await room.ask("review", title=typed)).text.startswith("The Lamp Room (1974)")


async def test_a_film_seen_thrice_shows_the_newest_review_and_a_menu_with_the_others(
    library: Library, room: Room
) -> None:
    library.put(*thrice())
    shown = await room.ask("review", title="The Lamp Room")
    assert "★★★★ (4/5)" in shown.text
    assert "was ★★" in shown.text
    assert shown.menu == ["The Lamp Room (1974) / 2026-04-01", "The Lamp Room (1974) ★★ / 2026-01-01"]
    first = await room.choose(shown, 1)
    assert "★★ (2/5)" in first.text
    assert first.menu == ["The Lamp Room (1974) ★★★★ / 2026-05-01", "The Lamp Room (1974) / 2026-04-01"]


async def test_what_is_not_reviewed_is_answered_with_the_nearest_three(library: Library, room: Room) -> None:
    library.put(*films(), *(review(f"Lamp Room {number}", 1990 + number) for number in range(2, 6)))
    shown = await room.ask("review", title="Lamp R")
    assert shown.text.startswith("Not reviewed\nThere is no review of “Lamp R” yet.")
    assert shown.text.count("•") == len(shown.menu) == 3
    assert "(https://films.example/" in shown.text
    assert shown.buttons == []
    assert "Lamp Room" in (await room.choose(shown, 0)).text.splitlines()[0]


async def test_nothing_like_it_at_all(room: Room) -> None:
    shown = await room.ask("review", title="@everyone <@1> **x** \u202eabc")
    assert shown.menu == []
    for bad in ("@everyone", "<@1>", "**x**", "\u202e"):
        assert bad not in shown.text


async def test_private_tags_never_show(library: Library, room: Room) -> None:
    library.put(review(tags=("found-at-annas", "noir"), public_tags=("noir",)))
    assert "annas" not in (await room.ask("review", title="The Lamp Room")).text
    assert (await room.ask("review", title="found-at-annas")).text.startswith("Not reviewed")
    assert await room.typing("review", "title", "annas") == []


async def test_what_spoils_stands_behind_bars(library: Library, room: Room) -> None:
    library.put(review(spoilers=True), review("Fen", 1990, content_warning="Gore"))
    assert "||" in (await room.ask("review", title="The Lamp Room")).text
    assert "||" in (await room.ask("review", title="Fen")).text


async def test_the_newest_reviews(library: Library, room: Room) -> None:
    library.put(*films())
    shown = await room.ask("latest", count=2)
    assert shown.text.splitlines() == [
        "Latest reviews",
        "• [Harbour Fog (1958)](https://films.example/harbour-fog) ☆ (0/5) · 2026-03-01",
        "• [Lamplighters (2001)](https://films.example/lamplighters) · 2026-02-01",
    ]
    assert shown.menu == ["Harbour Fog (1958) ☆", "Lamplighters (2001)"]
    assert (await room.ask("latest")).text.count("•") == 3


@pytest.mark.parametrize("command", ["latest", "random"])
async def test_of_no_reviews(room: Room, command: str) -> None:
    shown = await room.ask(command)
    assert shown.text.endswith("There are no reviews yet.")
    assert shown.buttons == []


@pytest.mark.parametrize("count", [0, 11])
async def test_a_count_out_of_bounds_is_not_even_sent(room: Room, count: int) -> None:
    with pytest.raises(simcord.OptionError):
        await room.ask("latest", count=count)


async def test_another_one_is_another_one(library: Library, room: Room) -> None:
    library.put(*films()[:2])
    shown = await room.ask("random")
    assert shown.buttons == ["Another one", "Share"]
    for _ in range(3):
        title, number = shown.text.splitlines()[0], shown.message.id
        shown = await room.press(shown, "Another one")
        assert shown.message.id == number
        assert shown.text.splitlines()[0] != title


async def test_help_tells_of_every_command_and_no_other(room: Room) -> None:
    shown = await room.ask("help")
    told = [line.split("**")[1] for line in shown.text.splitlines() if line.startswith("**")]
    commands = [one["name"] for one in payload(room.client)]
    assert told == [f"/{name}" for name in commands if name != "Find the review"] + ["Find the review"]
    assert len(commands) > 5


async def test_the_review_that_a_message_is_about(library: Library, room: Room) -> None:
    library.put(*films())
    assert (await room.find("Look: https://films.example/harbour-fog")).text.startswith("Harbour Fog (1958)")
    assert (await room.find("Has anybody seen *Lamplighters*?")).text.startswith("Lamplighters (2001)")
    several = await room.find("https://films.example/harbour-fog or <https://films.example/lamplighters>")
    assert several.text.count("•") == len(several.menu) == 2
    assert (await room.find("Good morning!")).text.startswith("I found no film")


async def test_in_direct_messages(library: Library, room: Room) -> None:
    library.put(*films())
    result = await room.member.user.slash("review", title="Lamplighters")
    assert result.response is not None
    assert result.response.embeds[0].title == "Lamplighters (2001)"


async def test_a_broken_index_gets_a_sentence_and_the_owner_a_line(
    library: Library, room: Room, tmp_path: Path
) -> None:
    library.catalogue.close()
    (tmp_path / "data" / "catalogue.db").write_bytes(b"no database at all" * 100)
    with capture_logs() as logs:
        shown = await room.ask("latest")
        assert await room.typing("review", "title", "lamp") == []
    assert shown.text in {
        "The reviews can't be looked up just now. Try again in a few minutes.",
        "Something went wrong here; it has been noted. Try again, or tell whoever runs this bot.",
    }
    assert [line["event"] for line in logs] == ["a command failed", "a completion failed"]
    assert logs[0]["command"] == "latest"
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
    assert len((await room.ask("latest", count=10)).menu) == 10
    await room.ask("review", title="3")
    assert (await room.ask("search", text="light")).text.count("•") == 8
    assert await room.typing("search", "challenge", "w") == []


async def test_what_is_registered_with_discord(room: Room) -> None:
    commands = {str(one["name"]): one for one in payload(room.client)}
    assert {"review", "search", "latest", "random", "help", "Find the review"} <= set(commands)
    for one in commands.values():
        assert len(str(one.get("description", ""))) <= 100
        assert (one["integration_types"], one["contexts"]) == ([0, 1], [0, 1, 2])


def test_a_long_site_name_is_cut_in_descriptions(library: Library) -> None:
    site = Site("A very long name " * 20, None, "UTC", "en")
    assert all(len(str(one.get("description", ""))) <= 100 for one in payload(answering(library.catalogue, site)))
