"""A folder of reviews whose generator isn't known: only ``_posts`` tells something, since Jekyll is known by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.begin import jekyll
from bot.begin.site import Address, Site, facts_of

if TYPE_CHECKING:
    from pathlib import Path

    from bot.begin.pages import Page


def site(root: Path) -> Site:
    """The folder itself."""
    facts = facts_of(root, None, None)
    return Site(root, None, facts, "", (".", "static", "public"), frozenset(), _address)


def _address(folder: str, pages: list[Page]) -> Address:
    if "_posts" in folder.split("/"):
        return Address(jekyll.of_posts("date", folder, pages).pattern, sure=False)
    where = f"/{folder}" if folder else ""
    return Address(f"{where}/{{path}}/", sure=False)
