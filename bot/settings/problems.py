"""Turns what pydantic says about a table into sentences: the key, the value, and what is allowed."""

from __future__ import annotations

import json
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pydantic.fields import FieldInfo
    from pydantic_core import ErrorDetails

T = TypeVar("T", bound=BaseModel)
_SHOWN = 60  # characters of a wrong value that a sentence repeats
# What people paste there may be a secret: never repeat it.
_SECRET = {"token_env", "hook_env", "key_file", "git", "url"}


def parse_table(form: type[T], raw: Any, where: str) -> tuple[T | None, list[str]]:
    """The table, or None and a sentence for each problem. ``where`` names the table for people."""
    if not isinstance(raw, dict):
        return None, [f"{where}: it must be a table with keys of its own"]
    try:
        return form.model_validate(raw), []
    except ValidationError as errors:
        return None, [_sentence(form, error, where) for error in errors.errors(include_url=False)]


def unknown_keys(raw: Mapping[str, Any], allowed: Sequence[str], where: str) -> Iterator[str]:
    """A sentence for each key that isn't allowed there."""
    for key in raw:
        if key not in allowed:
            yield _unknown(f"{where}.{key}" if where else key, key, allowed)


def _unknown(dotted: str, key: str, allowed: Sequence[str]) -> str:
    near = get_close_matches(key, allowed, n=1)
    hint = f'do you mean "{near[0]}"?' if near else f"allowed are {', '.join(allowed)}"
    return f"{dotted}: there is no such setting; {hint}"


def _sentence(form: type[BaseModel], error: ErrorDetails, where: str) -> str:
    path = [part for part in error["loc"] if isinstance(part, str)]
    dotted = ".".join([where, *path])
    if error["type"] == "extra_forbidden" and any(path[-1] in _keys_at(form, path[:at]) for at in range(len(path) - 1)):
        # In TOML what stands below a table's head is that table's: the usual slip of who adds a line to the sample.
        return f'{dotted}: this setting is not of the table "{path[-2]}"; write it above the line that starts it'
    if error["type"] == "extra_forbidden":
        return _unknown(dotted, path[-1], _keys_at(form, path[:-1]))
    field = _field_at(form, path)
    allowed = field.description if field and field.description else _kind(field)
    if error["type"] == "missing":
        return f"{dotted}: it is missing; allowed is {allowed}"
    secret = bool(path) and path[-1] in _SECRET
    shown = "this value" if secret else _shown(error["input"])
    cause = str(error.get("ctx", {}).get("error", "")) if error["type"] == "value_error" else ""
    told = f" ({cause})" if cause else ""
    return f"{dotted}: {shown} is not allowed{told}; allowed is {allowed}"


def _kind(field: FieldInfo | None) -> str:
    return "a table, in braces: { ... }" if field and _model_of(field) else "a value of another type"


def _shown(value: Any) -> str:
    try:
        text = json.dumps(value, ensure_ascii=False, default=str)
    except (TypeError, ValueError):
        text = str(value)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _keys_at(form: type[BaseModel], path: Sequence[str]) -> list[str]:
    for part in path:
        field = form.model_fields.get(part)
        nested = _model_of(field) if field else None
        if nested is None:
            return []
        form = nested
    return list(form.model_fields)


def _field_at(form: type[BaseModel], path: Sequence[str]) -> FieldInfo | None:
    field: FieldInfo | None = None
    for part in path:
        found = form.model_fields.get(part)
        if found is None:
            return field
        field = found
        nested = _model_of(found)
        if nested is None:
            return field
        form = nested
    return field


def _model_of(field: FieldInfo) -> type[BaseModel] | None:
    for kind in (field.annotation, *get_args(field.annotation)):
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            return kind
    return None
