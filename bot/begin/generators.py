"""Which generator builds a site. Each has a file of its own, which reads its configuration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.begin import astro, eleventy, hugo, jekyll, plain

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.begin.site import Site

# Hugo's and Jekyll's files are called so by others, too; those of the first two by nobody else.
_LOOKS: tuple[Callable[[Path], Site | None], ...] = (astro.site, eleventy.site, hugo.site, jekyll.site)
_UP = 3  # content/reviews/films


def site_of(root: Path) -> Site:
    """The site in that folder. Runs nothing and asks nobody."""
    return next((site for look in _LOOKS if (site := look(root)) is not None), None) or plain.site(root)


def site_above(site: Site) -> Site | None:
    """The site whose part that folder is: people call ``init`` where their reviews are, and its configuration isn't."""
    if site.generator:
        return None
    above = (site_of(folder) for folder in site.root.resolve().parents[:_UP])
    return next((one for one in above if one.generator), None)
