"""/stats, /quote, /challenge and /recap as members use them, on a simulated Discord."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any

from PIL import Image

from bot.commands.charting import LONGEST_ALT
from bot.review.model import Challenge, Rating
from tests.flow.library import Library, answering, review
from tests.flow.room import SITE, Room, Shown

if TYPE_CHECKING:
    import discord

    from bot.review.model import Review


def films(count: int = 24, **parts: Any) -> list[Review]:
    """Reviews of films of the seventies and eighties."""
    return [
        review(f"Film {number}", 1970 + number % 12, **({"rating": Rating(1 + number % 9 / 2, 5)} | parts))
        for number in range(count)
    ]


def owls(*positions: int, name: str = "Owls") -> list[Review]:
    return [
        review(f"{name} {number}", 1980, challenge=Challenge(name, number, 10), date=date(2026, 1, number))
        for number in positions
    ]


async def shown_picture(shown: Shown) -> discord.Attachment:
    """The picture that a member sees: the attachment that the embed shows."""
    [attached] = shown.message.attachments
    assert shown.message.embeds[0].image.url in {f"attachment://{attached.filename}", attached.url}
    assert Image.open(BytesIO(await attached.read())).size[0] == 1200
    return attached


async def test_numbers_come_with_a_chart_that_tells_them_in_words(library: Library, room: Room) -> None:
    library.put(*films(), review("Unrated", 1990, rating=None), review("Letter", 1990, rating=Rating(4, 4, "A+")))
    shown = await room.ask("stats")
    assert shown.text.startswith("26 reviews\n**2.8/5 on average**\n24 of them are rated in numbers.")
    assert shown.foot == "Years and decades with fewer than ten reviews are left out · Night Shift Reviews"
    attached = await shown_picture(shown)
    assert attached.filename == "numbers.png"
    assert attached.description is not None
    assert attached.description.startswith(
        "A chart of the reviews of Night Shift Reviews: 26 reviews, 2.8/5 on average."
    )
    assert "By decade of the films: 1970s: 20 reviews, 2.9 on average." in attached.description
    assert len(attached.description) <= LONGEST_ALT


async def test_shared_numbers_bring_their_chart(library: Library, room: Room) -> None:
    library.put(*films())
    shown = await room.ask("stats")
    assert shown.buttons == ["Share"]
    public = await room.share(shown)
    assert public is not None
    assert public.text == shown.text
    assert (await shown_picture(public)).description == (await shown_picture(shown)).description


async def test_letters_alone_are_told_without_a_chart(library: Library, room: Room) -> None:
    library.put(*films(rating=Rating(4, 4, "A+")))
    shown = await room.ask("stats")
    assert shown.message.attachments == []
    assert shown.text == "24 reviews\nNone of them is rated in numbers.\n\nBy decade of the films:\n• **1970s**: 20"


async def test_there_is_nothing_to_count_or_quote_yet(room: Room) -> None:
    assert (await room.ask("stats")).text == "There are no reviews yet."
    assert (await room.ask("quote")).text == "No review quotes a line that can stand alone yet."
    assert (await room.ask("challenge", name="Owls")).text == "No review belongs to a viewing challenge yet."
    assert (await room.ask("recap", name="Owls")).text == "No review belongs to a viewing challenge yet."


async def test_quotes_one_after_another(library: Library, room: Room) -> None:
    library.put(*(review(f"Film {number}", 1990, quotes=(f"Line {number}.",)) for number in range(6)))
    shown = await room.ask("quote")
    assert shown.text.splitlines()[0].startswith("Film ")
    assert shown.buttons == ["Another one", "Share"]
    for _ in range(5):
        before = shown.text
        shown = await room.press(shown, "Another one")
        assert shown.text != before
    public = await room.share(shown)
    assert public is not None
    assert public.text == shown.text


async def test_a_film_is_quoted_by_its_suggestion(library: Library, room: Room) -> None:
    library.put(*films(3), review(quotes=("- Who is there?\n- Nobody.",)))
    choices = await room.member.autocomplete(room.channel, "quote", "title", "lmap ro")
    shown = await room.ask("quote", title=choices[0]["value"])
    assert shown.text == "The Lamp Room (1974)\n> \\- Who is there?\n> \\- Nobody."
    assert "quotes no line" in (await room.ask("quote", title="Film 1")).text


async def test_what_is_not_reviewed_offers_lines_of_the_nearest(library: Library, room: Room) -> None:
    library.put(review(quotes=("Wake the owls.",)))
    shown = await room.ask("quote", title="Lamp Rooms at Night")
    assert shown.menu == ["The Lamp Room (1974) ★★★½"]
    assert (await room.choose(shown, 0)).text.endswith("> “Wake the owls.”")


async def test_a_challenge_and_what_it_brought(library: Library, room: Room) -> None:
    library.put(*owls(1, 2, 3))
    assert await room.typing("challenge", "name", "ow") == ["Owls"]
    shown = await room.ask("challenge", name="owls")
    assert shown.text.startswith("Owls: 3 of 10\n▰▰▰▱▱▱▱▱▱▱ 30%\n\n3.5/5 on average\n\nLatest:\n3\\. [Owls 3 (1980)]")
    assert shown.text.endswith("Next is no. 4.")
    assert shown.menu == ["The last 7 days", "The last 30 days", "From the beginning"]
    brought = await room.choose(shown, 2)
    assert "New so far:\n• [Owls 1 (1980)](https://films.example/owls-1) ★★★½ (3.5/5)\n" in brought.text
    public = await room.share(brought)
    assert public is not None
    assert public.text == brought.text


async def test_a_recap_of_a_quiet_time(library: Library, room: Room) -> None:
    library.put(*owls(1))
    assert await room.typing("recap", "name", "") == ["Owls"]
    shown = await room.ask("recap", name="Owls")
    assert "Nothing new since <t:" in shown.text
    assert shown.menu == ["The last 30 days", "From the beginning"]
    assert "New so far:" in (await room.choose(shown, 1)).text
    assert "New so far:" in (await room.ask("recap", name="Owls", period="all")).text


async def test_an_unknown_challenge_offers_the_nearest(library: Library, room: Room) -> None:
    library.put(*owls(1), *owls(1, 2, name="Barn nights"))
    shown = await room.ask("challenge", name="Barn")
    assert shown.text.startswith("There is no viewing challenge “Barn”.\n\nDid you mean one of these?\n• Barn nights")
    assert shown.menu[0] == "Barn nights"
    assert (await room.choose(shown, 0)).text.startswith("Barn nights: 2 of 10")
    unknown = await room.ask("recap", name="Owl", period="all")
    assert "New so far:" in (await room.choose(unknown, unknown.menu.index("Owls"))).text


async def test_buttons_and_menus_work_after_a_restart(library: Library, room: Room) -> None:
    library.put(*owls(1), *(review(f"Film {number}", 1990, quotes=(f"Line {number}.",)) for number in range(2)))
    quote, challenge, stats = (
        await room.ask("quote"),
        await room.ask("challenge", name="Owls"),
        await room.ask("stats"),
    )
    before = quote.text
    await room.env.restart_bot(answering(library.catalogue, SITE, shard_count=1))
    assert (await room.press(quote, "Another one")).text != before
    assert (await room.choose(challenge, 2)).text.startswith("Owls: 1 of 10")
    public = await room.share(stats)
    assert public is not None
    await shown_picture(public)
