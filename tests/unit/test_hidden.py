"""A secret leaves no text: however it is written, wherever in a trace it stands, whoever logs it."""

from __future__ import annotations

import asyncio
import base64
import io
import json
import logging
import sys
import warnings
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, quote_plus

import pytest
import structlog

from bot import hidden
from bot.hidden import hide, hide_password, redacted
from bot.log import last_words, set_up
from bot.settings.model import LogRule
from tests.flow.terminal import quiet_logs

if TYPE_CHECKING:
    from collections.abc import Iterator

TOKEN = 'mad3-up/T0ken+with "odd" = \\signs&ünder_5c0re'  # what no network gives out, and all that can go wrong
log = structlog.stdlib.get_logger("bot.test")


@pytest.fixture(autouse=True)
def _secrets(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(hidden, "_whole", set())
    monkeypatch.setattr(hidden, "_pieces", set())
    hide(TOKEN)
    with quiet_logs(), warnings.catch_warnings():
        yield
        logging.captureWarnings(capture=False)
    structlog.reset_defaults()


@pytest.fixture(params=["text", "json"])
def stream(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    set_up(LogRule(form=request.param, level="debug"))
    return stream


def leaks(text: str) -> list[str]:
    """What is left of the token in a text, in whatever form: twelve characters of it or more."""
    plain = [text, *_decoded(text)]
    return [TOKEN[at : at + 12] for at in range(len(TOKEN) - 11) for it in plain if TOKEN[at : at + 12] in it]


def _decoded(text: str) -> list[str]:
    return [str(json.loads(line)) for line in text.splitlines() if line.startswith("{")]


@pytest.mark.parametrize(
    "written",
    [
        TOKEN,
        repr(TOKEN),
        repr({"token": TOKEN}),
        json.dumps(TOKEN),
        json.dumps(json.dumps(TOKEN))[1:-1],
        quote(TOKEN),
        quote(TOKEN, safe=""),
        quote_plus(TOKEN),
        quote(TOKEN, safe="").lower(),
        quote(quote(TOKEN, safe=""), safe=""),
        TOKEN.encode().hex(),
        *(base64.b64encode(b"user:"[:length] + TOKEN.encode() + b"!").decode() for length in range(4)),
        *(base64.urlsafe_b64encode(b"user:"[:length] + TOKEN.encode() + b"!").decode() for length in range(4)),
    ],
)
def test_however_it_is_written(written: str) -> None:
    told = redacted(f"before {written} after")
    assert told.startswith("before ")
    assert told.endswith(" after")
    rest = told.removeprefix("before ").removesuffix(" after").replace("[hidden]", "")
    assert len(rest) <= 16, told  # quotation marks, and letters of base64 that are of its neighbours, too


def test_in_pieces() -> None:
    assert leaks(redacted(f"{TOKEN[:20]}… and …{TOKEN[20:]}")) == []
    assert "mad3" not in redacted(TOKEN[:14])
    assert redacted(f"{TOKEN}{TOKEN}") in ("[hidden]", "[hidden][hidden]")


def test_nothing_else_is_hidden() -> None:
    text = "The bot posted The Thing (1982) at https://me.example:8017/a?b=c; see docs/settings.md, user@host, http://127.0.0.1:80/@me/1"
    assert redacted(text) == text
    hide("short")
    assert redacted("a short film") == "a short film"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("postgresql://me:pass%40word@db/x", "postgresql://me:[hidden]@db/x"),
        ("Authorization: Bearer abcdefghijklmnopqrstuv", "Authorization: Bearer [hidden]"),
        ("{'Authorization': 'Bot MTIz.abc.defghijklmnopqr'}", "{'Authorization': 'Bot [hidden]'}"),
        ("?access_token=abc&x=1", "?access_token=[hidden]&x=1"),
        ("host=db password=abc user=me", "host=db password=[hidden] user=me"),
    ],
)
def test_what_nobody_told_of_is_known_by_its_place(text: str, told: str) -> None:
    assert redacted(text) == told


def test_a_password_of_the_records_address() -> None:
    hide_password("postgresql://me:c0rrect%20horse@db/films")
    assert "horse" not in redacted('connection to server failed: "c0rrect horse"')
    hide_password("postgresql://matinee:matinee@db/matinee")
    assert redacted("matinee runs") == "matinee runs"
    assert redacted("postgresql://matinee:matinee@db/matinee") == "postgresql://matinee:[hidden]@db/matinee"
    hide_password("sqlite:///data/matinee.db")


class Client:
    """What a library keeps, and shows in its ``repr``."""

    def __init__(self, token: str) -> None:
        self.headers = {"Authorization": f"Bot {token}"}

    def __repr__(self) -> str:
        return f"Client({self.headers})"


def _fails(client: Client) -> None:
    try:
        try:
            raise ValueError(f"refused: {client!r}")  # noqa: TRY301 (a chain is what is wanted)
        except ValueError as error:
            error.add_note(f"sent with {TOKEN}")
            raise KeyError(TOKEN) from error
    except KeyError as error:
        group = ExceptionGroup(f"of {TOKEN[:20]}", [error, OSError(2, "no such file", f"/x?token={quote(TOKEN)}")])
        raise group from None


def test_in_traces_chains_notes_and_groups(stream: io.StringIO) -> None:
    try:
        _fails(Client(TOKEN))
    except ExceptionGroup as error:
        log.exception("defect", client=Client(TOKEN), error=repr(error), at=error)
        logging.getLogger("discord.http").exception("failed with %r", Client(TOKEN))
    assert "KeyError" in stream.getvalue()
    assert leaks(stream.getvalue()) == []


def test_in_the_logs_of_libraries(stream: io.StringIO) -> None:
    logging.getLogger("aiohttp.client").warning("%s%s", TOKEN[:7], TOKEN[7:])
    logging.getLogger("mastodon").warning("%(it)s", {"it": {"access_token": TOKEN}})
    logging.getLogger("sqlalchemy").warning("to %s", "postgresql://me:unheard-of@db/x")
    logging.getLogger("x").warning("stack", stack_info=True, extra={"token": TOKEN})
    logging.getLogger(TOKEN).warning("a logger of that name")
    assert leaks(stream.getvalue()) == []
    assert "unheard-of" not in stream.getvalue()


def test_in_nested_facts_and_their_names(stream: io.StringIO) -> None:
    log.info("told", **{TOKEN: 1}, headers={TOKEN: [TOKEN, (TOKEN, {TOKEN})]}, data=TOKEN.encode())
    assert leaks(stream.getvalue()) == []


def test_in_warnings(stream: io.StringIO) -> None:
    for taken in (False, True):  # pytest gives each test Python's own way back, of which logging knows nothing
        logging.captureWarnings(taken)
    warnings.simplefilter("always")
    warnings.warn(f"deprecated: {TOKEN}", stacklevel=1)
    assert "deprecated" in stream.getvalue()
    assert leaks(stream.getvalue()) == []


async def test_in_what_asyncio_says_of_forgotten_tasks(stream: io.StringIO) -> None:
    loop = asyncio.get_running_loop()
    loop.call_exception_handler({"message": "never awaited", "exception": KeyError(TOKEN), "handle": Client(TOKEN)})
    assert "never awaited" in stream.getvalue()
    assert leaks(stream.getvalue()) == []


@pytest.mark.parametrize("form", ["text", "json"])
def test_in_the_last_words(form: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    set_up(LogRule(form=form))
    assert leaks(last_words(f"it failed: {TOKEN}", f"Traceback …\n  {Client(TOKEN)!r}\n")) == []
