"""What a scan comes to: which reviews are news, edited, renamed, back or gone. Pure, and blind to time.

Dates and modification times play no part: on a fresh checkout all times are equal. A review keeps its id through every
edit, rename and disappearance, so that what was posted once is never news again.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.plan.matching import match
from bot.plan.model import Changes, MassStop

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from bot.plan.model import Known, Seen, SourcePolicy


def decide(
    known: Mapping[str, Known],
    seen: Iterable[Seen],
    present: Collection[str],
    *,
    first_run: bool,
    accepted: Collection[str],
    policy: SourcePolicy,
    taken: Collection[str] = (),
) -> Changes:
    """Compare what was seen with what is known.

    ``known``: every file ever seen, by path, gone ones too. ``seen``: reviews read in this scan because their files are
    new or changed; files that are known as gone and exist again must be among them. ``present``: every path that
    exists now, readable or not. ``accepted``: ids that the owner let through after a :class:`MassStop`. ``taken``: ids
    that reviews of other sources have.

    Every seen review lands in exactly one place: one of the tuples, ``unchanged``, or ``mass.paths``. Reviews keep
    the id they are known by; a new one whose id is taken gets another, always the same one for its path. Where there
    are too many new ones, only accepted ones are in ``new``; the others are in ``mass`` and stay undecided.
    """
    by_path = {one.path: one for one in sorted(seen, key=_order)}
    here = {*present, *by_path}
    staying, strangers = _split(known, by_path)
    absent = [row for path, row in sorted(known.items()) if path not in here]
    moved = match(strangers, absent)
    pairs = staying + [(row, one) for one in strangers if (row := moved.get(one.path))]
    fresh = _named(
        [one for one in strangers if one.path not in moved], {*taken, *(row.review_id for row in known.values())}
    )
    found = {row.path for row in moved.values()}
    return _news(
        Changes(
            edited=_keep(pair for pair in pairs if _same_place(pair) and not _was_gone(pair) and _differs(pair)),
            renamed=_keep(pair for pair in pairs if not _same_place(pair) and not _was_gone(pair)),
            returned=_keep(pair for pair in pairs if _was_gone(pair)),
            gone=tuple(row for row in absent if row.gone_since is None and row.path not in found),
            unchanged=_unchanged(known, by_path, here),
        ),
        fresh,
        as_news=not first_run or policy.first_run == "post",
        accepted=accepted,
        policy=policy,
    )


def _order(one: Seen) -> tuple[str, str]:
    """Whatever order files are listed in, the outcome is the same."""
    return one.path, one.content_hash


def _split(known: Mapping[str, Known], by_path: Mapping[str, Seen]) -> tuple[list[tuple[Known, Seen]], list[Seen]]:
    """Reviews at a known path with what is known of them, and reviews at unknown paths."""
    staying = [(known[path], one) for path, one in by_path.items() if path in known]
    return staying, [one for path, one in by_path.items() if path not in known]


def _same_place(pair: tuple[Known, Seen]) -> bool:
    return pair[0].path == pair[1].path


def _was_gone(pair: tuple[Known, Seen]) -> bool:
    return pair[0].gone_since is not None


def _differs(pair: tuple[Known, Seen]) -> bool:
    return pair[0].content_hash != pair[1].content_hash


def _keep(pairs: Iterable[tuple[Known, Seen]]) -> tuple[tuple[Known, Seen], ...]:
    """The pairs with the seen review under the id that it is known by, in the order of paths."""
    named = [(row, replace(one, review=replace(one.review, id=row.review_id))) for row, one in pairs]
    return tuple(sorted(named, key=lambda pair: pair[1].path))


def _unchanged(known: Mapping[str, Known], by_path: Mapping[str, Seen], here: Collection[str]) -> int:
    """How many known files stand where and as they stood; unread ones (untouched, or unreadable now) among them."""
    there = [row for path, row in known.items() if path in here and row.gone_since is None]
    return sum(row.path not in by_path or by_path[row.path].content_hash == row.content_hash for row in there)


def _named(fresh: Sequence[Seen], taken: set[str]) -> list[Seen]:
    """The new reviews, each under an id of its own."""
    result: list[Seen] = []
    used = set(taken)
    for one in fresh:
        review_id, tries = one.review.id, 0
        while review_id in used:
            tries += 1
            review_id = _other_id(one, tries)
        used.add(review_id)
        result.append(one if review_id == one.review.id else replace(one, review=replace(one.review, id=review_id)))
    return result


def _other_id(one: Seen, tries: int) -> str:
    """An id for a copy, or for a new file where a renamed one once stood. The same for the same file, always."""
    text = f"{one.review.id}\n{one.path}\n{tries}"
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:10]


def _news(
    changes: Changes, fresh: Sequence[Seen], *, as_news: bool, accepted: Collection[str], policy: SourcePolicy
) -> Changes:
    """Enter the new reviews: as news, as known from the start, or as too many at once."""
    if not as_news:
        return replace(changes, baseline=tuple(fresh))
    let_through = [one for one in fresh if one.review.id in accepted]
    undecided = [one for one in fresh if one.review.id not in accepted]
    if len(undecided) <= policy.mass:
        return replace(changes, new=tuple(fresh))
    added = tuple((one.review.id, one.path) for one in undecided)
    return replace(changes, new=tuple(let_through), mass=MassStop(policy.name, added))
