"""Threads: a forum's posts, threads under messages, what is awake and what is archived, changing and deleting them.

Rules: https://docs.discord.com/developers/topics/threads, /resources/channel#start-thread-in-forum-or-media-channel
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from tests.fakes.discord import messages, objects, refusals
from tests.fakes.discord.call import Answer
from tests.fakes.discord.world import ANNOUNCEMENT, ANNOUNCEMENT_THREAD, BOT_ID, FORUM, PUBLIC_THREAD, Channel

if TYPE_CHECKING:
    from tests.fakes.discord.call import Call, Routes
    from tests.fakes.discord.world import World

JSON = dict[str, Any]


def start(call: Call) -> Any:
    """A forum's post (a thread with its first message) or a bare thread."""
    parent = call.world.channel(call.number("channel_id"))
    if parent.type == FORUM:
        return _forum_post(call, parent)
    call.world.channel(parent.id, "create_public_threads")
    return Answer(201, _add(call, _below(parent, call.world.snowflake(), call.body["name"])))


def _forum_post(call: Call, parent: Channel) -> Answer:
    said = call.body["message"]
    needs = ["send_messages"]  # Discord asks for this one, not for "create threads"
    needs += ["embed_links"] if said.get("embeds") else []
    needs += ["attach_files"] if call.files else []
    call.world.channel(parent.id, *needs)
    tags = _tags(call, parent)
    messages.check(said, call.files)
    thread = Channel(0, call.body["name"], PUBLIC_THREAD, parent.id, tags=tags)
    first = messages.build(call.world, 0, said, call.files)
    thread.id = int(first["id"])
    first["channel_id"] = first["id"]
    messages.add(call.world, thread, first)
    parent.created += 1
    parent.made.append({"id": first["id"], "embeds": first["embeds"]})
    return Answer(201, {**_add(call, thread), "message": first})


def _tags(call: Call, parent: Channel) -> list[str]:
    wanted = [str(one) for one in call.body.get("applied_tags") or ()]
    if parent.require_tag and not wanted:
        raise refusals.Refusal(400, 40067, "A tag is required to create a forum post in this channel")
    known = {tag["id"]: tag for tag in parent.available_tags}
    if not set(wanted) <= known.keys():
        raise refusals.invalid_form("applied_tags", "BASE_TYPE_CHOICES", "Unknown tag.")
    if any(known[one]["moderated"] for one in wanted):
        call.world.channel(parent.id, "manage_threads")
    return wanted


def under_message(call: Call) -> Any:
    parent = call.world.channel(call.number("channel_id"), "create_public_threads", "read_message_history")
    message = call.world.message(parent, call.number("message_id"))
    if int(message["id"]) in call.world.channels:
        raise refusals.Refusal(400, 160004, "A thread has already been created for this message")
    return Answer(201, _add(call, _below(parent, int(message["id"]), call.body["name"])))


def _below(parent: Channel, number: int, name: str) -> Channel:
    return Channel(number, name, ANNOUNCEMENT_THREAD if parent.type == ANNOUNCEMENT else PUBLIC_THREAD, parent.id)


def _add(call: Call, thread: Channel) -> JSON:
    world = call.world
    if len([it for it in world.channels.values() if it.is_thread and not it.archived]) >= world.most_threads:
        raise refusals.Refusal(400, 160006, "Maximum number of active threads reached")
    world.channels[thread.id] = thread
    data = objects.channel(world, thread)
    call.gateway.dispatch("THREAD_CREATE", {**data, "newly_created": True})
    return data


def active(call: Call) -> Any:
    world, guild_id = call.world, call.number("guild_id")
    if guild_id not in world.guilds:
        raise refusals.unknown("Guild")
    here = [it for it in world.channels.values() if world.guild_of(it) == guild_id]
    awake = [it for it in here if it.is_thread and not it.archived]
    seen = [it for it in awake if "view_channel" not in world.denied(it)]
    return {"threads": [objects.channel(world, it) for it in _newest_first(seen)], "members": []}


def archived(call: Call) -> Any:
    """Those that were archived last come first."""
    world = call.world
    parent = world.channel(call.number("channel_id"), "read_message_history")
    found = [it for it in world.channels.values() if it.parent_id == parent.id and it.archived]
    if "before" in call.query:
        before = datetime.fromisoformat(call.query["before"]).timestamp()
        found = [it for it in found if _archived_at(world, it) < before]
    found.sort(key=lambda it: _archived_at(world, it), reverse=True)
    limit = call.limit()
    told = [objects.channel(world, it) for it in found[:limit]]
    return {"threads": told, "members": [], "has_more": len(found) > limit}


def _archived_at(world: World, it: Channel) -> float:
    return world.born(str(it.id)) if it.archived_at is None else it.archived_at


def _newest_first(threads: list[Channel]) -> list[Channel]:
    return sorted(threads, key=lambda it: it.id, reverse=True)


def change(call: Call) -> Any:
    """Its name, whether it is archived, whether it is locked; of a thread alone, for the bot changes no channels."""
    world = call.world
    thread = world.channel(call.number("channel_id"))
    may_all = "manage_threads" not in world.denied(thread)
    if not thread.is_thread or not (may_all or (thread.owner == BOT_ID and not thread.locked)):
        raise refusals.missing_permissions()
    if thread.archived and call.body.get("archived") is not False:
        raise refusals.archived()
    thread.name = call.body.get("name") or thread.name
    thread.locked = call.body.get("locked", thread.locked)
    if "archived" in call.body:
        thread.archived, thread.archived_at = bool(call.body["archived"]), world.clock.now()
    data = objects.channel(world, thread)
    call.gateway.dispatch("THREAD_UPDATE", data)
    return data


def delete(call: Call) -> Any:
    """Deleting one's own thread takes Manage Threads too."""
    thread = call.world.channel(call.number("channel_id"), "manage_threads")
    if not thread.is_thread:
        raise refusals.missing_permissions()
    data = objects.channel(call.world, thread)
    del call.world.channels[thread.id]
    call.gateway.dispatch("THREAD_DELETE", {key: data[key] for key in ("id", "guild_id", "parent_id", "type")})
    return data


ROUTES: Routes = {
    ("POST", "/channels/{channel_id}/threads"): start,
    ("POST", "/channels/{channel_id}/messages/{message_id}/threads"): under_message,
    ("GET", "/guilds/{guild_id}/threads/active"): active,
    ("GET", "/channels/{channel_id}/threads/archived/public"): archived,
    ("PATCH", "/channels/{channel_id}"): change,
    ("DELETE", "/channels/{channel_id}"): delete,
}
