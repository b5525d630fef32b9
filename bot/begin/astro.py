"""Astro: ``astro.config.*`` is a script; content collections get their addresses from files in ``src/pages``.

https://docs.astro.build/en/guides/content-collections/
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from bot.begin.config_files import said, script_of, table_of, text_in, text_of
from bot.begin.site import Address, Site, facts_of

if TYPE_CHECKING:
    from pathlib import Path

    from bot.begin.pages import Page

_CONFIGS = tuple(f"astro.config.{ending}" for ending in ("mjs", "js", "ts", "mts", "cjs"))
_ABOUT = ("src/consts.ts", "src/consts.js", "src/config.ts", "src/config.js", "src/site.config.ts", "src/data/site.ts")
_MOST_ROUTES = 500


def site(root: Path) -> Site | None:
    """None where there is no configuration of Astro's."""
    config = next((root / name for name in _CONFIGS if (root / name).is_file()), None)
    if config is None:
        return None
    script = script_of(config)
    base = (said(script, "base") or "").strip("/")
    url = said(script, "site") or text_in(table_of(root / "package.json"), "homepage")
    about = [script_of(root / name) for name in _ABOUT]
    name = next((found for one in about if (found := said(one, "SITE_TITLE", "siteTitle", "title", "name"))), None)
    whole = f"{url.rstrip('/')}/{base}" if url else None
    facts = facts_of(root, name, whole, None, said(script, "defaultLocale") or _lang(root))
    output = frozenset({(said(script, "outDir") or "dist").strip("./")})
    ending = ".html" if re.search(r"format\s*:\s*[\"']file[\"']", script) else "/"
    if said(script, "trailingSlash") == "never" and ending == "/":
        ending = ""

    def address(folder: str, pages: list[Page]) -> Address:
        return _address(root, folder, pages, ending)

    static = ("public", "src", ".")
    return Site(root, "Astro", facts, "src/content", static, output, address, collection=True)


def _address(root: Path, folder: str, pages: list[Page], ending: str) -> Address:
    if folder.startswith("src/pages"):
        return Address(f"{folder.removeprefix('src/pages')}/{{path}}{ending}")
    collection = folder.removeprefix("src/content").strip("/").split("/")[0] or folder.rpartition("/")[2]
    slugs = any(page.values.get("slug") for page in pages)
    part = "{slug}" if slugs and all("/" not in page.path[len(folder) :].strip("/") for page in pages) else "{path}"
    lower = all(page.path == page.path.lower() and " " not in page.path for page in pages)
    route = _route(root, collection)
    where = f"/{route or ''}" if route is not None else f"/{collection}"
    return Address(re.sub("/{2,}", "/", f"{where}/{part}{ending}"), sure=route is not None and lower)


def _route(root: Path, collection: str) -> str | None:
    """The folder of the page that shows that collection's entries, relative to ``src/pages``; None if none is seen."""
    pages = root / "src/pages"
    wanted = re.compile(rf"get(?:Collection|Entry)\(\s*[\"']{re.escape(collection)}[\"']")
    try:
        routes = list(islice(pages.rglob("*[[]*.astro"), _MOST_ROUTES))
    except OSError:
        return None
    for path in sorted(routes):
        folder = path.parent.relative_to(pages).as_posix().removeprefix(".")
        if "[" not in folder and wanted.search(text_of(path)):
            return folder
    return None


def _lang(root: Path) -> str | None:
    for layout in ("src/layouts/Layout.astro", "src/layouts/BaseLayout.astro", "src/layouts/BlogPost.astro"):
        if match := re.search(r"<html[^>]*\blang=[\"']([\w-]+)", text_of(root / layout)):
            return match[1]
    return None
