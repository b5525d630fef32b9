"""/search as members use it, on a simulated Discord."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from bot.review.model import Challenge, Rating
from tests.flow.library import Library, review

if TYPE_CHECKING:
    from bot.review.model import Review
    from tests.flow.room import Room


def films() -> list[Review]:
    return [
        review(
            "Harbour Fog",
            1958,
            rating=Rating(4, 5),
            public_tags=("noir", "sea"),
            badges=("MST3K",),
            text="Fog over the pier, and a foghorn that knows more than the inspector.",
        ),
        review("Fen", 1973, rating=Rating(2, 5), public_tags=("folk horror",), text="Fog again, over reeds this time."),
        review("Salt Road", 1979, rating=None, challenge=Challenge("Night Owls 2026", 3, 52), text="No fog at all."),
    ]


def many(count: int) -> list[Review]:
    return [
        review(f"Lamp {number}", 1990, id=f"lamp{number}", date=date(2026, 1, 1) + timedelta(days=number))
        for number in range(count)
    ]


ASKED: list[tuple[dict[str, Any], list[str]]] = [
    ({"text": "foghorn"}, ["Harbour Fog"]),
    ({"min_rating": 3.5}, ["Harbour Fog"]),
    ({"max_rating": 3}, ["Fen"]),
    ({"min_rating": 2, "max_rating": 4, "text": "fog"}, ["Fen", "Harbour Fog"]),
    ({"year": "1979"}, ["Salt Road"]),
    ({"year": "1970s"}, ["Fen", "Salt Road"]),
    ({"year": "1950-1975"}, ["Fen", "Harbour Fog"]),
    ({"tag": "Folk Horror"}, ["Fen"]),
    ({"badge": "mst3k"}, ["Harbour Fog"]),
    ({"challenge": "night owls 2026"}, ["Salt Road"]),
]


async def test_what_is_asked_for_is_found(library: Library, room: Room) -> None:
    library.put(*films())
    for asked, titles in ASKED:
        shown = await room.ask("search", **asked)
        found = [line.split("[")[1].split(" (")[0] for line in shown.text.splitlines() if line.startswith("•")]
        assert sorted(found) == titles
        assert len(shown.menu) == len(titles)
    shown = await room.ask("search", tag="noir", year="1970s")
    assert shown.text == "Search\nNothing fits all of that. Leave something out, or try other words."


async def test_the_part_that_answers_is_shown_but_nothing_that_needs_a_warning(library: Library, room: Room) -> None:
    library.put(
        *films()[:1],
        review("Fen", 1973, text="A foghorn tells who did it.", spoilers=True),
        review("Salt Road", 1979, text="A foghorn, and worse.", content_warning="Gore"),
    )
    shown = await room.ask("search", text="foghorn")
    assert shown.text.count("•") == 3
    assert shown.text.count("-# ") == 1
    assert "knows more than the inspector" in shown.text
    assert "who did it" not in shown.text
    assert "worse" not in shown.text


async def test_nothing_asked_for_gets_a_sentence(room: Room) -> None:
    assert (await room.ask("search")).text.startswith("Tell me what to look for")
    assert (await room.ask("search", text="  ")).text.startswith("Tell me what to look for")


async def test_what_is_no_year_gets_a_sentence(room: Room) -> None:
    shown = await room.ask("search", year="*long* ago")
    assert shown.text == r"“\*long\* ago” is no year that I know. Write 1979, 1970s or 1970-1985."


async def test_pages(library: Library, room: Room) -> None:
    library.put(*many(20))
    shown = await room.ask("search", text="lamp")
    assert (shown.text.splitlines()[0], shown.foot) == ("20 reviews found", "Page 1 of 3 · Night Shift Reviews")
    assert shown.buttons == ["More", "Share"]
    seen = set(shown.menu)
    shown = await room.press(shown, "More")
    assert shown.foot.startswith("Page 2 of 3")
    assert shown.buttons == ["Back", "More", "Share"]
    seen |= set(shown.menu)
    shown = await room.press(shown, "More")
    assert shown.buttons == ["Back", "Share"]
    assert len(seen | set(shown.menu)) == 20
    shown = await room.press(shown, "Back")
    assert shown.foot.startswith("Page 2 of 3")
    assert (await room.choose(shown, 0)).text.splitlines()[0] == shown.menu[0].split(" ★")[0]


async def test_a_page_that_is_not_there_any_more_shows_the_last_one(library: Library, room: Room) -> None:
    library.put(*many(20))
    shown = await room.press(await room.ask("search", text="lamp"), "More")
    library.catalogue.update("films", (), [f"lamp-{number}.md" for number in range(15)])
    shown = await room.press(shown, "More")
    assert "5 reviews found" in shown.text
    assert shown.buttons == ["Share"]


async def test_pages_keep_names_that_are_too_long_for_a_button(library: Library, room: Room) -> None:
    tag = "a very long tag, longer than any button could hold it " * 3
    library.put(*(review(f"Fen {number}", 1980, public_tags=(tag.strip(),)) for number in range(9)), *many(9))
    shown = await room.ask("search", tag=tag[:100].strip())
    assert shown.buttons == []
    library.put(*(review(f"Moor {number}", 1980, public_tags=("Péril en mer",)) for number in range(9)))
    shown = await room.press(await room.ask("search", tag="peril en mer"), "More")
    assert shown.text.splitlines()[0] == "9 reviews found"
    assert shown.text.count("•") == 1


async def test_names_are_completed(library: Library, room: Room) -> None:
    library.put(*films(), review("Weir", 1999, tags=("secret shelf",), public_tags=()))
    assert sorted(await room.typing("search", "tag", "")) == ["folk horror", "noir", "sea"]
    assert (await room.typing("search", "tag", "HORR"))[0] == "folk horror"
    assert await room.typing("search", "tag", "shelf") == []
    assert await room.typing("search", "badge", "mst") == ["MST3K"]
    assert await room.typing("search", "challenge", "nite owls") == ["Night Owls 2026"]
