"""What the tables of one file say about each other: names that must exist, be unique, or belong together."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Any

from bot.format.hashtags import hashtag as hashtag_of
from bot.settings.looking_back import contradictions
from bot.settings.origins import problems as origins
from bot.settings.schedules import problems as schedules
from bot.settings.schema import MastodonDestination

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.settings.schema import ConditionTable, DestinationTable
    from bot.settings.source_tables import RatingTable
    from bot.settings.tables import Tables


def problems(tables: Tables, document: dict[str, Any]) -> list[str]:
    """A sentence for each contradiction.

    ``document`` is the raw file: a table with a problem of its own is not in ``tables`` but still has a name.
    """
    return [
        *_sources(document),
        *_unique(document, "source"),
        *_unique(document, "destination"),
        *_lent(_names(document, "destination")),
        *_filters(tables, document),
        *_ratings(tables),
        *_conditions(tables, document),
        *_recaps(document),
        *_by_hand(tables, document),
        *contradictions(tables.recaps, tables.challenges),
        *_unique(document, "challenge"),
        *_hashtags(tables),
        *_rescans(tables),
        *origins(tables),
        *schedules(tables),
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


def _lent(destinations: list[str]) -> Iterator[str]:
    """Names by which the records know channels that follow: their servers' admins would steer the owner's own."""
    for name in destinations:
        if re.fullmatch(r"channel-\d+", name, re.ASCII):
            yield f'destination "{name}": such a name is kept for channels that follow; choose another one'


def _filters(tables: Tables, document: dict[str, Any]) -> Iterator[str]:
    filters = {f'destination "{one.name}".filter': one.filter for one in tables.destinations}
    filters["discord.follow.filter"] = tables.discord.follow.filter
    sources, badges = _names(document, "source"), _badges(tables, document)
    for where, table in filters.items():
        for name in table.sources or []:
            if name not in sources:
                yield f'{where}.sources: there is no source "{name}"; allowed are {_listed(sources)}'
        for key, names in (("badges", table.badges or []), ("badges_not", table.badges_not)):
            yield from (_no_badge(f"{where}.{key}", name) for name in names if _is_missing(name, badges))
    scales = [_best(source.rating) for source in tables.sources]
    if not scales or None in scales:
        return  # ratings that tell their own scale may reach any number
    best = max(scale for scale in scales if scale is not None)
    for where, table in filters.items():
        least = table.min_rating
        if least is not None and least > best:
            above = f"{least:g} is above every source's scale"
            yield f"{where}.min_rating: {above}, so nothing would ever be posted; lower it"


def _best(rating: RatingTable) -> float | None:
    """The best value that a source's ratings can have; of letters, the last one's place, counted from 0."""
    return max(len(rating.letters) - 1, 1) if rating.letters else rating.scale


def _ratings(tables: Tables) -> Iterator[str]:
    for source in tables.sources:
        where, rating = f'source "{source.name}".rating', source.rating
        if rating.letters and rating.scale is not None:
            yield f"{where}: letters and scale exclude each other; remove one of them"
        if len(rating.letters) == 1:
            yield f"{where}.letters: one alone is no scale; allowed are two or more, from the worst to the best"
        for word in _twice(rating.letters):
            yield f'{where}.letters: "{word}" stands twice; remove one'
        known = {_folded(letter) for letter in rating.letters}
        for word in rating.unrated:
            if _folded(word) in known:
                yield f'{where}.unrated: "{word}" stands in letters too; remove it from one of them'


def _twice(words: list[str]) -> Iterator[str]:
    yield from (word for word, times in Counter(map(_folded, words)).items() if times > 1)


def _folded(word: str) -> str:
    return " ".join(word.casefold().split())


def _recaps(document: dict[str, Any]) -> Iterator[str]:
    destinations = _names(document, "destination")
    for recap in _tables(document, "recap"):
        names = recap.get("to")
        for name in names if isinstance(names, list) else []:
            if isinstance(name, str) and name not in destinations:
                allowed = _listed(destinations) if destinations else "none: add a [[destination]] first"
                where = f'recap "{recap.get("challenge") or recap.get("tell")}".to'
                yield f'{where}: there is no destination "{name}"; allowed are {allowed}'


def _by_hand(tables: Tables, document: dict[str, Any]) -> Iterator[str]:
    """What would go by itself to a destination that gets nothing by itself."""
    trying = {one.name for one in tables.destinations if one.by_hand}
    for recap in _tables(document, "recap"):
        names = recap.get("to")
        for name in names if isinstance(names, list) else []:
            if isinstance(name, str) and name in trying:
                where = f'recap "{recap.get("challenge") or recap.get("tell")}".to'
                yield f'{where}: "{name}" gets nothing by itself (by_hand = true); remove it here'


def _conditions(tables: Tables, document: dict[str, Any]) -> Iterator[str]:
    """The rules about some reviews: a name that doesn't exist would make a rule that never holds."""
    sources, badges = _names(document, "source"), _badges(tables, document)
    for destination in tables.destinations:
        for key, rule in _rules(destination):
            where = f'destination "{destination.name}".{key}'
            if rule.source is not None and rule.source not in sources:
                yield f'{where}: there is no source "{rule.source}"; allowed are {_listed(sources)}'
            if rule.badge is not None and _is_missing(rule.badge, badges):
                yield _no_badge(where, rule.badge)


def _badges(tables: Tables, document: dict[str, Any]) -> frozenset[str] | None:
    """All sources' badges in small letters; None where a source with a problem of its own may have others."""
    if len(tables.sources) != len(_tables(document, "source")):
        return None
    return frozenset(label.casefold() for source in tables.sources for label in source.fields.badges)


def _is_missing(badge: str, badges: frozenset[str] | None) -> bool:
    return badges is not None and badge.casefold() not in badges


def _no_badge(where: str, badge: str) -> str:
    return f'{where}: no source has a badge "{badge}"; add it to source.fields.badges'


def _rules(destination: DestinationTable) -> Iterator[tuple[str, ConditionTable]]:
    yield from (("warnings", rule) for rule in destination.warnings)
    if isinstance(destination, MastodonDestination):
        yield from (("visibility_rules", rule) for rule in destination.visibility_rules)
    if destination.digest is not None:
        yield "digest", destination.digest


def _hashtags(tables: Tables) -> Iterator[str]:
    """The names of tags and of challenges get hashtags; only a tag's form can be told from a slip."""
    public = {tag.casefold() for tag in tables.tags.public}
    for name, hashtag in tables.tags.hashtags.items():
        where = f'tags.hashtags."{name}"'
        if name.casefold() not in public and "*" not in public and " " not in name and name == name.lower():
            yield (
                f"{where}: this tag isn't public, so its hashtag would never be shown; add it to tags.public, "
                "or write a challenge's name as your reviews do"
            )
        word = hashtag.removeprefix("#")
        if (valid := hashtag_of(word)) is None or valid.casefold() != unicodedata.normalize("NFC", word).casefold():
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
