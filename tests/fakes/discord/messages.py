"""Messages: create with nonces, history, one, edit, delete, announce.

Rules: https://docs.discord.com/developers/resources/message
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.fakes.discord import attachments, objects, refusals
from tests.fakes.discord.call import Answer
from tests.fakes.discord.world import ANNOUNCEMENT, BOT_ID, DM, FORUM, OLD_SECONDS

if TYPE_CHECKING:
    from tests.fakes.discord.call import Call, Routes, Upload
    from tests.fakes.discord.world import Channel, World

JSON = dict[str, Any]
IS_CROSSPOSTED, SUPPRESS_EMBEDS, EPHEMERAL, COMPONENTS_V2 = 1 << 0, 1 << 2, 1 << 6, 1 << 15


def create(call: Call) -> Any:
    channel = call.world.channel(call.number("channel_id"))
    permit(call.world, channel, call.body, call.files)
    earlier = _enforced(call.world, call.body)
    if earlier is not None:
        return earlier
    check(call.body, call.files)
    reply = _replying(call.world, channel, call.body)
    message = build(call.world, channel.id, call.body, call.files) | reply
    add(call.world, channel, message)
    if call.body.get("nonce") is not None:
        call.world.remember_nonce(BOT_ID, str(call.body["nonce"]), channel.id, int(message["id"]))
    _tell(call, channel, "MESSAGE_CREATE", {**message, "member": objects.bot_member()})
    return message


def _tell(call: Call, channel: Channel, event: str, data: JSON) -> None:
    """Tell the gateway, which carries only what happens in the guild: the bot asks for nothing else."""
    if channel.type != DM:
        call.gateway.dispatch(event, {**data, "guild_id": str(call.world.guild_of(channel))})


def permit(world: World, channel: Channel, body: JSON, files: list[Upload]) -> None:
    """Refuse as Discord does when the bot may not post this here."""
    needs = ["send_messages_in_threads" if channel.is_thread else "send_messages"]
    if body.get("embeds"):
        needs.append("embed_links")
    if files:
        needs.append("attach_files")
    world.channel(channel.id, *needs)
    if channel.type == FORUM:
        raise refusals.Refusal(400, 50008, "Cannot send messages in a non-text channel")
    if channel.recipient in world.closed_dms:
        raise refusals.Refusal(403, 50007, "Cannot send messages to this user")
    if channel.archived:
        raise refusals.archived()


def _replying(world: World, channel: Channel, body: JSON) -> JSON:
    """What a reply has that others lack. https://docs.discord.com/developers/resources/message#message-reference"""
    to = body.get("message_reference")
    if to is None:
        return {}
    if "read_message_history" in world.denied(channel):
        raise refusals.Refusal(403, 160002, "You cannot reply without permission to read message history")
    if int(to["message_id"]) in channel.messages:
        return {"type": 19, "message_reference": {key: to[key] for key in to if key != "fail_if_not_exists"}}
    if to.get("fail_if_not_exists", True):
        raise refusals.invalid_form("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
    return {}


def _enforced(world: World, body: JSON) -> JSON | None:
    if not body.get("enforce_nonce") or body.get("nonce") is None:
        return None
    known = world.nonced(BOT_ID, str(body["nonce"]))
    if known is None:
        return None
    return world.message(world.channel(known[0]), known[1])


def check(body: JSON, files: list[Upload]) -> None:
    """Limits that the OpenAPI document doesn't hold."""
    attachments.check(body, files)
    if len(body.get("content") or "") > 2000:
        raise refusals.invalid_form("content", "BASE_TYPE_MAX_LENGTH", "Must be 2000 or fewer in length.")
    if sum(map(_embed_length, body.get("embeds") or ())) > 6000:
        raise refusals.invalid_form("embeds", "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000")
    filled = any((body.get(key) or "") not in ("", []) for key in ("embeds", "components", "poll", "sticker_ids"))
    if not filled and not files and not (body.get("content") or "").strip():
        raise refusals.Refusal(400, 50006, "Cannot send an empty message")
    if int(body.get("flags") or 0) & COMPONENTS_V2 and (body.get("content") or body.get("embeds")):
        raise refusals.invalid_form("content", "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", "Not together.")


def _embed_length(embed: JSON) -> int:
    texts = [embed.get("title"), embed.get("description")]
    texts += [(embed.get("footer") or {}).get("text"), (embed.get("author") or {}).get("name")]
    for field in embed.get("fields") or ():
        texts += [field.get("name"), field.get("value")]
    return sum(len(text) for text in texts if text)


def build(world: World, channel_id: int, body: JSON, files: list[Upload]) -> JSON:
    """The message that Discord would answer with."""
    _look_for_mentions(world, body, "a message")
    message = _bare(world, channel_id, body)
    attachments.lay(world, message, body, files)
    return message


def _bare(world: World, channel_id: int, body: JSON) -> JSON:
    """It without its files."""
    message_id = world.snowflake()
    return {
        "id": str(message_id),
        "channel_id": str(channel_id),
        "type": 0,
        "author": objects.bot_user(),
        "content": (body.get("content") or "").strip(),
        "embeds": [_embed(embed) for embed in body.get("embeds") or ()],
        "components": list(body.get("components") or ()),
        "attachments": [],
        "mentions": [],
        "mention_roles": [],
        "mention_everyone": False,
        "pinned": False,
        "tts": False,
        "timestamp": world.clock.iso(),
        "edited_timestamp": None,
        "flags": int(body.get("flags") or 0),
        **({"nonce": body["nonce"]} if body.get("nonce") is not None else {}),
    }


def _embed(embed: JSON) -> JSON:
    """As Discord keeps it: without white space around its texts."""
    kept = {key: value.strip() if key in ("title", "description") else value for key, value in embed.items()}
    for part, name in (("footer", "text"), ("author", "name")):
        if part in kept:
            kept[part] = {**kept[part], name: kept[part][name].strip()}
    if "fields" in kept:
        kept["fields"] = [{**it, "name": it["name"].strip(), "value": it["value"].strip()} for it in kept["fields"]]
    return {**kept, "type": "rich"}


def add(world: World, channel: Channel, message: JSON) -> None:
    channel.messages[int(message["id"])] = message
    channel.created += 1
    channel.made.append({"id": message["id"], "embeds": message["embeds"]})


def history(call: Call) -> Any:
    channel = call.world.channel(call.number("channel_id"))
    limit = call.limit()
    if "read_message_history" in call.world.denied(channel):
        # The documentation promises an empty list here, which looks just like "nothing was posted".
        if call.world.history_refused:
            raise refusals.missing_permissions()
        return []
    ids = sorted(channel.messages, reverse=True)
    if "around" in call.query:
        middle = int(call.query["around"])
        newer = [it for it in ids if it > middle][-(limit // 2) :]
        ids = newer + [it for it in ids if it <= middle][: limit - len(newer)]
    elif "after" in call.query:
        ids = [it for it in ids if it > int(call.query["after"])][-limit:]
    elif "before" in call.query:
        ids = [it for it in ids if it < int(call.query["before"])]
    return [channel.messages[it] for it in ids[:limit]]


def one(call: Call) -> Any:
    channel = call.world.channel(call.number("channel_id"), "read_message_history")
    return call.world.message(channel, call.number("message_id"))


def edit(call: Call) -> Any:
    channel = call.world.channel(call.number("channel_id"))
    message = call.world.message(channel, call.number("message_id"))
    if message["author"]["id"] != str(BOT_ID):
        raise refusals.Refusal(403, 50005, "Cannot edit a message authored by another user")
    if channel.archived:
        raise refusals.archived()
    _bear_one_more_edit(call.world, message)
    change(call.world, message, call.body, call.files)
    record = {"id": message["id"], "channel_id": str(channel.id), "at": call.world.clock.now(), "body": call.body}
    call.world.edits.append(record)
    _tell(call, channel, "MESSAGE_UPDATE", message)
    return message


def _bear_one_more_edit(world: World, message: JSON) -> None:
    now = world.clock.now()
    lately = [it for it in world.edits if it["id"] == message["id"] and it["at"] > now - OLD_SECONDS]
    if world.born(message["id"]) < now - OLD_SECONDS and len(lately) >= world.old_edits:
        raise refusals.too_many_edits(world.old_edits_wait)
    if message["flags"] & IS_CROSSPOSTED and len(lately) >= world.announcement_edits:
        raise refusals.too_many_announcement_edits()


def _look_for_mentions(world: World, body: JSON, what: str) -> None:
    """What doesn't say whom it may mention mentions everybody, an edit too: nobody wants that, so it is noted."""
    said = {"content", "embeds", "components"} & body.keys()
    if said and (body.get("allowed_mentions") or {}).get("parse") != []:
        world.violations.append({"what": f"{what} without allowed_mentions = none", "body": body})


def change(world: World, message: JSON, body: JSON, files: list[Upload]) -> None:
    """Lay an edit over a message: only what is named changes."""
    _look_for_mentions(world, body, "an edit")
    merged = {**message, **{key: value for key, value in body.items() if value is not None or key in message}}
    check(merged, files)
    new = _bare(world, int(message["channel_id"]), merged)
    for key in ("content", "embeds", "components", "flags"):
        if key in body:
            message[key] = new[key]
    if files or {"attachments", "embeds"} & body.keys():
        attachments.lay(world, message, body, files)
    message["edited_timestamp"] = world.clock.iso()


def delete(call: Call) -> Any:
    channel = call.world.channel(call.number("channel_id"))
    message = call.world.message(channel, call.number("message_id"))
    if message["author"]["id"] != str(BOT_ID):
        call.world.channel(channel.id, "manage_messages")
    if channel.archived:
        raise refusals.archived()
    remove(call, channel, int(message["id"]))
    return Answer(204)


def remove(call: Call, channel: Channel, message_id: int) -> None:
    del channel.messages[message_id]
    _tell(call, channel, "MESSAGE_DELETE", {"id": str(message_id), "channel_id": str(channel.id)})


def crosspost(call: Call) -> Any:
    channel = call.world.channel(call.number("channel_id"), "send_messages")
    message = call.world.message(channel, call.number("message_id"))
    if channel.type != ANNOUNCEMENT:
        raise refusals.Refusal(400, 50024, "Cannot execute action on this channel type")
    if message["flags"] & IS_CROSSPOSTED:
        raise refusals.Refusal(400, 40033, "This message has already been crossposted.")
    message["flags"] |= IS_CROSSPOSTED
    return message


ROUTES: Routes = {
    ("POST", "/channels/{channel_id}/messages"): create,
    ("GET", "/channels/{channel_id}/messages"): history,
    ("GET", "/channels/{channel_id}/messages/{message_id}"): one,
    ("PATCH", "/channels/{channel_id}/messages/{message_id}"): edit,
    ("DELETE", "/channels/{channel_id}/messages/{message_id}"): delete,
    ("POST", "/channels/{channel_id}/messages/{message_id}/crosspost"): crosspost,
}
