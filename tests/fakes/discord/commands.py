"""Application commands: what the bot has registered, globally and for the guild."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.fakes.discord import refusals
from tests.fakes.discord.call import Answer
from tests.fakes.discord.world import BOT_ID, GUILD_ID

if TYPE_CHECKING:
    from tests.fakes.discord.call import Call, Routes
    from tests.fakes.discord.world import World

JSON = dict[str, Any]
GLOBAL = "/applications/{application_id}/commands"
GUILD = "/applications/{application_id}/guilds/{guild_id}/commands"


def _scope(call: Call) -> tuple[int | None, dict[int, JSON]]:
    if call.number("application_id") != BOT_ID:
        raise refusals.missing_access()
    guild = call.number("guild_id") if "guild_id" in call.path else None
    if guild not in call.world.commands:
        raise refusals.missing_access()
    return guild, call.world.commands[guild]


def _build(world: World, guild: int | None, body: JSON, command_id: int) -> JSON:
    rights = body.get("default_member_permissions")
    command = {
        "id": str(command_id),
        "application_id": str(BOT_ID),
        "version": str(world.snowflake()),
        "type": body.get("type") or 1,
        "name": body["name"],
        "description": body.get("description") or "",
        "options": body.get("options") or [],
        "default_member_permissions": None if rights is None else str(rights),
        "dm_permission": True,
        "nsfw": bool(body.get("nsfw")),
    }
    if guild is not None:
        return {**command, "guild_id": str(guild)}
    placed = {"integration_types": body.get("integration_types") or [0], "contexts": body.get("contexts")}
    return {**command, **placed}


def _put(world: World, guild: int | None, scope: dict[int, JSON], body: JSON) -> tuple[bool, JSON]:
    """Enter a command; one of the same name and kind is replaced under its id."""
    same = (body["name"], body.get("type") or 1)
    known = next((it for it, command in scope.items() if (command["name"], command["type"]) == same), None)
    command_id = world.snowflake() if known is None else known
    scope[command_id] = _build(world, guild, body, command_id)
    return known is None, scope[command_id]


def listing(call: Call) -> Any:
    return list(_scope(call)[1].values())


def create(call: Call) -> Any:
    guild, scope = _scope(call)
    new, command = _put(call.world, guild, scope, call.body)
    return Answer(201 if new else 200, command)


def replace(call: Call) -> Any:
    guild, scope = _scope(call)
    kept = dict(scope)
    wanted = {(body["name"], body.get("type") or 1) for body in call.body}
    scope.clear()
    scope.update({it: command for it, command in kept.items() if (command["name"], command["type"]) in wanted})
    return [_put(call.world, guild, scope, body)[1] for body in call.body]


def one(call: Call) -> Any:
    try:
        return _scope(call)[1][call.number("command_id")]
    except KeyError:
        raise refusals.unknown("Application Command") from None


def delete(call: Call) -> Any:
    one(call)
    del _scope(call)[1][call.number("command_id")]
    return Answer(204)


def named(world: World, name: str, kind: int = 1) -> JSON:
    """The command of this kind that a member would run under this name; KeyError if there is none."""
    for scope in (world.commands[GUILD_ID], world.commands[None]):
        for command in scope.values():
            if (command["name"], command["type"]) == (name, kind):
                return command
    raise KeyError(name)


ROUTES: Routes = {
    (method, path): handler
    for base in (GLOBAL, GUILD)
    for method, path, handler in (
        ("GET", base, listing),
        ("POST", base, create),
        ("PUT", base, replace),
        ("GET", base + "/{command_id}", one),
        ("DELETE", base + "/{command_id}", delete),
    )
}
