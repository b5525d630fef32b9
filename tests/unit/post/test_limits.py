"""A server's limits: read leniently, kept on disk, and never in the way."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from bot.format.model import Limits
from bot.post.limits import keep_limits, kept_limits, limits_of

if TYPE_CHECKING:
    from pathlib import Path

ADDRESS = "https://toots.example"


@pytest.mark.parametrize(
    "told",
    [
        *(None, [], "x", {}, {"configuration": None}, {"configuration": []}, {"configuration": {"statuses": "x"}}),
        {"configuration": {"statuses": {"max_characters": "500"}, "media_attachments": {"supported_mime_types": []}}},
        {"configuration": {"statuses": {"max_characters": -1, "characters_reserved_per_url": True}}},
        {"configuration": {"media_attachments": {"supported_mime_types": [1, "video/mp4"], "image_size_limit": 0}}},
    ],
)
def test_what_means_nothing_is_the_usual(told: Any) -> None:
    assert limits_of(told) == Limits()


def test_what_is_told_counts() -> None:
    told = {
        "max_toot_chars": 7000,
        "configuration": {
            "statuses": {"max_characters": 5000, "characters_reserved_per_url": 25},
            "media_attachments": {
                "supported_mime_types": ["image/jpeg", "image/avif", "video/mp4"],
                "image_size_limit": 16_777_216,
                "image_matrix_limit": 33_177_600,
                "description_limit": 1000,
            },
        },
    }
    wanted = Limits(5000, 25, 1000, 16_777_216, 33_177_600, frozenset({"image/jpeg", "image/avif"}))
    assert limits_of(told) == wanted
    assert limits_of({"max_toot_chars": 7000}) == replace(Limits(), characters=7000)


def test_they_are_kept_for_each_server(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    assert kept_limits(folder, ADDRESS) is None
    first, second = replace(Limits(), characters=1000), replace(Limits(), picture_types=frozenset({"image/png"}))
    keep_limits(folder, ADDRESS, first)
    keep_limits(folder, "https://other.example", second)
    assert (kept_limits(folder, ADDRESS), kept_limits(folder, "https://other.example")) == (first, second)
    keep_limits(folder, ADDRESS, second)
    assert kept_limits(folder, ADDRESS) == second
    assert [path.name for path in folder.iterdir()] == ["limits.json"]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"https://toots.example": 3}', "[" * 100_000, "\x00"])
def test_a_damaged_file_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "limits.json").write_text(text)
    assert kept_limits(tmp_path, ADDRESS) is None
    keep_limits(tmp_path, ADDRESS, Limits())
    assert kept_limits(tmp_path, ADDRESS) == Limits()


def test_half_of_it_is_filled_up_with_the_usual(tmp_path: Path) -> None:
    (tmp_path / "limits.json").write_text(json.dumps({ADDRESS: {"characters": 900, "alt": "x", "picture_types": 1}}))
    assert kept_limits(tmp_path, ADDRESS) == replace(Limits(), characters=900)


def test_a_folder_that_can_not_be_written_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    keep_limits(tmp_path / "data", ADDRESS, Limits())
    assert kept_limits(tmp_path / "data", ADDRESS) is None
