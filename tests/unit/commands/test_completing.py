from __future__ import annotations

import threading

import pytest
from structlog.testing import capture_logs

from bot.commands import completing
from bot.commands.completing import completed, completed_names, likely

NAMES = ["Noir", "Folk Horror", "horror comedy", "sea"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", NAMES),
        ("  ", NAMES),
        ("HORR", ["horror comedy", "Folk Horror"]),
        ("horor", ["horror comedy", "Folk Horror"]),
        ("zzz", []),
    ],
)
def test_what_was_typed_may_mean(typed: str, found: list[str]) -> None:
    assert sorted(likely(NAMES, typed)[:1]) == sorted(found[:1])
    assert set(likely(NAMES, typed)) == set(found)


async def test_what_discord_would_refuse_is_left_out() -> None:
    found = await completed(lambda: [("", "a"), (" ", " "), ("x" * 101, "b"), ("c", "y" * 101), ("d", "e")])
    assert [(one.name, one.value) for one in found] == [("d", "e")]
    assert len(await completed_names("", lambda: [str(number) for number in range(60)])) == 25


async def test_what_fails_completes_nothing_and_is_noted() -> None:
    with capture_logs() as logs:
        assert await completed_names({"no": "text"}, lambda: 1 / 0) == []  # type: ignore[arg-type, return-value]
    assert [line["event"] for line in logs] == ["a completion failed"]


async def test_what_is_late_completes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(completing, "PATIENCE", 0.01)
    release = threading.Event()

    def late() -> list[tuple[str, str]]:
        release.wait(10)
        return [("a", "b")]

    try:
        assert await completed(late) == []
    finally:
        release.set()
