"""What the tables of one file say about each other: names that must exist, be unique, or belong together."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.settings.tables import Tables


def problems(tables: Tables, document: dict[str, Any]) -> list[str]:
    """A sentence for each contradiction.

    ``document`` is the raw file: a table with a problem of its own is not in ``tables`` but still has a name.
    """
    return [
        *_sources(document),
        *_unique(document, "source"),
        *_unique(document, "destination"),
        *_filters(tables, _names(document, "source")),
        *_recaps(document),
        *_hashtags(tables),
        *_rescans(tables),
        *_owner(tables, document),
    ]


def _tables(document: dict[str, Any], key: str) -> list[dict[str, Any]]:
    raw = document.get(key, [])
    return [item for item in raw if isinstance(item, dict)] if isinstance(raw, list) else []


def _names(document: dict[str, Any], key: str) -> list[str]:
    return [item["name"] for item in _tables(document, key) if isinstance(item.get("name"), str)]


def _sources(document: dict[str, Any]) -> Iterator[str]:
    if not document.get("source"):
        yield "source: there is none; say where the reviews are in a table that starts with [[source]]"


def _unique(document: dict[str, Any], key: str) -> Iterator[str]:
    for name, times in Counter(_names(document, key)).items():
        if times > 1:
            yield f'{key} "{name}": {times} of them have this name; give each a name of its own'


def _filters(tables: Tables, sources: list[str]) -> Iterator[str]:
    for destination in tables.destinations:
        for name in destination.filter.sources or []:
            if name not in sources:
                where = f'destination "{destination.name}".filter.sources'
                yield f'{where}: there is no source "{name}"; allowed are {_listed(sources)}'
    scales = [source.rating.scale for source in tables.sources if source.rating.scale is not None]
    for destination in tables.destinations:
        least = destination.filter.min_rating
        if least is not None and scales and least > max(scales):
            where = f'destination "{destination.name}".filter.min_rating'
            yield f"{where}: {least:g} is above every source's scale, so nothing would ever be posted; lower it"


def _recaps(document: dict[str, Any]) -> Iterator[str]:
    destinations = _names(document, "destination")
    for recap in _tables(document, "recap"):
        names = recap.get("to")
        for name in names if isinstance(names, list) else []:
            if isinstance(name, str) and name not in destinations:
                allowed = _listed(destinations) if destinations else "none: add a [[destination]] first"
                yield f'recap "{recap.get("challenge")}".to: there is no destination "{name}"; allowed are {allowed}'


def _hashtags(tables: Tables) -> Iterator[str]:
    public = set(tables.tags.public)
    for tag, hashtag in tables.tags.hashtags.items():
        where = f'tags.hashtags."{tag}"'
        if tag not in public and "*" not in public:
            yield f"{where}: this tag isn't public, so its hashtag would never be shown; add it to tags.public"
        word = hashtag.removeprefix("#")
        if not word.replace("_", "").isalnum() or word.replace("_", "").isdigit():
            yield f'{where}: "{hashtag}" is no hashtag; allowed are letters, digits and _, not digits alone'


def _rescans(tables: Tables) -> Iterator[str]:
    for source in tables.sources:
        if source.rescan.total_seconds() < 1:
            yield f'source "{source.name}".rescan: "0s" is not allowed; allowed is a duration of at least "1s"'


def _owner(tables: Tables, document: dict[str, Any]) -> Iterator[str]:
    """Messages to the owner come from the bot's accounts: without one on that network nobody could write them."""
    networks = {item.get("network") for item in _tables(document, "destination")}
    for key, there, network in (
        ("discord_id", tables.owner.discord_id, "discord"),
        ("mastodon", tables.owner.mastodon, "mastodon"),
    ):
        if there is not None and network not in networks:
            yield f"owner.{key}: there is no destination on {network.title()} to write to you from; remove this line"


def _listed(names: list[str]) -> str:
    return ", ".join(f'"{name}"' for name in names) or "none"
