"""A forum's tags, as the owner names them. It asks Discord nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import DestinationTrouble

if TYPE_CHECKING:
    from collections.abc import Iterable

    import discord


def chosen(forum: object, wanted: Iterable[str], place: str) -> list[discord.ForumTag]:
    """The tags of these names (whatever their case) or numbers. Raises ``DestinationTrouble`` for an unknown one."""
    there = _tags(forum)
    found, unknown = [], []
    for one in wanted:
        tag = next((tag for tag in there if one == str(tag.id) or _folded(one) == _folded(tag.name)), None)
        if tag is None:
            unknown.append(one)
        elif tag not in found:
            found.append(tag)
    if unknown:
        names = ", ".join(f'"{one}"' for one in unknown)
        raise DestinationTrouble(f"{place} is a forum without the tag {names}: mend forum_tags. {_those(there)}")
    return found


def required(forum: object, place: str) -> DestinationTrouble:
    """The forum takes nothing without a tag."""
    there = _those(_tags(forum))
    return DestinationTrouble(f"{place} is a forum that takes no posts without a tag: name one in forum_tags. {there}")


def _tags(forum: object) -> list[discord.ForumTag]:
    return list(getattr(forum, "available_tags", ()))


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _those(tags: list[discord.ForumTag]) -> str:
    if not tags:
        return "It has no tags yet."
    names = ", ".join(f'"{tag.name}"' for tag in tags)
    return f"It has {names}."
