"""How many of what: "six shorts" where several reviews are called together, "6 posts" anywhere else. Pure.

Tags are often private shelf marks: a rule's tag gives the name only where it says what kind of work is reviewed.
"""

from __future__ import annotations

import regex

_COUNTED = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_SAME = ("series", "miniseries", "anime", "manga")
_REGULAR = (
    "album", "book", "cartoon", "clip", "comic", "concert", "episode", "feature", "featurette", "film", "game",
    "movie", "musical", "novel", "novella", "play", "podcast", "record", "review", "short", "show", "single",
    "sketch", "song", "special", "trailer", "video",
)  # fmt: skip
_KINDS = {one: one for one in _SAME} | {
    "story": "stories", "documentary": "documentaries", "anthology": "anthologies", "sketch": "sketches",
}  # fmt: skip
_KINDS |= {one: f"{one}s" for one in _REGULAR if one not in _KINDS}
_SINGULAR = {plural: one for one, plural in _KINDS.items()}
_QUALIFIED = frozenset({"short", "mini", "animated", "silent", "music", "graphic", "audio", "tv", "board", "video"})


def noun_of(tag: str | None) -> str:
    """What one of the reviews with this tag is of, "short film"; "review" where the tag says nothing of that."""
    words = regex.split(r"[\s_-]+", (tag or "").casefold().strip())
    last = _SINGULAR.get(words[-1], words[-1])
    if last not in _KINDS or not set(words[:-1]) <= _QUALIFIED:
        return "review"
    return " ".join([*words[:-1], last])


def counted(count: int, noun: str) -> str:
    """ "six shorts", "one short film"; from thirteen on in digits."""
    number = _COUNTED[count] if 0 <= count < len(_COUNTED) else str(count)
    *before, last = noun.split()
    return " ".join([number, *before, last if count == 1 else _KINDS.get(last, f"{last}s")])


def number_of(count: int, noun: str) -> str:
    """ "1 post", "2 posts", of a noun whose plural ends in an "s"."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def begins_with_count(text: str) -> bool:
    """Whether a text begins as :func:`counted` does."""
    first = text.split(" ", 1)[0]
    return first in _COUNTED or first.isdecimal()
