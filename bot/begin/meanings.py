"""Where the other meanings stand in the front matter: date, year, links, badges, pictures. Told from the values."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from bot.review.fields import lookup, texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from bot.begin.pages import Page

_USUAL = {
    "title": ("title", "name", "film", "movie", "book", "album", "game", "show", "titel", "titre", "título"),
    "year": ("year", "release_year", "releaseYear", "film_year", "movie_year", "released", "movie.year", "film.year"),
    "date": (
        *("date", "pubDate", "publishDate", "pubdate", "published_at", "publishedAt", "published", "datePublished"),
        *(
            "date_published",
            "pubDatetime",
            "created",
            "watched",
            "watched_on",
            "watchedDate",
            "date_watched",
            "updated",
        ),
    ),
    "tags": ("tags", "tag", "keywords", "taxonomies.tags", "topics", "labels"),
    "excerpt": ("excerpt", "description", "summary", "subtitle", "teaser", "tldr", "abstract", "blurb"),
    "image": (
        *("image", "cover", "poster", "thumbnail", "cover_image", "coverImage", "featured_image", "featuredImage"),
        *("heroImage", "hero", "feature_image", "banner", "og_image", "ogImage", "cover.image", "header.image"),
        *("header.teaser", "hero.image", "poster_url", "img", "picture", "photo"),
    ),
    "image_alt": ("image_alt", "imageAlt", "coverAlt", "cover_alt", "poster_alt", "posterAlt", "heroAlt", "cover.alt"),
}
_DEFAULTS = {"excerpt": ("excerpt", "description")}
_BADGES = {
    "mst3k": "MST3K", "rifftrax": "RiffTrax", "rewatch": "Rewatch", "favorite": "Favorite", "favourite": "Favourite",
    "liked": "Liked", "loved": "Loved", "recommended": "Recommended", "mustsee": "Must see", "essential": "Essential",
    "masterpiece": "Masterpiece", "criterion": "Criterion", "documentary": "Documentary", "animated": "Animated",
    "anime": "Anime", "silent": "Silent", "imax": "IMAX", "incinema": "In the cinema", "cinema": "In the cinema",
    "bechdel": "Bechdel test", "classic": "Classic", "cult": "Cult", "reread": "Reread", "audiobook": "Audiobook",
}  # fmt: skip
_SITES = {
    "letterboxd": "Letterboxd", "boxd": "Letterboxd", "imdb": "IMDb", "themoviedb": "TMDB", "tmdb": "TMDB",
    "goodreads": "Goodreads", "storygraph": "StoryGraph", "trakt": "Trakt", "rottentomatoes": "Rotten Tomatoes",
    "justwatch": "JustWatch", "wikipedia": "Wikipedia", "openlibrary": "Open Library", "bookwyrm": "BookWyrm",
    "musicbrainz": "MusicBrainz", "bandcamp": "Bandcamp", "spotify": "Spotify", "youtube": "YouTube",
    "boardgamegeek": "BoardGameGeek", "steampowered": "Steam", "igdb": "IGDB", "anilist": "AniList",
    "myanimelist": "MyAnimeList", "serializd": "Serializd", "mubi": "MUBI", "bookshop": "Bookshop", "isfdb": "ISFDB",
}  # fmt: skip
_NO_LINK = re.compile(r"permalink|canonical|image|img|cover|poster|thumb|avatar|photo|icon|logo|feed|^url$")
_YEAR = re.compile(r"(?:18|19|20)\d\d")
_MOST_LINKS = 5


@dataclass(frozen=True, slots=True)
class Meanings:
    """The keys of each meaning where they aren't the usual ones, the links and badges, and how common tags are."""

    fields: Mapping[str, tuple[str, ...]]
    links: Mapping[str, str]
    badges: Mapping[str, str]
    maybe: tuple[str, ...] = ()
    tags: tuple[tuple[str, int], ...] = ()


def meanings(pages: Sequence[Page]) -> Meanings:
    """What the pages' front matter means."""
    fields = {meaning: keys for meaning in _USUAL if (keys := _keys(meaning, pages)) != _default(meaning)}
    badges, maybe = _badges(pages)
    tags = Counter(tag for page in pages for tag in dict.fromkeys(_tags(page, fields.get("tags", ("tags",)))))
    return Meanings(fields, _links(pages), badges, maybe, tuple(tags.most_common()))


def _default(meaning: str) -> tuple[str, ...]:
    return _DEFAULTS.get(meaning, (meaning,))


