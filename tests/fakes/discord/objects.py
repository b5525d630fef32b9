"""Discord's JSON objects, made from the world: users, the guild, channels, the application."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.fakes.discord.world import BOT_ID, DM, FORUM, GUILD_ID, MEMBER_ID, OWNER_ID, PERMISSIONS

if TYPE_CHECKING:
    from tests.fakes.discord.world import Channel, World

JSON = dict[str, Any]
PEOPLE = {OWNER_ID: "owner", MEMBER_ID: "member"}
BOT_ROLE_ID = 100000000000000009
JOINED = "2025-01-01T00:00:00+00:00"
GRANTED = str(sum(PERMISSIONS.values()))


def user(user_id: int, name: str, *, bot: bool = False) -> JSON:
    return {
        "id": str(user_id),
        "username": name,
        "discriminator": "0",
        "global_name": None if bot else name.title(),
        "avatar": None,
        "bot": bot,
        "system": False,
        "mfa_enabled": True,
        "banner": None,
        "accent_color": None,
        "locale": "en-US",
        "verified": True,
        "email": None,
        "flags": 0,
        "premium_type": 0,
        "public_flags": 0,
    }


def bot_user() -> JSON:
    return user(BOT_ID, "matinee", bot=True)


def application() -> JSON:
    return {
        "id": str(BOT_ID),
        "name": "matinee",
        "icon": None,
        "description": "",
        "summary": "",
        "bot_public": False,
        "bot_require_code_grant": False,
        "owner": user(OWNER_ID, "owner"),
        "verify_key": "0" * 64,
        "team": None,
        "flags": 0,
        "bot": bot_user(),
        "interactions_endpoint_url": None,
        "redirect_uris": [],
        "tags": [],
    }


def member(who: JSON, *, roles: list[str]) -> JSON:
    return {
        "user": who,
        "nick": None,
        "avatar": None,
        "roles": roles,
        "joined_at": JOINED,
        "premium_since": None,
        "deaf": False,
        "mute": False,
        "flags": 0,
        "pending": False,
        "permissions": GRANTED,
        "communication_disabled_until": None,
    }


def bot_member() -> JSON:
    return member(bot_user(), roles=[str(BOT_ROLE_ID)])


def _role(role_id: int, name: str, position: int, *, managed: bool) -> JSON:
    return {
        "id": str(role_id),
        "name": name,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "icon": None,
        "unicode_emoji": None,
        "position": position,
        "permissions": GRANTED,
        "managed": managed,
        "mentionable": False,
        "flags": 0,
        **({"tags": {"bot_id": str(BOT_ID)}} if managed else {}),
    }


def channel(world: World, it: Channel) -> JSON:
    made = [int(one["id"]) for one in it.made[-1:]]  # Discord names the last one after it was deleted too
    last = max([*it.messages, *made], default=None)
    if it.recipient is not None:
        told = {"id": str(it.id), "type": DM, "flags": 0, "last_message_id": None if last is None else str(last)}
        return {**told, "recipients": [user(it.recipient, PEOPLE[it.recipient])]}
    data: JSON = {
        "id": str(it.id),
        "type": it.type,
        "name": it.name,
        "guild_id": str(world.guild_of(it)),
        "parent_id": None if it.parent_id is None else str(it.parent_id),
        "position": 0,
        "flags": 1 << 4 if it.require_tag else 0,
        "last_message_id": None if last is None else str(last),
        "rate_limit_per_user": 0,
        "nsfw": False,
        "topic": None,
        "permissions": str(sum(bits for name, bits in PERMISSIONS.items() if name not in world.denied(it))),
    }
    return {**data, **(_thread_part(world, it) if it.is_thread else _guild_channel_part(it))}


def _guild_channel_part(it: Channel) -> JSON:
    overwrites = []
    if it.denied:
        deny = sum(PERMISSIONS[name] for name in it.denied)
        overwrites.append({"id": str(BOT_ID), "type": 1, "allow": "0", "deny": str(deny)})
    forum: JSON = {"available_tags": it.available_tags, "default_reaction_emoji": None, "default_sort_order": None}
    forum["default_forum_layout"] = None
    return {"permission_overwrites": overwrites, **(forum if it.type == FORUM else {})}


def _thread_part(world: World, it: Channel) -> JSON:
    made = world.born(str(it.id))
    return {
        "owner_id": str(it.owner),
        "message_count": len([one for one in it.messages if one != it.id]),  # without a forum post's first one
        "total_message_sent": it.created,
        "member_count": 1,
        "applied_tags": it.tags,
        "thread_metadata": {
            "archived": it.archived,
            "auto_archive_duration": 1440,
            "archive_timestamp": world.clock.iso(made if it.archived_at is None else it.archived_at),
            "locked": it.locked,
            "create_timestamp": world.clock.iso(made),
        },
    }


def guild(world: World, guild_id: int = GUILD_ID, *, whole: bool = False) -> JSON:
    """A guild as REST tells it; ``whole``: as the gateway does."""
    data: JSON = {
        "id": str(guild_id),
        "name": world.guilds[guild_id],
        "icon": None,
        "splash": None,
        "discovery_splash": None,
        "banner": None,
        "owner_id": str(OWNER_ID),
        "afk_channel_id": None,
        "afk_timeout": 300,
        "verification_level": 0,
        "default_message_notifications": 1,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw_level": 0,
        "premium_tier": 0,
        "preferred_locale": "en-US",
        "system_channel_id": None,
        "system_channel_flags": 0,
        "rules_channel_id": None,
        "public_updates_channel_id": None,
        "vanity_url_code": None,
        "application_id": None,
        "description": None,
        "features": ["COMMUNITY", "NEWS"],
        "emojis": [],
        "stickers": [],
        "roles": [
            _role(guild_id, "@everyone", 0, managed=False),
            _role(BOT_ROLE_ID, "matinee", 1, managed=True),
        ],
    }
    return {**data, **_live_part(world, guild_id)} if whole else data


def _live_part(world: World, guild_id: int) -> JSON:
    here = [it for it in world.channels.values() if it.type != DM and world.guild_of(it) == guild_id]
    return {
        "joined_at": JOINED,
        "large": False,
        "unavailable": False,
        "member_count": 2,
        "members": [bot_member()],
        "channels": [channel(world, it) for it in here if not it.is_thread],
        "threads": [channel(world, it) for it in here if it.is_thread],
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }
