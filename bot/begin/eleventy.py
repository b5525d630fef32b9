"""Eleventy: its configuration is a script, its data files may not be. https://www.11ty.dev/docs/permalinks/"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.begin.config_files import said, script_of, table_in, table_of, text_in
from bot.begin.site import Address, Site, facts_of

if TYPE_CHECKING:
    from pathlib import Path

    from bot.begin.pages import Page

_CONFIGS = (".eleventy.js", *(f"eleventy.config.{ending}" for ending in ("js", "mjs", "cjs", "ts")))
_DATA = ("site", "metadata", "meta", "config")
_FILTERS = r"(?:\s*\|\s*(?:slug|slugify|url))?"
_PARTS = (
    (re.compile(r"\{\{-?\s*page\.fileSlug" + _FILTERS + r"\s*-?\}\}"), "{slug}"),
    (re.compile(r"\{\{-?\s*title\s*\|\s*(?:slug|slugify)\s*-?\}\}"), "{title}"),
    (re.compile(r"\{\{-?\s*slug" + _FILTERS + r"\s*-?\}\}"), "{slug}"),
    (re.compile(r"\{\{-?\s*page\.date\s*\|\s*date:?\s*\(?[\"']%Y[\"']\)?\s*-?\}\}"), "{year}"),
    (re.compile(r"\{\{-?\s*page\.date\s*\|\s*date:?\s*\(?[\"']%m[\"']\)?\s*-?\}\}"), "{month}"),
    (re.compile(r"\{\{-?\s*page\.date\s*\|\s*date:?\s*\(?[\"']%d[\"']\)?\s*-?\}\}"), "{day}"),
    (re.compile(r"\{\{-?\s*page\.date\s*\|\s*date:?\s*\(?[\"']%Y/%m/%d[\"']\)?\s*-?\}\}"), "{year}/{month}/{day}"),
)


def site(root: Path) -> Site | None:
    """None where there is no configuration of Eleventy's."""
    config = next((root / name for name in _CONFIGS if (root / name).is_file()), None)
    if config is None:
        return None
    script = script_of(config)
    content = (said(script, "input") or _called(script, "setInputDirectory") or "").strip("./")
    output = (said(script, "output") or _called(script, "setOutputDirectory") or "_site").strip("./")
    name, url, language = _about(root, root / content / (said(script, "data") or "_data"))
    package = table_of(root / "package.json")
    facts = facts_of(root, name, url or text_in(package, "homepage"), None, language)

    def address(folder: str, pages: list[Page]) -> Address:
        return _address(root, folder, content, pages)

    return Site(root, "Eleventy", facts, content, (content or ".", "public", "."), frozenset({output}), address)


def _called(script: str, name: str) -> str | None:
    match = re.search(rf"{name}\(\s*[\"']([^\"'\n]+)[\"']", script)
    return match[1] if match else None


def _about(root: Path, data: Path) -> tuple[str | None, str | None, str | None]:
    """Name, address and language of the site, from the usual global data files."""
    for stem in _DATA:
        for folder in (data, root):
            for ending in ("json", "yaml", "yml", "toml"):
                table = table_of(folder / f"{stem}.{ending}") if stem != "config" or folder == data else {}
                table = table_in(table, "site") or table
                if url := text_in(table, "url", "baseUrl", "base_url", "siteUrl"):
                    return text_in(table, "title", "name"), url, text_in(table, "language", "lang", "locale")
            for ending in ("js", "cjs", "mjs", "ts"):
                script = script_of(folder / f"{stem}.{ending}")
                if url := said(script, "url", "baseUrl", "siteUrl"):
                    return said(script, "title", "name"), url, said(script, "language", "lang", "locale")
    return None, None, None


def _address(root: Path, folder: str, content: str, pages: list[Page]) -> Address:
    wanted = _permalink(root, folder)
    below = folder.removeprefix(content).strip("/")
    if wanted is None:
        return Address(f"/{below}/{{path}}/" if below else "/{path}/")
    for pattern, part in _PARTS:
        wanted = pattern.sub(part.replace("{", "\0").replace("}", "\1"), wanted)
    stem = re.compile(r"\{\{-?\s*page\.filePathStem\s*-?\}\}")
    wanted = stem.sub(f"/{below}/\0path\1", wanted)
    known = re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "", wanted)
    sure = known == wanted
    plain = re.sub("[{}]", "", known).replace("\0", "{").replace("\1", "}").removesuffix("index.html")
    pattern_ = "/" + re.sub("/{2,}", "/", plain).lstrip("/")
    exact = not ("{title}" in pattern_ and any("(" in str(page.values.get("title")) for page in pages))
    return Address(pattern_, sure and exact)


def _permalink(root: Path, folder: str) -> str | None:
    """What the folder's data files say, or those of the folders above it."""
    while folder:
        name = folder.rpartition("/")[2]
        for ending in ("11tydata.json", "json"):
            if wanted := text_in(table_of(root / folder / f"{name}.{ending}"), "permalink"):
                return wanted
        for ending in ("11tydata.js", "11tydata.cjs", "11tydata.mjs"):
            if wanted := said(script_of(root / folder / f"{name}.{ending}"), "permalink"):
                return wanted
        folder = folder.rpartition("/")[0]
    return None
