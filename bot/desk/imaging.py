"""The pictures of previewed posts, as far as they are on this machine: read or drawn, never fetched."""

from __future__ import annotations

import asyncio
import io
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.desk.sheet import Shown
from bot.post.pictures import Pictures

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.desk.sheet import Sheet, Side
    from bot.format.model import Limits, Picture
    from bot.post.publisher import File
    from bot.settings.model import Settings

_KILO = 1000  # bytes


def with_pictures(settings: Settings, sheets: Sequence[Sheet]) -> list[Sheet]:
    """The sheets, with the picture of each post that has one."""
    if not any(side.post.picture for one in sheets for side in one.sides):
        return list(sheets)
    return asyncio.run(_all(settings, sheets))


async def _all(settings: Settings, sheets: Sequence[Sheet]) -> list[Sheet]:
    folders = {source.name: source.folder for source in settings.sources}
    pictures = Pictures(folders, settings.site.folder, None)  # without the site's address nothing is fetched from it
    found = []
    for one in sheets:
        made: dict[tuple[Picture, Limits], File | None] = {}  # two destinations mostly show the same picture
        sides = [await _with_picture(settings, pictures, side, made) for side in one.sides]
        found.append(replace(one, sides=tuple(sides)))
    return found


async def _with_picture(
    settings: Settings, pictures: Pictures, side: Side, made: dict[tuple[Picture, Limits], File | None]
) -> Side:
    picture = side.post.picture
    if picture is None:
        return side
    if (picture, side.limits) not in made:
        is_here = picture.url is None and not (_is_on_site(picture) and settings.site.folder is None)
        made[picture, side.limits] = await pictures.file(picture, side.limits) if is_here else None
    file = made[picture, side.limits]
    if file is not None:
        shown = Shown(replace(picture, alt=file.alt), _told(picture, file), file.type, file.data)
    else:
        shown = Shown(picture, _elsewhere(settings, picture))
    return replace(side, shown=shown)


def _told(picture: Picture, file: File) -> str:
    """ "card carnival-of-souls.png, 1200×675, 34 kB"."""
    from PIL import Image

    with Image.open(io.BytesIO(file.data)) as opened:
        width, height = opened.size
    size = f"{max(1, round(len(file.data) / _KILO))} kB"
    what = f"a drawn card, {file.name}" if picture.card else f"{picture.file}, sent as {file.name}"
    return f"{what}, {width}×{height}, {size}"


def _elsewhere(settings: Settings, picture: Picture) -> str:
    """What is to be said of a picture that isn't here."""
    if picture.card is not None:
        return "a card that can't be drawn in the letters that there are: the post goes without it"
    if picture.url is not None:
        return f"{picture.url}, fetched when the post is sent"
    if _is_on_site(picture) and settings.site.base_url:
        where = "" if settings.site.folder is None else "not in the site's folder: "
        return f"{where}{settings.site.base_url.rstrip('/')}{picture.file}, fetched when the post is sent"
    return f"{picture.file}: no picture that can be read is there, so the post goes without it"


def _is_on_site(picture: Picture) -> bool:
    return picture.file is not None and picture.file.startswith("/")
