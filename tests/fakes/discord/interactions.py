"""Interactions: members' commands, choices and clicks on their way to the bot, and its answers.

Rules: https://docs.discord.com/developers/interactions/receiving-and-responding — three seconds for the first
answer, a quarter of an hour for what follows.
"""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.fakes.discord import messages, objects, refusals
from tests.fakes.discord.call import Answer
from tests.fakes.discord.world import BOT_ID

if TYPE_CHECKING:
    from tests.fakes.discord.call import Call, Routes

JSON = dict[str, Any]
FIRST_ANSWER_SECONDS, TOKEN_SECONDS = 3.0, 900.0
COMMAND, COMPONENT, AUTOCOMPLETE = 2, 3, 4
MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9


@dataclass(slots=True)
class Interaction:
    """One interaction and what the bot made of it. ``answer``: the callback's type, None before the first answer.

    ``place``: the part of the event that says where it happened. ``first``, ``filled``: milliseconds from its being
    sent to the first answer, and, where that only announced one, to the answer itself.
    """

    id: int
    kind: int
    channel_id: int
    data: JSON
    user: JSON
    place: JSON
    created_at: float
    locale: str = "en-US"
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    message: JSON | None = None  # the one whose button was clicked
    answer: int | None = None
    ephemeral: bool = False
    choices: list[JSON] | None = None
    modal: JSON | None = None
    original: int | None = None
    messages: dict[int, JSON] = field(default_factory=dict)
    began: float = field(default_factory=time.monotonic)
    first: float | None = None
    filled: float | None = None

    @property
    def is_open(self) -> bool:
        """Whether somebody still waits for an answer."""
        return self.first is None or (self.answer in (DEFERRED_MESSAGE, DEFERRED_UPDATE) and self.filled is None)

    def waited(self) -> float:
        """Milliseconds since it was sent."""
        return (time.monotonic() - self.began) * 1000

    def event(self) -> JSON:
        """INTERACTION_CREATE's data."""
        data: JSON = {
            "id": str(self.id),
            "application_id": str(BOT_ID),
            "type": self.kind,
            "data": self.data,
            "token": self.token,
            "version": 1,
            "locale": self.locale,
            "entitlements": [],
            "attachment_size_limit": 10 * 1024 * 1024,
            "app_permissions": objects.GRANTED,
            "channel_id": str(self.channel_id),
        }
        if self.message is not None:
            data["message"] = self.message
        return {**data, **self.place}

    def summary(self) -> JSON:
        """When it was answered, and with what. ``plain``: what was said without an embed, as troubles are."""
        return {
            "id": str(self.id),
            "kind": self.kind,
            "name": self.data.get("name") or self.data.get("custom_id"),
            "answer": self.answer,
            "open": self.is_open,
            "first_ms": self.first,
            "filled_ms": self.filled,
            "choices": None if self.choices is None else len(self.choices),
            "plain": [one["content"] for one in self.messages.values() if not one["embeds"]],
        }

    def told(self) -> JSON:
        """For the state dump."""
        return {
            "id": str(self.id),
            "token": self.token,
            "answer": self.answer,
            "ephemeral": self.ephemeral,
            "choices": self.choices,
            "modal": self.modal,
            "original": None if self.original is None else str(self.original),
            "messages": list(self.messages.values()),
            "first_ms": self.first,
            "filled_ms": self.filled,
        }


def callback(call: Call) -> Any:
    interaction = call.world.interactions.get(call.number("interaction_id"))
    late = interaction is not None and call.world.clock.now() > interaction.created_at + FIRST_ANSWER_SECONDS
    if interaction is None or interaction.token != call.path["interaction_token"] or late:
        raise refusals.unknown("Interaction")
    if interaction.answer is not None:
        raise refusals.Refusal(400, 40060, "Interaction has already been acknowledged.")
    data = call.body.get("data") or {}
    made = _first_answer(call, interaction, call.body["type"], data)
    interaction.answer, interaction.first = call.body["type"], interaction.waited()
    return _callback_result(interaction, made) if call.query.get("with_response") in ("1", "true") else Answer(204)


def _first_answer(call: Call, interaction: Interaction, kind: int, data: JSON) -> JSON | None:
    if (kind == CHOICES) != (interaction.kind == AUTOCOMPLETE) or (
        kind in (UPDATE, DEFERRED_UPDATE) and interaction.kind != COMPONENT
    ):
        raise refusals.invalid_form("type", "INTERACTION_TYPE", "Not an answer to this kind of interaction.")
    interaction.ephemeral = bool(int(data.get("flags") or 0) & messages.EPHEMERAL)
    if kind == CHOICES:
        interaction.choices = data.get("choices") or []
    elif kind == MODAL:
        interaction.modal = data
    elif kind == MESSAGE:
        made = _say(call, interaction, data)
        interaction.original = int(made["id"])
        return made
    elif kind == UPDATE and interaction.message is not None:
        messages.change(call.world, interaction.message, data, call.files)
        return interaction.message
    return None


