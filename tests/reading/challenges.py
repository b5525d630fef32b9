"""Challenge lines as reviewers write them, and bold first lines that are none."""

from __future__ import annotations

from typing import NamedTuple

from bot.review.model import Challenge

_URL = "https://lists.example/list/fog"
_FOG = Challenge("Fog Month 2024", 7, 31, "Lighthouses", _URL)


class Form(NamedTuple):
    """A line at the top of a text, or a front matter field, and the challenge it tells."""

    name: str
    text: str
    challenge: Challenge | None
    field: str | None = None


FORMS = (
    Form("none", "", None),
    Form("all in the link", f'<b><a href="{_URL}">Fog Month 2024 | 7/31 | Lighthouses</a></b>', _FOG),
    Form("link round the name", f'<b><a href="{_URL}">Fog Month 2024</a> | 7/31 | Lighthouses</b>', _FOG),
    Form("Markdown", f"**[Fog Month 2024 | 7/31 | Lighthouses]({_URL})**", _FOG),
    Form("Markdown, bold within", f"[**Fog Month 2024** | 7/31 | Lighthouses]({_URL})", _FOG),
    Form("name only", f'<b><a href="{_URL}">Halloween: Ranked</a></b>', Challenge("Halloween: Ranked", url=_URL)),
    Form("no link", "<b>Fog Month 2024 | 7/31 | Lighthouses</b>", Challenge("Fog Month 2024", 7, 31, "Lighthouses")),
    Form("bars around the counter", f'<b><a href="{_URL}">Fog Month 2024 | 7|31 | Lighthouses</a></b>', _FOG),
    Form(
        "blanks that don't break",
        f'<b><a href="{_URL}">Fog Month 2024\u00a0|\u00a07/31 |\u00a0Lighthouses</a></b>',
        _FOG,
    ),
    Form("line end in the address", f'<b><a href="{_URL}\n">Fog Month 2024 | 7/31 | Lighthouses</a></b>', _FOG),
    Form(
        "empty address",
        '<b><a href="">Fog Month 2024 | 7/31 | Lighthouses</a></b>',
        Challenge("Fog Month 2024", 7, 31, "Lighthouses"),
    ),
    Form("bold that never ends", f'<b><a href="{_URL}">Fog Month 2024 | 7/31 | Lighthouses</a>', _FOG),
    Form("prose behind it", f'<b><a href="{_URL}">Fog Month 2024 | 7/31 | Lighthouses</a></b>\nFog comes in.', _FOG),
    Form("prose glued on", f'<b><a href="{_URL}">Fog Month 2024 | 7/31 | Lighthouses</a></b>Fog comes in.', _FOG),
    Form(
        "no category",
        f'<b><a href="{_URL}">Fog Month 2024 | 7/31</a></b>',
        Challenge("Fog Month 2024", 7, 31, None, _URL),
    ),
    Form(
        "many fields",
        f'<b><a href="{_URL}">Fog Month 2024 | 7/31 | Countries 3/6 | Peru | Decades 1/6</a></b>',
        Challenge("Fog Month 2024", 7, 31, "Countries 3/6 | Peru | Decades 1/6", _URL),
    ),
    Form("counter behind", f'<b><a href="{_URL}">Fog Month 2024 | Lighthouses | 7/31</a></b>', _FOG),
    Form(
        "entities",
        f'<b><a href="{_URL}">Fog Month 2024 | 7/31 | Light &amp; Fog</a></b>',
        Challenge("Fog Month 2024", 7, 31, "Light & Fog", _URL),
    ),
    Form("strong", f'<strong><a href="{_URL}">Fog Month 2024 | 7/31 | Lighthouses</a></strong>', _FOG),
    Form("in a paragraph", f'<p><b><a href="{_URL}">Fog Month 2024 | 7/31 | Lighthouses</a></b></p>', _FOG),
    Form(
        "front matter",
        "",
        Challenge("Fog Month 2024", 7, 31, "Lighthouses"),
        field="Fog Month 2024 | 7/31 | Lighthouses",
    ),
    Form("front matter link", "", _FOG, field=f"[Fog Month 2024]({_URL}) | 7/31 | Lighthouses"),
    Form("observations", "<b>Obvious observations</b>", None),
    Form("a place", "<b>Stonehaven Lighthouse, Alaska, USA</b>", None),
    Form("a rating", "<b>Sound: 4/5</b>", None),
    Form("a link to the film", '<b><a href="https://films.example/lamp">The Lamp at the database</a></b>', None),
)
