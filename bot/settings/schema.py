"""The TOML file's form, table by table. Each field's description completes the sentence "allowed is …".

Only the form stands here: what a value must look like on its own. What tables say about each other is checked in
``bot.settings.cross``; how they become policies is in ``bot.settings.build``.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from bot.settings import values
from bot.settings.forms import (
    DURATION,
    Address,
    Cron,
    Duration,
    EnvName,
    Language,
    Quiet,
    Table,
    Text,
    Visibility,
    WallTime,
    Weekday,
    Zone,
)


class SiteTable(Table):
    """``[site]``."""

    name: Text = Field(default="My reviews", description="a name in quotation marks")
    base_url: Annotated[str, BeforeValidator(values.site_address)] | None = Field(
        default=None, description='an address such as "https://example.org"'
    )
    timezone: Zone = Field(default="UTC", description='an IANA name such as "America/New_York"')
    language: Language = Field(default="en", description='two letters (ISO 639-1) such as "en"')
    folder: Text | None = Field(default=None, description='a folder such as "."')
    never_quote: list[Text] = Field(default=[], description='names such as ["Ann", "Bob Example"]')


class TagsTable(Table):
    """``[tags]``."""

    public: list[Text] = Field(default=[], description='tags such as ["oh-my-horror"], or ["*"] for all')
    hashtags: dict[str, str] = Field(default={}, description='tags and hashtags such as { omh = "OhMyHorror" }')


class FilterTable(Table):
    """``filter`` of a destination."""

    min_rating: float | None = Field(default=None, ge=0, description="a number from 0, on the source's scale")
    unrated: bool = Field(default=True, description="true or false")
    sources: list[Text] | None = Field(default=None, description="sources' names")
    tags: list[Text] | None = Field(default=None, description="a list of tags")
    tags_not: list[Text] = Field(default=[], description="a list of tags")
    badges: list[Text] | None = Field(default=None, description="a list of badges")
    badges_not: list[Text] = Field(default=[], description="a list of badges")


class ScheduleTable(Table):
    """``schedule`` of a destination."""

    slots: list[WallTime] = Field(default=[], description='times such as ["09:00", "18:30"]')
    quiet: Quiet | None = Field(default=None, description='from and to such as "23:00-08:00"')
    weekdays: list[Weekday] = Field(default=[], description='days such as ["mon", "thu"], or [] for every day')
    timezone: Zone | None = Field(default=None, description='an IANA name such as "America/New_York"')
    max_per_day: int | None = Field(default=None, ge=1, description="a whole number from 1")
    spacing: Duration = Field(default=timedelta(0), description=DURATION)
    catch_up: Duration = Field(default=timedelta(minutes=15), description=DURATION)
    late_after: Duration = Field(default=timedelta(days=7), description='a duration such as "7d"')
    late: Literal["dated", "skip"] = Field(default="dated", description='"dated" or "skip"')


class FollowTable(Table):
    """``[discord.follow]``: channels that their servers' own admins let follow, by ``/matinee follow``."""

    allowed: bool = Field(default=True, description="true or false")
    servers: list[Annotated[int, Field(gt=0, lt=2**63)]] = Field(
        default=[], description="servers' numbers (Discord: copy server ID), or [] for all"
    )
    per_server: int = Field(default=5, ge=1, le=25, description="a whole number from 1 to 25")
    most: int = Field(default=500, ge=1, description="a whole number from 1")
    filter: FilterTable = FilterTable()
    schedule: ScheduleTable = ScheduleTable()


class DiscordTable(Table):
    """``[discord]``: another address or name of the token, and who may follow."""

    api_base_url: Address | None = Field(default=None, description='an address such as "https://discord.com/api/v10"')
    gateway_url: Annotated[str, BeforeValidator(values.gateway_address)] | None = Field(
        default=None, description='an address such as "wss://gateway.discord.gg/"'
    )
    token_env: EnvName = Field(default="MATINEE_DISCORD_TOKEN", description="the name of an environment variable")
    follow: FollowTable = FollowTable()


class ConditionTable(Table):
    """Which reviews a rule is about; everything that is given must hold."""

    tag: Text | None = Field(default=None, description="a tag, private ones included")
    challenge: Text | None = Field(default=None, description="a challenge's name, or how it begins")
    key: Text | None = Field(default=None, description="a front matter key that says yes")
    badge: Text | None = Field(default=None, description="a badge")
    source: Text | None = Field(default=None, description="a source's name")
    max_rating: float | None = Field(default=None, ge=0, description="a number from 0, on the source's scale")


class WarningTable(ConditionTable):
    """One of a destination's ``warnings``."""

    text: Text = Field(description='what readers are warned of, such as "Gore"')
    words: list[Text] = Field(default=[], description='words in the post itself, such as ["rape"]')


