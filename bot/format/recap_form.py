"""A recap's text in one post or as a thread, in each network's form, and what it gives up when there is no room. Pure.

One post is best: for it the edition before and the streak may go. Else the recap goes on in further posts, at most
five, where the list begins in the first and what sums it up stands in the last. Where the network takes very little,
it gives up its hashtag, best and worst, the mean and the pace as well. The oldest entries without room are counted.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from bot.format import parts
from bot.format import recap_words as words
from bot.format.recap_split import POSTS, Rooms, newest, shared

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.format.looking_back import Recap, RecapEntry

_LESS_FOR_ONE = 3  # so many of the forms, the fullest first, are tried in one post before there are several


@dataclass(frozen=True, slots=True)
class Way:
    """How a network takes a recap. ``entry``: a film and its rating, with words between them; both are escaped."""

    escape: Callable[[str], str]
    entry: Callable[[RecapEntry, str], str]
    length: Callable[[str], int]
    room: int  # by that length
    most: int  # entries in one post
    titled: bool  # the headline stands apart from the text
    foot: tuple[str, ...] = ()  # of the first post: the list's address, the hashtag


@dataclass(frozen=True, slots=True)
class Form:
    """What is said, in blocks that have an empty line between them. ``lines``: the entries, the oldest first."""

    head: str
    since: str
    lines: tuple[str, ...]
    summary: str
    foot: str
    name: str  # at the top of each further post, with its number behind it; "" where it stands apart


def texts(recap: Recap, way: Way) -> list[str]:
    """The posts' texts, one to five. They fit, but for the headline of a recap that is alone."""
    forms = list(_forms(recap, way))
    if len(recap.entries) <= way.most:
        tried = forms if len(recap.entries) == 1 else forms[:_LESS_FOR_ONE]  # a single film makes no thread
        whole = (_alone(form, len(form.lines)) for form in tried)
        if (text := next(filter(partial(_fits, way=way), whole), None)) is not None:
            return [text]
    lengths = [way.length(line) for line in forms[0].lines]
    threads = (_thread(form, lengths, way) for form in forms)
    shorter = filter(partial(_fits, way=way), _shorter(forms, way.most))
    return next(filter(None, threads), None) or [next(shorter, forms[-1].head)]


def _fits(text: str, way: Way) -> bool:
    return way.length(text) <= way.room


def _forms(recap: Recap, way: Way) -> Iterator[Form]:
    """The recap in full, then ever poorer."""
    when = words.since(recap)
    told = bool(recap.entries)
    # A challenge is finished with its last number, of how many a site has reviews or not: then a bar would mislead.
    bar = "" if recap.finished and recap.done < (recap.total or 0) else words.bar(recap.done, recap.total)
    head = ["" if way.titled else way.escape(words.headline(recap)), bar]
    # Without anything new a recap is short, unless it tells of a milestone.
    summary = _summary(recap, way) if told or recap.milestone else []
    form = Form(
        head=_lines([*head, words.pace(recap)]),
        since=f"New {when}:" if told else "" if recap.milestone else f"Nothing new {when}.",
        lines=tuple(f"• {way.entry(entry, '')}" for entry in recap.entries),
        summary=_lines(summary),
        foot=parts.joined(way.foot),
        name="" if way.titled else way.escape(words.name(recap)),
    )
    yield form
    for count in (4, 3):  # without the edition before, without the streak
        yield (form := replace(form, summary=_lines(summary[:count])))
    yield (form := replace(form, foot=way.foot[0] if way.foot else ""))
    for count in (1, 0):  # without best and worst, without the mean
        yield (form := replace(form, summary=_lines(summary[:count])))
    yield replace(form, head=_lines(head))


def _summary(recap: Recap, way: Way) -> list[str]:
    """The worthiest first."""
    return [
        words.mean(recap),
        words.extreme("Best", recap.best, way.entry),
        words.extreme("Worst", recap.worst, way.entry),
        words.streak(recap),
        words.before(recap.before, recap.scale, way.escape),
    ]


def _alone(form: Form, count: int) -> str:
    """One post with the newest ``count`` entries."""
    more = len(form.lines) - count
    if more and not count:
        news = f"{more} {form.since[:1].lower()}{form.since[1:].rstrip(':')}."
    else:
        news = _lines([form.since, *form.lines[more:], f"and {more} more" if more else ""])
    return parts.joined([form.head, news, form.summary, form.foot])


def _shorter(forms: Sequence[Form], most: int) -> Iterator[str]:
    """One post, ever shorter."""
    for form in forms[_LESS_FOR_ONE - 1 :]:
        yield from (_alone(form, count) for count in range(min(len(form.lines), most), -1, -1))
    yield parts.joined([forms[-1].head, forms[-1].foot])


def _thread(form: Form, lengths: Sequence[int], way: Way) -> list[str] | None:
    """Several posts; None where a thread has no room, or is not worth it."""
    if len(form.lines) < 2:
        return None
    below, more = f"{len(form.lines)} more below", f"and {len(form.lines)} more"  # as long as these get
    bare = replace(form, lines=())
    rooms = Rooms(
        first=way.room - way.length(_first(bare, 0, below)),
        middle=way.room - way.length(_further(bare, 0, 0, POSTS, POSTS, below)),
        last=way.room - way.length(_further(bare, 0, 0, POSTS, POSTS, "")) - way.length(bare.summary) - 2,
        most=way.most,
    )
    counts = shared(lengths, rooms) or newest(lengths, replace(rooms, last=rooms.last - way.length(more) - 1))
    return _written(form, counts) if counts else None


def _written(form: Form, counts: Sequence[int]) -> list[str]:
    left_out = len(form.lines) - sum(counts)
    form = replace(form, lines=form.lines[left_out:])
    at, told = counts[0], [_first(form, counts[0], f"{sum(counts[1:])} more below")]
    for place, count in enumerate(counts[1:-1], 2):
        note = f"{sum(counts[place:])} more below"
        told.append(_further(form, at, at + count, place, len(counts), note))
        at += count
    note = f"and {left_out} more" if left_out else ""
    last = _further(form, at, at + counts[-1], len(counts), len(counts), note)
    return [*told, parts.joined([last, form.summary])]


def _first(form: Form, count: int, note: str) -> str:
    return parts.joined([form.head, _lines([form.since, *form.lines[:count], note]), form.foot])


def _further(form: Form, start: int, end: int, place: int, of: int, note: str) -> str:
    heading = f"{form.name} ({place}/{of})" if form.name else ""
    return parts.joined([heading, _lines([*form.lines[start:end], note])])


def _lines(texts: Sequence[str]) -> str:
    return "\n".join(text for text in texts if text)
