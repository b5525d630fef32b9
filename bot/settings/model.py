"""The configuration once read: frozen values, in the words of the rooms that use them. No global holds one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from bot.plan.model import Filter, SchedulePolicy

if TYPE_CHECKING:
    from datetime import date

    from bot.format.looking_back import Milestone, Told
    from bot.format.model import FormatPolicy, Network
    from bot.plan.model import RoutePolicy, SourcePolicy
    from bot.review.model import ReadingRules


@dataclass(frozen=True, slots=True)
class Site:
    """Whose reviews these are."""

    name: str
    base_url: str | None
    timezone: str  # IANA name
    language: str  # ISO 639-1
    folder: Path | None = None  # where the site's own files are: a review's "/assets/cover.jpg"


@dataclass(frozen=True, slots=True)
class GitOrigin:
    """Where a source's files come from, if not from this machine. ``checkout``: the folder that git keeps them in."""

    address: str
    branch: str | None  # None: the one that the repository itself names
    checkout: Path
    poll: timedelta  # between two looks for news, unless a push is announced
    token_env: str | None  # https: the environment variable that holds the token, as for destinations
    key_file: Path | None  # ssh: the file with the private key; None: as ssh itself is set up


@dataclass(frozen=True, slots=True)
class Source:
    """A folder of review files and how it is read and watched."""

    name: str
    folder: Path  # of a source with ``git``: inside of its checkout, so not there before the first clone
    include: tuple[str, ...]  # globs relative to the folder
    exclude: tuple[str, ...]
    rules: ReadingRules
    policy: SourcePolicy
    watch: Literal["auto", "events", "poll"]  # auto: native events, and polling where they don't work
    rescan: timedelta  # a full scan at least this often
    max_size: int  # bytes; larger files are refused with a sentence
    git: GitOrigin | None = None
    beside: tuple[tuple[str, Path], ...] = ()  # the other sources' names and folders


@dataclass(frozen=True, slots=True)
class ChannelManners:
    """What a Discord channel does with a post beside showing it."""

    crosspost: bool = True  # an announcement channel's posts go on to those who follow that channel
    thread: bool = False  # a thread under each post, in a text or announcement channel
    forum_tags: tuple[str, ...] = ()  # of a forum's posts: the tags' names or numbers, at most five


@dataclass(frozen=True, slots=True)
class Destination:
    """One Discord channel or Mastodon account."""

    name: str
    network: Network
    channel_id: int | None  # Discord
    api_base_url: str | None  # Mastodon
    token_env: str  # the environment variable that holds the token; with _FILE appended, a file that does
    route: RoutePolicy
    schedule: SchedulePolicy
    format: FormatPolicy
    channel: ChannelManners = ChannelManners()  # Discord
    follower: str | None = None  # "#films on Film Club": a channel that another server's admins let follow
    by_hand: bool = False  # it gets what ``post --to`` sends there and nothing by itself: the owner's test place


@dataclass(frozen=True, slots=True)
class RecapRule:
    """What is looked back on, when and where."""

    challenge: str  # a name, or "*" for every challenge; "" where it tells of something else
    cron: str | None  # five fields, weekdays by name, in the site's zone; None: at milestones only
    to: tuple[str, ...]  # destinations' names
    tell: Told = "challenge"
    milestones: tuple[Milestone, ...] = ()  # of a challenge: told once each, when they are reached
    nothing: Literal["skip", "short"] = "skip"  # where nothing is new: no post, or a short one
    grace: timedelta = timedelta(hours=36)  # a slot missed by more than this is let go
    apart: timedelta = timedelta(minutes=15)  # between two recaps of one time at one destination
    picture: bool = True


@dataclass(frozen=True, slots=True)
class ChallengeRule:
    """What the owner says of a challenge; it beats what the reviews say."""

    name: str  # as it is shown
    aliases: tuple[str, ...] = ()  # other names of it, whatever their case and blanks
    total: int | None = None
    start: date | None = None  # its first day
    end: date | None = None  # its last day, by which it is to be finished
    series: str | None = None  # challenges of one series are editions of each other
    ignore: bool = False  # it is none: it is listed nowhere


@dataclass(frozen=True, slots=True)
class DiscordServer:
    """Where Discord's API is, if not at Discord."""

    api_base_url: str | None
    gateway_url: str | None
    token_env: str


@dataclass(frozen=True, slots=True)
class FollowRule:
    """Which Discord servers' admins may let channels of theirs follow, and what those get at most."""

    allowed: bool = True
    servers: frozenset[int] = frozenset()  # only these; none named: every server that the bot is on
    per_server: int = 5  # channels
    most: int = 500  # channels, of all servers together
    filter: Filter = field(default_factory=Filter)  # reviews that this keeps back reach no follower
    schedule: SchedulePolicy = field(default_factory=SchedulePolicy)


@dataclass(frozen=True, slots=True)
class Owner:
    """Who is told of troubles, over the bot's own accounts. None: not there; the log tells in any case."""

    discord_id: int | None = None  # a person's number
    mastodon: str | None = None  # "name@server"


@dataclass(frozen=True, slots=True)
class Store:
    """Where the records and the search index live."""

    url: str  # SQLAlchemy's form: sqlite:///data/matinee.db or postgresql://…
    data_dir: Path
    branch: str | None = None  # of ``repository``: where the records are kept between runs on throw-away machines
    repository: Path = Path()


@dataclass(frozen=True, slots=True)
class LivePolicy:
    """Whether a post waits until its review's page answers, so that no network keeps an empty preview of it."""

    wait: timedelta = timedelta(0)  # at most so long, from when the post could go; 0: not at all
    then: Literal["post", "hold"] = "post"  # when it still doesn't answer: post all the same, or wait for the owner
    private: bool = False  # pages on this machine's own network may be asked, too


@dataclass(frozen=True, slots=True)
class PageRule:
    """The owner's page, health and metrics."""

    host: str  # an IP address
    port: int
    token_env: str  # the environment variable with the token for the page and the metrics
    hook_env: str | None  # ... and with the secret that signs announced pushes; None: none are taken


@dataclass(frozen=True, slots=True)
class LogRule:
    """How the log is written on stderr."""

    form: Literal["auto", "text", "json"] = "auto"  # auto: text at a terminal, JSON elsewhere
    level: Literal["debug", "info", "warning"] = "info"


@dataclass(frozen=True, slots=True)
class Settings:
    """The whole configuration."""

    path: Path
    site: Site
    sources: tuple[Source, ...]
    destinations: tuple[Destination, ...]
    recaps: tuple[RecapRule, ...]
    discord: DiscordServer
    store: Store
    owner: Owner = Owner()
    follow: FollowRule = FollowRule()
    challenges: tuple[ChallengeRule, ...] = ()
    live: LivePolicy = LivePolicy()
    page: PageRule | None = None  # None: there is no page
    log: LogRule = LogRule()
