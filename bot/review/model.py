"""What a review is, once read: plain values that every other room works with.

Everything here is plain text (no HTML, no Markdown), already mended and without spoiler sections.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a file, and what to do about it.

    ``line`` and ``column`` start at 1. ``field`` is the front matter key ("" when it is about the whole file).
    An ``error`` means the file was not read as a review; a ``warning`` means a part is missing or was mended.
    """

    path: str
    line: int
    column: int
    field: str
    message: str
    severity: Severity = "error"

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}:{self.column}"
        told = f"{where}: {self.field}: {self.message}" if self.field else f"{where}: {self.message}"
        return " ".join(told.splitlines())  # a file's name may hold breaks, and what follows looks like our own words


@dataclass(frozen=True, slots=True)
class Rating:
    """A score: ``value`` of ``scale``, 0 <= value <= scale. Unrated is no Rating at all; 0 is a score."""

    value: float
    scale: float
    label: str | None = None  # as the writer gave it where that is a letter or a word ("A-"); None: numbers, stars
    usual: float | None = field(default=None, compare=False)  # the same on its source's scale, where that is another

    @property
    def measure(self) -> float:
        """What the owner's rules compare: the value on its source's scale, or a letter's place on its source's list."""
        return self.value if self.usual is None else self.usual


@dataclass(frozen=True, slots=True)
class Span:
    """How a stretch of plain text looked: ``text[start:end]``, 0 <= start < end <= len(text).

    ``item`` is a whole list item: a line of its own, without any bullet or number; who shows it puts one before it.
    ``url`` belongs to a link alone, and is an absolute web address. Spans may overlap, those of one kind don't.
    """

    start: int
    end: int
    kind: Literal["strong", "emphasis", "strike", "code", "link", "item"]
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Image:
    """The picture that a review names. At most one of ``file`` and ``url`` is there; where none is, it isn't shown.

    ``file``: a path that starts with "/" stands in the site's own folder, another one in the source's; with "/" on
    every system, without "..". ``alt``: the owner's own words for it.
    """

    file: str | None
    url: str | None
    alt: str | None = None


@dataclass(frozen=True, slots=True)
class Challenge:
    """A viewing challenge's line in one review: name, which number of how many, the category, the list's address."""

    name: str
    position: int | None = None
    total: int | None = None
    prompt: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The words chosen for a post, why they were chosen, and the next best candidates (at most four).

    ``instead``: what the body gives, where ``text`` is the front matter's: that may turn out to say the same in many
    reviews, which one file alone can't tell.
    """

    text: str
    why: str
    others: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()  # of ``text``, by their starts
    instead: Excerpt | None = None


@dataclass(frozen=True, slots=True)
class Previous:
    """An earlier review of the same film."""

    date: date | None
    rating: Rating | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Review:
    """One review, read. ``id`` is ``id`` from the front matter, else :func:`bot.review.identity.review_id`."""

    id: str
    source: str
    path: str  # relative to the source's folder, with "/" on every system
    title: str  # the film's title, without its year
    year: int | None
    rating: Rating | None
    excerpt: Excerpt
    quotes: tuple[str, ...]  # line breaks inside a quote are "\n"; no enclosing quotation marks
    url: str | None  # absolute when the site has a base_url
    links: tuple[tuple[str, str], ...]  # (label, address), in the configuration's order
    challenge: Challenge | None
    tags: tuple[str, ...]  # ALL tags, private ones too: for filters only, never shown, searched or counted
    public_tags: tuple[str, ...]  # those the configuration makes public
    badges: tuple[str, ...]
    date: date | None  # the review's date
    language: str | None  # ISO 639-1; None means the site's
    content_warning: str | None
    spoilers: bool  # front matter says that the whole text spoils
    post: bool  # False: front matter says never to post it
    social: Mapping[str, str]  # the owner's own words by network; "" is for all networks
    text: str  # the searchable prose: plain, spoiler sections left out
    previous: tuple[Previous, ...] = ()  # newest first; filled in from the catalogue, never by the reader
    image: Image | None = None
    keys: frozenset[str] = frozenset()  # those of the rules' ``keys`` whose value in the front matter says yes


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of one file: a review, or the reason why it isn't one, and the problems met on the way."""

    path: str
    review: Review | None = None
    skipped: str | None = None  # "draft", "layout is not review", …
    problems: tuple[Problem, ...] = ()
    content_hash: str = ""  # hex SHA-256 of the bytes, line ends normalised to LF; "" if the file could not be read
    body_hash: str = ""  # the same of the text below the front matter


@dataclass(frozen=True, slots=True)
class FieldMap:
    """Where each meaning stands in the front matter. Keys may be dotted; the first that is present wins."""

    title: tuple[str, ...] = ("title",)
    year: tuple[str, ...] = ("year",)
    rating: tuple[str, ...] = ("rating",)
    excerpt: tuple[str, ...] = ("excerpt", "description")
    quotes: tuple[str, ...] = ("quotes",)
    date: tuple[str, ...] = ("date",)
    tags: tuple[str, ...] = ("tags",)
    challenge: tuple[str, ...] = ("challenge",)
    links: Mapping[str, str] = field(default_factory=dict)  # label → key
    badges: Mapping[str, str] = field(default_factory=dict)  # label → key; shown when the value is true
    image: tuple[str, ...] = ("image",)
    image_alt: tuple[str, ...] = ("image_alt",)


@dataclass(frozen=True, slots=True)
class ChallengeForm:
    """A site's own way to write its challenges, beside the usual ones.

    ``pattern``: a regular expression for a whole line of the text, with the named groups name, position, total, prompt
    and url. The others: front matter keys as in :class:`FieldMap`, for sites that keep the parts apart.
    """

    pattern: str | None = None
    name: tuple[str, ...] = ()
    position: tuple[str, ...] = ()
    total: tuple[str, ...] = ()
    prompt: tuple[str, ...] = ()
    url: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadingRules:
    """How one source's files are read. Built by ``bot.settings`` from ``[site]``, ``[[source]]`` and ``[tags]``."""

    source: str
    base_url: str | None = None
    permalink: str | None = (
        None  # "/{category}/{year}/{month}/{day}/{slug}.html"; also {title}, {slug_or_title}, {path}, {stem}
    )
    where: Mapping[str, Any] = field(default_factory=dict)  # front matter that makes a file a review; dotted keys
    fields: FieldMap = field(default_factory=FieldMap)
    scale: float | None = None  # None: ratings need their own scale ("7/10"), else they are a Problem
    public_tags: frozenset[str] = frozenset()  # {"*"}: all
    language: str = "en"
    timezone: str = "UTC"  # IANA name; dates with a time are turned to this zone's date
    letters: tuple[str, ...] = ()  # marks or words from the worst to the best, instead of a scale
    unrated: frozenset[str] = frozenset()  # words in small letters that stand for no rating, beside the usual ones
    never_quote: tuple[str, ...] = ()  # names: no sentence or quote that holds one is shown, searched or counted
    keys: frozenset[str] = frozenset()  # front matter keys that destinations' rules ask about
    image_base: str | None = None  # where bare names of pictures lie: a web address, or a path that starts with "/"
    challenge: ChallengeForm = ChallengeForm()
    folder: str | None = None  # this source's folder in the site's, "src/content"; None: it isn't in it, or unknown
