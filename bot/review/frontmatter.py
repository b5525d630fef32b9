"""Front matter and body of a text, with python-frontmatter; what can't be read becomes a Problem with its place."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml
from frontmatter import detect_format

from bot.review import faults
from bot.review.handlers import HANDLERS, FrontMatterError
from bot.review.model import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Parts:
    """A file's two parts. ``values`` is None where there is no front matter at all."""

    values: Mapping[str, Any] | None
    body: str
    source: str = ""  # the front matter as written
    line: int = 1  # the file's line on which ``source`` starts
    syntax: str = "YAML"
    problems: tuple[Problem, ...] = ()


def split(text: str, path: str) -> Parts | Problem:
    """The parts of a decoded text (LF line ends); a Problem if it opens front matter that yields no mapping."""
    stripped = text.strip()
    handler = detect_format(stripped, HANDLERS)
    if handler is None:
        return Parts(None, stripped)
    first = text.count("\n", 0, len(text) - len(text.lstrip())) + 1
    try:
        source, body = handler.split(stripped)
    except ValueError:
        mark = stripped[:3]
        message = f'The front matter that "{mark}" opens here is never closed; put a line "{mark}" below it.'
        return Problem(path, first, 1, "", message)
    return _load(handler, source, body.strip(), path, first)


def _load(handler: Any, source: str, body: str, path: str, first: int) -> Parts | Problem:  # untyped library
    try:
        loaded = handler.load(source)
    except FrontMatterError as error:
        return Problem(path, first + error.line - 1, error.column, "", error.message)
    except yaml.YAMLError as error:
        return faults.of_yaml(error, source, path, first)
    except (tomllib.TOMLDecodeError, json.JSONDecodeError) as error:
        return faults.of_text(error, handler.name, source, path, first)
    except (ValueError, TypeError, RecursionError, OverflowError, AttributeError, KeyError) as error:
        return Problem(path, first, 1, "", f"The {handler.name} front matter can't be read: {faults.short(error)}.")
    values = {} if loaded.values is None else loaded.values
    if not isinstance(values, dict):
        message = f'The {handler.name} front matter holds no "name: value" lines; write them, or remove its fences.'
        return Problem(path, first, 1, "", message)
    problems = tuple(
        Problem(
            path, first + line - 1, column, key, f'"{key}" stands twice; the last one counts. Remove one.', "warning"
        )
        for key, line, column in loaded.twice
    )
    return Parts(values, body, source, first, handler.name, problems)
