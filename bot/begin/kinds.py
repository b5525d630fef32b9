"""Which pages are reviews, in which folders, and what in the front matter tells them from the site's other pages."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.begin.ratings import Scale, rating_keys, scale_of, values_of
from bot.review.fields import lookup, scalar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.begin.pages import Page
    from bot.begin.site import Site

_TELLING = ("layout", "type", "kind", "post_type", "collection", "category", "categories", "tags", "section", "genre")
_REVIEW = re.compile(
    r"review|kritik|rezension|besprechung|critique|chronique|reseña|resena|recension|análise|analise", re.IGNORECASE
)
_WORK = re.compile(
    r"(?:films?|movies?|books?|albums?|games?|watched|cinema|filme|bücher|libros|livres)\Z", re.IGNORECASE
)
_MOST_KINDS, _MOST_VALUES, _MOST_APART = 6, 6, 20


@dataclass(frozen=True, slots=True)
class Kind:
    """Reviews that are written alike. ``folder``: relative to the site's, "" for itself; ``where`` as the settings'."""

    name: str
    folder: str
    pages: tuple[Page, ...]
    keys: tuple[str, ...]
    scale: Scale
    where: Mapping[str, Any] = field(default_factory=dict)
    exclude: tuple[str, ...] = ()
    others: int = 0  # pages of the folder that are no reviews and can't be told from them
    left: int = 0  # pages of the folder that are no reviews, and are left out


def kinds(site: Site, pages: Sequence[Page]) -> list[Kind]:
    """The kinds of reviews, the largest first; empty where none are found."""
    keys = rating_keys(pages)
    reviews = [page for page in pages if any(lookup(page.values, key)[0] for key in keys)]
    if not reviews:
        reviews = [page for page in pages if _is_called_review(page)]
    homes = _merged(site, reviews)
    found: list[Kind] = []
    for home in sorted(homes, key=lambda one: -len(homes[one]))[:_MOST_KINDS]:
        found += _of_folder(site, home, homes[home], pages)
    return _named(found)


def _is_called_review(page: Page) -> bool:
    """By its layout, its category or its folder: of a site without ratings."""
    said = [one for key in _TELLING[:9] for one in _texts(lookup(page.values, key)[1])]
    folders = page.folder.split("/")
    return any(_REVIEW.search(one) for one in [*said, *folders]) or any(_WORK.match(one) for one in folders)


def _texts(value: Any) -> list[str]:  # whatever the front matter says
    values = value[:100] if isinstance(value, list) else [value]
    return [text for one in values if (text := scalar(one))]


def _merged(site: Site, reviews: Sequence[Page]) -> dict[str, list[Page]]:
    """The reviews by the folder that a source would watch."""
    homes: dict[str, list[Page]] = defaultdict(list)
    for page in reviews:
        homes[_home(site, page)].append(page)
    for home in sorted(homes, key=lambda one: one.count("/")):  # one inside of another, or many beside each other
        inner = [one for one in homes if one != home and one.startswith(f"{home}/" if home else "")]
        for one in inner if home in homes and (home or len(homes) > _MOST_KINDS) else []:
            homes[home] += homes.pop(one)
    while len(homes) > _MOST_KINDS:
        parents = Counter(one.rpartition("/")[0] for one in homes)
        above, times = parents.most_common(1)[0]
        if times < 2 and len(parents) == len(homes):
            break
        for one in [one for one in homes if one.rpartition("/")[0] == above]:
            homes[above] += homes.pop(one) if one != above else []
    return homes


def _home(site: Site, page: Page) -> str:
    folders = page.folder.split("/") if page.folder else []
    if "_posts" in folders:
        return "/".join(folders[: folders.index("_posts") + 1])
    top = site.content.split("/") if site.content else []
    if site.collection and folders[: len(top)] == top:
        return "/".join(folders[: len(top) + 1])
    if page.stem == "index" and folders:
        folders = folders[:-1]
    while folders and re.fullmatch(r"\d{1,4}|[a-z0-9#]", folders[-1], re.IGNORECASE):  # by year, or by letter
        folders = folders[:-1]
    return "/".join(folders)


def _of_folder(site: Site, home: str, reviews: list[Page], pages: Sequence[Page]) -> list[Kind]:
    paths = {page.path for page in reviews}
    start = f"{home}/" if home else ""
    others = [page for page in pages if page.path.startswith(start) and page.path not in paths]
    keys = tuple(rating_keys(reviews))
    key, values = _telling(reviews, others)
    if key is None or (not others and len(values) == 1 and _is_of_reviews(home)):
        return [_untold(home, reviews, others, keys)]
    apart = {one: [page for page in reviews if one in _texts(lookup(page.values, key)[1])] for one in values}
    scales = {one: scale_of(values_of(apart[one], rating_keys(apart[one]))) for one in values}
    left = len(others)
    if len(values) > 1 and len({(one.best, one.letters) for one in scales.values() if one.rated}) > 1:
        each = {one: tuple(rating_keys(apart[one])) for one in values}
        return [Kind(one, home, tuple(apart[one]), each[one], scales[one], {key: one}, left=left) for one in values]
    where = {key: values[0] if len(values) == 1 else list(values)}
    scale = scale_of(values_of(reviews, keys))
    taken = [page for page in [*reviews, *others] if set(values) & set(_texts(lookup(page.values, key)[1]))]
    return [Kind("", home, tuple(taken), keys, scale, where, left=len(reviews) + left - len(taken))]


def _is_of_reviews(folder: str) -> bool:
    """Whether it is called so: what comes into it is a review, even without the word that all of them have so far."""
    name = folder.rpartition("/")[2]
    return bool(_REVIEW.search(name) or _WORK.match(name))


def _telling(reviews: list[Page], others: list[Page]) -> tuple[str | None, list[str]]:
    """The key, and its values, that nearly all reviews have and hardly any other page."""
    for key in _TELLING:
        ours = Counter(one for page in reviews for one in set(_texts(lookup(page.values, key)[1])))
        theirs = Counter(one for page in others for one in set(_texts(lookup(page.values, key)[1])))
        if not others:  # then only for the posts to come: by a value that says so itself
            ours = Counter({one: times for one, times in ours.items() if _REVIEW.search(one)})
        good = [one for one, times in ours.most_common(50) if theirs[one] * 9 <= times]
        chosen: list[str] = []
        for one in sorted(good, key=lambda value: (_REVIEW.search(value) is None, -ours[value])):
            if len(chosen) < _MOST_VALUES and _adds(one, chosen, key, reviews):
                chosen.append(one)
        has = sum(bool(set(chosen) & set(_texts(lookup(page.values, key)[1]))) for page in reviews)
        if chosen and has * 100 >= len(reviews) * 95:
            return key, chosen
    return None, []


def _adds(value: str, chosen: list[str], key: str, reviews: list[Page]) -> bool:
    """Does the value stand in a review that none of the chosen ones is in?"""
    for page in reviews:
        said = _texts(lookup(page.values, key)[1])
        if value in said and not set(chosen) & set(said):
            return True
    return False


def _untold(home: str, reviews: list[Page], others: list[Page], keys: tuple[str, ...]) -> Kind:
    """Nothing but the rating tells them apart, or there is nothing else in the folder."""
    scale = scale_of(values_of(reviews, keys))
    if not others:
        return Kind("", home, tuple(reviews), keys, scale)
    key = next((one for one in keys if all(lookup(page.values, one)[0] for page in reviews)), None)
    if key is not None:
        return Kind("", home, tuple(reviews), keys, scale, {key: "*"}, left=len(others))
    if len(others) <= _MOST_APART:
        start = len(home) + 1 if home else 0
        away = tuple(page.path[start:] for page in others)
        return Kind("", home, tuple(reviews), keys, scale, exclude=away, left=len(others))
    return Kind("", home, tuple(reviews), keys, scale, others=len(others))


def _named(found: list[Kind]) -> list[Kind]:
    """Each with a name of its own, short and after its folder."""
    from dataclasses import replace

    names: list[str] = []
    for one in found:
        base = one.name or _after(one.folder)
        name, number = base, 2
        while name in names:
            name, number = f"{base} {number}", number + 1
        names.append(name)
    return [replace(one, name=name) for one, name in zip(found, names, strict=True)]


def _after(folder: str) -> str:
    parts = [part.lstrip("_") for part in folder.split("/") if part not in {"_posts", "content", "src"}]
    return parts[-1] if parts and parts[-1] else "reviews"
