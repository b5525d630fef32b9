"""The configuration's text: what was found and answered, with comments, and nothing that has its usual value anyhow."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.begin import toml
from bot.begin.site import own_zone
from bot.begin.source_text import source_lines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.begin.answers import Answers
    from bot.begin.found import Found

KEPT = ".matinee"  # generators leave folders with a dot alone: "data" is Hugo's own, and Jekyll would publish it


def configuration(found: Found, answers: Answers, root: Path) -> str:
    """The TOML text. ``root``: the site's folder as the configuration is to name it."""
    parts = [_head(), _site(found, answers, root)]
    for number, shelf in enumerate(found.shelves):
        pattern = answers.patterns[number]
        rating = (answers.scales[number], answers.letters[number])
        parts.append(source_lines(found.site, shelf, root, pattern, rating))
    parts += [_tags(answers), *_destinations(answers), _recap(answers), _rest(answers)]
    return "\n\n".join("\n".join(lines) for part in parts if (lines := list(part))) + "\n"


def _head() -> Iterator[str]:
    yield '# Written by "matinee init". Change what you like; "matinee preview --last 3" shows'
    yield "# what comes of it. A line that begins with # and no blank is switched off. Everything else that can be set"
    yield "# is shown in the file config/matinee.toml that comes with Matinee. Tokens never stand in this file."


def _site(found: Found, answers: Answers, root: Path) -> Iterator[str]:
    facts = found.site.facts
    yield "[site]"
    host = urlsplit(answers.base_url or "").hostname
    yield f"name = {toml.value(facts.name or host or 'My reviews')}"
    if answers.base_url:
        yield f"base_url = {toml.value(answers.base_url)}"
    else:
        yield '#base_url = "https://reviews.example"   # your site\'s address: without it, posts have no link'
    zone = facts.timezone or own_zone()
    yield f"timezone = {toml.value(zone)}   # for dates and times of day"
    yield f"language = {toml.value(facts.language or 'en')}   # the language you write in, in two letters"
    if found.static is not None:
        place = (root / found.static).as_posix()
        yield f"folder = {toml.value(place)}   # where your site's own files are, such as pictures"
    yield '#never_quote = ["Ann", "Bob Example"]   # private people\'s names: no sentence with one is shown or searched'


def _tags(answers: Answers) -> Iterator[str]:
    yield "# Tags are private: none is shown, searched or counted unless it is named here."
    yield "[tags]"
    yield f"public = {toml.value(answers.public_tags)}"


def _destinations(answers: Answers) -> Iterator[Iterator[str]]:
    yield _discord(answers.channel)
    yield _mastodon(answers.server)
    yield _test(answers.test_channel)


def _discord(channel: int | None) -> Iterator[str]:
    off = "" if channel else "#"
    yield from () if channel else ("# Take the # away and write your channel's number to post to Discord.",)
    yield f"{off}[[destination]]"
    yield f'{off}name = "discord"'
    yield f'{off}network = "discord"'
    yield f"{off}channel_id = {channel or 123456789012345678}"
    yield f"{off}schedule = {_SCHEDULE}"


def _mastodon(server: str | None) -> Iterator[str]:
    off = "" if server else "#"
    yield from () if server else ("# Take the # away and write your server's address to post to Mastodon.",)
    yield f"{off}[[destination]]"
    yield f'{off}name = "mastodon"'
    yield f'{off}network = "mastodon"'
    yield f"{off}api_base_url = {toml.value(server or 'https://mastodon.example')}"
    yield f'{off}visibility = "public"   # or "unlisted", "private", "direct"'
    yield f"{off}schedule = {_SCHEDULE}"


def _test(channel: int | None) -> Iterator[str]:
    off = "" if channel else "#"
    yield '# A private place to try things: it gets only what you send there, by "matinee post FILE --to test".'
    yield f"{off}[[destination]]"
    yield f'{off}name = "test"'
    yield f'{off}network = "discord"'
    yield f"{off}channel_id = {channel or 123456789012345678}"
    yield f"{off}by_hand = true"


_SCHEDULE = '{ quiet = "23:00-08:00", max_per_day = 6, spacing = "15m" }'


def _recap(answers: Answers) -> Iterator[str]:
    names = [name for name, there in (("discord", answers.channel), ("mastodon", answers.server)) if there]
    yield "# How far a viewing challenge is, on Sunday evenings."
    yield "#[[recap]]"
    yield '#challenge = "*"'
    yield '#cron = "0 18 * * sun"'
    yield f"#to = {toml.value(names or ['discord'])}"


def _rest(answers: Answers) -> Iterator[str]:
    if answers.base_url:
        yield "# A post waits until its review's page is on the web, so that no network keeps an empty preview of it."
        yield "[live]"
        yield 'wait = "30m"   # at most so long; then it is posted all the same'
        yield ""
    yield "# What Matinee keeps. Back up the records (url), and put this folder into .gitignore."
    yield "[store]"
    yield f'url = "sqlite:///{KEPT}/matinee.db"'
    yield f'data_dir = "{KEPT}"'
