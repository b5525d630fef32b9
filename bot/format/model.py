"""Posts as plain data: what goes over the wire, already fitted to the network's limits. No network library here.

``frozen`` and ``thaw`` turn a post into JSON for the records and back: what was rendered at the first claim of a
delivery is what every repeat sends.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from bot.format.looking_back import Board, RecapCell

if TYPE_CHECKING:
    from datetime import date

    from bot.review.condition import Condition

Network = Literal["discord", "mastodon"]
Visibility = Literal["public", "unlisted", "private", "direct"]
Glyphs = Literal["as written", "stars", "outlined", "emoji", "numbers"]


@dataclass(frozen=True, slots=True)
class DigestEntry:
    """What a digest says of one of its reviews."""

    subject: str  # the review's id
    title: str
    year: int | None
    stars: str
    address: str | None
    warning: str | None


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
    entries: tuple[DigestEntry, ...] = ()  # of a digest, whose title is all their names

    @property
    def name(self) -> str:
        """The review's name for people: "The Perfection (2018)"."""
        return f"{self.title} ({self.year})" if self.year is not None else self.title


@dataclass(frozen=True, slots=True)
class Card:
    """What is drawn on a review's card. Everything is plain text, and may be shown to anybody."""

    title: str
    year: int | None
    stars: str  # as drawn: "★★★½", "B+"; "" where there is no rating
    score: str  # the same in numbers, "3.5/5"; "" where there is no rating
    quote: str  # a quoted line, else a short excerpt; "" for none
    challenge: str  # "Oh My Horror 2025"; "" for none
    position: int | None
    total: int | None
    site: str
    theme: Literal["light", "dark"] = "light"


@dataclass(frozen=True, slots=True)
class Picture:
    """A post's one picture: what it is made from, so that every repeat shows the same. Its bytes are made when sent.

    ``name``: the file's name for the network, without a path. ``alt``: what it says, 1 to 1000 characters. Exactly one
    of ``card``, ``board``, ``file`` and ``url`` is there; ``source`` names whose folder a ``file`` is in
    (:class:`bot.review.model.Image` tells how).
    """

    name: str
    alt: str
    card: Card | None = None
    board: Board | None = None
    source: str | None = None
    file: str | None = None
    url: str | None = None


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
    picture: Picture | None = None
    reply_to: str | None = None  # the status it goes on from, by its id
    goes_on: bool = False  # there is more to tell, in a further post that replies to this one
    rest: tuple[Toot, ...] = ()  # what is told after it, each in reply to the one before: frozen with the first


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
    picture: Picture | None = None  # shown in the embed, as its image
    reply_to: str | None = None  # the message it goes on from, by its id
    goes_on: bool = False  # there is more to tell, in a further message that replies to this one
    rest: tuple[Message, ...] = ()  # what is told after it, each in reply to the one before: frozen with the first


Post = Toot | Message


def frozen(post: Post) -> dict[str, Any]:
    """The post as JSON-able data."""
    return asdict(post)


def thaw(data: dict[str, Any]) -> Post:
    """The post that :func:`frozen` made this data from."""
    facts, picture = data.get("facts"), data.get("picture")
    known = {
        **data,
        "facts": _facts(facts) if facts else None,
        "picture": _picture(picture) if picture else None,
        "rest": tuple(thaw(one) for one in data.get("rest", ())),
    }
    if data["network"] == "mastodon":
        return Toot(**known)
    return Message(**{**known, "buttons": tuple(LinkButton(**button) for button in data["buttons"])})


def _facts(data: dict[str, Any]) -> Facts:
    entries = tuple(DigestEntry(**entry) for entry in data.get("entries", ()))
    return Facts(**{**data, "words": tuple(data["words"]), "entries": entries})


def _picture(data: dict[str, Any]) -> Picture:
    card, board = data["card"], data.get("board")
    return Picture(**{**data, "card": Card(**card) if card else None, "board": _board(board) if board else None})


def _board(data: dict[str, Any]) -> Board:
    return Board(**{**data, "cells": tuple(RecapCell(**cell) for cell in data["cells"])})


@dataclass(frozen=True, slots=True)
class WarningRule:
    """When readers are warned, and of what. ``words``: any of them, in what the post itself says."""

    text: str
    condition: Condition | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VisibilityRule:
    """Who sees the posts about some reviews. The first rule that holds decides."""

    condition: Condition
    visibility: Visibility


@dataclass(frozen=True, slots=True)
class Template:
    """The owner's own form of a post, in Jinja2. ``name``: the file, for messages."""

    name: str
    source: str


@dataclass(frozen=True, slots=True)
class FormatPolicy:
    """How posts for one destination are written. Built by ``bot.settings``."""

    network: Network
    site_name: str
    language: str = "en"  # the site's; a review's own comes first
    visibility: Visibility = "public"
    hashtags: dict[str, str] = field(default_factory=dict)  # public tag → hashtag without "#"
    timezone: str = "UTC"  # IANA name
    most_hashtags: int = 4  # 0: none
    glyphs: Glyphs = "as written"  # "as written": letters where the review has them, else stars
    warnings: tuple[WarningRule, ...] = ()
    warned: Literal["hide", "show"] = "hide"  # Discord: what stands under a warning is behind spoiler bars, or open
    swearing: Literal["leave", "avoid", "warn"] = "leave"
    visibilities: tuple[VisibilityRule, ...] = ()
    pictures: tuple[Literal["own", "card"], ...] = ("own",)  # the first that there is
    picture_with_warning: bool = False
    card_theme: Literal["light", "dark"] = "light"
    template: Template | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """What a server takes. Mastodon: asked from the instance; the defaults are Mastodon's own."""

    characters: int = 500
    characters_per_url: int = 23
    alt: int = 1500  # characters of a picture's description
    picture_bytes: int = 8_000_000
    picture_pixels: int = 16_777_216  # width × height
    picture_types: frozenset[str] = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"})


@dataclass(frozen=True, slots=True)
class Digest:
    """Several reviews of a day that become one post."""

    entries: tuple[DigestEntry, ...]
    day: date  # for which they waited, by the destination's clock
    noun: str = "review"  # what they are reviews of, one of them: "short"
    dated: bool = False  # that day is over: "Today" would be wrong
    visibility: Visibility = "public"
    hashtags: tuple[str, ...] = ()  # with "#"