def _keys(meaning: str, pages: Sequence[Page]) -> tuple[str, ...]:
    """The usual keys, or those that stand in more pages, the commonest first."""
    fits = _FIT.get(meaning, _is_text)
    counts = {key: sum(fits(_value(page, key)) for page in pages) for key in _USUAL[meaning]}
    default = _default(meaning)
    most = max(counts.values())
    if not most or max(counts[key] for key in default) * 10 >= most * 9:
        return default
    best = max(counts, key=lambda key: counts[key])
    kept = [best, *(key for key in default if counts[key] and key != best)]
    return (*kept, *(key for key in default if key not in kept and meaning == "title"))


def _value(page: Page, key: str) -> Any:  # whatever the front matter says
    return lookup(page.values, key)[1]


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_year(value: Any) -> bool:
    return isinstance(value, int | str) and not isinstance(value, bool) and bool(_YEAR.fullmatch(str(value).strip()))


def _is_date(value: Any) -> bool:
    return isinstance(value, date) or (isinstance(value, str) and bool(re.search(r"\d{4}", value)))


def _is_list(value: Any) -> bool:
    return isinstance(value, list) or _is_text(value)


def _is_picture(value: Any) -> bool:
    if isinstance(value, dict):
        return any(_is_text(value.get(key)) for key in ("src", "url", "path", "image", "file"))
    return _is_text(value) and bool(re.search(r"\.(?:jpe?g|png|gif|webp|avif)\b|^https?://", value, re.IGNORECASE))


_FIT: dict[str, Callable[[Any], bool]] = {
    "year": _is_year, "date": _is_date, "tags": _is_list, "image": _is_picture,
}  # fmt: skip


def _tags(page: Page, keys: Iterable[str]) -> tuple[str, ...]:
    found = next((value for there, value in (lookup(page.values, key) for key in keys) if there), None)
    return texts(found) if isinstance(found, str | list) else ()


def _links(pages: Sequence[Page]) -> dict[str, str]:
    """Keys that mostly hold addresses on other sites, each with a name for it."""
    found: dict[str, list[str]] = {}
    for page in pages:
        for key, value in _flat(page.values):
            if isinstance(value, str) and re.match(r"https?://[^\s/]+\.[^\s/]+/\S", value):
                found.setdefault(key, []).append(value)
    links: dict[str, str] = {}
    for key in sorted(found, key=lambda one: -len(found[one])):
        last = key.rpartition(".")[2].casefold()
        label = _label(last, found[key])
        if label and not _NO_LINK.search(last) and label not in links and len(links) < _MOST_LINKS:
            links[label] = key
    return links


def _label(key: str, addresses: list[str]) -> str | None:
    """A site's name by the key or the addresses; else the key's words where it says that it is a link."""
    plain = re.sub(r"[\W_]", "", key)
    if known := next((label for word, label in _SITES.items() if word in plain), None):
        return known
    hosts = Counter(_host(one) for one in addresses)
    host, times = hosts.most_common(1)[0]
    if times * 10 >= len(addresses) * 9 and (named := next((_SITES[one] for one in _SITES if one in host), None)):
        return named
    if match := re.fullmatch(r"(.+?)[_-]?(?:url|link|href)", key):
        return match[1].replace("_", " ").replace("-", " ").strip().capitalize() or None
    return None


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _badges(pages: Sequence[Page]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Keys that say only true or false: those with a name that we know, and the others."""
    values: dict[str, set[Any]] = {}
    for page in pages:
        for key, value in _flat(page.values):
            kind = value if value is None or isinstance(value, bool) else "other"
            values.setdefault(key, set()).add(kind)
    flags = [key for key, kinds in values.items() if True in kinds and "other" not in kinds]
    flags += [key for key, kinds in values.items() if key not in flags and False in kinds and kinds <= {False, None}]
    known = {_BADGES[name]: key for key in flags if (name := re.sub(r"[\W_]", "", key).casefold()) in _BADGES}
    others = tuple(key for key in flags if key not in known.values())
    return known, others


def _flat(values: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
    """Dotted keys, one table deep. (JSON and TOML have text keys alone, YAML any.)"""
    for name, value in values.items():
        key = str(name)
        if "." in key:
            continue
        if isinstance(value, dict):
            yield from ((f"{key}.{inner}", one) for inner, one in list(value.items())[:50] if isinstance(inner, str))
        else:
            yield key, value
