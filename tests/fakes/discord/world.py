"""What the fake Discord knows: guilds, their channels and messages, the bot's commands, interactions, nonces."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.fakes.clock import MovableClock
from tests.fakes.discord import refusals

if TYPE_CHECKING:
    from tests.fakes.discord.interactions import Interaction

JSON = dict[str, Any]

TOKEN = "a-token-that-only-the-fake-knows"
BOT_ID = 300000000000000001
GUILD_ID = 100000000000000001
TEXT_ID, ANNOUNCEMENT_ID, FORUM_ID = 200000000000000001, 200000000000000002, 200000000000000003
TEXT, DM, ANNOUNCEMENT, ANNOUNCEMENT_THREAD, PUBLIC_THREAD, FORUM = 0, 1, 5, 10, 11, 15
MEMBER_ID, OWNER_ID = 500000000000000001, 400000000000000001

# https://docs.discord.com/developers/topics/permissions
PERMISSIONS = {
    "add_reactions": 1 << 6,
    "view_channel": 1 << 10,
    "send_messages": 1 << 11,
    "manage_messages": 1 << 13,
    "embed_links": 1 << 14,
    "attach_files": 1 << 15,
    "read_message_history": 1 << 16,
    "use_application_commands": 1 << 31,
    "manage_threads": 1 << 34,
    "create_public_threads": 1 << 35,
    "send_messages_in_threads": 1 << 38,
}
NONCE_SECONDS = 300.0  # "the past few minutes"
OLD_SECONDS = 3600.0  # a message older than this takes only so many edits
DISCORD_EPOCH = 1420070400.0


@dataclass(slots=True)
class Channel:
    """A channel or thread. ``created``: messages ever made here, deleted ones too."""

    id: int
    name: str
    type: int
    parent_id: int | None = None
    denied: set[str] = field(default_factory=set)
    require_tag: bool = False
    available_tags: list[JSON] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)  # a forum post's: their numbers
    owner: int = BOT_ID  # of a thread
    archived: bool = False
    archived_at: float | None = None  # Unix seconds; None: when it was made
    locked: bool = False
    messages: dict[int, JSON] = field(default_factory=dict)
    created: int = 0
    recipient: int | None = None  # whom a direct message channel leads to
    guild_id: int = GUILD_ID  # a thread's is its parent's
    made: list[JSON] = field(default_factory=list)  # as they were first posted, deleted ones too

    @property
    def is_thread(self) -> bool:
        return self.type in (ANNOUNCEMENT_THREAD, PUBLIC_THREAD)


class World:
    """The whole state. A reset is a new one."""

    def __init__(self) -> None:
        self.clock = MovableClock()
        self.token = self.gateway_token = TOKEN
        self.guilds = {GUILD_ID: "The film club"}  # by name
        self.sample = 1  # each how-manieth body is held against Discord's document
        self.shards = 1  # how many the bot is told to run
        self.channels = {
            channel.id: channel
            for channel in (
                Channel(TEXT_ID, "films", TEXT),
                Channel(ANNOUNCEMENT_ID, "news", ANNOUNCEMENT),
                Channel(FORUM_ID, "reviews", FORUM),
            )
        }
        self.nonces: dict[tuple[int, str], tuple[float, int, int]] = {}
        self.commands: dict[int | None, dict[int, JSON]] = {None: {}, GUILD_ID: {}}
        self.interactions: dict[int, Interaction] = {}
        self.files: dict[int, list[JSON]] = {}  # of each message, those too that its embeds show
        self.held: list[str] = []  # operations whose bodies were held against Discord's document
        self.violations: list[JSON] = []
        self.requests: list[JSON] = []
        self.history_refused = False  # True: 50013 where Discord's documentation promises an empty list
        self.edits: list[JSON] = []  # the bot's own, in order; the newest state of each is in its message
        self.old_edits = 5  # how many one message takes in an hour once it is old; Discord doesn't say how many
        self.old_edits_wait: float | None = 1800.0  # seconds, told with the refusal; None: it isn't told
        self.announcement_edits = 3  # how many one message takes in an hour once it was handed on
        self.most_threads = 1000  # that are awake
        self.closed_dms: set[int] = set()  # people who take no direct messages from the bot
        self._last_id = 0

    def snowflake(self) -> int:
        """A new id, greater than every earlier one, that tells the present time."""
        made = int((self.clock.now() - DISCORD_EPOCH) * 1000) << 22
        self._last_id = max(made, self._last_id + 1)
        return self._last_id

    def born(self, snowflake: str) -> float:
        """The time that an id tells, in Unix seconds."""
        return (int(snowflake) >> 22) / 1000 + DISCORD_EPOCH

    def channel(self, channel_id: int, *needs: str) -> Channel:
        """A channel that the bot may see and where it has these permissions; Discord's refusal otherwise."""
        channel = self.channels.get(channel_id)
        if channel is None:
            raise refusals.unknown("Channel")
        denied = self.denied(channel)
        if "view_channel" in denied:
            raise refusals.missing_access()
        if denied.intersection(needs):
            raise refusals.missing_permissions()
        return channel

    def denied(self, channel: Channel) -> set[str]:
        """What the bot may not do there; a thread goes by its parent."""
        parent = self.channels.get(channel.parent_id or 0)
        return channel.denied | (self.denied(parent) if parent is not None else set())

    def guild_of(self, channel: Channel) -> int:
        """The guild that a channel or thread belongs to."""
        parent = self.channels.get(channel.parent_id or 0)
        return channel.guild_id if parent is None else parent.guild_id

    def message(self, channel: Channel, message_id: int) -> JSON:
        try:
            return channel.messages[message_id]
        except KeyError:
            raise refusals.unknown("Message") from None

    def private_channel(self, user_id: int) -> Channel:
        """The bot's direct message channel with a person."""
        known = next((it for it in self.channels.values() if it.recipient == user_id), None)
        if known is None:
            known = Channel(self.snowflake(), "", DM, recipient=user_id)
            self.channels[known.id] = known
        return known

    def remember_nonce(self, author: int, nonce: str, channel: int, message: int) -> None:
        self.nonces[author, nonce] = (self.clock.now() + NONCE_SECONDS, channel, message)

    def nonced(self, author: int, nonce: str) -> tuple[int, int] | None:
        """(channel, message) that this author's nonce stands for, while it is remembered."""
        known = self.nonces.get((author, nonce))
        if known is None or known[0] <= self.clock.now():
            return None
        return known[1], known[2]
