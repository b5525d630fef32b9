"""Reading the configuration: every problem at once, each with its key, the value, and what is allowed."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.errors import ConfigurationError
from bot.format.model import WarningRule
from bot.settings import load

if TYPE_CHECKING:
    from pathlib import Path

    from bot.settings.model import Settings

FULL = """
[site]
name = "Late show"
base_url = "https://example.org/"
timezone = "America/New_York"
language = "en"

[[source]]
name = "films"
path = "_posts"
where = { layout = "review" }
permalink = "/{category}/{year}/{month}/{day}/{slug}.html"
hold = "5m"
mass = 7
first_run = "post"
watch = "poll"
rescan = "90s"
[source.fields]
rating = ["rating", "review.rating"]
links = { Letterboxd = "letterboxd_url" }
[source.rating]
scale = 5

[tags]
public = ["omh"]
hashtags = { omh = "#OhMyHorror" }

[discord]
api_base_url = "http://127.0.0.1:8080/api/v10"
gateway_url = "ws://127.0.0.1:8080/"
token_env = "OTHER_TOKEN"

[[destination]]
name = "film-channel"
network = "discord"
channel_id = 123456789012345678
filter = { min_rating = 3, tags_not = ["short"] }

[[destination]]
name = "toots"
network = "mastodon"
api_base_url = "https://mastodon.example"
visibility = "unlisted"
edits = "ignore"
gone = "delete"
schedule.slots = ["18:30", "09:00"]
schedule.quiet = "23:00-08:00"
schedule.max_per_day = 6
schedule.spacing = "15m"
schedule.late_after = "3d"
schedule.late = "skip"
schedule.catch_up = "1h"

[[recap]]
challenge = "*"
cron = "0 18 * * sun"
to = ["film-channel", "toots"]

[owner]
discord_id = 234567890123456789
mastodon = "@me@mastodon.example"

