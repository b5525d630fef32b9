"""The page of ``preview --html``: one file that shows each review's posts in both networks' looks.

It asks for nothing: style and pictures are inside, scripts there are none, and its own policy forbids both. Reviews are
strangers' text to it, and escaped wherever they stand.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from jinja2 import Environment, FunctionLoader, StrictUndefined

from bot.desk import markdown, status_text
from bot.desk.drawing import clean
from bot.desk.sheet import problem_line
from bot.format.parts import film

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.desk.markdown import Run
    from bot.desk.sheet import Sheet, Shown
    from bot.settings.model import Settings

_PAGE = files("bot.desk") / "page"
_TAGS = {"strong": "strong", "emphasis": "em", "underline": "u", "strike": "s", "code": "code"}
_DRAWN = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})


def html_page(settings: Settings, sheets: Sequence[Sheet]) -> str:
    """The whole page."""
    style = _file("preview.css") + "".join(sorted(set(_colors(sheets))))
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    return (
        _pages()
        .get_template("preview.html")
        .render(site=settings.site, sheets=sheets, style=style, policy=policy, where=_where(settings))
    )


@cache
def _file(name: str) -> str:
    return (_PAGE / name).read_text(encoding="utf-8")


@cache
def _pages() -> Environment:
    pages = Environment(
        loader=FunctionLoader(_file), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    pages.filters |= {
        "blocks": markdown.read,
        "runs": status_text.read,
        "short": status_text.short,
        "stretches": _stretches,
        "tags": _tags,
        "web": _web,
        "clean": clean,
        "color": _color,
        "data": _data,
        "name": _name,
        "initial": _initial,
        "problem": problem_line,
    }
    return pages


def _where(settings: Settings) -> dict[str, str]:
    """By destination: the server of an account."""
    return {one.name: urlsplit(one.api_base_url).netloc for one in settings.destinations if one.api_base_url}


def _colors(sheets: Sequence[Sheet]) -> Iterator[str]:
    """A rule of style for each colour that an embed's bar has: a style within the page's body would be forbidden."""
    for one in sheets:
        for side in one.sides:
            if side.post.network == "discord":
                color = _color(side.post.embed)
                yield f".bar-{color}{{border-left-color:#{color}}}\n"


def _color(embed: dict[str, Any]) -> str:
    color = embed.get("color")
    return f"{color & 0xFFFFFF:06x}" if isinstance(color, int) else "8a8f98"


def _stretches(runs: Sequence[Run]) -> list[tuple[bool, list[Run]]]:
    """Runs by whether spoiler bars cover them: one stretch is revealed at once."""
    return [(hidden, list(group)) for hidden, group in groupby(runs, lambda run: "spoiler" in run.looks)]


def _tags(run: Run) -> list[str]:
    """The elements that a run stands in, the outermost first."""
    return [tag for look, tag in _TAGS.items() if look in run.looks]


def _web(url: object) -> str:
    """The address if it may be linked to: http or https, with a host; else nothing."""
    try:
        parts = urlsplit(url) if isinstance(url, str) else None
    except ValueError:
        return ""
    return str(url) if parts and parts.scheme in {"http", "https"} and parts.hostname else ""


def _data(shown: Shown) -> str:
    """The picture as an address that holds it; nothing where it isn't here or no browser should draw it."""
    if shown.data is None or shown.media_type not in _DRAWN:
        return ""
    return f"data:{shown.media_type};base64,{base64.b64encode(shown.data).decode()}"


def _name(one: Sheet) -> str:
    return film(one.review.title, one.review.year) if one.review else one.name or one.path


def _initial(name: str) -> str:
    """What stands on an avatar."""
    return next((sign.upper() for sign in name if sign.isalnum()), "?")
