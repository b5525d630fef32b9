"""Makes a post's picture right before it is sent: drawn, read inside the site, or fetched.

Whatever goes wrong with it, the post goes without: nothing here raises, or takes longer than :data:`LONGEST`.
"""

from __future__ import annotations

import asyncio
import re
import unicodedata
from contextlib import suppress
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import structlog

from bot.format.length import units
from bot.format.prose import shorten
from bot.post.blocking import in_thread
from bot.post.picture_files import OutOfBounds, read_inside
from bot.post.publisher import File

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from bot.draw.photo import Photo
    from bot.format.model import Limits, Picture

log = structlog.stdlib.get_logger(__name__)
LONGEST = 20.0  # seconds for one picture
_MOST = 20_000_000  # bytes of a file before it is made smaller
_ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "image/gif": "gif", "image/webp": "webp", "image/avif": "avif"}
_NAME = 40  # characters


class NoPicture(Exception):
    """There is none, because: a few words for the log."""


class NotHere(NoPicture):
    """It isn't on this machine; a site's own may be on the web."""


class Pictures:
    """The pictures of one site. ``folders``: by source; ``site``: where the site's own files are, if that is known.

    ``allow_private``: fetch from this machine's own network too; for tests, which have no other.
    """

    def __init__(
        self, folders: Mapping[str, Path], site: Path | None, base_url: str | None, *, allow_private: bool = False
    ) -> None:
        self._folders, self._site, self._base_url = dict(folders), site, base_url
        self._allow_private = allow_private

    async def file(self, picture: Picture, limits: Limits) -> File | None:
        """The picture as a network with these limits takes it; None where there is none, which is logged. Never raises.

        Its alt text is shortened where the network takes less.
        """
        try:
            return await self.made(picture, limits)
        except NoPicture as none:
            log.warning("the post goes without its picture", picture=_where(picture), reason=str(none))
        except Exception:  # a defect in drawing must not keep the words from going out
            log.exception("defect", picture=_where(picture))
        return None

    async def made(self, picture: Picture, limits: Limits) -> File:
        """The same for whoever wants to know why there is none. Raises :class:`NoPicture`."""
        try:
            async with asyncio.timeout(LONGEST):
                photo = await self._photo(picture, limits)
        except TimeoutError:
            raise NoPicture(f"it took longer than {LONGEST:g} seconds") from None
        except OutOfBounds as error:
            raise NoPicture(str(error)) from None
        except OSError as error:
            raise NoPicture(error.strerror or type(error).__name__) from None
        ending = _ENDINGS.get(photo.type, photo.type.rpartition("/")[2])
        alt = shorten(picture.alt, lambda part: units(part) <= limits.alt)
        return File(f"{_plain(picture.name)}.{ending}", photo.type, alt, photo.data)

    async def _photo(self, picture: Picture, limits: Limits) -> Photo:
        if picture.card is not None or picture.board is not None:
            data = await in_thread(lambda: _drawn(picture), "drawing")
        elif picture.url is not None:
            data = await self._fetched(picture.url)
        elif picture.file is not None:
            data = await self._read(picture.file, picture.source)
        else:
            raise NoPicture("the review doesn't say which one")
        return await in_thread(lambda: _cleaned(data, limits), "cleaning a picture")

    async def _read(self, path: str, source: str | None) -> bytes:
        """From the source's folder; what begins with "/" from the site's, or, where that isn't here, from the site."""
        on_site = path.startswith("/")
        folder = self._site if on_site else self._folders.get(source or "")
        if folder is not None:
            with suppress(FileNotFoundError, NotADirectoryError):
                return await in_thread(lambda: read_inside(folder, path, _MOST), "reading a picture")
        if on_site and self._base_url is not None:
            return await self._fetched(self._base_url.rstrip("/") + quote(path, safe="/%?=&:@!$'()*+,;~"))
        if on_site and folder is None:
            raise NotHere("where the site's own files are isn't known: set folder under [site]")
        raise NotHere("there is no such file")

    async def _fetched(self, address: str) -> bytes:
        import aiohttp

        from bot.post.fetching import NotFetched, fetch
        from bot.post.unreached import how

        try:
            return await fetch(address, allow_private=self._allow_private)
        except NotFetched as error:
            raise NoPicture(str(error)) from None
        except aiohttp.ClientError as error:
            raise NoPicture(f"it can't be fetched ({how(error)})") from None


def _drawn(picture: Picture) -> bytes:
    from bot.draw.board import draw_board
    from bot.draw.card import draw_card
    from bot.post.fonts import fonts

    if picture.board is not None:
        drawn = draw_board(picture.board, fonts())
    else:
        drawn = draw_card(picture.card, fonts()) if picture.card is not None else None
    if drawn is None:
        raise NoPicture("it can't be drawn in the letters that there are")
    return drawn


def _cleaned(data: bytes, limits: Limits) -> Photo:
    """Without what a camera wrote into it, and as small as the network wants it. Slow: it unfolds the whole picture."""
    from bot.draw.photo import PictureRefused, clean

    try:
        return clean(data, limits.picture_bytes, limits.picture_pixels, limits.picture_types)
    except PictureRefused as refusal:
        raise NoPicture(str(refusal)) from None


def _where(picture: Picture) -> str:
    """Which picture, for the log. Of an address what stands before its question mark: behind it may be a key."""
    if picture.url is not None:
        parts = urlsplit(picture.url)
        return f"{parts.scheme}://{parts.hostname}{parts.path}"
    return picture.file or f"the {'board' if picture.board else 'card'} of {picture.name}"


def _plain(name: str) -> str:
    """The name without its ending, in letters that every network keeps as they are."""
    stem = PurePosixPath(name).stem
    letters = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9_-]+", "-", letters).strip("-_")[:_NAME] or "picture"
