"""All that a site's folder tells of itself and its reviews: what ``init`` proposes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.begin.generators import site_of
from bot.begin.kinds import Kind, kinds
from bot.begin.meanings import Meanings, meanings
from bot.begin.pages import read_pages

if TYPE_CHECKING:
    from pathlib import Path

    from bot.begin.pages import Page
    from bot.begin.site import Address, Site


@dataclass(frozen=True, slots=True)
class Shelf:
    """One kind of reviews with what its front matter means and where its pages are on the web."""

    kind: Kind
    means: Meanings
    address: Address
    endings: tuple[str, ...]  # of its files


@dataclass(frozen=True, slots=True)
class Found:
    """A site. ``static``: the folder that its pictures' paths start at. ``tags``: how often each is given."""

    site: Site
    shelves: tuple[Shelf, ...]
    pages: int
    unread: tuple[str, ...]
    more: bool
    static: str | None

    @property
    def reviews(self) -> int:
        """How many there are, of all kinds."""
        return sum(len(one.kind.pages) for one in self.shelves)

    @property
    def tags(self) -> list[tuple[str, int]]:
        """All reviews' tags, the commonest first."""
        counts: dict[str, int] = {}
        for shelf in self.shelves:
            for tag, times in shelf.means.tags:
                counts[tag] = counts.get(tag, 0) + times
        return sorted(counts.items(), key=lambda one: (-one[1], one[0]))


def find(root: Path) -> Found:
    """Look through the folder. Changes nothing, runs nothing."""
    site = site_of(root)
    read = read_pages(root, site.output)
    shelves = tuple(_shelf(site, kind) for kind in kinds(site, read.pages))
    return Found(site, shelves, len(read.pages), read.unread, read.more, _static(site, shelves))


def _shelf(site: Site, kind: Kind) -> Shelf:
    pages = list(kind.pages)
    endings = tuple(sorted({page.path.rpartition(".")[2] for page in pages}))
    return Shelf(kind, meanings(pages), site.address(kind.folder, pages), endings)


def _static(site: Site, shelves: tuple[Shelf, ...]) -> str | None:
    """Where most of the pictures are that reviews name by a path on the site; None where they name none."""
    named = [text for shelf in shelves for page in shelf.kind.pages for text in _pictures(shelf, page)][-50:]
    if not named:
        return None
    absolute = [one.lstrip("/") for one in named if one.startswith("/")]
    if not absolute:
        return "."
    here = {one: sum((site.root / one / path).is_file() for path in absolute) for one in site.static}
    best = max(here, key=lambda one: here[one])
    return best if here[best] else "."


def _pictures(shelf: Shelf, page: Page) -> list[str]:
    """The paths in one page's front matter that name a picture file."""
    for key in shelf.means.fields.get("image", ("image",)):
        value: Any = page.values
        for step in key.split("."):
            value = value.get(step) if isinstance(value, dict) else None
        if isinstance(value, dict):
            value = value.get("src") or value.get("url") or value.get("path")
        if isinstance(value, str) and "/" in value and "://" not in value and value.isprintable():
            return [value[:500]]
    return []
