"""What becomes of a channel that follows, beside the destinations of the owner's file."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bot.follow.forms import filter_form, filter_of_form, manners_form, manners_of_form
from bot.follow.roster import Roster, merged, name_of
from bot.format.model import FormatPolicy, WarningRule
from bot.ledger.model import Follow
from bot.ledger.store import Ledger
from bot.plan.model import Filter, RoutePolicy, SchedulePolicy
from bot.plan.routing import refusal
from bot.review.condition import Condition
from bot.settings.model import ChannelManners, Destination, DiscordServer, FollowRule, Settings, Site, Store
from tests.unit.post.conftest import review

if TYPE_CHECKING:
    from collections.abc import Iterator

NOW = datetime(2026, 3, 1, tzinfo=UTC)
GORE, FLASHES = WarningRule("Gore", Condition(tag="gore")), WarningRule("Flashing lights", Condition(tag="strobe"))
FILMS = Follow("channel-7", 1, 7, "Film Club", "films", {}, {}, 42, NOW)


def place(name: str, *, channel: int | None = None, **looks: Any) -> Destination:
    network: Any = "mastodon" if channel is None else "discord"
    policy = FormatPolicy(network, "The night shift", **looks)
    return Destination(name, network, channel, None, "TOKEN", RoutePolicy(name), SchedulePolicy(), policy)


def settings(*destinations: Destination, **rule: Any) -> Settings:
    site = Site("The night shift", "https://films.example", "Europe/Paris", "fr")
    discord, store = DiscordServer(None, None, "DISCORD"), Store("sqlite:///x.db", Path())
    return Settings(Path("matinee.toml"), site, (), destinations, (), discord, store, follow=FollowRule(**rule))


def followed(settings: Settings, follow: Follow = FILMS) -> Destination:
    return merged(settings, [follow]).destinations[-1]


def test_it_is_a_destination_behind_the_file_s_own() -> None:
    made = merged(settings(place("toots")), [FILMS, replace(FILMS, destination="channel-8", channel_id=8)])
    assert [one.name for one in made.destinations] == ["toots", "channel-7", "channel-8"]
    one = made.destinations[1]
    assert (one.network, one.channel_id, one.token_env, one.follower) == (
        "discord",
        7,
        "DISCORD",
        "#films on Film Club",
    )
    assert one.route.since == NOW
    assert name_of(7) == FILMS.destination


@pytest.mark.parametrize(
    "given",
    [
        settings(place("films", channel=7)),
        settings(place("channel-7", channel=9)),
        settings(place("channel-7")),
        settings(allowed=False),
        settings(servers=frozenset({2})),
    ],
)
def test_the_owner_s_file_wins(given: Settings) -> None:
    assert merged(given, [FILMS]) == given


def test_every_destination_s_warnings_stand_over_its_posts() -> None:
    toots = place("toots", warnings=(GORE, FLASHES), swearing="leave")
    films = place("films", channel=1, warnings=(GORE,), swearing="warn", card_theme="dark", pictures=("card",))
    one = followed(settings(toots, films)).format
    assert one.warnings == (GORE, FLASHES)
    assert (one.network, one.swearing, one.card_theme, one.pictures) == ("discord", "warn", "dark", ("card",))


def test_without_any_discord_destination_it_looks_as_one_would_without_rules() -> None:
    one = followed(settings(place("toots", warnings=(GORE,), hashtags={"omh": "OhMyHorror"}))).format
    assert (one.network, one.site_name, one.language, one.timezone) == (
        "discord",
        "The night shift",
        "fr",
        "Europe/Paris",
    )
    assert (one.warnings, one.pictures) == ((GORE,), ("own",))
    assert followed(settings()).format.network == "discord"


def test_the_owner_s_filter_and_its_own_must_hold() -> None:
    given = settings(filter=Filter(tags_not=("short",)), schedule=SchedulePolicy(spacing=timedelta(hours=1)))
    one = followed(given, replace(FILMS, filter=filter_form(Filter(tags=("horror",)))))
    assert one.schedule.spacing == timedelta(hours=1)

    def gets(*tags: str, public: tuple[str, ...] = ()) -> bool:
        return refusal(replace(review("r1"), tags=tags, public_tags=public), one.route) is None

    assert gets("horror", public=("horror",))
    assert gets("horror", "secret", public=("horror",))
    assert not gets("horror", "short", public=("horror",))  # private, and the owner's business
    assert not gets("horror")  # private by now: asking for it tells nothing
    assert not gets("comedy", public=("comedy",))


@pytest.mark.parametrize(
    "wish",
    [
        Filter(),
        Filter(min_rating=3.5, unrated=False),
        Filter(tags=("a", "b"), tags_not=("c",), badges=("d",), badges_not=("e",), sources=("films",)),
    ],
)
def test_filters_are_kept_as_they_are(wish: Filter) -> None:
    assert filter_of_form(filter_form(wish)) == wish
    assert filter_form(Filter()) == {}


@pytest.mark.parametrize("form", [{"tag": ["a"]}, {"tags": "a"}, {"tags": [1]}, {"unrated": 1}, {"min_rating": "4"}])
def test_what_is_not_understood_lets_nothing_through(form: dict[str, Any]) -> None:
    assert refusal(review("r1"), RoutePolicy("x", filter_of_form(form))) is not None


def test_manners_are_kept_as_they_are() -> None:
    manners = ChannelManners(crosspost=False, thread=True, forum_tags=("123",))
    assert manners_of_form(manners_form(manners)) == manners
    assert manners_form(ChannelManners()) == {}
    assert manners_of_form({"thread": "yes", "forum_tags": 4, "colour": "red"}) == ChannelManners()


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with closing(Ledger.open(f"sqlite:///{tmp_path}/matinee.db")) as opened:
        yield opened


def test_a_roster_is_read_again_only_when_it_changed(ledger: Ledger) -> None:
    roster = Roster(settings(place("toots")), ledger)
    first = roster.refresh()
    assert (roster.refresh() is first, [one.destination for one in roster.routes()]) == (True, ["toots"])
    ledger.follow(FILMS)
    assert [one.destination for one in roster.routes()] == ["toots", "channel-7"]
    assert list(roster.guests) == ["channel-7"]
    ledger.refollow(replace(FILMS, filter={"tags": ["horror"]}))
    assert roster.routes()[1].asked == Filter(tags=("horror",))
    ledger.unfollow(7, NOW)
    assert (list(roster.refresh()), [one.destination for one in roster.routes()]) == ([], ["toots"])
    assert "channel-7" in roster.destinations  # its last post may be on its way
