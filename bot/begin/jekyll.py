"""Jekyll: ``_config.yml``, posts in ``_posts`` and collections. https://jekyllrb.com/docs/permalinks/"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bot.begin.config_files import table_in, table_of, text_in
from bot.begin.site import Address, Site, facts_of

if TYPE_CHECKING:
    from pathlib import Path

    from bot.begin.pages import Page

_STYLES = {
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "none": "/:categories/:title.html",
}
_PARTS = {
    "categories": "{category}", "year": "{year}", "month": "{month}", "day": "{day}", "title": "{slug}",
    "slug": "{slug}", "name": "{stem}", "path": "{path}",
}  # fmt: skip
_PART = re.compile(r":([a-z_]+)")


def site(root: Path) -> Site | None:
    """None where there is no configuration of Jekyll's."""
    files = [root / name for name in ("_config.yml", "_config.yaml", "_config.toml")]
    found = next((one for one in files if one.is_file()), None)
    if found is None:
        return None
    config = table_of(found)
    url, base = text_in(config, "url"), text_in(config, "baseurl")
    whole = f"{url.rstrip('/')}/{(base or '').strip('/')}" if url else None
    facts = facts_of(
        root,
        text_in(config, "title", "name"),
        whole,
        text_in(config, "timezone"),
        text_in(config, "lang", "language", "locale"),
    )
    output = frozenset({(text_in(config, "destination") or "_site").strip("./")})

    def address(folder: str, pages: list[Page]) -> Address:
        collection = folder.rpartition("/")[2].removeprefix("_")
        by_default = _by_default(config, folder, collection)
        if "_posts" in folder.split("/"):
            return of_posts(by_default or text_in(config, "permalink") or "date", folder, pages)
        own = text_in(table_in(config, "collections"), f"{collection}.permalink")
        return _of_collection(by_default or own or "/:collection/:path.html", collection, pages)

    return Site(root, "Jekyll", facts, "", (".",), output, address)


def of_posts(permalink: str, folder: str, pages: list[Page]) -> Address:
    """Of posts in ``folder``, "movies/_posts": what stands above ``_posts`` is a category, too."""
    above = folder.rpartition("_posts")[0].strip("/")
    have = any(page.values.get(key) for page in pages for key in ("category", "categories"))
    categories = "/".join(part for part in (above, ":categories" if have else "") if part)
    text = _STYLES.get(permalink, permalink).replace(":categories", categories)
    return _translated(text)


def _of_collection(permalink: str, collection: str, pages: list[Page]) -> Address:
    text = _STYLES.get(permalink, permalink).replace(":collection", collection)
    return of_posts(text, "", pages)


def _translated(text: str) -> Address:
    text = re.sub(r":output_ext|(?<=:path)\.html|(?<=:title)\.html(?=\Z)", ".html", text)
    text = text.replace(":short_year", ":unknown")
    names = _PART.findall(text)
    sure = all(name in _PARTS for name in names) and not re.search(r"[{}]", text)
    filled = re.sub("[{}]", "", _PART.sub(lambda part: f"\0{part[1]}\1" if part[1] in _PARTS else "", text))
    pattern = re.sub("\0(.*?)\1", lambda part: _PARTS[part[1]], filled)
    return Address("/" + re.sub("/{2,}", "/", pattern).lstrip("/"), sure)


def _by_default(config: dict[str, Any], folder: str, collection: str) -> str | None:
    """The permalink that ``defaults`` gives this folder's files; the most exact scope wins."""
    found: list[tuple[int, str]] = []
    defaults = config.get("defaults")
    for one in defaults[:200] if isinstance(defaults, list) else []:
        scope, permalink = table_in(one, "scope"), text_in(one, "values.permalink")
        path, kind = (text_in(scope, "path") or "").strip("/"), text_in(scope, "type")
        fits = not path or folder == path or folder.startswith(f"{path}/")
        if permalink and fits and kind in {None, "posts" if "_posts" in folder.split("/") else collection}:
            found.append((len(path), permalink))
    return max(found)[1] if found else None
