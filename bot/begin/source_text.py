"""One ``[[source]]`` of the configuration that ``init`` writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.begin import toml
from bot.begin.pages import is_built
from bot.format.naming import number_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from bot.begin.found import Shelf
    from bot.begin.site import Site


def source_lines(
    site: Site, shelf: Shelf, root: Path, pattern: str | None, rating: tuple[float | None, tuple[str, ...]]
) -> Iterator[str]:
    """The lines. ``rating``: the best number, or the letters from the worst to the best."""
    kind = shelf.kind
    yield f"# {number_of(len(kind.pages), 'review')} were found here."
    yield "[[source]]"
    yield f"name = {toml.value(kind.name)}"
    yield f"path = {toml.value((root / kind.folder).as_posix())}"
    if "mdx" in shelf.endings:
        yield 'include = ["**/*.md", "**/*.markdown", "**/*.mdx"]'
    if away := [*kind.exclude, *(_built(site) if not kind.folder else ())]:
        yield f"exclude = {toml.value(away)}"
    if kind.where:
        yield f"where = {toml.value(dict(kind.where))}   # front matter that makes a file a review"
    elif kind.others:
        yield f"# {number_of(kind.others, 'other page')} of this folder can't be told from reviews: say which, such as"
        yield '#where = { layout = "review" }'
    if pattern:
        yield f"permalink = {toml.value(pattern)}   # a review's address below base_url; its own comes first"
    yield 'hold = "20m"   # how long a new review waits, so that you can correct a slip'
    yield from _fields(shelf)
    yield from _rating(shelf, *rating)


def _built(site: Site) -> list[str]:
    """Of a source that is the whole site: what in it isn't the owner's."""
    inside = sorted(one.name for one in site.root.iterdir() if one.is_dir() and is_built(one.name, site.output))
    return [f"{name}/**" for name in inside]


def _fields(shelf: Shelf) -> Iterator[str]:
    means, keys = shelf.means, list(shelf.kind.keys)
    fields = {meaning: list(names) for meaning, names in means.fields.items()}
    if keys and keys != ["rating"]:
        fields["rating"] = keys
    if not (fields or means.links or means.badges):
        return
    yield ""
    yield "# Where each meaning stands in the front matter, if not under its own name."
    yield "[source.fields]"
    for meaning, names in fields.items():
        yield f"{meaning} = {toml.value(names[0] if len(names) == 1 else names)}"
    if means.links:
        yield f"links = {toml.value(dict(means.links))}   # buttons on Discord"
    if means.badges:
        yield f"badges = {toml.value(dict(means.badges))}   # shown where the value is true"


def _rating(shelf: Shelf, best: float | None, letters: tuple[str, ...]) -> Iterator[str]:
    unrated = _new(shelf.kind.scale.unrated, letters)
    if best is None and not letters and not unrated:
        return
    yield ""
    yield "[source.rating]"
    if letters:
        yield f"letters = {toml.value(letters)}   # from the worst to the best"
    elif best is not None:
        yield f"scale = {toml.value(best)}   # the best rating there is"
    if unrated:
        yield f"unrated = {toml.value(unrated)}   # words that mean: not rated"


def _new(words: Sequence[str], letters: tuple[str, ...]) -> list[str]:
    """Each word once, whatever its case, and none of the letters."""
    seen = {one.casefold() for one in letters}
    kept = []
    for word in words:
        if word.strip() and word.casefold() not in seen:
            seen.add(word.casefold())
            kept.append(word)
    return kept
