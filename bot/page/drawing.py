"""Draws the page's leaves: HTML without scripts. All that it is given is strangers' text, escaped where it stands."""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FunctionLoader, StrictUndefined

_LOOKS = files("bot.page") / "looks"
_LONGEST = 300  # characters of one text


def draw(name: str, **values: Any) -> str:
    """The leaf of that template."""
    return _leaves().get_template(name).render(**values)


@cache
def look(name: str) -> str:
    """A file of the page's looks, as it is."""
    return (_LOOKS / name).read_text(encoding="utf-8")


@cache
def _leaves() -> Environment:
    leaves = Environment(
        loader=FunctionLoader(look), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    leaves.filters |= {"clean": clean, "web": web}
    return leaves


def clean(text: object) -> str:
    """On one line, without what turns a line round or can't be seen, and not endless."""
    line = " ".join(str(text).split())
    kept = "".join(sign for sign in line if unicodedata.category(sign) not in {"Cc", "Cs", "Cf"})
    return kept if len(kept) <= _LONGEST else kept[:_LONGEST] + "…"


def web(url: object) -> str:
    """The address if it may be linked to: http or https, with a host; else nothing."""
    try:
        parts = urlsplit(url) if isinstance(url, str) else None
    except ValueError:
        return ""
    return str(url) if parts and parts.scheme in {"http", "https"} and parts.hostname else ""
