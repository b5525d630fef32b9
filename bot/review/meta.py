"""The facts in a front matter, one small function each; what is wrong with one is noted in ``fields``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.review import address as addresses
from bot.review.dates import date_in_name, read_date
from bot.review.fields import scalar, texts
from bot.review.iso639 import CODES
from bot.review.markup import plain
from bot.review.rating import RatingError, read_rating
from bot.review.title import split_title

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from bot.review.fields import Fields
    from bot.review.model import Rating, ReadingRules

_YES, _NO = ("true", "yes", "on", "1"), ("false", "no", "off", "0")
_LANGUAGE = re.compile(r"([a-zA-Z]{2})(?:[-_][a-zA-Z0-9]{2,8})*\Z")
_MAX_TITLE = 500  # characters


def title_and_year(fields: Fields, rules: ReadingRules) -> tuple[str, int | None] | None:
    """Title and year, or None (told as a problem) if there is no title."""
    key, value = fields.first(rules.fields.title)
    text = plain(fields.text(key, value) or "")
    if not text or value is None:
        fields.complain(key, _no_title(fields, key, value))
        return None
    if len(text) > _MAX_TITLE:
        fields.complain(key, f"The title is longer than {_MAX_TITLE} characters; shorten it.")
        return None
    return split_title(text, fields.first(rules.fields.year)[1])


def _no_title(fields: Fields, key: str, value: object) -> str:
    if not key:
        return 'The review has no title; add a line "title: …".'
    if isinstance(value, list | dict):
        return f'The "{key}" is a list or table; if it starts with a bracket, put it in quotation marks.'
    if re.search(rf"^\s*{re.escape(key)}\s*:\s*#", fields.parts.source, re.MULTILINE):
        return f'"#" starts a comment here, so the "{key}" is empty; put it in quotation marks.'
    return f'The "{key}" is empty; write the film\'s title.'


def rating(fields: Fields, rules: ReadingRules) -> Rating | None:
    """The score, None for unrated. Raises ValueError, told as a problem, rather than pass a wrong score as unrated."""
    key, value = fields.first(rules.fields.rating)
    try:
        return read_rating(value, rules.scale, rules.letters, rules.unrated)
    except RatingError as error:
        fields.complain(key, str(error))
        raise


def has_rating(fields: Fields, rules: ReadingRules) -> bool:
    """Does the front matter speak of a rating at all, if only to say that there is none?"""
    return bool(fields.first(rules.fields.rating)[0])


def day(fields: Fields, rules: ReadingRules) -> date | None:
    """The front matter's date in the site's zone, else the one in the file's (or its folder's) name."""
    key, value = fields.first(rules.fields.date)
    try:
        if found := read_date(value, rules.timezone):
            return found
    except ValueError:
        shown = scalar(value)
        said = f'"{shown[:40]}"' if shown else "This"
        fields.complain(key, f"{said} is not a date that can be read; write it as 2024-05-31.", "warning")
    folder, _, name = fields.path.rpartition("/")
    found, _ = date_in_name(name)
    if found is None and name.startswith("index."):
        found, _ = date_in_name(folder.rpartition("/")[2])
    return found


def address(fields: Fields, rules: ReadingRules, when: date | None) -> str | None:
    """The review's address; parts that the file doesn't tell are left out and told in a warning each.

    ``{title}`` is the whole title: a generator makes its address from it with the year that we take for ours.
    """
    _, categories = fields.first(("category", "categories"))
    key, own = fields.first(("permalink", "url"))
    wanted = own or "title" in (rules.permalink or "")
    needed = plain(scalar(fields.first(rules.fields.title)[1]) or "") if wanted else ""
    values = addresses.parts(fields.path, scalar(fields.get("slug")), needed, when, _categories(categories))
    found = addresses.Address(None)
    if own_text := (scalar(own) or "").strip():
        found = addresses.own(own_text, values, rules.base_url)
        if found.url is None:
            fields.complain(key, "This is no address on the web; write a path such as /films/title/.", "warning")
    if found.url is None and rules.permalink:
        found = addresses.from_pattern(rules.permalink, values, rules.base_url)
    for part in found.missing:
        fields.complain(part, _missing(part), "warning")
    return found.url


def _categories(value: object) -> tuple[str, ...]:
    return texts(value) if isinstance(value, list) else ((scalar(value) or "").strip(),) if scalar(value) else ()


def _missing(part: str) -> str:
    if part == "date":
        remedy = 'add a line "date: …", or start the file\'s name with it'
    elif part in {"category", "slug", "title"}:
        remedy = f'add a line "{part}: …"'
    elif part == "slug_or_title":
        part, remedy = "slug or the title", 'add a line "slug: …"'
    else:
        remedy = "correct the permalink pattern"
    return f"The address needs the {part}, which the file doesn't tell; it is left out. To put it in, {remedy}."


_SOME_WARNING = "Content warning"  # where the owner says no more
_UNWARNED = frozenset({"", "none", "null", "~", "-"})


def links(fields: Fields, rules: ReadingRules) -> tuple[tuple[str, str], ...]:
    """(label, address) of the configured links that are there; anything but http and https is told and left out."""
    found = []
    for label, key in rules.fields.links.items():
        text = (scalar(fields.get(key)) or "").strip()
        if not text:
            continue
        if url := addresses.web_address(text):
            found.append((label, url))
        else:
            fields.complain(key, "This is no web address and is left out; it has to start with https://.", "warning")
    return tuple(found)


def badges(fields: Fields, rules: ReadingRules) -> tuple[str, ...]:
    """The labels of the configured badges whose value is true."""
    return tuple(label for label, key in rules.fields.badges.items() if is_yes(fields.get(key)))


def tags(fields: Fields, rules: ReadingRules) -> tuple[str, ...]:
    """All tags, each once: a list, or a text with commas or blanks between them."""
    return tuple(dict.fromkeys(texts(fields.first(rules.fields.tags)[1])))


def language(fields: Fields, rules: ReadingRules) -> str:
    """ISO 639-1 code without its region, in small letters; where the file tells none, the source's."""
    said = fields.get("lang")
    value = "no" if said is False else scalar(said)  # Norwegian, which YAML takes for a "no"
    if not value or not value.strip():
        return rules.language
    match = _LANGUAGE.match(value.strip())
    if match and match[1].lower() in CODES:
        return match[1].lower()
    message = f'"{value[:20]}" is no two-letter language code; write for example "es".'
    fields.complain("lang", message, "warning")
    return rules.language


