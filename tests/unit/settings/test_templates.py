"""Templates are read with the configuration, and what is wrong with them is among all its problems."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.errors import ConfigurationError
from bot.format.model import Template
from bot.settings import load

if TYPE_CHECKING:
    from pathlib import Path

CONFIGURATION = """
[[source]]
name = "films"
path = "_posts"
{more}
[[destination]]
name = "channel"
network = "discord"
channel_id = 1
{channel}

[[destination]]
name = "toots"
network = "mastodon"
api_base_url = "https://mastodon.example"
{toots}
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory, that templates' paths start at."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def configured(here: Path, *, channel: str = "", toots: str = "", more: str = "") -> Path:
    file = here / "matinee.toml"
    file.write_text(CONFIGURATION.format(channel=channel, toots=toots, more=more), encoding="utf-8")
    return file


def problems(file: Path) -> tuple[str, ...]:
    with pytest.raises(ConfigurationError) as caught:
        load(file)
    return caught.value.problems


def test_a_template_comes_with_its_destination(here: Path) -> None:
    (here / "forms").mkdir()
    (here / "forms/toot.jinja").write_text("{{ film }} – gesehen", encoding="utf-8")
    settings = load(configured(here, toots='template = "forms/toot.jinja"'))
    channel, toots = settings.destinations
    assert channel.format.template is None
    assert toots.format.template == Template("forms/toot.jinja", "{{ film }} – gesehen")


def test_everything_wrong_is_told_at_once(here: Path) -> None:
    (here / "a.jinja").write_text("{{ film }}\n{{ fim }}\n{{ yeer }}", encoding="utf-8")
    (here / "b.jinja").write_bytes(b"\xff\xfe{{ film }}")
    file = configured(here, channel='template = "a.jinja"', toots='template = "b.jinja"', more="mass = 0")
    told = problems(file)
    assert told[0].startswith('source "films".mass: 0 is not allowed')
    assert told[1:] == (
        'a.jinja:2: there is no part "fim"; do you mean "film"?',
        'a.jinja:3: there is no part "yeer"; do you mean "year"?',
        'destination "toots".template: b.jinja isn\'t UTF-8 text',
    )


def test_a_file_that_is_not_there_or_none(here: Path) -> None:
    (here / "folder").mkdir()
    told = problems(configured(here, channel='template = "none.jinja"', toots='template = "folder"'))
    where = "its path starts at the folder that matinee is started in"
    assert told == (
        f'destination "channel".template: none.jinja isn\'t there; {where}',
        'destination "toots".template: folder can\'t be read: Is a directory',
    )


def test_one_file_for_both_networks_is_told_of_once(here: Path) -> None:
    (here / "a.jinja").write_text("{{ fim }}", encoding="utf-8")
    told = problems(configured(here, channel='template = "a.jinja"', toots='template = "a.jinja"'))
    assert told == ('a.jinja:1: there is no part "fim"; do you mean "film"?',)
