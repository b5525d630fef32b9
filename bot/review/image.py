"""The picture that a review names in its front matter: where it lies, and the owner's words for it. Opens nothing.

A path that starts with "/" is the site's; a bare name lies in the source's ``image_base``, else beside the review, as
every other path does: "../../assets/cover.jpg" may lead out of the source's folder, but not out of the site's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from bot.review.address import web_address
from bot.review.fields import scalar
from bot.review.markup import plain
from bot.review.model import Image
from bot.review.private import names_one, without

if TYPE_CHECKING:
    from bot.review.fields import Fields
    from bot.review.model import ReadingRules

_PLACES = ("src", "url", "path", "image", "file", "name", "feature", "thumbnail", "relative_src")
_WORDS = ("alt", "image_alt", "caption", "description")
_NONE = frozenset({"", "none", "null", "no", "false", "true", "~", "-", "n/a"})
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:(?!\s)")  # but "Alien: Covenant.jpg" is a name
_LONGEST, _LONGEST_ALT = 1000, 1000  # characters


def image(fields: Fields, rules: ReadingRules) -> Image | None:
    """The review's picture; None where it names none, or one that can't be shown (told in a warning)."""
    key, value = fields.first(rules.fields.image)
    place, words = _place_and_words(value)
    if place.lower() in _NONE:
        return None
    own = plain(scalar(fields.first(rules.fields.image_alt)[1]) or "")
    alt = (own or words)[:_LONGEST_ALT] or None
    if alt and names_one(alt, rules.never_quote):
        alt = without(alt, rules.never_quote) or None
    try:
        return _found(place, alt, fields.path, rules)
    except ValueError as error:
        fields.complain(key, str(error), "warning")
        return None


def _place_and_words(value: Any) -> tuple[str, str]:  # whatever the front matter says
    """A text, a table of the place and its words, or a list of such: its first."""
    if isinstance(value, list):
        value = next((one for one in value[:50] if one), None)
    if isinstance(value, dict):
        place = next((text for key in _PLACES if isinstance(text := value.get(key), str) and text.strip()), "")
        words = next((text for key in _WORDS if isinstance(text := value.get(key), str) and text.strip()), "")
        return place.strip(), plain(words)
    return (value.strip() if isinstance(value, str) else ""), ""


def _found(place: str, alt: str | None, path: str, rules: ReadingRules) -> Image:
    """Raises ValueError with a sentence."""
    base = rules.image_base
    if len(place) > _LONGEST or not place.isprintable():
        raise ValueError("This is no path of a picture, and is left out; write a path such as /assets/cover.jpg.")
    if place.startswith("//") or _SCHEME.match(place):
        url = web_address(f"https:{place}" if place.startswith("//") else place)
        if url is None:
            raise ValueError("This is no web address and is left out; it has to start with https://.")
        return Image(None, url, alt)
    where = unquote(re.split(r"[?#]", place, maxsplit=1)[0]).replace("\\", "/")
    if "/" in where or base is None:
        return Image(_inside(where, path, place, rules.folder), None, alt)
    if base.startswith("/"):
        return Image(_inside(f"{base.rstrip('/')}/{where}", path, place), None, alt)
    return Image(None, f"{base.rstrip('/')}/{quote(where)}", alt)


def _inside(where: str, path: str, written: str, folder: str | None = None) -> str:
    """The path without idle steps; one that isn't the site's starts at the review's folder.

    ``folder``: the source's in the site's, where a path that leaves the one goes on as the other's.
    """
    on_site = where.startswith("/")
    steps = [] if on_site else path.split("/")[:-1]
    for step in where.split("/"):
        if step == "..":
            if not steps and not on_site and folder:
                on_site, steps = True, folder.split("/")
            if not steps:
                raise ValueError(
                    f'"{written[:60]}" leads out of the folder and is left out; write a path inside of it.'
                )
            steps.pop()
        elif step not in {"", "."}:
            steps.append(step)
    if not steps or not where.isprintable():
        raise ValueError(f'"{written[:60]}" is no file and is left out; write a path such as /assets/cover.jpg.')
    return ("/" if on_site else "") + "/".join(steps)