def content_warning(fields: Fields) -> str | None:
    """The owner's own content warning, on one line: a text, or a list of them. A bare yes or no is heeded, too."""
    value = fields.get("cw")
    if value is None or is_no(value) or (isinstance(value, str) and value.strip().lower() in _UNWARNED):
        return None
    if is_yes(value):
        return _SOME_WARNING
    if isinstance(value, dict):
        fields.complain("cw", 'This is a table, so that only a bare warning is given; write cw: "Gore".', "warning")
        return _SOME_WARNING
    said = ", ".join(texts(value)) if isinstance(value, list) else scalar(value) or ""
    return plain(said) or None


def spoils(fields: Fields) -> bool:
    """Does the front matter say that the whole text spoils? "spoiler" is the slip that hands make."""
    return is_yes(fields.get("spoilers")) or is_yes(fields.get("spoiler"))


def social(fields: Fields) -> Mapping[str, str]:
    """The owner's own words by network; "" is for all networks."""
    value = fields.get("social")
    if isinstance(value, list) or (
        isinstance(value, dict) and any(isinstance(one, list | dict) for one in value.values())
    ):
        fields.complain(
            "social", "Your own words are a text, or one text for each network; a list isn't used.", "warning"
        )
    if isinstance(value, dict):
        said = {
            str(name).lower(): (scalar(text) or "").strip() for name, text in value.items() if isinstance(name, str)
        }
        return {name: text for name, text in said.items() if text}
    text = (scalar(value) or "").strip()
    return {"": text} if text else {}


def keys(fields: Fields, rules: ReadingRules) -> frozenset[str]:
    """Those keys that destinations' rules ask about whose value says yes."""
    return frozenset(key for key in rules.keys if is_yes(fields.get(key)))


def is_yes(value: object) -> bool:
    """Is a front matter value a yes?"""
    return value is True or (
        isinstance(value, str | int) and str(value).strip().lower() in _YES if not _huge(value) else False
    )


def is_no(value: object) -> bool:
    """Is a front matter value a no? Absent and null are not."""
    return value is False or (
        isinstance(value, str | int) and str(value).strip().lower() in _NO if not _huge(value) else False
    )


def _huge(value: object) -> bool:
    return isinstance(value, int) and value.bit_length() > 512
