"""Answers that take their time: announced after a second, filled in then. Discord is stood in for by its few calls."""

from __future__ import annotations

import asyncio
import threading
from types import SimpleNamespace
from typing import Any

import discord
import pytest

from bot.commands import sending
from bot.commands.reply import Picture, Reply
from bot.commands.wording import wording_for


class Desk:
    """The asker's side of one interaction: it notes what came in which order."""

    def __init__(self) -> None:
        self.came: list[tuple[str, dict[str, Any]]] = []
        self.announced = asyncio.Event()
        self.locale = discord.Locale.american_english
        self.response = SimpleNamespace(
            is_done=self.announced.is_set,
            defer=self._deferred,
            send_message=self._noting("message"),
            edit_message=self._noting("edit"),
        )
        self.followup = SimpleNamespace(send=self._noting("follow-up"))
        self.edit_original_response = self._noting("edit later")

    async def _deferred(self, **how: Any) -> None:
        self.came.append(("defer", how))
        self.announced.set()

    def _noting(self, kind: str) -> Any:
        async def noted(**what: Any) -> None:
            self.came.append((kind, what))

        return noted

    @property
    def kinds(self) -> list[str]:
        return [kind for kind, _ in self.came]


REPLY = Reply({"description": "Harbour Fog"})


class Slow:
    """Answers once it is let."""

    def __init__(self, reply: Reply = REPLY) -> None:
        self.let, self.reply = threading.Event(), reply

    def answer(self, *_: object) -> Reply:
        assert self.let.wait(10)
        return self.reply


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "PATIENCE", 0.01)


async def let_after(desk: Desk, slow: Slow) -> None:
    await desk.announced.wait()
    slow.let.set()


async def test_a_slow_answer_is_announced_to_the_asker_alone_and_filled_in() -> None:
    desk, slow = Desk(), Slow()
    await asyncio.gather(sending.say(desk, slow.answer), let_after(desk, slow))  # type: ignore[arg-type]
    assert desk.kinds == ["defer", "follow-up"]
    assert desk.came[0][1] == {"ephemeral": True, "thinking": True}
    assert desk.came[1][1]["ephemeral"] is True


async def test_a_slow_page_is_turned_later() -> None:
    desk, slow = Desk(), Slow()
    await asyncio.gather(sending.turn(desk, None, slow), let_after(desk, slow))  # type: ignore[arg-type]
    assert desk.kinds == ["defer", "edit later"]
    assert desk.came[1][1]["allowed_mentions"].to_dict() == {"parse": []}
    assert (desk.came[1][1]["view"], desk.came[1][1]["attachments"]) == (None, [])


async def test_a_slow_share_is_shared_once() -> None:
    desk, slow = Desk(), Slow()
    await asyncio.gather(sending.share(desk, None, slow, None), let_after(desk, slow))  # type: ignore[arg-type]
    assert desk.kinds == ["defer", "edit later", "follow-up"]
    assert desk.came[2][1]["ephemeral"] is False


async def test_a_quick_answer_is_not_announced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "PATIENCE", 10)
    desk, quick = Desk(), Slow()
    quick.let.set()
    await sending.say(desk, quick.answer)  # type: ignore[arg-type]
    await sending.turn(desk, None, quick)  # type: ignore[arg-type]
    assert desk.kinds == ["message", "edit"]


async def test_what_fails_late_is_told() -> None:
    desk = Desk()

    def fail(_: object) -> Reply:
        raise ValueError("no such thing")

    with pytest.raises(ValueError, match="no such thing"):
        await sending.say(desk, fail)  # type: ignore[arg-type]
    assert desk.came == []


async def test_a_picture_comes_with_what_it_says() -> None:
    body = sending.body_of(Reply({"description": "x"}, picture=Picture("n.png", "A chart", b"png")), wording_for("en"))
    assert body["embed"].image.url == "attachment://n.png"
    assert (body["file"].filename, body["file"].description) == ("n.png", "A chart")
