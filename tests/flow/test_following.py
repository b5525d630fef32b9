"""Channels that follow, with the real program between a Discord on a socket and files that change."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import discord
import pytest

from tests.fakes.discord.world import GUILD_ID
from tests.flow.following import said
from tests.flow.scene import Scene

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fakes.discord.control import DiscordControl
    from tests.fakes.mastodon.control import MastodonControl

pytestmark = pytest.mark.thorough

ADMIN = discord.Permissions(manage_guild=True, view_channel=True).value
TEXT = 0


@pytest.fixture
def scene(tmp_path: Path, fake_discord: DiscordControl, fake_mastodon: MastodonControl) -> Scene:
    return Scene(tmp_path, fake_discord, fake_mastodon)


class Guests:
    """A channel of a server, and its admin."""

    def __init__(self, scene: Scene, **channel: Any) -> None:
        self.discord = scene.discord
        self.channel_id = scene.discord.channel(type=TEXT, name="guests", **channel)

    @property
    def mention(self) -> str:
        return f"<#{self.channel_id}>"

    def registered(self) -> None:
        """Wait until the bot is there and Discord knows its commands."""
        self.discord.wait_connected()
        self.discord.wait_until(
            lambda state: any(one["name"] == "matinee" for scope in state["commands"].values() for one in scope)
        )

    def ask(self, command: str, rights: int = ADMIN, private: bool = False, **options: Any) -> str:
        """What the admin reads."""
        run = self.discord.interact(f"matinee {command}", options, rights=rights, private=private, anyhow=True)
        answer = self.discord.wait_answer(run, lambda one: one["messages"])
        assert answer["ephemeral"]
        [message] = answer["messages"]
        assert message["mentions"] == []
        return str(message["embeds"][0]["description"])

    def follow(self, **options: Any) -> str:
        return self.ask("follow", channel=str(self.channel_id), **options)

    def posted(self) -> list[str]:
        return [one["embeds"][0]["title"] for one in self.discord.messages(self.channel_id)]


def paused(scene: Scene) -> dict[str, str]:
    with scene.matinee("status", "--json") as program:
        program.wait()
        return {one["destination"]: one["reason"] for one in program.result()["pauses"]}


def test_a_new_review_appears_once_where_it_follows(scene: Scene) -> None:
    guests = Guests(scene)
    scene.write("Salt Road")
    with scene.run() as program:
        guests.registered()
        scene.discord.wait_created(1)
        assert guests.ask("follow", rights=0, channel=str(guests.channel_id)) == said("no-right")
        assert guests.ask("list", private=True) == said("on-servers-only")
        assert said("gets-all") in guests.follow()
        scene.write("Salt Road", "Nine Paper Boats")  # the second is the newer
        scene.discord.wait_created(1, guests.channel_id)
        assert guests.posted() == ["Nine Paper Boats (1971)"]
        told = guests.ask("test")
        [number] = re.findall(rf"https://discord\.com/channels/{GUILD_ID}/{guests.channel_id}/(\d+)", told)
        assert number == scene.discord.messages(guests.channel_id)[0]["id"]
        assert said("waiting", count=0) in guests.ask("status")
        program.interrupt()
    with scene.run() as program:  # what stands in the records goes on after a restart
        guests.registered()
        scene.write("Salt Road", "Nine Paper Boats", "The Lamp Keeper")
        scene.discord.wait_created(2, guests.channel_id)
        assert guests.ask("unfollow", channel="guests") == said("ended", channel=guests.mention, waiting=0)
        program.interrupt()
    assert guests.posted() == ["Nine Paper Boats (1971)", "The Lamp Keeper (1971)"]
    assert scene.discord.violations() == []


def test_a_test_is_posted_at_once_and_once(scene: Scene) -> None:
    guests = Guests(scene)
    scene.write("Salt Road")
    with scene.run() as program:
        guests.registered()
        scene.discord.wait_created(1)
        guests.follow()
        told = [guests.ask("test"), guests.ask("test")]
        program.interrupt()
    assert guests.posted() == ["Salt Road (1971)"]
    link = told[0].split()[-1]
    film = {"title": "Salt Road (1971)", "link": link}
    assert told == [said("test-posted", **film), said("test-stood", **film)]


def test_a_missing_permission_is_named_before_the_first_post(scene: Scene) -> None:
    guests = Guests(scene, denied=["embed_links", "read_message_history"])
    with scene.run() as program:
        guests.registered()
        assert "Embed Links, Read Message History" in guests.follow()
        assert guests.ask("list") == said("none-follow")
        program.interrupt()


def test_a_bot_thrown_out_pauses_and_forgets_nothing(scene: Scene) -> None:
    guests = Guests(scene)
    with scene.run() as program:
        guests.registered()
        guests.follow()
        scene.discord.call("dispatch", {"event": "GUILD_DELETE", "data": {"id": str(GUILD_ID), "unavailable": True}})
        scene.discord.call("dispatch", {"event": "GUILD_DELETE", "data": {"id": str(GUILD_ID)}})
        program.wait_log("paused", "removed from the server")
        program.interrupt()
    [reason] = paused(scene).values()
    assert "invite it again" in reason


def test_the_owners_file_forbids_it(scene: Scene) -> None:
    with (scene.folder / "matinee.toml").open("a", encoding="utf-8") as file:
        file.write("\n[discord.follow]\nallowed = false\n")
    guests = Guests(scene)
    with scene.run() as program:
        guests.registered()
        assert guests.follow() == said("nobody-may-follow")
        program.interrupt()


def test_without_records_there_is_nothing_to_set_up(scene: Scene) -> None:
    with scene.run("--only", "commands") as program:
        state = scene.discord.wait_until(lambda state: state["commands"]["None"])
        assert "matinee" not in {one["name"] for one in state["commands"]["None"]}
        program.interrupt()
