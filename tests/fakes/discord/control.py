"""The fake Discord as tests handle it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Literal

from tests.fakes.control import JSON, Control
from tests.fakes.discord.world import DM, OWNER_ID, TEXT_ID, TOKEN

if TYPE_CHECKING:
    from collections.abc import Callable

MESSAGES, THREADS = "/channels/*/messages", "/channels/*/threads"
Form = Literal["route", "global", "shared", "banned"]


class DiscordControl(Control):
    """A running fake Discord: addresses for the bot, and strings to pull."""

    token = TOKEN
    posting, listing = MESSAGES, MESSAGES  # where posts are made, and where those that stand are looked through

    @property
    def api_base_url(self) -> str:
        return f"{self.address}/api/v10"

    @property
    def gateway_url(self) -> str:
        return f"{self.address.replace('http', 'ws', 1)}/gateway/"

    def messages(self, channel_id: int = TEXT_ID) -> list[JSON]:
        """The channel's messages, oldest first."""
        found: list[JSON] = self.state()["channels"][str(channel_id)]["messages"]
        return found

    def posts(self, channel_id: int) -> list[JSON]:
        """The first messages of a forum's threads, oldest first; threads without one are none."""
        threads = [one for one in self.state()["channels"].values() if one.get("parent_id") == str(channel_id)]
        firsts = [message for one in threads for message in one["messages"] if message["id"] == one["id"]]
        return sorted(firsts, key=lambda one: int(one["id"]))

    def created(self, channel_id: int = TEXT_ID) -> int:
        """How many messages were ever posted there, deleted ones too, replies to commands not."""
        return int(self.state()["channels"][str(channel_id)]["created"])

    def wait_created(self, count: int, channel_id: int = TEXT_ID, timeout: float = 60.0) -> JSON:
        """Wait until that many messages were posted there."""
        return self.wait_until(lambda state: state["channels"][str(channel_id)]["created"] >= count, timeout)

    def wait_connected(self, timeout: float = 60.0) -> JSON:
        """Wait until a client has a gateway session."""
        return self.wait_until(lambda state: state["gateway"]["connected"] >= 1, timeout)

    def violations(self) -> list[JSON]:
        """Request bodies that Discord's own schema doesn't allow."""
        found: list[JSON] = self.state()["violations"]
        return found

    def files(self, message_id: int | str) -> list[JSON]:
        """A message's files: filename, size, description, shown (inside of an embed), …"""
        found: list[JSON] = self.state()["files"].get(str(message_id), [])
        return found

    def rate_limited(self, form: Form = "route", seconds: float = 0.2, times: int | None = 1, **more: Any) -> None:
        """Answer with 429. ``banned``: the HTML page of the proxy before Discord, without Discord's headers."""
        headers = {"Retry-After": str(max(1, round(seconds))), "Content-Type": "application/json"}
        body = {"message": "You are being rate limited.", "retry_after": seconds, "global": form == "global"}
        if form == "banned":
            page = {"Retry-After": "60", "Content-Type": "text/html"}
            self.fault("status", status=429, headers=page, body="<h1>Error 1015</h1>", times=times, **more)
            return
        headers |= {"Via": "1.1 google", "X-RateLimit-Scope": {"route": "user"}.get(form, form)}
        if form == "global":
            headers["X-RateLimit-Global"] = "true"
        self.fault("status", status=429, headers=headers, body=json.dumps(body), times=times, **more)

    def interact(self, command: str, options: JSON | None = None, **more: Any) -> str:
        """A member runs a command; ``focused="option"``: is still typing it. Returns the interaction's id."""
        return str(self.call("interact", {"command": command, "options": options or {}, **more})["id"])

    def choose(self, message_id: str, custom_id: str, *values: str, **more: Any) -> str:
        """A member chooses from a menu of a message. Returns the interaction's id."""
        body = {"custom_id": custom_id, "message_id": message_id, "values": values, **more}
        return str(self.call("interact", body)["id"])

    def burst(self, interactions: list[JSON]) -> list[str]:
        """Many interactions at once, each as :mod:`tests.fakes.discord.asking` takes one; their ids."""
        found: list[str] = self.call("burst", {"interactions": interactions})["ids"]
        return found

    def answers(self, timeout: float = 0.0) -> list[JSON]:
        """When each interaction was answered (``first_ms``, ``filled_ms`` where it was announced first; ``open``:
        somebody still waits): as soon as all are, or after so many seconds.
        """
        found: list[JSON] = self.call(f"answers?timeout={timeout}", timeout=timeout + 30)["answers"]
        return found

    def forget(self) -> None:
        """Forget interactions and requests so far."""
        self.call("forget", {})

    def guilds(self, count: int = 1, **more: Any) -> list[JSON]:
        """So many servers add the bot: the id of each and its ``channels``' ids."""
        found: list[JSON] = self.call("guilds/add", {"count": count, **more})["guilds"]
        return found

    def leave(self, guild_id: int | str) -> None:
        """A server removes the bot."""
        self.call("guilds/remove", {"id": str(guild_id)})

    def outage(self, guild_id: int | str, *, over: bool = False) -> None:
        """Discord can't reach a server for a while, or can again."""
        self.call("guilds/outage", {"id": str(guild_id), "over": over})

    def delete_channel(self, channel_id: int | str) -> None:
        """Somebody deletes a channel."""
        self.call("channels/delete", {"id": str(channel_id)})

    def click(self, message_id: str, custom_id: str, **more: Any) -> str:
        """A member clicks a button of a message. Returns the interaction's id."""
        return str(self.call("interact", {"custom_id": custom_id, "message_id": message_id, **more})["id"])

    def wait_answer(
        self, interaction_id: str, reached: Callable[[JSON], object] | None = None, timeout: float = 60.0
    ) -> JSON:
        """What the bot answered: waits for its first answer, or until ``reached`` likes what there is."""
        fits = reached or (lambda interaction: interaction["answer"] is not None)
        state = self.wait_until(lambda state: fits(state["interactions"][interaction_id]), timeout)
        answer: JSON = state["interactions"][interaction_id]
        return answer

    def gateway(self, **troubles: Any) -> None:
        """Trouble at the gateway: refuse=n or None, drop=True, close=4004, raw="text", reconnect=True, …"""
        self.call("gateway", troubles)

    def delete_message(self, message_id: int | str, channel_id: int = TEXT_ID) -> None:
        """A moderator takes a message down."""
        self.call("messages/delete", {"channel_id": str(channel_id), "id": str(message_id)})

    def delete_status(self, message_id: int | str, channel_id: int = TEXT_ID) -> None:
        """The same by the name that both networks' controls have."""
        self.delete_message(message_id, channel_id)

    def edits(self) -> list[JSON]:
        """The bot's own changes of messages, oldest first: id, channel_id, at (Unix seconds), body as sent."""
        found: list[JSON] = self.state()["edits"]
        return found

    def edit_by_hand(self, message_id: int | str, text: str, channel_id: int = TEXT_ID) -> None:
        """Somebody changes a message's words on the network: its embed's description."""
        self.call("messages/edit", {"channel_id": str(channel_id), "id": str(message_id), "text": text})

    def suppress_embeds(self, message_id: int | str, channel_id: int = TEXT_ID) -> None:
        """A moderator takes the embeds out of a message."""
        self.call("messages/suppress", {"channel_id": str(channel_id), "id": str(message_id)})

    def directs(self, user_id: int = OWNER_ID) -> list[JSON]:
        """What the bot wrote to a person, oldest first."""
        private = [it for it in self.state()["channels"].values() if it["type"] == DM]
        return [one for it in private if it["recipients"][0]["id"] == str(user_id) for one in it["messages"]]

    def answer_command(self, embed: JSON, channel_id: int = TEXT_ID) -> str:
        """The bot's answer to a slash command stands in a channel; returns its id."""
        body = {"channel_id": str(channel_id), "webhook": True, "embeds": [embed]}
        return str(self.call("say", body)["id"])

    def channel(self, **changes: Any) -> int:
        """Create a channel, or change the one with this ``id`` (denied=[…], archived=…, require_tag=…)."""
        return int(self.call("channels", changes)["id"])

    def set(self, **changes: Any) -> None:
        """token=…, gateway_token=…, history_refused=…, limit={"route": "POST /channels/{channel_id}/messages", …},
        closed_dms=[user ids], old_edits=n and old_edits_wait=seconds or None: how the edits of old messages end.
        """
        self.call("set", changes)
