"""What ``rebuild`` found, as JSON and as lines for people."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.desk.answer import Answer
from bot.format.naming import number_of
from bot.watch.enqueue import title_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.plan.rebuild import Rebuilt
    from bot.post.publisher import OwnPost
    from bot.review.model import Review

_NAMED = 10  # addresses that are named in the text; JSON has all


@dataclass(frozen=True, slots=True)
class Finding:
    """The reviews by id, what the posts say about them, and the posts with their destinations' names."""

    reviews: Mapping[str, Review]
    rebuilt: Rebuilt
    posts: tuple[tuple[str, OwnPost], ...]


def described(finding: Finding, without: Sequence[str], *, recorded: bool) -> Answer:
    """The whole of it. ``without``: destinations that were left out."""
    document = _document(finding) | {"left_out": list(without), "recorded": recorded}
    return Answer(document, [*_lines(finding, without), _end(recorded=recorded)])


def _document(finding: Finding) -> dict[str, Any]:
    reviews, rebuilt = finding.reviews, finding.rebuilt
    return {
        "posted": [
            {
                **_review_form(reviews[review_id]),
                "destination": finding.posts[number][0],
                "post": finding.posts[number][1].receipt.url,
                "posted_at": finding.posts[number][1].receipt.posted_at.isoformat(),
            }
            for number, review_id in rebuilt.standing
        ],
        "unmatched": list(rebuilt.strangers),
        "news": [_review_form(reviews[one]) for one in sorted(rebuilt.news)],
        "missing": [
            {**_review_form(reviews[one]), "destinations": list(names)} for one, names in rebuilt.missing.items()
        ],
        "known": _known(finding),
    }


def _review_form(review: Review) -> dict[str, Any]:
    return {
        "path": review.path,
        "title": title_of(review),
        "date": review.date.isoformat() if review.date else None,
        "url": review.url,
    }


def _known(finding: Finding) -> int:
    """How many reviews without a post are known from now on."""
    return len(finding.reviews.keys() - finding.rebuilt.news - {one for _, one in finding.rebuilt.standing})


def _lines(finding: Finding, without: Sequence[str]) -> list[str]:
    reviews, rebuilt = finding.reviews, finding.rebuilt
    counts = Counter(finding.posts[number][0] for number in (*rebuilt.posted, *rebuilt.digests))
    newest = f"; the newest review among them is of {rebuilt.newest}" if rebuilt.newest else ""
    found = (
        ", ".join(f"{number_of(count, 'post')} in {name}" for name, count in counts.items()) or "no post of any review"
    )
    lines = [f"found     {found}{newest}", *(f"left out  {name}" for name in without)]
    lines += [f"unmatched {one}: no review has this address now" for one in rebuilt.strangers[:_NAMED]]
    if len(rebuilt.strangers) > _NAMED:
        lines.append(f"unmatched {len(rebuilt.strangers) - _NAMED} more addresses of this site")
    lines += [f"news      {_named(reviews[one])}: brought in at the next look" for one in sorted(rebuilt.news)]
    lines += [f"owed      {_named(reviews[one])}: {' and '.join(names)}" for one, names in rebuilt.missing.items()]
    if known := _known(finding):
        lines.append(f"known     {known} without a post, older than that or undated; matinee post FILE posts one")
    return [*lines, "recaps    tell of what comes from now on"]


def _named(review: Review) -> str:
    return f"{review.path}: {title_of(review)}" + (f", {review.date}" if review.date else "")


def _end(*, recorded: bool) -> str:
    return (
        "the records are made anew" if recorded else "nothing was recorded; without --dry-run the records are made so"
    )
