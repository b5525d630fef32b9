"""What each kind of trouble is to the courier, for everything that a publisher does, over both networks."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any

import discord
import pytest

from bot.errors import DeliveryError, HistoryUnreadable, NotSent, OutcomeUnclear, Throttled
from bot.post.discord import calls as discord_calls
from bot.post.mastodon import calls as mastodon_calls
from tests.fakes.discord.control import MESSAGES
from tests.fakes.mastodon.control import HISTORY

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.contract.publishing import Stage

pytestmark = pytest.mark.thorough

KEY = "a-key-of-24-characters-x"
JSON = {"Content-Type": "application/json"}
HTML = {"Content-Type": "text/html"}
WRITES = ("publish", "edit", "delete")
READS = ("standing", "find", "own_posts")


class Hurried:
    """asyncio as discord.py sees it, without its pauses of up to 9 seconds between two repeats."""

    def __getattr__(self, name: str) -> Any:
        return getattr(asyncio, name)

    async def sleep(self, _: float) -> None:
        await asyncio.sleep(0)


@pytest.fixture(autouse=True)
def _hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discord.http, "asyncio", Hurried())


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that a publisher does, and the request that trouble is made for."""

    method: str
    path: str
    do: Callable[[], Awaitable[object]]


async def deeds(stage: Stage) -> dict[str, Deed]:
    """Everything, about one post that stands."""
    publisher, post = stage.publisher, stage.post("Dizzy.")
    receipt = await publisher.publish(post, KEY)
    history = ("GET", HISTORY if publisher.network == "mastodon" else stage.paths.get("list", MESSAGES))

    async def read_back() -> object:
        return [one async for one in publisher.own_posts(None, 100)]

    return {
        "publish": Deed(*stage.send, lambda: publisher.publish(stage.post("Rope."), "another-key")),
        "edit": Deed(*stage.change(), lambda: publisher.edit(receipt.id, stage.post("Dizzier."))),
        "delete": Deed(*stage.erase(), lambda: publisher.delete(receipt.id)),
        "standing": Deed(*stage.look(), lambda: publisher.standing(receipt.id, post)),
        "find": Deed(*history, lambda: publisher.find(post, "", frozenset())),
        "own_posts": Deed(*history, read_back),
    }


async def trouble(stage: Stage, name: str, kind: str, **more: Any) -> DeliveryError:
    """What the deed raises while that trouble lasts."""
    deed = (await deeds(stage))[name]
    stage.fake.fault(kind, deed.method, deed.path, times=None, **more)
    with pytest.raises(DeliveryError) as caught:
        await deed.do()
    stage.fake.clear_faults()
    assert stage.fake.token not in str(caught.value) + repr(caught.value.__cause__) + repr(caught.value.__context__)
    return caught.value


def is_passing(error: DeliveryError) -> bool:
    """Whether a failed look says no more than: look again."""
    return isinstance(error, NotSent) or (isinstance(error, HistoryUnreadable) and not error.lasting)


@pytest.mark.parametrize("status", [500, 502, 503, 504])
@pytest.mark.parametrize("name", [*WRITES, *READS])
async def test_a_server_in_trouble(stage: Stage, name: str, status: int) -> None:
    error = await trouble(stage, name, "status", status=status, headers=HTML, body="<h1>Trouble</h1>")
    if name in READS:
        assert is_passing(error)
    else:
        assert type(error) is OutcomeUnclear
        assert error.travelling == (status == 504)


def every(names: tuple[str, ...], *more: str) -> list[tuple[str, str, str]]:
    """Each deed on each network in each of the ways that are more; no content can't be cut in half, nor be slow."""
    return [
        (network, name, way)
        for network in ("discord", "mastodon")
        for name in names
        for way in more
        if (network, name) != ("discord", "delete") or way not in {"half", "slow"}
    ]


@pytest.mark.parametrize(("stage", "name", "kind"), every(WRITES + READS, "half", "reset", "lost"), indirect=["stage"])
async def test_a_connection_that_ends_too_soon(stage: Stage, name: str, kind: str) -> None:
    error = await trouble(stage, name, kind)
    if name in READS:
        assert is_passing(error)
    else:
        assert type(error) is OutcomeUnclear
        assert not error.travelling


