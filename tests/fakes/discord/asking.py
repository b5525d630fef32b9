"""Members' commands, choices and presses, as Discord would send them from anywhere: servers, private channels, both
kinds of installation.

What Discord's own app wouldn't let a member do is refused here, too: see :func:`_allowed`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.fakes.discord import commands, objects
from tests.fakes.discord.interactions import AUTOCOMPLETE, COMMAND, COMPONENT, Interaction
from tests.fakes.discord.world import GUILD_ID, MEMBER_ID, TEXT_ID

if TYPE_CHECKING:
    from tests.fakes.discord.server import FakeDiscord
    from tests.fakes.discord.world import World

JSON = dict[str, Any]
PRIVATE_CHANNEL_ID = 600000000000000001
PEOPLES_CHANNEL_ID = 600000000000000002
ELSEWHERE_ID, ELSEWHERE_CHANNEL_ID = 100000000000000002, 600000000000000003  # a server that the bot isn't in
IN_GUILD, IN_BOTS_DM, IN_PRIVATE = 0, 1, 2  # contexts
ADMINISTRATOR = 1 << 3
MESSAGE_MENU = 3
USER, CHANNEL = 6, 7  # kinds of options


def interact(fake: FakeDiscord, body: JSON) -> JSON:
    """A member runs ``command`` with ``options`` (with ``focused``: is still typing that one), uses a message's menu
    (``command`` and the ``target``: a message's id, or the whole of one), or presses or chooses (``custom_id`` of
    ``message_id``, or of a whole ``message``, with ``values``).

    ``private``: True: the bot's own direct messages; "people": a channel between people. ``elsewhere``: in a server
    that the bot isn't in. ``installed``: "user" or "guild". ``rights``: the bits of what the member may do there.
    ``locale``; ``user_id``; ``anyhow``: what no honest Discord sends.
    """
    interaction = _made(fake, body)
    fake.world.interactions[interaction.id] = interaction
    fake.gateway.dispatch("INTERACTION_CREATE", interaction.event())
    return {"id": str(interaction.id)}


def burst(fake: FakeDiscord, body: JSON) -> JSON:
    """Many at once."""
    return {"ids": [interact(fake, one)["id"] for one in body["interactions"]]}


def _made(fake: FakeDiscord, body: JSON) -> Interaction:
    world = fake.world
    user = objects.user(int(body.get("user_id", MEMBER_ID)), "member")
    place = _place(world, body, user)
    kind = COMPONENT if "custom_id" in body else AUTOCOMPLETE if "focused" in body else COMMAND
    data = _pressed(body) if kind == COMPONENT else _command(world, body, place)
    interaction = Interaction(
        id=world.snowflake(),
        kind=kind,
        channel_id=int(place["channel"]["id"]),
        data=data,
        user=user,
        place=place,
        created_at=world.clock.now(),
        locale=body.get("locale", "en-US"),
    )
    if "message_id" in body:
        interaction.message = _any_message(world, int(body["message_id"]))
    elif "message" in body:
        interaction.message = body["message"]
    return interaction


def _place(world: World, body: JSON, user: JSON) -> JSON:
    """Where it happens: the part of the event that depends on it."""
    private = body.get("private")
    if private:
        return _private(user, body.get("installed", "guild"), between_people=private == "people")
    elsewhere = bool(body.get("elsewhere"))
    channel = _elsewhere() if elsewhere else _channel(world, int(body.get("channel_id", TEXT_ID)))
    guild_id = channel["guild_id"]
    by_user = elsewhere or body.get("installed") == "user"
    return {
        "member": {**objects.member(user, roles=[]), "permissions": str(body.get("rights", objects.GRANTED))},
        "guild_id": guild_id,
        "guild": {"id": guild_id, "locale": "en-US", "features": []},
        "guild_locale": "en-US",
        "channel": channel,
        "context": IN_GUILD,
        "authorizing_integration_owners": {"1": user["id"]} if by_user else {"0": guild_id},
    }


def _private(user: JSON, installed: str, *, between_people: bool) -> JSON:
    other = objects.user(700000000000000001, "friend")
    channel = {"id": str(PEOPLES_CHANNEL_ID if between_people else PRIVATE_CHANNEL_ID), "flags": 0}
    channel |= {"type": 1, "recipients": [other if between_people else user]}
    owners = {"1": user["id"]} if between_people or installed == "user" else {"0": "0"}
    context = IN_PRIVATE if between_people else IN_BOTS_DM
    return {"user": user, "channel": channel, "context": context, "authorizing_integration_owners": owners}


def _channel(world: World, channel_id: int) -> JSON:
    return objects.channel(world, world.channels[channel_id])


def _elsewhere() -> JSON:
    return {
        "id": str(ELSEWHERE_CHANNEL_ID),
        "type": 0,
        "name": "general",
        "guild_id": str(ELSEWHERE_ID),
        "position": 0,
        "flags": 0,
        "nsfw": False,
        "permissions": objects.GRANTED,
        "parent_id": None,
        "last_message_id": None,
        "topic": None,
        "rate_limit_per_user": 0,
    }


def _any_message(world: World, message_id: int) -> JSON:
    places = [it.messages for it in world.channels.values()]
    places += [it.messages for it in world.interactions.values()]
    return next(place[message_id] for place in places if message_id in place)


def _pressed(body: JSON) -> JSON:
    if "values" in body:
        return {"custom_id": body["custom_id"], "component_type": 3, "values": list(body["values"])}
    return {"custom_id": body["custom_id"], "component_type": body.get("component_type", 2)}


def _command(world: World, body: JSON, place: JSON) -> JSON:
    """``command``: its name, with those of a sub-command behind it: "matinee follow"."""
    menu = "target" in body
    words = [body["command"]] if menu else body["command"].split()
    command = commands.named(world, words[0], MESSAGE_MENU if menu else 1)
    if not body.get("anyhow"):
        _allowed(command, place)
    placed = {"guild_id": str(GUILD_ID)} if "guild_id" in command else {}
    data = {"id": command["id"], "name": command["name"], "type": command["type"], **placed}
    return {**data, **(_target(world, body["target"]) if menu else _options(world, command, words[1:], body))}


def _allowed(command: JSON, place: JSON) -> None:
    """Discord shows a command only where it says that it works, and to members who have the rights that it asks for.

    https://docs.discord.com/developers/interactions/application-commands#contexts and #permissions
    """
    owners, context = place["authorizing_integration_owners"], place["context"]
    if not {int(one) for one in owners} & set(command.get("integration_types") or [0]):
        raise ValueError(f"{command['name']} isn't there in this kind of installation")
    if command.get("contexts") is not None and context not in command["contexts"]:
        raise ValueError(f"{command['name']} isn't there in the context {context}")
    wanted = command["default_member_permissions"]
    if wanted is None or "member" not in place:
        return
    rights = int(place["member"]["permissions"])
    if not rights & ADMINISTRATOR and (int(wanted) == 0 or rights & int(wanted) != int(wanted)):
        raise ValueError(f"{command['name']} isn't shown to members without the rights for it")


def _target(world: World, target: Any) -> JSON:
    message = target if isinstance(target, dict) else _any_message(world, int(target))
    return {"target_id": message["id"], "resolved": {"messages": {message["id"]: message}}}


def _options(world: World, command: JSON, below: list[str], body: JSON) -> JSON:
    path = [command]
    for word in below:
        path.append(next(option for option in path[-1]["options"] if option["name"] == word))
    kinds = {option["name"]: option["type"] for option in path[-1].get("options") or []}
    options = [
        {
            "name": name,
            "type": kinds[name],
            "value": value,
            **({"focused": True} if name == body.get("focused") else {}),
        }
        for name, value in (body.get("options") or {}).items()
    ]
    resolved = _resolved(world, options)
    for one in reversed(path[1:]):
        options = [{"name": one["name"], "type": one["type"], "options": options}]
    return {"options": options, **({"resolved": resolved} if resolved else {})}


def _resolved(world: World, options: list[JSON]) -> JSON:
    """The channels and people that options name."""
    channels = {one["value"]: _channel(world, int(one["value"])) for one in options if one["type"] == CHANNEL}
    people = {one["value"]: objects.user(int(one["value"]), "member") for one in options if one["type"] == USER}
    members = {
        it: {key: value for key, value in objects.member(who, roles=[]).items() if key not in ("user", "deaf", "mute")}
        for it, who in people.items()
    }
    found: JSON = {"channels": channels, "users": people, "members": members}
    return {kind: those for kind, those in found.items() if those}
