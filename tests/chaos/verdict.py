"""What stands on the networks after a batch, held against what must stand there."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from tests.chaos.records import deliveries
from tests.chaos.site import ADDRESS, TAKE
from tests.chaos.told import Book, is_recap, judge_recaps

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.chaos.records import Row
    from tests.chaos.site import Film
    from tests.chaos.world import World

_COUNTED = ("deliveries", "recaps", "parts")
_PATIENT = 3  # attempts after which a post that keeps making trouble may be overtaken
_IN_THE_END = ("posted", "removed", "skipped")


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many things went wrong, by kind; all but ``deliveries``, ``recaps`` and ``parts`` must be 0.

    Those: of reviews and recaps; of them the posts of recaps; of these the ones in which a recap goes on.

    ``lost``: a review without its post. ``doubled``: posts too many, deleted ones counted. ``unknown``: deliveries
    left to the owner. ``waiting``: deliveries that never came to an end. ``disordered``: posts that overtook one that
    was to go first. ``stale``: posts that don't show the review's last version. ``standing``: posts that had to be
    taken down. ``defects``: tracebacks in the log.
    """

    deliveries: int = 0
    recaps: int = 0
    parts: int = 0
    lost: int = 0
    doubled: int = 0
    unknown: int = 0
    waiting: int = 0
    disordered: int = 0
    stale: int = 0
    standing: int = 0
    defects: int = 0

    def __add__(self, other: Verdict) -> Verdict:
        return Verdict(*(getattr(self, it.name) + getattr(other, it.name) for it in fields(self)))

    @property
    def is_good(self) -> bool:
        return not any(getattr(self, it.name) for it in fields(self) if it.name not in _COUNTED)

    def __str__(self) -> str:
        return " ".join(f"{it.name}={getattr(self, it.name)}" for it in fields(self) if it.name not in _COUNTED)


@dataclass(frozen=True, slots=True)
class Place:
    """One network as it is. ``ever``: the reels of all posts ever made, in order; ``shown``: reel and take of each.

    ``made``, ``recaps``: the posts of recaps that were ever made, and those that stand.
    """

    name: str
    ever: list[int]
    shown: list[tuple[int, int]]
    made: list[Any]
    recaps: list[Any]


def places(world: World) -> list[Place]:
    """Both networks."""
    channels: dict[str, Any] = world.discord.state()["channels"]
    channel = channels[str(world.channel_id)]
    threads = [it for it in channels.values() if it.get("parent_id") == str(world.channel_id)]
    below = [one for it in threads for one in it["messages"] if one["id"] != it["id"]]  # in a forum recaps go on there
    toots = world.mastodon.state()
    return [
        _place(
            "channel",
            [*channel["made"], *(one for it in threads for one in it["made"] if one["id"] != it["id"])],
            [*world.discord.messages(world.channel_id), *below],
        ),
        _place("toots", toots["made"], toots["statuses"]),
    ]


def _place(name: str, made: Sequence[object], standing: Sequence[object]) -> Place:
    return Place(
        name,
        ever=[_reel(one) for one in made if not is_recap(one)],
        shown=[_shown(one) for one in standing if not is_recap(one)],
        made=[one for one in made if is_recap(one)],
        recaps=[one for one in standing if is_recap(one)],
    )


def _reel(post: object) -> int:
    found = set(ADDRESS.findall(str(post)))
    assert len(found) == 1, post
    return int(found.pop())


def _shown(post: object) -> tuple[int, int]:
    """Reel and take; take 0 is what somebody wrote by hand, beside which the rest may stand."""
    found = {(int(reel), int(take)) for reel, take in TAKE.findall(str(post))}
    assert len({reel for reel, _ in found}) == 1, post
    assert len({take for _, take in found} - {0}) <= 1, post
    return min(found)


def judge(world: World, *, defects: int = 0) -> tuple[Verdict, list[str]]:
    """The verdict, and a sentence about each thing that went wrong."""
    rows = deliveries(world.store)
    found: list[tuple[str, str]] = []
    for place in places(world):
        found += _twice(place)
        found += _missing(place, world.site.films, takes_down=world.gone == "delete", blind=world.blind)
        found += _old(place, world.site.films)
        here = [row for row in rows if row.place == place.name]
        if world.recaps:
            book = Book.of(world.store, place.name, here)
            found += judge_recaps(place.name, place.made, place.recaps, book, world.site.films)
        if not world.blind:  # what the owner lets go out later goes later
            found += _overtaken(place, [row for row in here if row.reel], world.site.films)
    found += _undecided(rows, world.site.films)
    counts = Counter(kind for kind, _ in found)
    recaps = [row for row in rows if not row.reel]
    parts = sum("#" in row.subject for row in recaps)
    return Verdict(len(rows), len(recaps), parts, defects=defects, **counts), [
        f"{kind}: {what}" for kind, what in found
    ]


def _twice(place: Place) -> Iterator[tuple[str, str]]:
    for reel, times in Counter(place.ever).items():
        yield from [("doubled", f"{place.name}: reel {reel} was posted {times} times")] * (times - 1)


def _missing(place: Place, films: list[Film], *, takes_down: bool, blind: bool) -> Iterator[tuple[str, str]]:
    """What should stand and doesn't, and what shouldn't and does.

    A post that was taken down with its file doesn't come back with it, and neither does one that a moderator removed.
    """
    standing = {reel for reel, _ in place.shown}
    for film in films:
        stands = film.number in standing
        may_miss = film.number in place.ever and (place.name in film.removed or (film.was_away and takes_down))
        if film.is_there and not stands and not may_miss:
            yield "lost", f"{place.name}: reel {film.number}{', which was away for a while' if film.was_away else ''}"
        elif not film.is_there and takes_down and stands and not blind:  # of one that is unknown the owner is told
            yield "standing", f"{place.name}: reel {film.number} is gone, and its post stands"


def _old(place: Place, films: list[Film]) -> Iterator[tuple[str, str]]:
    last = {film.number: film.take for film in films if film.is_there}
    by_hand = {film.number for film in films if place.name in film.by_hand}
    for reel, take in place.shown:
        if reel not in by_hand and last.get(reel, take) != take:
            yield "stale", f"{place.name}: reel {reel} shows take {take} of {last[reel]}"
        elif reel in by_hand and take:
            yield "stale", f"{place.name}: reel {reel} shows take {take} again, and was put right by hand"


def _undecided(rows: list[Row], films: list[Film]) -> Iterator[tuple[str, str]]:
    there = {film.number for film in films if film.is_there}
    for row in rows:
        if (not row.reel or row.reel in there) and row.status not in _IN_THE_END:
            kind = "unknown" if row.status == "unknown" else "waiting"
            yield kind, f"{row.place}: {f'reel {row.reel}' if row.reel else row.subject} is {row.status}: {row.reason}"


def _overtaken(place: Place, rows: list[Row], films: list[Film]) -> Iterator[tuple[str, str]]:
    """Posts that went after one that was ready later, without a reason for it."""
    at = {reel: position for position, reel in reversed(list(enumerate(place.ever)))}
    excused = {film.number for film in films if film.was_away or film.was_moved}  # it may have waited for its file
    latest, by = -1, 0
    for row in rows:  # in the order in which they were to go
        if row.reel not in at or row.reel in excused or row.attempts >= _PATIENT:
            continue
        if at[row.reel] < latest:
            yield "disordered", f"{place.name}: reel {by} went after reel {row.reel}, but was to go first"
        if at[row.reel] > latest:
            latest, by = at[row.reel], row.reel
