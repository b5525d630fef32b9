"""The pictures of previewed posts, as far as they are on this machine: read or drawn, never fetched."""

from __future__ import annotations

import asyncio
import io
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.desk.sheet import Shown
from bot.post.pictures import NoPicture, NotHere, Pictures

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.desk.sheet import Sheet, Side
    from bot.format.model import Limits, Picture
    from bot.post.publisher import File
    from bot.settings.model import Settings

    Made = dict[tuple[Picture, Limits], File | str]

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
        made: Made = {}  # two destinations mostly show the same picture
        sides = [await _with_picture(settings, pictures, side, made) for side in one.sides]
        found.append(replace(one, sides=tuple(sides)))
    return found


async def _with_picture(settings: Settings, pictures: Pictures, side: Side, made: Made) -> Side:
    picture = side.post.picture
    if picture is None:
        return side
    if (picture, side.limits) not in made:
        made[picture, side.limits] = await _made(settings, pictures, picture, side.limits)
    file = made[picture, side.limits]
    if isinstance(file, str):
        shown = Shown(picture, file)
    else:
        shown = Shown(replace(picture, alt=file.alt), _told(picture, file), file.type, file.data)
    return replace(side, shown=shown)


async def _made(settings: Settings, pictures: Pictures, picture: Picture, limits: Limits) -> File | str:
    """The picture, or what is to be said of one that isn't here."""
    if picture.url is not None:
        return _fetched(picture.url)
    try:
        return await pictures.made(picture, limits)
    except NotHere:
        if _is_on_site(picture) and settings.site.base_url:
            where = "" if settings.site.folder is None else "not in the site's folder: "
            return where + _fetched(f"{settings.site.base_url.rstrip('/')}{picture.file}")
        return _without(picture, "no picture that can be read is there")
    except NoPicture as none:
        return _without(picture, str(none))


def _fetched(address: str) -> str:
    from bot.post.fetching import refusal

    why = refusal(address)
    return f"{address}, {f'{why}: the post goes without it' if why else 'fetched when the post is sent'}"


def _without(picture: Picture, why: str) -> str:
    return f"{picture.file or 'a drawn card'}: {why}, so the post goes without it"


def _told(picture: Picture, file: File) -> str:
    """ "card carnival-of-souls.png, 1200×675, 34 kB"."""
    from PIL import Image

    with Image.open(io.BytesIO(file.data)) as opened:
        width, height = opened.size
    size = f"{max(1, round(len(file.data) / _KILO))} kB"
    drawn = "a drawn card" if picture.card else "a drawn picture"
    what = f"{picture.file}, sent as {file.name}" if picture.file else f"{drawn}, {file.name}"
    return f"{what}, {width}×{height}, {size}"


def _is_on_site(picture: Picture) -> bool:
    return picture.file is not None and picture.file.startswith("/")
