"""Pictures are kept, but not for ever."""

from __future__ import annotations

from bot.commands import drawn


def test_only_the_latest_pictures_are_kept() -> None:
    assert drawn._drawn.cache_info().maxsize == drawn._KEPT
