"""What is wrong in front matter that a parser refused, in a sentence that says what to write instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.review.decode import place
from bot.review.model import Problem

if TYPE_CHECKING:
    import yaml

_KEY = re.compile(r"\s*(?:-\s+)?([\w.-]+)\s*:\s+(.*?)\s*\Z")
_AT_LINE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)")
_HINTS = (
    ("mapping values are not allowed", "holds a colon followed by a blank"),
    ("undefined alias", 'starts with "*", which has a meaning of its own in YAML'),
    ("alias", 'starts with "*", which has a meaning of its own in YAML'),
    ("anchor", 'starts with "&", which has a meaning of its own in YAML'),
    ("constructor for the tag", 'starts with "!", which has a meaning of its own in YAML'),
    ("tag", 'starts with "!", which has a meaning of its own in YAML'),
    ("directive", 'starts with "%", which has a meaning of its own in YAML'),
    ("cannot start any token", "starts with a character that YAML reserves"),
    ("escape", "holds a backslash inside double quotation marks"),
    ("quoted scalar", "opens a quotation mark that is never closed"),
    ("did not find expected", "holds quotation marks or brackets that don't pair up"),
)


def of_yaml(error: yaml.YAMLError, source: str, path: str, first: int) -> Problem:
    """The place, field and remedy of an error in YAML front matter that starts on the file's line ``first``."""
    line, column = _yaml_place(error, source)
    what = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "it is not valid YAML")
    if _unclosed(error):
        what = str(getattr(error, "context", ""))
    field, message = _advice(what, source.split("\n"), line)
    return Problem(path, first + line - 1, column, field, message)


def of_text(error: ValueError, syntax: str, source: str, path: str, first: int) -> Problem:
    """The same for TOML and JSON, whose parsers tell the place in words or as an index."""
    index = getattr(error, "pos", None)
    if isinstance(index, int):  # JSON
        line, column = place(source, min(index, len(source)))
    elif (match := _AT_LINE.search(str(error))) and match[1]:
        line, column = int(match[1]), int(match[2])
    else:
        line, column = place(source, len(source.rstrip()))
    text = source.split("\n")[line - 1] if line <= source.count("\n") + 1 else ""
    key = re.match(r'\s*"?([\w.-]+)"?\s*[:=]', text)
    message = f"The {syntax} front matter can't be read here: {short(getattr(error, 'msg', None) or error)}."
    return Problem(path, first + line - 1, column, key[1] if key else "", message)


def short(error: object) -> str:
    """A library's message as the middle of a sentence: one line, without its own account of the place."""
    text = " ".join(_AT_LINE.sub("", str(error)).split()).rstrip(".:")
    return text[:160] or type(error).__name__


def _yaml_place(error: yaml.YAMLError, source: str) -> tuple[int, int]:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if _unclosed(error):
        mark = getattr(error, "context_mark", None) or mark
    if mark is not None:
        return mark.line + 1, mark.column + 1
    position = getattr(error, "position", 0)
    return place(source, min(position if isinstance(position, int) else 0, len(source)))


def _unclosed(error: yaml.YAMLError) -> bool:
    """A quotation mark is open to the end: where it opens says more than where the file ends."""
    return "end of stream" in str(getattr(error, "problem", "")) and "quoted" in str(getattr(error, "context", ""))


def _advice(what: str, lines: list[str], line: int) -> tuple[str, str]:
    """The field and the sentence. libyaml often complains one line late, so the line above is looked at too."""
    reason = next((words for sign, words in _HINTS if sign in what), None)
    if "\t" in _line(lines, line)[:1] or (
        "found character that cannot start any token" in what and "\t" in _line(lines, line)
    ):
        return "", "The line is indented by a tab, which YAML forbids; use blanks."
    for number in (line, line - 1):
        match = _KEY.match(_line(lines, number))
        if reason and match and match[2] and (number == line or match[2][0] in "\"'["):
            return match[
                1
            ], f'The value of "{match[1]}" {reason}; put it in quotation marks: {match[1]}: {_quoted(match[2])}'
    field = _KEY.match(_line(lines, line))
    return field[
        1
    ] if field else "", f"The YAML front matter can't be read here: {short(what)}. Compare it with a file that works."


def _line(lines: list[str], number: int) -> str:
    return lines[number - 1] if 0 < number <= len(lines) else ""


def _quoted(value: str) -> str:
    bare = value.strip("\"'") if value[:1] in "\"'" else value
    bare = bare if len(bare) <= 80 else bare[:79] + "…"
    return f'"{bare}"' if '"' not in bare and "\\" not in bare else "'" + bare.replace("'", "''") + "'"