[store]
url = "sqlite:///data/matinee.db"
data_dir = "data"
"""

SOURCE = "[[source]]\nname='a'\npath='.'\n"
TO = "[[destination]]\nname='d'\nnetwork='discord'\nchannel_id=1\n#\n"


def read(folder: Path, text: str) -> Settings:
    file = folder / "matinee.toml"
    file.write_text(text, encoding="utf-8")
    return load(file)


def problems(folder: Path, text: str) -> list[str]:
    with pytest.raises(ConfigurationError) as caught:
        read(folder, text)
    return list(caught.value.problems)


def test_every_setting_arrives(tmp_path: Path) -> None:
    settings = read(tmp_path, FULL)
    source = settings.sources[0]
    assert settings.site.base_url == "https://example.org"
    assert source.policy.hold == timedelta(minutes=5)
    assert (source.policy.mass, source.policy.first_run, source.watch) == (7, "post", "poll")
    assert source.rules.fields.rating == ("rating", "review.rating")
    assert source.rules.fields.title == ("title",)
    assert (source.rules.scale, source.rules.where) == (5, {"layout": "review"})
    discord, mastodon = settings.destinations
    assert (discord.channel_id, discord.token_env) == (123456789012345678, "OTHER_TOKEN")
    assert discord.route.filter.min_rating == 3
    assert mastodon.schedule.slots == (time(9), time(18, 30))
    assert mastodon.schedule.quiet == (time(23), time(8))
    assert mastodon.schedule.timezone == "America/New_York"
    assert (mastodon.schedule.late_after, mastodon.schedule.late) == (timedelta(days=3), "skip")
    assert mastodon.schedule.catch_up == timedelta(hours=1)
    assert (mastodon.route.edits, mastodon.route.gone) == ("ignore", "delete")
    assert (discord.route.edits, discord.route.gone) == ("update", "keep")
    assert (settings.owner.discord_id, settings.owner.mastodon) == (234567890123456789, "me@mastodon.example")
    assert mastodon.format.visibility == "unlisted"
    assert mastodon.format.hashtags == {"omh": "OhMyHorror"}
    assert settings.recaps[0].to == ("film-channel", "toots")


def test_the_least_configuration_is_one_source(tmp_path: Path) -> None:
    settings = read(tmp_path, '[[source]]\nname = "films"\npath = "_posts"\n')
    assert settings.sources[0].policy.hold == timedelta(minutes=20)
    assert settings.sources[0].include == ("**/*.md", "**/*.markdown")
    assert settings.destinations == ()
    assert (settings.owner.discord_id, settings.owner.mastodon) == (None, None)


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    wrong = FULL.replace('"5m"', '"five minutes"').replace("mass = 7", "mass = 0")
    wrong = wrong.replace('"America/New_York"', '"Amerika/Neuyork"').replace('"0 18 * * sun"', '"0 18 * * 0"')
    wrong = wrong.replace('"film-channel", "toots"', '"film-channel", "tooths"').replace("visibility", "visibilty")
    told = problems(tmp_path, wrong)
    assert len(told) == 6
    text = "\n".join(told)
    assert (
        'source "films".hold: "five minutes" is not allowed; allowed is a duration such as "90s", "5m" or "2h"' in text
    )
    assert 'source "films".mass: 0 is not allowed; allowed is a whole number from 1' in text
    assert 'site.timezone: "Amerika/Neuyork" is not allowed (no such time zone)' in text
    assert 'recap "*".cron: "0 18 * * 0" is not allowed' in text
    assert 'destination "toots".visibilty: there is no such setting; do you mean "visibility"?' in text


def test_a_recap_must_name_a_destination(tmp_path: Path) -> None:
    told = problems(tmp_path, FULL.replace('"film-channel", "toots"]', '"film-channel", "tooths"]'))
    assert told == ['recap "*".to: there is no destination "tooths"; allowed are "film-channel", "toots"']


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "source: there is none"),
        ("[[source]]\nname='a'", 'source "a": it needs one place where its files are'),
        ("sources = []\n[[source]]\nname='a'\npath='.'", 'sources: there is no such setting; do you mean "source"?'),
        ("source = 3", "source: write each as a table of its own that starts with [[source]]"),
        (SOURCE + "[site]\nlanguage='xx'", 'site.language: "xx" is not allowed; allowed is two letters'),
        ("site = 3\n[[source]]\nname='a'\npath='.'", "site: it must be a table"),
        ("[[source]]\nname='a'\npath='.'\n[[source]]\nname='a'\npath='b'", "2 of them have this name"),
        ("[[source]]\nname='a'\npath='.'\npermalink='/{jahr}'", "{jahr} is not known"),
        ("[[source]]\nname='a'\npath='.'\npermalink='/{year'", "a brace is left open"),
        ("[[source]]\nname='a'\npath='.'\nrescan='0s'", 'at least "1s"'),
        ("[[source]]\nname='a'\npath='.'\n[tags]\nhashtags={ x = 'X' }", "this tag isn't public"),
        ("[[source]]\nname='a'\npath='.'\n[tags]\npublic=['x']\nhashtags={ x = '2024' }", "is no hashtag"),
        ("[[source]]\nname='a'\npath='.'\n[tags]\npublic=['x']\nhashtags={ x = \"Devil's\" }", "is no hashtag"),
        (SOURCE + "[source.rating]\nscale=5\nletters=['B','A']", "letters and scale exclude each other; remove one"),
        (SOURCE + "[source.rating]\nletters=['A']", "one alone is no scale"),
        (SOURCE + "[source.rating]\nletters=['B','A','b']", '"b" stands twice'),
        (SOURCE + "[source.rating]\nletters=['DNF','A']\nunrated=['dnf']", '"dnf" stands in letters too'),
        (
            SOURCE + "[source.rating]\nletters=['B','A']\n" + TO.replace("#", "filter.min_rating=2"),
            "above every source",
        ),
        (
            SOURCE + "[source.rating]\nscale=5\n[discord.follow]\nfilter={ min_rating=9 }",
            "discord.follow.filter.min_rating: 9 is above every source",
        ),
        (
            SOURCE + "[discord.follow]\nfilter={ sources=['b'] }",
            'discord.follow.filter.sources: there is no source "b"',
        ),
        (SOURCE + "[discord.follow]\nfilter='x'", 'discord.follow.filter: "x" is not allowed; allowed is a table'),
        (SOURCE + TO + "[destination.filter]\npictures=['own']", 'not of the table "filter"; write it above the line'),
        (SOURCE + TO.replace("#", "warnings=[{ source='b', text='x' }]"), 'warnings: there is no source "b"'),
        (SOURCE + TO.replace("#", "digest={ badge='MST3K', at='21:00' }"), 'no source has a badge "MST3K"'),
        (SOURCE + TO.replace("'d'", "'channel-7'"), 'destination "channel-7": such a name is kept for channels that'),
        (SOURCE + TO.replace("#", "filter.badges=['X']"), '"d".filter.badges: no source has a badge "X"'),
        (
            SOURCE + TO.replace("#", "filter.badges_not=['X']"),
            '"d".filter.badges_not: no source has a badge "X"; add it',
        ),
        (
            SOURCE + "[discord.follow]\nfilter={ badges=['X'] }",
            'discord.follow.filter.badges: no source has a badge "X"',
        ),
        (SOURCE + TO.replace("#", "warnings=[{ tag='x' }]"), "warnings.text: it is missing"),
        ("[[source]]\nname='a'\npath='.'\n[store]\nurl='mysql://x/y'", "store.url: this value is not allowed"),
        ("[owner]\nmastodon='me'", 'owner.mastodon: "me" is not allowed; allowed is your own account'),
        ("[owner]\ndiscord_id=0", "owner.discord_id: 0 is not allowed; allowed is your own number"),
        ("[owner]\nmastodon='@me@a.example'", "owner.mastodon: there is no destination on Mastodon"),
        ("= 3", "it isn't valid TOML: Invalid statement (at line 1, column 1)"),
    ],
)
def test_each_mistake_has_its_sentence(tmp_path: Path, text: str, told: str) -> None:
    assert any(told in problem for problem in problems(tmp_path, text)), problems(tmp_path, text)


def test_letters_rules_and_names_of_challenges(tmp_path: Path) -> None:
    settings = read(
        tmp_path,
        SOURCE
        + "[source.rating]\nletters = ['D', 'C', 'B', 'A']\nunrated = ['Abandoned']\n"
        + TO.replace("#", "filter.min_rating = 3\nwarnings = [{ words = ['gore'], text = 'Gore' }]")
        + "[tags]\npublic = ['omh']\nhashtags = { omh = 'OhMyHorror', Hooptober = '#हिन्दी', 'Noir November' = 'Noir' }",
    )
    rules = settings.sources[0].rules
    assert (rules.scale, rules.letters, rules.unrated) == (None, ("D", "C", "B", "A"), frozenset({"abandoned"}))
    assert settings.destinations[0].format.warnings == (WarningRule("Gore", None, ("gore",)),)
    assert settings.destinations[0].format.hashtags["Hooptober"] == "हिन्दी"


def test_a_scale_that_isnt_set_bounds_no_filter(tmp_path: Path) -> None:
    settings = read(tmp_path, SOURCE + TO.replace("#", "filter.min_rating = 7"))
    assert settings.destinations[0].route.filter.min_rating == 7


def test_a_badge_of_any_source_is_one_to_filter_by(tmp_path: Path) -> None:
    text = (
        SOURCE + "fields.badges={ MST3K='mst3k' }\n" + SOURCE.replace("'a'", "'b'") + "fields.badges={ Riff='riff' }\n"
    )
    text += TO.replace("#", "filter={ badges=['mst3k', 'Riff'], badges_not=['RIFF'] }")
    assert read(tmp_path, text).destinations[0].route.filter.badges == ("mst3k", "Riff")
    told = problems(tmp_path, text.replace("path='.'", "path=3", 1))  # that one's badges aren't known then
    assert not any("badge" in one for one in told)


def test_plain_http_is_for_this_machine_only(tmp_path: Path) -> None:
    told = problems(tmp_path, FULL.replace("https://mastodon.example", "http://mastodon.example"))
    assert "write https" in told[0]
    read(tmp_path, FULL.replace("https://mastodon.example", "http://127.0.0.1:3000"))


def test_a_token_pasted_into_the_file_is_never_repeated(tmp_path: Path) -> None:
    told = problems(tmp_path, FULL.replace('"OTHER_TOKEN"', '"mfa.VkO_2G4Qv3T-secret"'))
    assert "put the token into an environment variable" in told[0]
    assert "VkO_2G4Qv3T" not in told[0]


def test_no_file_and_no_text(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"there is no such file.*matinee init writes it"):
        load(tmp_path / "none.toml")
    file = tmp_path / "binary.toml"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigurationError, match="isn't UTF-8"):
        load(file)
    with pytest.raises(ConfigurationError, match="can't be read"):
        load(tmp_path)


@pytest.mark.parametrize(
    ("site", "path", "folder"),
    [
        (".", "src/content", "src/content"),
        ("src/../site", "site/posts", "posts"),
        (".", ".", None),
        ("site", "posts", None),
        (None, "posts", None),
    ],
)
def test_a_source_s_place_in_the_site(tmp_path: Path, site: str | None, path: str, folder: str | None) -> None:
    text = "" if site is None else f'[site]\nfolder = "{site}"\n'
    settings = read(tmp_path, f'{text}[[source]]\nname = "films"\npath = "{path}"\n')
    assert settings.sources[0].rules.folder == folder
