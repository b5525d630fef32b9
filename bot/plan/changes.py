"""What a scan comes to: which reviews are news, edited, renamed, back or gone. Pure, and blind to time.

Dates and modification times play no part: on a fresh checkout all times are equal. A review keeps its id through every
edit, rename and disappearance, so that what was posted once is never news again.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.plan.matching import match
from bot.plan.stopping import Findings, differs, settle

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from bot.plan.model import Changes, Known, Seen, SourcePolicy


def decide(
    known: Mapping[str, Known],
    seen: Iterable[Seen],
    present: Collection[str],
    *,
    first_run: bool,
    accepted: Mapping[str, bool],
    policy: SourcePolicy,
    taken: Collection[str] = (),
) -> Changes:
    """Compare what was seen with what is known.

    ``known``: every file ever seen, by path, gone ones too. ``seen``: reviews read in this scan because their files are
    new or changed; files that are known as gone and exist again must be among them. ``present``: every path that
    exists now, readable or not. ``accepted``: ids that the owner let through after a :class:`MassStop`, and whether
    quietly. ``taken``: ids that reviews of other sources have.

    Every seen review lands in exactly one place: one of the tuples, ``unchanged``, or ``mass``. Reviews keep the id
    they are known by; a new one whose id is taken gets another, always the same one for its path. Where more than
    ``policy.mass`` files are new, or changed, or gone, or where all of a source are gone, nothing is brought in but
    what was accepted: everything else is in ``mass`` and stays undecided.
    """
    by_path = {one.path: one for one in sorted(seen, key=_order)}
    found = _found(known, by_path, {*present, *by_path}, taken)
    if first_run and policy.first_run == "known":
        accepted = {**accepted, **{one.review.id: True for one in found.fresh}}
    return settle(found, known, accepted, policy)


def _order(one: Seen) -> tuple[str, str]:
    """Whatever order files are listed in, the outcome is the same."""
    return one.path, one.content_hash


def _found(
    known: Mapping[str, Known], by_path: Mapping[str, Seen], here: Collection[str], taken: Collection[str]
) -> Findings:
    """Which known review each seen one is, which are new, and which are gone."""
    contested = [(row, one) for path, one in by_path.items() if (row := known.get(path)) and differs(row, one)]
    absent = [row for path, row in known.items() if path not in here]
    elsewhere = match([one for path, one in by_path.items() if path not in known], contested, absent)
    given = {row.path for row in elsewhere.values()}
    staying = {path: row for path, row in known.items() if path not in given and path not in elsewhere}
    pairs = [(row, one) for path, one in by_path.items() if (row := elsewhere.get(path) or staying.get(path))]
    fresh = [one for path, one in by_path.items() if path not in elsewhere and path not in staying]
    return Findings(
        fresh=_named(fresh, {*taken, *(row.review_id for row in known.values())}),
        moved=[_kept(row, one) for row, one in pairs if _is_news(row, one)],
        gone=[row for path, row in sorted(known.items()) if _left(row, here, elsewhere) and path not in given],
        unchanged=sum(path in here and _stands(row, by_path.get(path)) for path, row in staying.items()),
        learned=tuple((row, one) for row, one in pairs if not _is_news(row, one) and _has_more(row, one)),
    )


def _is_news(row: Known, one: Seen) -> bool:
    """Whether anything happened to the review."""
    return row.gone_since is not None or row.path != one.path or differs(row, one)


def _has_more(row: Known, one: Seen) -> bool:
    """Whether the reading tells what an older Matinee didn't keep. Nothing happened to the review."""
    return not row.content_hash or (not row.sketch and bool(one.sketch))


def _kept(row: Known, one: Seen) -> tuple[Known, Seen]:
    """The seen review under the id that it is known by."""
    return row, replace(one, review=replace(one.review, id=row.review_id))


def _left(row: Known, here: Collection[str], elsewhere: Mapping[str, Known]) -> bool:
    """Whether the review left its path just now, or left it to another one."""
    return row.path in elsewhere or (row.path not in here and row.gone_since is None)


def _stands(row: Known, one: Seen | None) -> bool:
    """Whether a known file stands as it stood; so does one that wasn't read: untouched, or unreadable now."""
    return row.gone_since is None and (one is None or not differs(row, one))


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
