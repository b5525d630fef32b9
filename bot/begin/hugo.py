"""Hugo: ``hugo.toml`` and its other names, sections below ``content``. https://gohugo.io/content-management/urls/"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bot.begin.config_files import table_in, table_of, text_in
from bot.begin.site import Address, Site, facts_of

if TYPE_CHECKING:
    from pathlib import Path

    from bot.begin.pages import Page

_FOLDERS = ("", "config/_default/")
_PARTS = {
    "year": "{year}", "month": "{month}", "day": "{day}", "title": "{title}", "filename": "{stem}",
    "contentbasename": "{stem}", "slug": "{slug_or_title}",
    "slugorfilename": "{slug}", "slugorcontentbasename": "{slug}",
}  # fmt: skip
_PART = re.compile(r":([a-z]+)(\[[^\]]*\])?")


def site(root: Path) -> Site | None:
    """None where there is no configuration of Hugo's."""
    names = [f"{stem}.{ending}" for stem in ("hugo", "config") for ending in ("toml", "yaml", "yml", "json")]
    found = next((root / f"{folder}{name}" for folder in _FOLDERS for name in names if _is(root, folder, name)), None)
    if found is None:
        return None
    config = {key.lower(): value for key, value in table_of(found).items()}
    apart = [table_of(found.parent / f"permalinks.{ending}") for ending in ("toml", "yaml", "yml", "json")]
    permalinks = next((one for one in apart if one), None) or table_in(config, "permalinks")
    language = text_in(config, "defaultcontentlanguage")
    facts = facts_of(
        root,
        text_in(config, "title", *([f"languages.{language}.title"] if language else [])),
        text_in(config, "baseurl"),
        text_in(config, "timezone"),
        text_in(config, "languagecode", "locale", "defaultcontentlanguage"),
    )
    content = (text_in(config, "contentdir") or "content").strip("/")
    output = frozenset({(text_in(config, "publishdir") or "public").strip("/")})

    def address(folder: str, pages: list[Page]) -> Address:
        section = folder.removeprefix(content).strip("/")
        wanted = text_in(table_in(permalinks, "page"), section.split("/")[0]) or text_in(
            permalinks, section.split("/")[0]
        )
        if wanted:
            return _translated(wanted, section, pages)
        return _usual(section, pages, ugly=config.get("uglyurls") is True)

    static = (text_in(config, "staticdir") or "static", "assets", ".")
    return Site(root, "Hugo", facts, content, static, output, address, collection=True)


def _is(root: Path, folder: str, name: str) -> bool:
    """ "config.*" may be anybody's: only with a content folder beside it."""
    if not (root / f"{folder}{name}").is_file():
        return False
    return name.startswith("hugo.") or bool(folder) or any((root / one).is_dir() for one in ("content", "archetypes"))


def _usual(section: str, pages: list[Page], *, ugly: bool) -> Address:
    """A page's path below ``content``, its last part by the page's own slug."""
    where = f"/{section}" if section else ""
    slugs = sum(1 for page in pages if page.values.get("slug"))
    part = "{slug}" if slugs and slugs == len(pages) else "{path}"
    sure = not slugs or slugs == len(pages)
    return Address(f"{where}/{part}{'.html' if ugly else '/'}", sure and _lower(pages))


def _translated(text: str, section: str, pages: list[Page]) -> Address:
    parts: dict[str, Any] = {**_PARTS, "section": section.split("/", maxsplit=1)[0], "sections": section}
    known = all(match[1] in parts and not match[2] for match in _PART.finditer(text))
    plain = re.sub("[{}]", "", text)
    pattern = _PART.sub(lambda part: parts.get(part[1], ""), plain)
    titled = [page for page in pages if "{title}" in pattern or ("_title}" in pattern and not page.values.get("slug"))]
    exact = not any("(" in str(page.values.get("title")) for page in titled)
    index = "{stem}" in pattern and any(page.stem == "index" for page in pages)
    return Address("/" + re.sub("/{2,}", "/", pattern).lstrip("/"), known and exact and not index)


def _lower(pages: list[Page]) -> bool:
    """Hugo writes addresses in small letters; ours are as the files are called."""
    return all(page.path.rpartition(".")[0] == page.path.rpartition(".")[0].lower() for page in pages)
