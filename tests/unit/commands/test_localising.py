"""Every command has its name, description, options and choices in every language, as Discord takes them.

https://docs.discord.com/developers/interactions/application-commands#localization
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
import regex

from bot.commands.localising import in_key
from bot.commands.sync import localised_payload
from bot.commands.wording import ENGLISH, languages, wording_for
from tests.unit.commands.test_messages import NAMES, messages
from tests.unit.commands.whole import whole

if TYPE_CHECKING:
    from collections.abc import Iterator

# https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-naming
NAME = regex.compile(r"[-_'\p{L}\p{N}\p{Script=Devanagari}\p{Script=Thai}]{1,32}")
LONGEST_DESCRIPTION, LONGEST_CHOICE = 100, 100
LONGEST_COMMAND = 8000  # characters of all names, descriptions and values together
MENU = 3  # a message's menu: its name may be written as people write
LOCALES = {"es-ES": "es", "es-419": "es"}  # of Discord's, those that the catalogues beside English are for


@pytest.fixture(scope="module")
def commands(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    with whole(tmp_path_factory.mktemp("whole")) as client:
        return [dict(one) for one in asyncio.run(localised_payload(client))]


def parts(commands: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Commands, sub-commands and options, one after the other."""
    for one in commands:
        yield one
        yield from parts(one.get("options", []))


def siblings(commands: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    yield [one for one in commands if one.get("type") != MENU]
    for one in parts(commands):
        yield one.get("options", [])


def called(one: dict[str, Any], locale: str | None) -> str:
    return str(one["name"] if locale is None else one["name_localizations"][locale])


def test_all_names_and_descriptions_are_in_every_language(commands: list[dict[str, Any]]) -> None:
    for one in parts(commands):
        assert set(one["name_localizations"]) == set(LOCALES), one["name"]
        if one.get("type") != MENU:
            assert set(one["description_localizations"]) == set(LOCALES), one["name"]
        for choice in one.get("choices", []):
            assert set(choice["name_localizations"]) == set(LOCALES), choice["name"]
    assert {wording_for(locale).language for locale in LOCALES} | {ENGLISH} == set(languages())
    assert {(language, *wording_for(language).unsaid) for language in languages()} == {(one,) for one in languages()}


def test_names_are_as_discord_takes_them_and_none_is_there_twice(commands: list[dict[str, Any]]) -> None:
    for group in siblings(commands):
        for locale in (None, *LOCALES):
            names = [called(one, locale) for one in group]
            assert len(set(names)) == len(names), names
            for name in names:
                assert NAME.fullmatch(name), name
                assert name == name.lower(), name


def test_descriptions_and_choices_fit_whole(commands: list[dict[str, Any]]) -> None:
    for one in parts(commands):
        said = [] if one.get("type") == MENU else [one["description"], *one["description_localizations"].values()]
        for description in said:
            assert 1 <= len(description) <= LONGEST_DESCRIPTION, description
            assert not description.endswith("…"), f"cut: {description}"
        for choice in one.get("choices", []):
            names = [choice["name"], *choice["name_localizations"].values()]
            assert all(1 <= len(name) <= LONGEST_CHOICE for name in names)


def test_no_command_is_too_much_in_any_language(commands: list[dict[str, Any]]) -> None:
    for command in commands:
        said = 0
        for one in parts([command]):
            for key in ("name", "description"):
                said += max(len(text) for text in (one.get(key, ""), *one.get(f"{key}_localizations", {}).values()))
        assert said <= LONGEST_COMMAND, command["name"]


def test_the_catalogues_name_what_there_is_and_english_as_the_code_does(commands: list[dict[str, Any]]) -> None:
    option = {3, 4, 5, 6, 7, 8, 9, 10, 11}
    found = {}
    for top in commands:
        if top.get("type") != MENU:
            for one in parts([top]):
                kind = "option" if one is not top and one["type"] in option else "command"
                found[f"{kind}-name-{in_key(one['name'])}"] = one["name"]
    assert found == {key: wording_for(ENGLISH).say(key) for key in messages(ENGLISH) if key.startswith(NAMES)}
