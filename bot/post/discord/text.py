"""What a Discord message says and links to, and whether it is a post of ours. It asks Discord nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.format.digest import reads_as_digest
from bot.post.wording import addresses_in, same_address, squeezed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.format.model import Message


def same_message(message: discord.Message, post: Message) -> bool:
    """Whether this message is the post: by the review's address, else by title and description.

    A digest has one of its reviews' addresses among its links (a recap links to reviews, too, and is none). A moderator
    can hide the embed of one that was just posted: then its buttons tell.
    """
    wanted = discord.Embed.from_dict(post.embed)
    if any(
        same_address(embed.url, post.address) or (_head(embed) == _head(wanted) and any(_head(wanted)))
        for embed in message.embeds
    ):
        return True
    if post.address and any(embed.url is None and reads_as_digest(embed.title or "") for embed in message.embeds):
        return any(same_address(one, post.address) for one in addresses(message))
    return message.flags.suppress_embeds and bool(post.buttons) and [*_buttons(message)] == [*_wanted_buttons(post)]


def as_sent(message: discord.Message, post: Message) -> bool:
    """Whether the message still shows what was sent; what Discord itself folds or strips doesn't count."""
    if message.flags.suppress_embeds or squeezed(message.content) or len(message.embeds) != 1:
        return False
    stands, wanted = message.embeds[0], discord.Embed.from_dict(post.embed)
    same_url = same_address(stands.url, wanted.url) or not (stands.url or wanted.url)
    return same_url and [*_parts(stands)] == [*_parts(wanted)]


def words(message: discord.Message) -> str:
    """All that a reader sees as text, part by part."""
    parts: list[str | None] = [message.content]
    for embed in message.embeds:
        parts += [embed.title, embed.description]
        parts += [text for field in embed.fields for text in (field.name, field.value)]
        parts.append(embed.footer.text)
    return "\n".join(part for part in parts if part)


def told_of(message: discord.Message) -> tuple[str, ...]:
    """The addresses of what it is about: its title's and its buttons', a digest's all.

    A recap's words link to reviews, too, and it is about none of them.
    """
    titled = [embed.url for embed in message.embeds if embed.url]
    others = [embed for embed in message.embeds if not embed.url]
    if all(reads_as_digest(embed.title or "") for embed in others) and (others or not titled):
        return addresses(message)
    return addresses_in("", [*titled, *(url for _, url in _buttons(message))])


def addresses(message: discord.Message) -> tuple[str, ...]:
    """Every address that it links to: the embed's, the buttons', and those written out."""
    linked = [embed.url for embed in message.embeds if embed.url]
    return addresses_in(words(message), [*linked, *(url for _, url in _buttons(message))])


def _head(embed: discord.Embed) -> tuple[str, str]:
    return squeezed(embed.title or ""), squeezed(embed.description or "")


def _parts(embed: discord.Embed) -> Iterator[str]:
    yield from _head(embed)
    yield squeezed(embed.footer.text or "")
    yield squeezed(embed.author.name or "")
    for field in embed.fields:
        yield squeezed(field.name or "")
        yield squeezed(field.value or "")


def _buttons(message: discord.Message) -> Iterator[tuple[str, str]]:
    for row in message.components:
        for one in row.children if isinstance(row, discord.ActionRow) else ():
            if isinstance(one, discord.Button) and one.url:
                yield squeezed(one.label or ""), one.url


def _wanted_buttons(post: Message) -> Iterator[tuple[str, str]]:
    for button in post.buttons:
        yield squeezed(button.label), button.url
