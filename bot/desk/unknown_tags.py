"""Tags that the configuration names and no review has. A slip of the pen there breaks nothing; what it was meant to do
just never happens. Opens nothing.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from bot.settings.model import Settings


def unknown_tags(settings: Settings, tags: Collection[str]) -> Iterator[str]:
    """A sentence for each. ``tags``: all that the reviews have."""
    folded = {tag.casefold(): tag for tag in sorted(tags)}
    for where, named, exactly in _named(settings):
        for tag in named:
            if tag in tags or tag == "*" or (not exactly and tag.casefold() in folded):
                continue
            near = get_close_matches(tag.casefold(), folded, n=1)
            meant = f'; is "{folded[near[0]]}" meant?' if near else ""
            yield f'{settings.path}: {where}: no review has the tag "{tag}"{meant}'


def _named(settings: Settings) -> Iterator[tuple[str, Collection[str], bool]]:
    """Where tags are named, the tags, and whether upper and lower case matter."""
    public = {tag for source in settings.sources for tag in source.rules.public_tags}
    yield "tags.public", sorted(public), True
    for one in settings.destinations:
        wish = one.route.filter
        yield f'destination "{one.name}", filter.tags', wish.tags or (), False
        yield f'destination "{one.name}", filter.tags_not', wish.tags_not, False
