"""Whether a post that was found on a network says exactly what we would write now: then its words are known again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.format.model import Toot
from bot.post.wording import squeezed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.format.model import Message, Post
    from bot.post.publisher import OwnPost


def says(found: OwnPost, post: Post) -> bool:
    """Whether the post reads like this one. A warning isn't among a found post's words, so one with it isn't known."""
    if isinstance(post, Toot):
        return post.content_warning is None and squeezed(found.text) == squeezed(post.text)
    return squeezed(found.text) == squeezed("".join(_words(post)))


def _words(post: Message) -> Iterator[str]:
    yield post.embed.get("title") or ""
    yield post.embed.get("description") or ""
    for field in post.embed.get("fields") or ():
        yield from (field["name"], field["value"])
    yield (post.embed.get("footer") or {}).get("text") or ""
