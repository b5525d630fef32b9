"""One picture for many channels: made once, and given to all who ask for it within some minutes.

Hundreds of channels that follow get the same post within a short while: it would be drawn, or fetched from somebody
else's server, for each of them. What can't be had isn't tried for each of them either.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.post.pictures import LONGEST, NoPicture, Pictures

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from bot.draw.photo import Photo
    from bot.format.model import Limits, Picture

_KEPT = 300.0  # seconds
_MOST = 4  # pictures at once: each may have some megabytes


class SharedPictures(Pictures):
    """As :class:`bot.post.pictures.Pictures`."""

    def __init__(
        self, folders: Mapping[str, Path], site: Path | None, base_url: str | None, *, allow_private: bool = False
    ) -> None:
        super().__init__(folders, site, base_url, allow_private=allow_private)
        self._made: dict[tuple[Picture, Limits], tuple[float, asyncio.Future[Photo]]] = {}

    async def _photo(self, picture: Picture, limits: Limits) -> Photo:
        now = asyncio.get_running_loop().time()
        self._made = {key: one for key, one in self._made.items() if now - one[0] < _KEPT}
        key = replace(picture, name="", alt=""), limits
        if key not in self._made:
            while len(self._made) >= _MOST:
                del self._made[next(iter(self._made))]
            making: asyncio.Future[Photo] = asyncio.ensure_future(super()._photo(picture, limits))
            making.add_done_callback(_heard)
            self._made[key] = now, making
        begun, made = self._made[key]
        if not made.done() and now - begun > LONGEST:
            raise NoPicture(f"it takes longer than {LONGEST:g} seconds")
        return await asyncio.shield(made)


def _heard(making: asyncio.Future[Photo]) -> None:
    """What kept it from being made is told to each who asked; if nobody is left, it is no matter."""
    if not making.cancelled():
        making.exception()
