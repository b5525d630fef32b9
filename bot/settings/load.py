"""From file to ``Settings``: reads the TOML, checks every table on its own, then all of them together.

Every problem is collected before anything is raised, so that one look at the message mends the whole file.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.errors import ConfigurationError
from bot.settings import cross, templates
from bot.settings.build import build
from bot.settings.problems import parse_table, unknown_keys
from bot.settings.running_tables import LiveTable, LogTable, OwnerTable, PageTable, StoreTable
from bot.settings.schema import (
    ChallengeTable,
    DiscordDestination,
    DiscordTable,
    MastodonDestination,
    RecapTable,
    SiteTable,
    TagsTable,
)
from bot.settings.source_tables import SourceTable
from bot.settings.tables import Tables

if TYPE_CHECKING:
    from bot.settings.forms import Table
    from bot.settings.model import Settings

_TABLES = (
    *("site", "source", "tags", "discord", "destination", "recap", "challenge"),
    *("owner", "store", "live", "page", "log"),
)


def load(path: Path | str) -> Settings:
    """Read the configuration.

    Raises :class:`bot.errors.ConfigurationError` with every problem found, one sentence each.
    """
    path = Path(path)
    document = _parse(path)
    problems = list(unknown_keys(document, _TABLES, ""))
    tables = Tables(
        site=_one(document, "site", SiteTable, problems) or SiteTable(),
        sources=_many(document, "source", problems, lambda _: SourceTable),
        tags=_one(document, "tags", TagsTable, problems) or TagsTable(),
        discord=_one(document, "discord", DiscordTable, problems) or DiscordTable(),
        destinations=_many(document, "destination", problems, _destination_form),
        recaps=_many(document, "recap", problems, lambda _: RecapTable),
        challenges=_many(document, "challenge", problems, lambda _: ChallengeTable),
        store=_one(document, "store", StoreTable, problems) or StoreTable(),
        owner=_one(document, "owner", OwnerTable, problems) or OwnerTable(),
        live=_one(document, "live", LiveTable, problems) or LiveTable(),
        page=_one(document, "page", PageTable, problems),
        log=_one(document, "log", LogTable, problems) or LogTable(),
    )
    problems += cross.problems(tables, document)
    forms, found = templates.read(tables.destinations)
    problems += found
    if problems:
        raise ConfigurationError(path, problems)
    return build(path, tables, forms)


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        message = "there is no such file. Go to your site's folder, or name it with -c; matinee init writes it"
        raise ConfigurationError(path, [message]) from None
    except OSError as error:
        raise ConfigurationError(path, [f"it can't be read: {error.strerror}"]) from None
    except UnicodeDecodeError:
        raise ConfigurationError(path, ["it isn't UTF-8 text"]) from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(path, [f"it isn't valid TOML: {error}"]) from None


def _one(document: dict[str, Any], key: str, form: type[Table], problems: list[str]) -> Any:
    """The table under that key, or None where it is absent or wrong (its problems are then noted)."""
    if key not in document:
        return None
    table, found = parse_table(form, document[key], key)
    problems += found
    return table


def _many(document: dict[str, Any], key: str, problems: list[str], form_of: Any) -> list[Any]:
    """The tables of an array of tables that are right; the problems of the others are noted."""
    raw = document.get(key, [])
    if not isinstance(raw, list) or not all(isinstance(item, dict) for item in raw):
        problems.append(f"{key}: write each as a table of its own that starts with [[{key}]]")
        return []
    good = []
    for number, item in enumerate(raw, start=1):
        name = item.get("name") or item.get("challenge")
        where = f'{key} "{name}"' if isinstance(name, str) and name else f"{key} number {number}"
        table, found = parse_table(form_of(item), item, where)
        problems += found
        if table is not None:
            good.append(table)
    return good


def _destination_form(item: dict[str, Any]) -> type[Table]:
    return MastodonDestination if item.get("network") == "mastodon" else DiscordDestination
