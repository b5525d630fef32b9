from __future__ import annotations

from typing import TYPE_CHECKING

from bot.catalogue.store import Catalogue
from bot.watch.indexing import index
from bot.watch.shelf import Place, Shelf
from tests.unit.watch.made import source, write

if TYPE_CHECKING:
    from pathlib import Path


def test_an_excerpt_that_all_share_gives_way_after_the_first_look(tmp_path: Path) -> None:
    """The catalogue alone can tell; without one the front matter is taken at its word."""
    folder = tmp_path / "posts"
    for name in ("fog", "gulls", "lamp"):
        title = name.title()
        write(folder, f"{name}.md", body=f"{title} glows", excerpt=f'"Everything you wanted to know about {title}."')
    films = source(folder)
    catalogue = Catalogue.open(tmp_path / "data", "x")
    try:
        index(films, catalogue)
        found = [Shelf((films,), known).take(Place(films, "fog.md")).review for known in (None, catalogue)]
    finally:
        catalogue.close()
    said = [review.excerpt.text if review else None for review in found]
    assert said == ["Everything you wanted to know about Fog.", "Fog glows."]
