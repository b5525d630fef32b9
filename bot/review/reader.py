"""One file's bytes → a Reading. Never raises, whatever the bytes are; touches no disk, network or database.

Phases: decode and mend; split the front matter; is it a review at all; its fields; its body; its address.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bot.review import frontmatter, meta, words
from bot.review.decode import decode, digest
from bot.review.fields import Fields, lookup, scalar
from bot.review.identity import review_id as usual_id
from bot.review.image import image
from bot.review.mend import mend
from bot.review.model import Problem, Reading, Review
from bot.review.prose import Voice

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.review.model import ReadingRules

_ID = re.compile(r"[0-9A-Za-z_-]{1,64}")


def read(data: bytes, path: str, rules: ReadingRules, *, review_id: str | None = None) -> Reading:
    """What became of one file. ``path`` is relative to the source's folder, with "/".

    ``review_id``: the id that the records bind to this path (after a rename); the front matter's ``id`` comes first.
    """
    content_hash = digest(data)
    if reason := _by_name(path):
        return Reading(path, skipped=reason, content_hash=content_hash)
    text = decode(data, path)
    if isinstance(text, Problem):
        return Reading(path, problems=(text,), content_hash=content_hash)
    text, mended = mend(text, path) if b"\xc3" in data else (text, ())  # every slip has such a byte
    parts = frontmatter.split(text, path)
    if isinstance(parts, Problem):
        return Reading(path, problems=(*mended, parts), content_hash=content_hash)
    body_hash = digest(parts.body.encode("utf-8", "surrogatepass"))
    if parts.values is None:
        return Reading(path, skipped="no front matter", content_hash=content_hash, body_hash=body_hash)
    if reason := _not_a_review(parts.values, rules.where):
        return Reading(path, skipped=reason, content_hash=content_hash, body_hash=body_hash)
    fields = Fields(path, parts, parts.values, [*mended, *parts.problems])
    review = _review(fields, rules, review_id)
    return Reading(path, review, None, tuple(fields.problems), content_hash, body_hash)


def _by_name(path: str) -> str | None:
    folder, _, name = path.rpartition("/")
    if "_drafts" in folder.split("/"):
        return "draft"
    if name.startswith("_index."):
        return "a folder's own page (_index)"
    return None


def _not_a_review(values: Mapping[str, Any], where: Mapping[str, Any]) -> str | None:
    if values.get("draft") in (True, "true", "yes"):
        return "draft"
    if values.get("published") in (False, "false", "no"):
        return "not published"
    for key, wanted in where.items():
        present, value = lookup(values, key)
        if not present:
            return f"{key} is missing"
        if wanted == "*":  # whatever it says
            continue
        if not _is(value, wanted):
            return f"{key} is not {scalar(wanted) or 'as wanted'}"
    return None


def _is(value: object, wanted: object) -> bool:
    """A list in the front matter has to hold the value; a list in the configuration gives several to choose from."""
    if isinstance(wanted, list | tuple):
        return any(_is(value, one) for one in wanted)
    if isinstance(value, list):
        return any(_is(one, wanted) for one in value if not isinstance(one, list))
    return not isinstance(value, dict) and scalar(value) == scalar(wanted)


def _review(fields: Fields, rules: ReadingRules, bound_id: str | None) -> Review | None:
    """The review, or None if title or rating make that impossible; the problems are in ``fields``."""
    named = meta.title_and_year(fields, rules)
    try:
        rating = meta.rating(fields, rules)
    except ValueError:
        return None
    if named is None:
        return None
    title, year = named
    day = meta.day(fields, rules)
    tags = meta.tags(fields, rules)
    public = tags if "*" in rules.public_tags else tuple(tag for tag in tags if tag in rules.public_tags)
    badges = meta.badges(fields, rules)
    url = meta.address(fields, rules, day)
    private = frozenset(tag.lower() for tag in tags if tag not in public)
    language = meta.language(fields, rules)
    chosen = words.read(fields, rules, Voice(title, language, private, rules.never_quote), badges, url)
    return Review(
        id=_own_id(fields) or bound_id or usual_id(rules.source, fields.path),
        source=rules.source,
        path=fields.path,
        title=title,
        year=year,
        rating=rating if meta.has_rating(fields, rules) else chosen.rating,
        excerpt=chosen.excerpt,
        quotes=chosen.quotes,
        url=url,
        links=meta.links(fields, rules),
        challenge=chosen.challenge,
        tags=tags,
        public_tags=public,
        badges=badges,
        date=day,
        language=language,
        content_warning=meta.content_warning(fields),
        spoilers=meta.spoils(fields),
        post=not meta.is_no(fields.get("post")),
        social=meta.social(fields),
        text=chosen.text,
        image=image(fields, rules),
        keys=meta.keys(fields, rules),
    )


def _own_id(fields: Fields) -> str | None:
    value = fields.get("id")
    if value is None:
        return None
    text = fields.text("id", value) or ""
    if _ID.fullmatch(text):
        return text
    fields.complain("id", "An id is 1 to 64 letters, digits, - or _; this one is not used.", "warning")
    return None