def _callback_result(interaction: Interaction, made: JSON | None) -> Answer:
    told: JSON = {"id": str(interaction.id), "type": interaction.kind}
    told["response_message_loading"] = interaction.answer == DEFERRED_MESSAGE
    told["response_message_ephemeral"] = interaction.ephemeral
    if made is None:
        return Answer(200, {"interaction": told})
    told["response_message_id"] = made["id"]
    return Answer(200, {"interaction": told, "resource": {"type": interaction.answer, "message": made}})


def _say(call: Call, interaction: Interaction, data: JSON) -> JSON:
    messages.check(data, call.files)
    message = messages.build(call.world, interaction.channel_id, data, call.files)
    message |= {"webhook_id": str(BOT_ID), "application_id": str(BOT_ID)}
    message["interaction_metadata"] = {
        "id": str(interaction.id),
        "type": interaction.kind,
        "user": interaction.user,
        "authorizing_integration_owners": {},
    }
    interaction.messages[int(message["id"])] = message
    if not int(message["flags"]) & messages.EPHEMERAL and interaction.channel_id in call.world.channels:
        call.world.channels[interaction.channel_id].messages[int(message["id"])] = message
    return message


def _by_token(call: Call) -> Interaction:
    for interaction in call.world.interactions.values():
        if interaction.token == call.path["webhook_token"]:
            if call.world.clock.now() > interaction.created_at + TOKEN_SECONDS:
                raise refusals.Refusal(401, 50027, "Invalid Webhook Token")
            return interaction
    raise refusals.unknown("Webhook")


def follow_up(call: Call) -> Any:
    interaction = _by_token(call)
    if interaction.answer is None:
        raise refusals.unknown("Webhook")
    _filled(interaction)
    if interaction.answer == DEFERRED_MESSAGE and interaction.original is None:
        return _fill_in(call, interaction)
    return _say(call, interaction, call.body)


def _filled(interaction: Interaction) -> None:
    """Note when what was announced came."""
    if interaction.filled is None and interaction.answer in (DEFERRED_MESSAGE, DEFERRED_UPDATE):
        interaction.filled = interaction.waited()


def _fill_in(call: Call, interaction: Interaction) -> JSON:
    """The first words after "is thinking" stand where the thinking stood."""
    flags = int(call.body.get("flags") or 0) | (messages.EPHEMERAL if interaction.ephemeral else 0)
    made = _say(call, interaction, {**call.body, "flags": flags})
    interaction.original = int(made["id"])
    return made


def _spoken(call: Call) -> tuple[Interaction, JSON]:
    interaction = _by_token(call)
    which = call.path.get("message_id")
    if which is None and interaction.kind == COMPONENT and interaction.message is not None:
        return interaction, interaction.message
    message = interaction.messages.get(int(which) if which is not None else interaction.original or 0)
    if message is None:
        raise refusals.unknown("Message")
    return interaction, message


def read(call: Call) -> Any:
    return _spoken(call)[1]


def edit(call: Call) -> Any:
    interaction = _by_token(call)
    _filled(interaction)
    if "message_id" not in call.path and interaction.answer == DEFERRED_MESSAGE and interaction.original is None:
        return _fill_in(call, interaction)
    message = _spoken(call)[1]
    messages.change(call.world, message, call.body, call.files)
    return message


def delete(call: Call) -> Any:
    interaction, message = _spoken(call)
    interaction.messages.pop(int(message["id"]), None)
    if interaction.channel_id in call.world.channels:
        call.world.channels[interaction.channel_id].messages.pop(int(message["id"]), None)
    return Answer(204)


_WEBHOOK = "/webhooks/{webhook_id}/{webhook_token}"
ROUTES: Routes = {
    ("POST", "/interactions/{interaction_id}/{interaction_token}/callback"): callback,
    ("POST", _WEBHOOK): follow_up,
    ("GET", _WEBHOOK + "/messages/@original"): read,
    ("PATCH", _WEBHOOK + "/messages/@original"): edit,
    ("DELETE", _WEBHOOK + "/messages/@original"): delete,
    ("GET", _WEBHOOK + "/messages/{message_id}"): read,
    ("PATCH", _WEBHOOK + "/messages/{message_id}"): edit,
    ("DELETE", _WEBHOOK + "/messages/{message_id}"): delete,
}
