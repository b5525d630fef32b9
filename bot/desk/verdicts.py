"""What each rule says of one file, from the file's place to what the records know of it. The rules stand elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bot.ledger.files import OF_OLD
from bot.overview.reasons import day_of, lasting, when
from bot.watch.globs import Globs, globs_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from bot.ledger.model import Question
    from bot.plan.model import Changes, Known
    from bot.review.model import Reading, Review
    from bot.settings.model import Source
    from bot.watch.comparing import Listing


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one rule says. "stop": nothing is posted because of it; "note": worth knowing, it stops nothing."""

    rule: str  # in a word or two
    says: Literal["yes", "stop", "note"]
    told: str  # a sentence
    origin: str  # where the rule comes from: a key of the configuration, the file itself, the records


def place_verdicts(source: Source, path: str, listing: Listing | None) -> Iterator[Verdict]:
    """Whether the source's listing comes upon the file. ``listing``: None: its folder wasn't looked at."""
    name = f'source "{source.name}"'
    yield Verdict("source", "yes", f'It lies in the folder of source "{source.name}".', f"{name}.path")
    found = globs_of(source).refusal(path)
    if found is not None:
        culprit = next((one for one in source.exclude if not Globs(source.include, (one,)).reaches(path)), None)
        pattern = f' "{culprit}"' if found[0] == "exclude" and culprit else ""
        origin = "the file's name" if found[0] == "name" else f"{name}.{found[0]}{pattern}"
        yield Verdict("counts", "stop", found[1], origin)
        return
    for obstacle in listing.obstacles if listing else ():
        if obstacle.path in ("", path) or path.startswith(f"{obstacle.path}/"):
            yield Verdict("counts", "stop", obstacle.problem.message, "the file system")
            return
    if listing is not None and path not in listing.files:
        told = "A look at the folder passes it by: it is no ordinary file, or a link to what is read at its own place."
        yield Verdict("counts", "stop", told, "the file system")
        return
    yield Verdict("counts", "yes", "Its path is among those that count.", f"{name}.include, {name}.exclude")


def reading_verdicts(source: Source, reading: Reading) -> Iterator[Verdict]:
    """What reading the file came to: whether it can be read, is a review, and may be posted."""
    for problem in reading.problems:
        says: Literal["stop", "note"] = "stop" if problem.severity == "error" and reading.review is None else "note"
        field = f"{problem.field}: " if problem.field else ""
        yield Verdict("readable", says, f"{field}{problem.message}", f"line {problem.line}, column {problem.column}")
    if reading.skipped is not None:
        yield Verdict("review", "stop", f"It is no review: {reading.skipped}.", _origin(source, reading.skipped))
    review = reading.review
    if review is None:
        return
    yield Verdict("review", "yes", f"It is a review: {_named(review)}.", _where(source))
    if not review.post:
        yield Verdict("post", "stop", "Its front matter says post: false.", "post in the front matter")


def date_verdict(review: Review, today: date) -> Iterator[Verdict]:
    """That a review's own date decides nothing, where somebody might think so."""
    if review.post and review.date is not None and review.date > today:
        told = f"It is dated {day_of(review.date, today)}, which is still to come; it is posted all the same."
        yield Verdict("date", "note", f"{told} Write draft: true to keep it back.", "date in the front matter")


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the records know of a review, and what the next look at the files would bring. All times aware."""

    source: Source
    review_id: str
    before: Known | None  # of its path, as of now
    changes: Changes  # of that look
    question: Question | None
    first_scan: datetime | None  # None: no look was recorded yet
    now: datetime
    zone: ZoneInfo


def records_verdicts(all_: Knowledge) -> Iterator[Verdict]:
    """What follows from it: whether it is news."""
    asked = all_.question
    changed = (*asked.added, *asked.changed, *asked.gone) if asked else ()
    if any(one == all_.review_id for one, _ in changed):
        told = "It is one of many that changed at once: nothing of them is brought in until you say matinee accept."
        policy = all_.source.policy
        yield Verdict("many at once", "stop", told, f'source "{all_.source.name}".mass = {policy.mass}')
        return
    yield from _moved(all_)
    if any(one.review.id == all_.review_id for one in all_.changes.new):
        hold = all_.source.policy.hold
        told = f"It is new; it is held for {lasting(hold)}, counted from the next look at the files."
        yield Verdict("new", "yes", told if hold else "It is new.", f'source "{all_.source.name}".hold')
    else:
        yield from _known(all_)


def _moved(all_: Knowledge) -> Iterator[Verdict]:
    """What the next look finds changed about a review that is known."""
    changes = all_.changes
    for pairs, what in ((changes.renamed, "It was at"), (changes.returned, "It was gone from")):
        for known, seen in pairs:
            if seen.review.id == all_.review_id:
                told = f"{what} {known.path}, and is the same review: no news, its posts stay its posts."
                yield Verdict("the same", "yes", told, "the records")
    if any(seen.review.id == all_.review_id for _, seen in changes.edited):
        yield Verdict("edited", "yes", "It was changed since the last look: its posts are corrected.", "the records")


def _known(all_: Knowledge) -> Iterator[Verdict]:
    """Whether it came as news."""
    before, first_scan, origin = all_.before, all_.first_scan, f'source "{all_.source.name}".first_run'
    if before is None:
        if first_scan is None:
            told = 'It is there before the first look: first_run is "known", so it is taken for known, not for news.'
            yield Verdict("first look", "note", told, origin)
        return
    at = when(before.first_seen, all_.zone, all_.now)
    if before.first_seen == OF_OLD:
        yield Verdict("known", "note", "It was only taken note of, not taken for news.", "the records")
    elif _was_news(all_.source, before, first_scan):
        yield Verdict("known", "yes", f"It came as new on {at}.", "the records")
    else:
        yield Verdict("first look", "note", f"It was there at the first look, {at}: known, not news.", origin)


def _was_news(source: Source, before: Known, first_scan: datetime | None) -> bool:
    return before.first_seen != first_scan or source.policy.first_run == "post"


def _origin(source: Source, skipped: str) -> str:
    """Where the rule stands by which a file is no review."""
    asked = any(skipped.startswith(f"{key} ") for key in source.rules.where)
    return _where(source) if asked else "the file itself"


def _where(source: Source) -> str:
    return f'source "{source.name}".where'


def _named(review: Review) -> str:
    year = f" ({review.year})" if review.year is not None else ""
    return f"{review.title}{year}"
