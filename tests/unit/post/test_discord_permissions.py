"""Which permissions a channel of each kind takes, and what is said of those that are missing."""

from __future__ import annotations

from types import SimpleNamespace

import discord
import pytest

from bot.post.discord.permissions import Kind, kind_of, missing, remedy

ALL = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    embed_links=True,
    read_message_history=True,
    attach_files=True,
    create_public_threads=True,
    manage_threads=True,
)


def lacking(kind: Kind, *without: str, thread: bool = True, pictures: bool = True, moderated: bool = True) -> list[str]:
    has = discord.Permissions(ALL.value)
    has.update(**dict.fromkeys(without, False))
    return [one.name for one in missing(has, kind, thread=thread, pictures=pictures, moderated_tag=moderated)]


@pytest.mark.parametrize("kind", ["text", "announcement", "forum", "thread"])
def test_nothing_is_missing(kind: Kind) -> None:
    assert lacking(kind) == []


@pytest.mark.parametrize(
    ("kind", "flag", "names"),
    [
        ("text", "send_messages", ["Send Messages"]),
        ("forum", "send_messages", ["Create Posts"]),
        ("thread", "send_messages", []),
        ("thread", "send_messages_in_threads", ["Send Messages in Threads"]),
        ("text", "create_public_threads", ["Create Public Threads"]),
        ("announcement", "create_public_threads", ["Create Public Threads"]),
        ("forum", "create_public_threads", []),
        ("forum", "manage_threads", ["Manage Threads"]),
        ("text", "manage_threads", []),
        ("forum", "attach_files", ["Attach Files"]),
        ("text", "read_message_history", ["Read Message History"]),
        ("text", "embed_links", ["Embed Links"]),
    ],
)
def test_each_kind_has_its_own(kind: Kind, flag: str, names: list[str]) -> None:
    assert lacking(kind, flag) == names


def test_what_is_not_wanted_is_not_needed() -> None:
    without = ("create_public_threads", "attach_files")
    assert lacking("text", *without, thread=False, pictures=False) == []
    assert lacking("forum", "manage_threads", moderated=False) == []


def test_of_a_channel_that_is_not_seen_only_that_is_known() -> None:
    assert lacking("text", "view_channel", "send_messages") == ["View Channel"]


def test_the_remedy_reads_like_a_sentence() -> None:
    needs = missing(discord.Permissions(view_channel=True), "text", thread=False, pictures=False)
    assert remedy(needs[:1]) == "give the bot Send Messages there"
    assert remedy(needs) == "give the bot Send Messages, Embed Links and Read Message History there"


@pytest.mark.parametrize(
    ("kind", "told"),
    [("text", "text"), ("news", "announcement"), ("forum", "forum"), ("media", "forum"), ("public_thread", "thread")],
)
def test_kinds(kind: str, told: str) -> None:
    assert kind_of(SimpleNamespace(type=discord.ChannelType[kind])) == told
