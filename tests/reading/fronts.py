"""Front matter in YAML, TOML and JSON, flat and nested, with ratings of every kind."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from bot.review.model import Rating

SITE = (
    "2024-05-31-film-{number}.md",
    "films/film-{number}/index.md",
    "film-{number}.markdown",
    "reviews/2024/film-{number}.md",
)
_FIVE: dict[str, Any] = {"scale": 5.0}
_GRADES: dict[str, Any] = {"letters": ("F", "D", "C", "B", "A"), "scale": None}
_WORDS: dict[str, Any] = {"letters": ("Skip it", "Rent it", "See it"), "scale": None}
_NONE: dict[str, Any] = {"scale": None}


@dataclass(frozen=True, slots=True)
class Score:
    """A way to write a rating. ``value``: of the front matter; ``body``: a line on top of the text instead."""

    name: str
    value: Any  # str, int, float, bool, None or a table: what front matter can say
    rating: Rating | None
    rules: dict[str, Any] = field(default_factory=lambda: _FIVE)
    body: str = ""
    readable: bool = True
    absent: bool = False


SCORES = (
    Score("number as text", "3.5", Rating(3.5, 5)),
    Score("number", 4, Rating(4, 5)),
    Score("number with a comma", "2,5", Rating(2.5, 5)),
    Score("zero", 0, Rating(0, 5)),
    Score("zero as text", "0.0", Rating(0, 5)),
    Score("blank", "", None),
    Score("nothing", None, None),
    Score("no key", None, None, absent=True),
    Score("word for none", "n/a", None),
    Score("fraction", "7/10", Rating(7, 10), _NONE),
    Score("fraction with blanks", "7.2 / 10", Rating(7.2, 10), _NONE),
    Score("out of", "28 out of 30", Rating(28, 30), _NONE),
    Score("percentage", "85%", Rating(85, 100), _NONE),
    Score("of ten", 8, Rating(8, 10), {"scale": 10.0}),
    Score("of three", 2, Rating(2, 3), {"scale": 3.0}),
    Score("of thirty", 21.5, Rating(21.5, 30), {"scale": 30.0}),
    Score("of a hundred", 64, Rating(64, 100), {"scale": 100.0}),
    Score("stars", "★★★½", Rating(3.5, 5)),
    Score("outlined stars", "★★★☆☆", Rating(3, 5), _NONE),
    Score("emoji", "⭐⭐⭐⭐", Rating(4, 5)),
    Score("emoji with a selector", "⭐️⭐️⭐️", Rating(3, 5)),
    Score("popcorn", "🍿🍿", Rating(2, 5)),
    Score("half in signs", "3½", Rating(3.5, 5)),
    Score("stars and number", "★★★½ (3.5/5)", Rating(3.5, 5), _NONE),
    Score("letter", "B", Rating(3, 4), _GRADES),
    Score("lowest letter", "F", Rating(0, 4), _GRADES),
    Score("word", "Rent it", Rating(1, 2), _WORDS),
    Score("word of the site's for none", "Abandoned", None, {"scale": 5.0, "unrated": frozenset({"abandoned"})}),
    Score("in the text", None, Rating(4, 5), _NONE, body="Rating: 4/5\n\n", absent=True),
    Score("stars in the text", None, Rating(3.5, 5), _FIVE, body="**Rating:** ★★★½\n\n", absent=True),
    Score("out of scale", "44.0", None, readable=False),
    Score("negative", "-1", None, readable=False),
    Score("word that is none", "lamp", None, readable=False),
    Score("scale unknown", "7", None, _NONE, readable=False),
)


def written(number: int, score: Score, challenge: str | None) -> tuple[str, str]:
    """(syntax, the whole front matter) of a file; other people's scores and private tags stand beside."""
    title = f"Film {number} (1961)"
    nested = number % 7 == 3
    values: dict[str, Any] = {"title": title, "tags": ["lamps", "zqshelf"], "imdb": 7.9, "metacritic": "88"}
    if number % 2:
        values["excerpt"] = f"My review of {title}"
    if challenge is not None:
        values["challenge"] = challenge
    if not score.absent:
        if nested:
            values["review"] = {"rating": score.value}
        else:
            values["rating"] = score.value
    syntax = ("YAML", "YAML", "JSON", "TOML")[number % 4]
    if syntax == "TOML" and score.value is None and not score.absent:
        syntax = "YAML"  # TOML knows no null
    name = f"{syntax}, nested" if nested else syntax
    if syntax == "JSON":
        return name, json.dumps(values, ensure_ascii=False, indent=2)
    if syntax == "TOML":
        return name, f"+++\n{_toml(values)}+++"
    return name, f"---\n{_yaml(values)}---"


def _yaml(values: dict[str, Any], indent: str = "") -> str:
    lines = []
    for key, value in values.items():
        if isinstance(value, dict):
            lines.append(f"{indent}{key}:\n{_yaml(value, indent + '  ')}")
        elif isinstance(value, list):
            lines.append(f"{indent}{key}:\n" + "".join(f"{indent}  - {one}\n" for one in value))
        else:
            lines.append(f"{indent}{key}:{'' if value is None else ' ' + json.dumps(value, ensure_ascii=False)}\n")
    return "".join(lines)


def _toml(values: dict[str, Any]) -> str:
    flat = [f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items() if key != "review"]
    if "review" in values:
        flat.append(f"[review]\nrating = {json.dumps(values['review']['rating'], ensure_ascii=False)}\n")
    return "".join(flat)
