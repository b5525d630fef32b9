"""What the demo tells: how to look and what to do, each post, and the report."""

from __future__ import annotations

import shlex
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.demo.board import Board, welcome
from bot.demo.folder import Folder
from bot.ledger.model import Delivery, Status

if TYPE_CHECKING:
    from pathlib import Path

AT = datetime(2026, 11, 22, 14, 57, 11, tzinfo=UTC)


def delivery(number: int, destination: str, status: Status, reason: str | None = None) -> Delivery:
    posted = status is Status.POSTED
    return Delivery(
        id=number,
        key=f"k{number}",
        subject=f"review{number}",
        kind="review",
        title="House (1977)",
        destination=destination,
        generation=1,
        status=status,
        ready_at=AT,
        urgent=False,
        created_at=AT,
        attempts=1,
        first_claimed_at=AT,
        claimed_at=AT,
        mark="",
        body=None,
        reason=reason,
        remote_id="9" if posted else None,
        remote_url="http://127.0.0.1:4000/@a/9" if posted else None,
        posted_at=AT if posted else None,
    )


def board(said: list[str]) -> Board:
    return Board(said.append, {"reviews": "discord", "toots": "mastodon"}, "Europe/Berlin")


def test_a_post_is_told_with_the_time_on_the_wall() -> None:
    said: list[str] = []
    board(said).posted(delivery(1, "reviews", Status.POSTED))
    board(said).posted(delivery(2, "toots", Status.POSTED))
    assert said == ["15:57:11  posted on Discord   House (1977)", "15:57:11  posted on Mastodon  House (1977)"]


def test_a_channel_that_came_to_follow_is_told_of_too() -> None:
    said: list[str] = []
    board(said).posted(delivery(1, "channel-123", Status.POSTED))
    assert said == ["15:57:11  posted on Discord   House (1977)"]


def test_the_report_tells_what_was_posted_where_and_what_was_not() -> None:
    ended = [delivery(2, "toots", Status.FAILED, "Too long."), delivery(1, "reviews", Status.POSTED)]
    assert board([]).report(ended, 3, {"review1": "house.md"}.get) == {
        "reviews": 3,
        "posted": [
            {
                "destination": "reviews",
                "network": "discord",
                "path": "house.md",
                "title": "House (1977)",
                "url": "http://127.0.0.1:4000/@a/9",
            }
        ],
        "not_posted": [
            {
                "destination": "toots",
                "network": "mastodon",
                "path": None,
                "title": "House (1977)",
                "status": "failed",
                "reason": "Too long.",
            }
        ],
    }


def test_the_welcome_names_both_addresses_and_a_command_to_paste(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "a folder")
    folder.more.mkdir(parents=True)
    (folder.more / "b.md").touch()
    (folder.more / "a.md").touch()
    lines = list(welcome(folder, "http://127.0.0.1:1/#key", "http://127.0.0.1:2/"))
    assert "  Discord    http://127.0.0.1:1/#key" in lines
    assert "  Mastodon   http://127.0.0.1:2/" in lines
    assert f"  {folder.posts}" in lines
    assert shlex.join(["cp", str(folder.more / "a.md"), str(folder.posts)]) in [line.strip() for line in lines]


def test_without_pages_no_address_is_promised(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.more.mkdir()
    lines = "\n".join(welcome(folder, None, None))
    assert "http" not in lines
    assert "For example" not in lines
    assert "Ctrl-C" in lines
