"""Pictures of posts for the page: drawn or read here, by the post's number. Nothing is ever fetched from elsewhere.

A picture's own address on a network or on the web isn't shown: the owner's browser would tell there that it looks.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from aiohttp import web

from bot.format.model import Limits, thaw
from bot.post.pictures import NoPicture

if TYPE_CHECKING:
    from bot.page.means import Means
    from bot.post.publisher import File

_LIMITS = Limits(picture_bytes=400_000, picture_pixels=600_000)
_KEPT = 60  # pictures in memory


class Picturing:
    """Answers with pictures."""

    def __init__(self, means: Means) -> None:
        self._means = means
        self._kept: OrderedDict[int, File] = OrderedDict()

    def routes(self) -> list[web.RouteDef]:
        """Where they stand."""
        return [web.get(r"/pictures/{post:[0-9]{1,9}}", self.picture)]

    async def picture(self, request: web.Request) -> web.Response:
        """The picture of one post; 404 where it isn't made here."""
        file = await self._file(int(request.match_info["post"]))
        headers = {"Content-Disposition": "inline", "Content-Type": file.type}
        return web.Response(body=file.data, headers=headers)

    async def _file(self, number: int) -> File:
        if number in self._kept:
            self._kept.move_to_end(number)
            return self._kept[number]
        post = await self._means.thread.do(self._means.ledger.delivery, number)
        picture = thaw(post.body).picture if post and post.body else None
        if picture is None or picture.url is not None:
            raise web.HTTPNotFound(text="There is no picture.\n")
        try:
            file = await self._means.pictures.made(picture, _LIMITS)
        except (NoPicture, ValueError):
            raise web.HTTPNotFound(text="There is no picture.\n") from None
        self._kept[number] = file
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return file