class VisibilityTable(ConditionTable):
    """One of a destination's ``visibility_rules``."""

    visibility: Visibility = Field(description='"public", "unlisted", "private" or "direct"')


class DigestTable(ConditionTable):
    """``digest`` of a destination."""

    at: WallTime = Field(description='a time such as "21:00"')
    min: int = Field(default=2, ge=2, description="a whole number from 2")


class DestinationTable(Table):
    """What both networks' ``[[destination]]`` have."""

    name: Text = Field(description="a name of your choice in quotation marks")
    by_hand: bool = Field(default=False, description="true or false")
    filter: FilterTable = FilterTable()
    schedule: ScheduleTable = ScheduleTable()
    edits: Literal["update", "ignore"] = Field(default="update", description='"update" or "ignore"')
    gone: Literal["keep", "delete"] = Field(default="keep", description='"keep" or "delete"')
    stars: Literal["as written", "stars", "outlined", "emoji", "numbers"] = Field(
        default="as written", description='"as written", "stars", "outlined", "emoji" or "numbers"'
    )
    warnings: list[WarningTable] = Field(default=[], description='tables such as { tag = "gore", text = "Gore" }')
    swearing: Literal["leave", "avoid", "warn"] = Field(default="leave", description='"leave", "avoid" or "warn"')
    pictures: list[Literal["own", "card"]] = Field(
        default=["own"], description='["own"], ["card"], ["own", "card"] or []'
    )
    picture_with_warning: bool = Field(default=False, description="true or false")
    card: Literal["light", "dark"] = Field(default="light", description='"light" or "dark"')
    look_back: list[Literal["month", "year", "on this day"]] = Field(
        default=[], description='["month", "year", "on this day"], some of them, or []'
    )
    template: Text | None = Field(default=None, description='a file such as "config/toot.jinja"')
    digest: DigestTable | None = Field(default=None, description='a table such as { tag = "short", at = "21:00" }')


class DiscordDestination(DestinationTable):
    """``[[destination]]`` with ``network = "discord"``."""

    network: Literal["discord"] = Field(description='"discord" or "mastodon"')
    channel_id: int = Field(gt=0, lt=2**63, description="the channel's number (Discord: copy channel ID)")
    warned: Literal["hide", "show"] = Field(default="hide", description='"hide" or "show"')
    crosspost: bool = Field(default=True, description="true or false")
    thread: bool = Field(default=False, description="true or false")
    forum_tags: list[Text] = Field(default=[], max_length=5, description="at most five of the forum's tags")


class MastodonDestination(DestinationTable):
    """``[[destination]]`` with ``network = "mastodon"``."""

    network: Literal["mastodon"] = Field(description='"discord" or "mastodon"')
    api_base_url: Address = Field(description='your server, such as "https://mastodon.example"')
    visibility: Visibility = Field(default="public", description='"public", "unlisted", "private" or "direct"')
    visibility_rules: list[VisibilityTable] = Field(
        default=[], description='tables such as { tag = "short", visibility = "unlisted" }'
    )
    hashtags: int = Field(default=4, ge=0, le=20, description="a whole number from 0 to 20")
    token_env: EnvName = Field(default="MATINEE_MASTODON_TOKEN", description="the name of an environment variable")


class ChallengeTable(Table):
    """``[[challenge]]``: what the owner knows better than the reviews' lines."""

    name: Text = Field(description="the challenge's name as it shall be shown")
    aliases: list[Text] = Field(default=[], description='other names of it, such as ["Hooptober XII"]')
    total: int | None = Field(default=None, ge=1, le=9999, description="a whole number from 1")
    start: date | None = Field(default=None, description="its first day, such as 2025-09-15, without quotation marks")
    end: date | None = Field(default=None, description="its last day, such as 2025-10-31, without quotation marks")
    series: Text | None = Field(default=None, description='what its editions have in common, such as "Hooptober"')
    ignore: bool = Field(default=False, description="true or false")


class RecapTable(Table):
    """``[[recap]]``."""

    tell: Literal["challenge", "month", "year", "on this day"] = Field(
        default="challenge", description='"challenge", "month", "year" or "on this day"'
    )
    challenge: Text | None = Field(default=None, description='a challenge\'s name, or "*" for every one')
    cron: Cron | None = Field(
        default=None, description='minute, hour, day, month and weekday by name, such as "0 18 * * sun"'
    )
    to: list[Text] = Field(min_length=1, description="names of destinations")
    milestones: list[Literal["half-way", "finished"]] = Field(
        default=[], description='["half-way", "finished"], one of them, or []'
    )
    nothing: Literal["skip", "short"] = Field(default="skip", description='"skip" or "short"')
    grace: Duration = Field(default=timedelta(hours=36), description='a duration such as "36h"')
    apart: Duration = Field(default=timedelta(minutes=15), description=DURATION)
    picture: bool = Field(default=True, description="true or false")
