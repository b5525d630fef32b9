"""One review that stands for all when its owner is asked where it is on the web."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.begin.where_on_web import parts_of
from bot.review import address as addresses
from bot.review.dates import date_in_name, read_date
from bot.review.fields import lookup, scalar, texts
from bot.review.markup import plain
from bot.review.title import split_title

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from bot.begin.found import Shelf
    from bot.begin.pages import Page


@dataclass(frozen=True, slots=True)
class Sample:
    """``parts``: what a pattern may name of it. ``has_own_address``: most of its kind name their own."""

    path: str
    title: str
    parts: Mapping[str, str]
    own: str | None
    has_own_address: bool

    def url(self, base_url: str | None, pattern: str) -> str:
        """Where it is by that pattern."""
        found = addresses.own(self.own, self.parts, base_url).url if self.own else None
        return found or addresses.from_pattern(pattern, self.parts, base_url).url or ""


def newest(shelf: Shelf) -> Sample:
    """The newest by its own date, else the last by its name."""
    pages = shelf.kind.pages
    page = max(pages, key=lambda one: (str(_day(shelf, one) or ""), one.path))
    start = len(shelf.kind.folder) + 1 if shelf.kind.folder else 0
    path = page.path[start:]
    whole = plain(_text(shelf, page, "title"))[:500] or page.stem
    title, _ = split_title(whole, None)
    category = next((value for key in ("category", "categories") if (value := page.values.get(key))), None)
    categories = texts(category) if isinstance(category, list) else ((scalar(category) or ""),)
    parts = parts_of(path, scalar(page.values.get("slug")), whole, _day(shelf, page), categories)
    own = sum(bool(_own(one)) for one in pages)
    return Sample(path, title, parts, _own(page), own * 100 >= len(pages) * 95)


def _own(page: Page) -> str | None:
    found = scalar(page.values.get("permalink")) or scalar(page.values.get("url"))
    return found if found and not any(sign in found for sign in "{}") else None


def _text(shelf: Shelf, page: Page, meaning: str) -> str:
    for key in shelf.means.fields.get(meaning, (meaning,)):
        if (text := scalar(lookup(page.values, key)[1])) is not None:
            return text
    return ""


def _day(shelf: Shelf, page: Page) -> date | None:
    for key in shelf.means.fields.get("date", ("date",)):
        try:
            if found := read_date(lookup(page.values, key)[1], "UTC"):
                return found
        except ValueError:
            continue
    name = page.folder.rpartition("/")[2] if page.stem == "index" else page.stem
    return date_in_name(f"{name}.")[0]
