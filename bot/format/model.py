"""Posts as plain data: what goes over the wire, already fitted to the network's limits. No network library here.

``frozen`` and ``thaw`` turn a post into JSON for the records and back: what was rendered at the first claim of a
delivery is what every repeat sends.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Network = Literal["discord", "mastodon"]
Visibility = Literal["public", "unlisted", "private", "direct"]


@dataclass(frozen=True, slots=True)
class Facts:
    """What a post says of its review: it is corrected when one of these changes, and for nothing else."""

    title: str
    year: int | None
    stars: str
    address: str | None
    warning: str | None
    words: tuple[str, ...]  # the excerpt and the quotes that the post shows, not yet escaped
    dated: bool = False  # the post went out late and says its review's date; a correction says it too

    @property
    def name(self) -> str:
        """The review's name for people: "The Perfection (2018)"."""
        return f"{self.title} ({self.year})" if self.year is not None else self.title


@dataclass(frozen=True, slots=True)
class Toot:
    """A Mastodon status. ``length`` counts as Mastodon does (text and warning), 0 <= length <= limit."""

    text: str
    content_warning: str | None
    language: str  # ISO 639-1
    visibility: Visibility
    length: int
    limit: int
    address: str | None  # the review's address, by which the post is found again; None: match the text
    network: Literal["mastodon"] = "mastodon"
    facts: Facts | None = None  # None: a recap, or frozen by a Matinee that didn't note them


@dataclass(frozen=True, slots=True)
class LinkButton:
    """A button under a Discord message that opens an address. ``label``: 1 to 80 characters."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Message:
    """A Discord message: one embed (Discord's own JSON form) and link buttons.

    ``length`` is what counts towards Discord's limit of 6000 over the embed's texts.
    """

    embed: dict[str, Any]
    buttons: tuple[LinkButton, ...]
    length: int
    limit: int
    address: str | None
    network: Literal["discord"] = "discord"
    facts: Facts | None = None


Post = Toot | Message


def frozen(post: Post) -> dict[str, Any]:
    """The post as JSON-able data."""
    return asdict(post)


def thaw(data: dict[str, Any]) -> Post:
    """The post that :func:`frozen` made this data from."""
    facts = data.get("facts")
    known = {**data, "facts": Facts(**{**facts, "words": tuple(facts["words"])}) if facts else None}
    if data["network"] == "mastodon":
        return Toot(**known)
    return Message(**{**known, "buttons": tuple(LinkButton(**button) for button in data["buttons"])})


@dataclass(frozen=True, slots=True)
class FormatPolicy:
    """How posts for one destination are written. Built by ``bot.settings``."""

    network: Network
    site_name: str
    language: str = "en"  # the site's; a review's own comes first
    visibility: Visibility = "public"
    hashtags: dict[str, str] = field(default_factory=dict)  # public tag → hashtag without "#"
    timezone: str = "UTC"  # IANA name


@dataclass(frozen=True, slots=True)
class Limits:
    """What a server takes. Mastodon: asked from the instance; the defaults are Mastodon's own."""

    characters: int = 500
    characters_per_url: int = 23


@dataclass(frozen=True, slots=True)
class RecapEntry:
    """One review in a recap."""

    review_id: str
    title: str
    year: int | None
    rating: tuple[float, float] | None  # (value, scale); None: unrated
    position: int | None
    prompt: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Recap:
    """What a recap tells. Computed by ``bot.recaps``; frozen with its slot, so it must stay JSON-able."""

    challenge: str
    done: int  # distinct positions reached
    total: int | None
    entries: tuple[RecapEntry, ...]  # new since the last recap, oldest first
    mean: float | None  # of all rated reviews of the challenge, on ``scale``
    scale: float | None
    url: str | None  # the challenge's list
    since: str | None  # ISO date of the last recap in the site's zone, None for the first
    until: str  # ISO date of this recap's slot in the site's zone
