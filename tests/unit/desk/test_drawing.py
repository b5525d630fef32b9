"""Posts drawn in a terminal: what readers see, within the width that there is, and nothing of a stranger's commands."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from rich.cells import cell_len
from rich.console import Console

from bot.desk.drawing import draw
from tests.unit.desk.made import message, picture, toot
from tests.unit.format.made import TEXTS

if TYPE_CHECKING:
    from bot.format.model import Post


def drawn(post: Post, width: int = 80, *, color: bool = False, **options: Any) -> str:
    stream = io.StringIO()
    console = Console(file=stream, width=width, force_terminal=color, color_system="truecolor" if color else "auto")
    console.print(draw("place", post, **options))
    return stream.getvalue()


def test_an_embed_is_drawn_as_readers_see_it() -> None:
    seen = drawn(message())
    assert "▌ ⚠ Drowning" in seen
    assert "▌ ▇▇ ▇▇▇▇▇▇ ▇▇ ▇▇▇▇▇ ▇▇▇▇▇▇▇▇▇" in seen
    assert "▌ ▎ “I don't belong in the world.”" in seen
    assert "▌ • More dread than money" in seen
    assert "▌ • **not bold**" in seen
    assert "▌ My reviews · 2025-10-05" in seen
    assert "[ Letterboxd ↗ ]" in seen
    assert "300/6000" in seen
    assert "· behind the bars: An organ, an empty ballroom." in seen


def test_the_bar_has_the_colour_of_the_embed() -> None:
    assert "\x1b[38;2;242;176;30m▌" in drawn(message(), color=True)
    assert "\x1b[" not in drawn(message())
    assert "\x1b[1mDrowning" in drawn(message(), color=True)


def test_no_colour_where_none_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert "38;2;" not in drawn(message(), color=True)


def test_a_status_is_drawn_with_its_warning_its_picture_and_its_count() -> None:
    seen = drawn(toot(warning="Drowning"), shown=picture(), notes=["public by the rule for tag “short”"])
    assert "⚠ Drowning" in seen
    assert "[ show more ]" in seen
    assert "▣ organ.png, 1 kB" in seen
    assert "ALT A woman at an organ" in seen
    assert "public · en" in seen
    assert "250/500" in seen
    assert "· public by the rule" in seen
    assert "\u2060" not in seen


def test_hashtags_and_links_of_a_status_stand_out() -> None:
    seen = drawn(toot(), color=True)
    assert "\x1b[36m#Spooktober" in seen
    assert "\x1b[36mhttps://example.org/" in seen
    assert "#Alive" in seen
    assert "\x1b[36m#Alive" not in seen


@pytest.mark.parametrize("width", [80, 40, 24])
def test_frames_stay_closed_at_any_width(width: int) -> None:
    wide = "映画の感想です。とても静かな映画でした。" * 5 + "a" * 200 + " ★★★½ ⚠️"
    for post in (message(f"> {wide}\n- {wide}\n{wide}", title=wide), toot(wide, "映画" * 40)):
        lines = [line for line in drawn(post, width, shown=picture(wide)).splitlines() if line[:1] in "╭│╰"]
        assert {cell_len(line) for line in lines} == {min(width, 78)}
        assert all(line[-1] in "╮│╯" for line in lines)


def test_nothing_in_a_post_commands_the_terminal() -> None:
    evil = "\x1b]0;owned\x07\x1b[2J[red]plain[/red]\x9b31m\r\b"
    for post in (message(evil, title=evil, footer={"text": evil}), toot(evil, evil)):
        seen = drawn(post, color=True, shown=picture(evil), notes=[evil])
        assert "[red]plain[/red]" in seen
        assert not {"\x07", "\x9b", "\r", "\b"} & set(seen)
        assert "\x1b]" not in seen
        assert "\x1b[2J" not in seen


@given(TEXTS)
def test_any_text_can_be_drawn(text: str) -> None:
    drawn(message(text, title=text, fields=[{"name": text, "value": text}]))
    drawn(toot(text, text), notes=[text])
