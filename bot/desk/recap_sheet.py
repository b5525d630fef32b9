"""What ``recap --preview`` shows: a recap's posts with their picture, in the terminal or as a page. Nothing is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.desk.drawing import draw
from bot.desk.imaging import with_pictures
from bot.desk.page_file import write
from bot.desk.sheet import Sheet, Side, limits_of, policies
from bot.format.look_back import compose_look_back
from bot.format.looking_back import LookBack
from bot.format.model import Limits
from bot.format.naming import number_of
from bot.format.recap import compose_recap

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from rich.console import RenderableType

    from bot.format.looking_back import Recap
    from bot.format.model import FormatPolicy, Post
    from bot.settings.model import Settings

_REPLY = "goes out in reply to the post before it"
_NOTHING = "nothing is new: by hand it isn't posted; --period all shows everything so far"


def recap_sheet(settings: Settings, recap: Recap | LookBack, to: Collection[str]) -> Sheet:
    """The recap's posts for these destinations; an example of each network where there is no destination at all."""
    name = recap.tell if isinstance(recap, LookBack) else recap.challenge
    return Sheet("", None, (), tuple(_sides(settings, recap, to)), name=name)


def _posts(recap: Recap | LookBack, policy: FormatPolicy, limits: Limits) -> tuple[Post, ...]:
    if isinstance(recap, LookBack):
        return compose_look_back(recap, policy, limits)
    return compose_recap(recap, policy, limits)


def _sides(settings: Settings, recap: Recap | LookBack, to: Collection[str]) -> Iterator[Side]:
    own = {one.name: one for one in settings.destinations}
    for name, policy in policies(settings):
        if own and name not in to:
            continue
        limits, unsure = limits_of(settings, own[name]) if name in own else (Limits(), None)
        for place, post in enumerate(_posts(recap, policy, limits)):
            notes = [_REPLY if place else unsure, None if place or recap.entries else _NOTHING]
            yield Side(name, post, tuple(note for note in notes if note), limits=limits)


def drawn(settings: Settings, sheet: Sheet) -> list[RenderableType]:
    """For a terminal."""
    (shown,) = with_pictures(settings, [sheet])
    return [draw(side.destination, side.post, side.shown, side.notes) for side in shown.sides]


def written(settings: Settings, sheet: Sheet, page: Path, picture: Path) -> list[RenderableType]:
    """Write the page, and the first post's picture beside it; what was written, in a sentence."""
    from bot.desk.html_page import html_page

    shown = with_pictures(settings, [sheet])
    write(page, html_page(settings, shown).encode())
    data = next((side.shown.data for side in shown[0].sides if side.shown and side.shown.data), None)
    if data is not None:
        write(picture, data)
    what = f"{page}: {number_of(len(sheet.sides), 'post')}. Open it in a browser; it needs no network."
    return [what, *([f"{picture}: the picture"] if data is not None else [])]
