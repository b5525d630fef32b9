"""What no honest Discord would send: every interaction gets a plain answer, and nothing of it does harm."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import simcord
from structlog.testing import capture_logs

from tests.flow.library import Library, review
from tests.flow.room import Room, Shown

if TYPE_CHECKING:
    from simcord.results import InteractionResult

NASTY = [
    '" OR 1=1; DROP TABLE review; --',
    "fog NEAR(pier, 2) AND -horror NOT *",
    "heading : fog ^ (",
    "x" * 6000,
    "\u202e\u2066evil\u2069",
    "\x00\x07\x1b[2J",
    "(a+)+$" * 500,
    "@everyone <@&1> <#2> </x:3> https://phish.example [a](https://b.example) ||s|| ```c```",
    "\U0001f3a5" * 3000,
    "é" + "\u0301" * 3000,
    "..",
]
COMMAND, STRING = 1, 3


def command(name: str, **options: Any) -> dict[str, Any]:
    kinds = {str: STRING, int: 4, bool: 5, float: 10}
    given = [{"name": key, "type": kinds.get(type(value), 3), "value": value} for key, value in options.items()]
    return {"id": "1", "name": name, "type": COMMAND, "options": given}


def read(result: InteractionResult) -> str:
    assert result.response is not None
    assert result.response.ephemeral
    return Shown(result.response).text


@pytest.mark.parametrize("text", NASTY)
async def test_typed_text_is_only_text(library: Library, room: Room, text: str) -> None:
    library.put(review(), review("Fen", 1990, text="fog"))
    with capture_logs() as logs:
        said = read(await room.by_hand(command("review", title=text)))
        said += read(await room.by_hand(command("search", text=text)))
        said += read(await room.by_hand(command("search", year=text, tag=text, badge=text, challenge=text)))
        typed = command("review", title=text)
        typed["options"][0]["focused"] = True
        await room.by_hand(typed, autocomplete=True)
    for bad in ("@everyone", "<@&", "](https://b", "https://phish", "\u202e", "\u2066", "\x1b", "\x00", "```"):
        assert bad not in said.replace("](https://films.example", "")
    assert len(said) < 4000
    assert [line for line in logs if line["log_level"] in {"error", "warning"}] == []


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("review", {"title": 5}),
        ("review", {"title": ["x"]}),
        ("review", {}),
        ("latest", {"count": "many"}),
        ("latest", {"count": True}),
        ("search", {"min_rating": "x"}),
        ("search", {"year": 1979}),
        ("no-such-command", {}),
    ],
)
async def test_wrong_types_and_commands_get_a_sentence(
    library: Library, room: Room, name: str, options: dict[str, Any]
) -> None:
    library.put(review())
    with capture_logs() as logs:
        said = read(await room.by_hand(command(name, **options)))
    assert said.startswith("This command has changed.")
    assert logs == []
    simcord.assert_error(room.env)


async def test_completing_what_is_no_command_offers_nothing(room: Room) -> None:
    typed = command("no-such-command", title="x")
    typed["options"][0]["focused"] = True
    result = await room.by_hand(typed, autocomplete=True)
    assert result.autocomplete_choices == []
    simcord.assert_error(room.env)


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("latest", {"count": 10**9}),
        ("latest", {"count": -1}),
        ("latest", {"what": "x"}),
        ("search", {"min_rating": -9.0}),
    ],
)
async def test_what_is_out_of_bounds_or_unknown_is_answered(
    library: Library, room: Room, name: str, options: dict[str, Any]
) -> None:
    library.put(review())
    assert "The Lamp Room" in read(await room.by_hand(command(name, **options)))


async def test_a_rating_beyond_all_measure_gets_a_plain_answer(library: Library, room: Room) -> None:
    library.put(review())
    for rating in (1e308, 10**400):
        said = read(await room.by_hand(command("search", min_rating=rating)))
        assert said == "Search\nNo review is rated 1,000,000 or more."


async def test_an_interaction_that_is_none_gets_a_sentence(library: Library, room: Room) -> None:
    with capture_logs():
        said = read(await room.by_hand({"id": "1", "name": "review", "type": COMMAND, "options": [{"type": STRING}]}))
    assert said.startswith(("Something went wrong here", "This command has changed."))
