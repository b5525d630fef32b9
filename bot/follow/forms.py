"""Filters and manners as the records keep them: JSON, with only what differs from the defaults. Pure.

What can't be read any more (records of another version) keeps its default, but never lets through more than was asked
for: a filter in which something is not understood lets nothing through.
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from bot.plan.model import Filter
from bot.settings.model import ChannelManners

if TYPE_CHECKING:
    from collections.abc import Mapping

_NOTHING = Filter(unrated=False, sources=())  # from no source at all
_NAMES = frozenset({"sources", "tags", "tags_not", "badges", "badges_not"})


def filter_form(wish: Filter) -> dict[str, Any]:
    """A filter as the records keep it."""
    return _form(wish, Filter())


def manners_form(manners: ChannelManners) -> dict[str, Any]:
    """A channel's manners as the records keep them."""
    return _form(manners, ChannelManners())


def filter_of_form(form: Mapping[str, Any]) -> Filter:
    """The filter that was kept so."""
    if not all(_is_filter(name, value) for name, value in form.items()):
        return _NOTHING
    read: dict[str, Any] = {name: tuple(value) if name in _NAMES else value for name, value in form.items()}
    return Filter(**read)


def manners_of_form(form: Mapping[str, Any]) -> ChannelManners:
    """The manners that were kept so."""
    read: dict[str, Any] = {name: form[name] for name in ("crosspost", "thread") if isinstance(form.get(name), bool)}
    if _is_names(form.get("forum_tags")):
        read["forum_tags"] = tuple(form["forum_tags"])
    return ChannelManners(**read)


def _form(value: Filter | ChannelManners, default: Filter | ChannelManners) -> dict[str, Any]:
    both = ((one.name, getattr(value, one.name), getattr(default, one.name)) for one in fields(value))
    return {name: list(is_) if isinstance(is_, tuple) else is_ for name, is_, usual in both if is_ != usual}


def _is_filter(name: str, value: object) -> bool:
    if name == "unrated":
        return isinstance(value, bool)
    if name == "min_rating":
        return isinstance(value, int | float) and not isinstance(value, bool)
    return name in _NAMES and _is_names(value)


def _is_names(value: object) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(one, str) for one in value)
