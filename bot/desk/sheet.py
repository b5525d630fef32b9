"""What ``preview`` tells of one file: its review, the posts that would be made of it, and why they read as they do.

The same for the terminal, the page and JSON. Nothing is sent, asked or recorded.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.desk.reasons import digest, reasons
from bot.format import compose
from bot.format.forms import post_form, review_form
from bot.format.model import FormatPolicy, Limits
from bot.format.swearing import own_words
from bot.plan.routing import refusal
from bot.post.limits import kept_limits

if TYPE_CHECKING:
    from bot.format.model import Picture, Post
    from bot.review.model import Problem, Reading, Review
    from bot.settings.model import Destination, Settings

_CANDIDATES = 2  # further ones that are shown


@dataclass(frozen=True, slots=True)
class Shown:
    """A post's picture as far as it is on this machine. ``told``: what it is, in words; ``data``: None if not here."""

    picture: Picture
    told: str
    media_type: str = ""
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """One destination's post. ``notes``: sentences for the owner."""

    destination: str
    post: Post
    notes: tuple[str, ...] = ()
    shown: Shown | None = None
    limits: Limits = field(default_factory=Limits)

    @property
    def form(self) -> dict[str, Any]:
        """As JSON."""
        return {**post_form(self.destination, self.post), "notes": list(self.notes)}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file. ``refused``: destinations that don't want it, and why. ``skipped``: why it is no review."""

    path: str
    review: Review | None
    problems: tuple[Problem, ...]
    sides: tuple[Side, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    skipped: str | None = None
    name: str = ""  # of what is made of no one file: a recap's challenge
    followers: tuple[int, int] = (0, 0)  # how many channels that follow would get it, and how many there are

    @property
    def why(self) -> str:
        """Why these words; "" for what is no review."""
        if self.review is None:
            return ""
        if self.sides and all(own_words(self.review, side.post.network) for side in self.sides):
            return "They are your own, from social."
        return self.review.excerpt.why

    @property
    def candidates(self) -> tuple[str, ...]:
        """The next best words."""
        return self.review.excerpt.others[:_CANDIDATES] if self.review else ()

    @property
    def form(self) -> dict[str, Any]:
        """As JSON."""
        problems = [problem_form(problem, self.path) for problem in self.problems]
        if self.review is None:
            return {"path": self.path, "review": None, "posts": [], "problems": problems, "skipped": self.skipped}
        return {
            "path": self.path,
            "review": review_form(self.review),
            "posts": [side.form for side in self.sides],
            "not_posted": [{"destination": name, "reason": reason} for name, reason in self.refused],
            "followers": {"would_get_it": self.followers[0], "all": self.followers[1]},
            "why": self.why,
            "candidates": list(self.candidates),
            "problems": problems,
        }


def sheet(settings: Settings, path: str, reading: Reading) -> Sheet:
    """What would be posted of one reading: for every destination, or one example of each network without any."""
    review = reading.review
    if review is None:
        return Sheet(path, None, reading.problems, skipped=reading.skipped or "it can't be read as one")
    own = [one for one in settings.destinations if one.follower is None]
    theirs = [refusal(review, one.route) is None for one in settings.destinations if one.follower is not None]
    refused = {one.name: refusal(review, one.route) for one in own}
    sides = [_side(settings, review, one) for one in own if refused[one.name] is None]
    if not own:
        sides = [Side(name, compose(review, policy, Limits())) for name, policy in policies(settings)]
    unwanted = tuple((name, reason) for name, reason in refused.items() if reason is not None)
    return Sheet(path, review, reading.problems, tuple(sides), unwanted, followers=(sum(theirs), len(theirs)))


def policies(settings: Settings) -> list[tuple[str, FormatPolicy]]:
    """The owner's destinations and how posts for them are written; without any, an example of each network."""
    if own := [one for one in settings.destinations if one.follower is None]:
        return [(one.name, one.format) for one in own]
    site = settings.site
    return [
        ("an example", FormatPolicy("discord", site.name, site.language, timezone=site.timezone)),
        ("an example", FormatPolicy("mastodon", site.name, site.language, timezone=site.timezone)),
    ]


def _side(settings: Settings, review: Review, destination: Destination) -> Side:
    limits, unsure = limits_of(settings, destination)
    post = compose(review, destination.format, limits)
    notes = [*reasons(review, post, destination.format, limits), digest(review, destination.route), unsure]
    return Side(destination.name, post, tuple(note for note in notes if note), limits=limits)


def limits_of(settings: Settings, destination: Destination) -> tuple[Limits, str | None]:
    """What the destination takes, as far as it has told; else the usual, and a sentence that says so."""
    if destination.api_base_url is None:
        return Limits(), None
    kept = kept_limits(settings.store.data_dir, destination.api_base_url)
    usual = Limits()
    return kept or usual, None if kept else f"{usual.characters}: the usual limit; the server's own isn't known yet"


def problem_form(problem: Problem, path: str) -> dict[str, Any]:
    """A problem as JSON. ``path``: as the owner would write it."""
    return {
        "path": path,
        "line": problem.line,
        "column": problem.column,
        "field": problem.field,
        "message": problem.message,
        "severity": problem.severity,
    }


def problem_line(problem: Problem, path: str) -> str:
    """A problem for people."""
    field = f"{problem.field}: " if problem.field else ""
    mark = "warning: " if problem.severity == "warning" else ""
    return " ".join(f"{path}:{problem.line}:{problem.column}: {field}{mark}{problem.message}".splitlines())
