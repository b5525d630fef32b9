"""The page of every setting."""

from __future__ import annotations

import json
import re
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any, get_args

from pydantic_core import PydanticUndefined

from bot.settings import forms, running_tables, schema, source_tables
from docs.reference_sample import meanings

if TYPE_CHECKING:
    from collections.abc import Iterator

HEAD = """# Every setting

<!-- Written by `python -m docs.reference`: change the comments in config/matinee.toml, or the forms of bot/settings -->

Matinee reads one file, `config/matinee.toml` unless `-c FILE` names another. Everything has a default but what is
marked *needed*; a name that is not listed here is told as a mistake. All mistakes are told at once, each with its key.

- Relative paths start at the folder that Matinee is started in.
- Durations are written `"90s"`, `"20m"`, `"2h"`, `"7d"`; times of day `"18:30"`.
- Tokens never stand in the file: it names environment variables, and each may have `_FILE` appended to name a file.
- `[[source]]`, `[[destination]]`, `[[recap]]` and `[[challenge]]` may be written any number of times.

[`config/matinee.toml`](../config/matinee.toml) has all of it as one file that works.
"""
TABLES: tuple[tuple[str, str, Any], ...] = (
    ("site", "[site]", schema.SiteTable),
    ("source", "[[source]]", source_tables.SourceTable),
    ("tags", "[tags]", schema.TagsTable),
    ("destination", "[[destination]]", schema.DestinationTable),
    ("destination", '[[destination]] with network = "discord"', schema.DiscordDestination),
    ("destination", '[[destination]] with network = "mastodon"', schema.MastodonDestination),
    ("recap", "[[recap]]", schema.RecapTable),
    ("challenge", "[[challenge]]", schema.ChallengeTable),
    ("discord", "[discord]", schema.DiscordTable),
    ("owner", "[owner]", running_tables.OwnerTable),
    ("live", "[live]", running_tables.LiveTable),
    ("page", "[page]", running_tables.PageTable),
    ("log", "[log]", running_tables.LogTable),
    ("store", "[store]", running_tables.StoreTable),
)
# Tables whose keys are told elsewhere: where they stand again, a link leads there.
TOLD_AT = {schema.FilterTable: "destination.filter", schema.ScheduleTable: "destination.schedule"}
MENTIONED = {"destination": ("network",)}  # told of both networks, by each


def settings() -> str:
    """The page."""
    told = meanings()
    parts = [HEAD]
    common = set(schema.DestinationTable.model_fields)
    for name, title, form in TABLES:
        left_out = common if form in (schema.DiscordDestination, schema.MastodonDestination) else set()
        parts += _sections(name, title, form, told, left_out)
    return "\n".join(parts)


def _sections(name: str, title: str, form: Any, told: dict[str, str], left_out: set[str]) -> Iterator[str]:
    """A table's section, and those of the tables within it."""
    rows: list[str] = []
    within: list[str] = []
    for key, field in form.model_fields.items():
        if key in left_out:
            continue
        inner = _table_of(field.annotation)
        if inner is None:
            rows.append(_row(key, field, told.get(f"{name}.{key}", "")))
        elif inner in TOLD_AT and TOLD_AT[inner] != f"{name}.{key}":
            anchor = TOLD_AT[inner].replace(".", "")
            rows.append(
                f"| `{key}` | a table, see [`[{TOLD_AT[inner]}]`](#{anchor}) | | {told.get(f'{name}.{key}', '')} |"
            )
        elif _is_list_or_optional(field.annotation):
            rows.append(_row(key, field, told.get(f"{name}.{key}", "")))
            within += _rule_section(f"{name}.{key}", inner, told)
        else:
            within += _sections(f"{name}.{key}", f"[{name}.{key}]", inner, told, set())
    yield f"## `{title}`\n"
    if told.get(name) and not left_out:
        yield f"{told[name]}\n"
    yield "| key | allowed is | default | what it does |\n|---|---|---|---|"
    yield from rows
    yield ""
    yield from within


def _rule_section(name: str, form: Any, told: dict[str, str]) -> Iterator[str]:
    yield f"### In each of `{name}`\n"
    yield "| key | allowed is | default |\n|---|---|---|"
    for key, field in form.model_fields.items():
        yield f"| `{key}` | {_cell(field.description)} | {_default(field)} |"
    yield ""


def _row(key: str, field: Any, meaning: str) -> str:
    return f"| `{key}` | {_cell(field.description or '')} | {_default(field)} | {_cell(_sentence(meaning))} |"


def _sentence(text: str) -> str:
    text = text.removeprefix("... ").removesuffix(" ...")
    text = re.sub(r"^(and|but) ", "", re.sub(r"^or ", "also: ", text))
    return text[:1].upper() + text[1:]


def _table_of(annotation: Any) -> Any:
    """The table that a field is, or holds; None for plain values."""
    for one in (annotation, *get_args(annotation)):
        if isinstance(one, type) and issubclass(one, forms.Table):
            return one
    return None


def _is_list_or_optional(annotation: Any) -> bool:
    return bool(get_args(annotation))


def _cell(text: str) -> str:
    """As a table's cell, with what stands in quotation marks or brackets as code."""
    return text.replace("|", "\\|").replace("<", "&lt;")


def _default(field: Any) -> str:
    if field.default is PydanticUndefined:
        return "*needed*"
    return "" if field.default is None else f"`{_written(field.default)}`"


def _written(value: Any) -> str:
    """A value as it stands in the file."""
    if isinstance(value, timedelta):
        return json.dumps(_duration(int(value.total_seconds())))
    if isinstance(value, tuple) and len(value) == 2:  # an address and its port
        return json.dumps(":".join(map(str, value)))
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_written(it)}" for key, it in value.items()) + " }" if value else "{}"
    if isinstance(value, time | date):
        return re.sub(r":00$", "", str(value))
    return json.dumps(value, ensure_ascii=False)


def _duration(seconds: int) -> str:
    for unit, letter in ((86400, "d"), (3600, "h"), (60, "m")):
        if seconds and seconds % unit == 0 and (seconds > unit or letter != "d"):
            return f"{seconds // unit}{letter}"
    return f"{seconds}s"