@pytest.mark.parametrize(("stage", "name", "kind"), every(WRITES + READS, "hang", "slow"), indirect=["stage"])
async def test_an_answer_that_comes_too_late(
    stage: Stage, name: str, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    deed = (await deeds(stage))[name]
    await stage.publisher.mark()  # who the account is, and what kind of channel, is known from here on
    stage.fake.fault(kind, deed.method, deed.path, times=None)
    for module in (discord_calls, mastodon_calls):
        monkeypatch.setattr(module, "CALL_TIMEOUT", 0.5)
    with pytest.raises(NotSent if name in READS else OutcomeUnclear, match=r"didn't answer within 0\.5 s") as caught:
        await deed.do()
    assert isinstance(caught.value, NotSent) or getattr(caught.value, "travelling", False)
    stage.fake.let_go()


NOTHING = ("", "null", '{"id": null}', '"words"', "<html>hello</html>")
EMPTY = every(("publish", "edit", *READS), "{}") + every(("publish", "edit", "standing"), "[]")


@pytest.mark.parametrize(
    ("stage", "name", "body"),
    [*every(("publish", "edit", *READS), *NOTHING), *EMPTY],
    indirect=["stage"],
)
async def test_an_answer_that_means_nothing(stage: Stage, name: str, body: str) -> None:
    error = await trouble(stage, name, "status", status=200, headers=JSON, body=body)
    if name in READS:
        assert is_passing(error)
    else:
        assert type(error) is OutcomeUnclear


@pytest.mark.parametrize("name", [*WRITES, *READS])
async def test_another_content_type(stage: Stage, name: str) -> None:
    """Mastodon's is read nevertheless; discord.py reads no other than exactly its own."""
    deed = (await deeds(stage))[name]
    stage.fake.fault("content_type", deed.method, deed.path, content_type="text/plain", times=None)
    if stage.publisher.network == "mastodon" or name == "delete":
        await deed.do()
        return
    with pytest.raises(OutcomeUnclear if name in WRITES else NotSent):
        await deed.do()


def in_a_minute() -> str:
    return format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True)


def iso_in_a_minute() -> str:
    return (datetime.now(UTC) + timedelta(seconds=60)).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def epoch_in_a_minute() -> str:
    return str(round(datetime.now(UTC).timestamp()) + 60)


RATE_LIMITED = json.dumps({"message": "You are being rate limited.", "retry_after": 60.0, "global": False})
MANNERS: dict[str, tuple[str, Callable[[], dict[str, str]], str, bool]] = {
    # who: both, or one network's; headers; body; whether it says how long
    "seconds": ("both", lambda: {**HTML, "Retry-After": "60"}, "", True),
    "parts of seconds": ("both", lambda: {**HTML, "Retry-After": "60.0"}, "", True),
    "an HTTP date": ("both", lambda: {**HTML, "Retry-After": in_a_minute()}, "", True),
    "nothing": ("both", lambda: HTML, "", False),
    "nonsense": ("both", lambda: {**HTML, "Retry-After": "soon", "Date": "today"}, "", False),
    "Cloudflare's page": ("both", lambda: {**HTML, "Retry-After": "60"}, "<h1>Error 1015</h1>", True),
    "Cloudflare's page alone": ("both", lambda: HTML, "<h1>Error 1015</h1>", False),
    "an ISO time": ("mastodon", lambda: {**JSON, "X-RateLimit-Reset": iso_in_a_minute()}, '{"error": "Slow"}', True),
    "an epoch": ("mastodon", lambda: {**JSON, "X-RateLimit-Reset": epoch_in_a_minute()}, '{"error": null}', True),
    "an object": ("mastodon", lambda: {**JSON, "Retry-After": "60"}, '{"error": {"why": "slow"}}', True),
    "Discord's body": ("discord", lambda: {**JSON, "Via": "1.1 google"}, RATE_LIMITED, True),
    "a bucket": ("discord", lambda: {**JSON, "X-RateLimit-Reset-After": "60.0"}, RATE_LIMITED, True),
    "a body without": ("discord", lambda: {**JSON, "Via": "1.1 google"}, '{"message": "Slow", "code": 0}', False),
}


@pytest.mark.parametrize(
    ("stage", "name", "manner"),
    [
        (network, name, manner)
        for network, name, manner in every((*WRITES, "find"), *MANNERS)
        if MANNERS[manner][0] in {"both", network}
    ],
    indirect=["stage"],
)
async def test_every_way_to_ask_for_patience(stage: Stage, name: str, manner: str) -> None:
    _, headers, body, told = MANNERS[manner]
    error = await trouble(stage, name, "status", status=429, headers=headers(), body=body)
    assert isinstance(error, Throttled)
    assert (error.retry_after is not None) == told
    assert error.retry_after is None or 50 < error.retry_after.total_seconds() < 65
