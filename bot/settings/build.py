"""Checked tables in, the policies of the rooms out. No checks here: ``schema`` and ``cross`` have made them."""

from __future__ import annotations

from dataclasses import replace
from os.path import realpath
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from bot.format.model import FormatPolicy, VisibilityRule, WarningRule
from bot.log import hide_password
from bot.plan.model import DigestRule, Filter, RoutePolicy, SchedulePolicy, SourcePolicy
from bot.review.condition import Condition
from bot.review.model import ChallengeForm, FieldMap, ReadingRules
from bot.settings.looking_back import challenge_rule, recap_rules
from bot.settings.model import (
    ChannelManners,
    Destination,
    DiscordServer,
    FollowRule,
    GitOrigin,
    LivePolicy,
    LogRule,
    Owner,
    PageRule,
    Settings,
    Site,
    Source,
    Store,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.format.model import Template
    from bot.settings.running_tables import PageTable, StoreTable
    from bot.settings.schema import (
        ConditionTable,
        DiscordDestination,
        FilterTable,
        FollowTable,
        MastodonDestination,
        ScheduleTable,
        WarningTable,
    )
    from bot.settings.source_tables import ChallengeFormTable, SourceTable
    from bot.settings.tables import Tables

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def build(path: Path, tables: Tables, templates: Mapping[str, Template]) -> Settings:
    """The whole configuration as frozen values. ``templates``: the owner's forms of posts, by their files."""
    site = tables.site
    return Settings(
        path=path,
        site=Site(site.name, site.base_url, site.timezone, site.language, _site_folder(tables)),
        sources=tuple(_source(tables, source) for source in tables.sources),
        destinations=tuple(_destination(tables, one, templates) for one in tables.destinations),
        recaps=tuple(recap_rules(tables)),
        challenges=tuple(challenge_rule(one) for one in tables.challenges),
        discord=DiscordServer(tables.discord.api_base_url, tables.discord.gateway_url, tables.discord.token_env),
        store=_store(tables.store),
        owner=Owner(tables.owner.discord_id, tables.owner.mastodon),
        live=LivePolicy(tables.live.wait, tables.live.then, tables.live.private),
        page=_page(tables.page),
        log=LogRule(tables.log.form, tables.log.level),
        follow=_follow(tables.discord.follow, site.timezone),
    )


def _folder(tables: Tables, source: SourceTable) -> Path:
    git = _git(tables, source)
    return git.checkout / (source.folder or "") if git else Path(source.path or "")


def _source(tables: Tables, source: SourceTable) -> Source:
    return Source(
        name=source.name,
        folder=_folder(tables, source),
        git=_git(tables, source),
        include=tuple(source.include),
        exclude=tuple(source.exclude),
        rules=_rules(tables, source),
        policy=SourcePolicy(source.name, source.hold, source.mass, source.first_run),
        watch=source.watch,
        rescan=source.rescan,
        max_size=source.max_size,
        beside=tuple((one.name, _folder(tables, one)) for one in tables.sources if one.name != source.name),
    )


def _rules(tables: Tables, source: SourceTable) -> ReadingRules:
    fields = source.fields
    return ReadingRules(
        source=source.name,
        base_url=tables.site.base_url,
        permalink=source.permalink,
        where=source.where,
        fields=FieldMap(
            title=tuple(fields.title),
            year=tuple(fields.year),
            rating=tuple(fields.rating),
            excerpt=tuple(fields.excerpt),
            quotes=tuple(fields.quotes),
            date=tuple(fields.date),
            tags=tuple(fields.tags),
            challenge=tuple(fields.challenge),
            links=fields.links,
            badges=fields.badges,
            image=tuple(fields.image),
            image_alt=tuple(fields.image_alt),
        ),
        scale=source.rating.scale,
        public_tags=frozenset(tables.tags.public),
        language=source.language or tables.site.language,
        timezone=tables.site.timezone,
        letters=tuple(source.rating.letters),
        unrated=frozenset(word.casefold() for word in source.rating.unrated),
        never_quote=tuple(tables.site.never_quote),
        keys=frozenset(_keys(tables)),
        image_base=source.image_base,
        challenge=_challenge_form(source.challenge),
        folder=_inside(tables.site.folder, source),
    )


def _git(tables: Tables, source: SourceTable) -> GitOrigin | None:
    if source.git is None:
        return None
    checkout = Path(tables.store.data_dir) / "git" / quote(source.name, safe=" ").replace(".", "%2E")
    key = Path(source.key_file) if source.key_file else None
    return GitOrigin(source.git, source.branch, checkout, source.poll, source.token_env, key)


def _site_folder(tables: Tables) -> Path | None:
    """Where the site's own files are: as the owner says, else in the first repository."""
    if tables.site.folder is not None:
        return Path(tables.site.folder)
    return next((git.checkout for source in tables.sources if (git := _git(tables, source))), None)


def _store(table: StoreTable) -> Store:
    hide_password(table.url)
    return Store(table.url, Path(table.data_dir), table.branch, Path(table.repository))


def _page(table: PageTable | None) -> PageRule | None:
    return None if table is None else PageRule(*table.listen, table.token_env, table.hook_env)


def _challenge_form(table: ChallengeFormTable) -> ChallengeForm:
    keys = {name: tuple(getattr(table, name)) for name in ("name", "position", "total", "prompt", "url")}
    return ChallengeForm(table.pattern, **keys)


def _inside(site: str | None, source: SourceTable) -> str | None:
    """The source's folder as a path in the site's, "src/content"; None where it isn't in it.

    A repository of its own is the site, unless the configuration says where that is.
    """
    if source.git is not None:
        return source.folder or None
    if site is None or source.path is None:
        return None
    whole, part = Path(realpath(site)), Path(realpath(source.path))
    return part.relative_to(whole).as_posix() if whole in part.parents else None


def _keys(tables: Tables) -> Iterator[str]:
    """The front matter keys that any destination's rules ask about."""
    for one in tables.destinations:
        rules: list[ConditionTable] = [*one.warnings, *([one.digest] if one.digest else ())]
        rules += one.visibility_rules if one.network == "mastodon" else []
        yield from (rule.key for rule in rules if rule.key is not None)


def _condition(rule: ConditionTable) -> Condition:
    return Condition(rule.tag, rule.challenge, rule.key, rule.badge, rule.source, rule.max_rating)


def _destination(
    tables: Tables, one: DiscordDestination | MastodonDestination, templates: Mapping[str, Template]
) -> Destination:
    return Destination(
        name=one.name,
        network=one.network,
        channel_id=None if one.network == "mastodon" else one.channel_id,
        api_base_url=one.api_base_url if one.network == "mastodon" else None,
        token_env=one.token_env if one.network == "mastodon" else tables.discord.token_env,
        route=_route(one),
        schedule=_schedule(one.schedule, tables.site.timezone),
        format=replace(_format(tables, one), template=templates[one.template] if one.template else None),
        by_hand=one.by_hand,
        channel=ChannelManners()
        if one.network == "mastodon"
        else ChannelManners(one.crosspost, one.thread, tuple(one.forum_tags)),
    )


def _follow(table: FollowTable, timezone: str) -> FollowRule:
    return FollowRule(
        table.allowed,
        frozenset(table.servers),
        table.per_server,
        table.most,
        _filter(table.filter),
        _schedule(table.schedule, timezone),
    )


def _format(tables: Tables, one: DiscordDestination | MastodonDestination) -> FormatPolicy:
    site = tables.site
    policy = FormatPolicy(
        network=one.network,
        site_name=site.name,
        language=site.language,
        hashtags={tag: word.removeprefix("#") for tag, word in tables.tags.hashtags.items()},
        timezone=site.timezone,
        glyphs=one.stars,
        warnings=tuple(_warning(rule) for rule in one.warnings),
        swearing=one.swearing,
        pictures=tuple(one.pictures),
        picture_with_warning=one.picture_with_warning,
        card_theme=one.card,
    )
    if one.network == "discord":
        return replace(policy, warned=one.warned)
    rules = tuple(VisibilityRule(_condition(rule), rule.visibility) for rule in one.visibility_rules)
    return replace(policy, visibility=one.visibility, visibilities=rules, most_hashtags=one.hashtags)


def _warning(rule: WarningTable) -> WarningRule:
    """Words alone are no condition on the review."""
    condition = _condition(rule)
    return WarningRule(rule.text, None if condition == Condition() else condition, tuple(rule.words))


def _route(one: DiscordDestination | MastodonDestination) -> RoutePolicy:
    return RoutePolicy(
        one.name,
        _filter(one.filter),
        one.edits,
        one.gone,
        DigestRule(_condition(one.digest), one.digest.at, one.digest.min) if one.digest else None,
        by_hand=one.by_hand,
    )


def _filter(chosen: FilterTable) -> Filter:
    return Filter(
        min_rating=chosen.min_rating,
        unrated=chosen.unrated,
        sources=None if chosen.sources is None else tuple(chosen.sources),
        tags=None if chosen.tags is None else tuple(chosen.tags),
        tags_not=tuple(chosen.tags_not),
        badges=None if chosen.badges is None else tuple(chosen.badges),
        badges_not=tuple(chosen.badges_not),
    )


def _schedule(times: ScheduleTable, timezone: str) -> SchedulePolicy:
    return SchedulePolicy(
        times.timezone or timezone,
        tuple(sorted(times.slots)),
        times.quiet,
        times.max_per_day,
        times.spacing,
        catch_up=times.catch_up,
        late_after=times.late_after,
        late=times.late,
        weekdays=frozenset(WEEKDAYS.index(day) for day in times.weekdays),
    )
