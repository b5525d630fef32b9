"""What ``/challenge`` and ``/recap`` answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from bot.challenges.progress import named, nearest_names
from bot.commands import charting, codes, replies, reviews
from bot.commands.question import OneChallenge, Recapped
from bot.commands.reply import Choice, Reply
from bot.format import parts
from bot.format.address import address
from bot.format.length import DESCRIPTION, TITLE, units
from bot.format.message import fitted, noon, plain
from bot.format.model import LinkButton
from bot.format.prose import one_line, shorten_to
from bot.format.recap import COLOR, ENTRIES, bar, linked_entry
from bot.recaps.spans import brought

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.catalogue.model import ChallengeEntry
    from bot.challenges.progress import Progress
    from bot.commands.lookup import Lookup
    from bot.commands.question import Period, Question
    from bot.commands.wording import Wording
    from bot.format.looking_back import Recap

LATEST = 5  # reviews that a challenge's answer lists
PERIODS: tuple[Period, ...] = ("week", "month", "all")
_LONGEST_LINK = 512  # characters of a button's address
_NAME, _PROMPT = 80, 100  # grapheme clusters; UTF-16 units, escaping included
_GAPS = 10  # numbers without a review that are told
_FARTHEST = 10_000  # of a challenge's numbers that are looked through


def one(asked: OneChallenge, wording: Wording, lookup: Lookup) -> Reply:
    """How far that challenge has come, its latest reviews, and what is next."""
    found = _found(asked.name, OneChallenge, wording, lookup)
    if isinstance(found, Reply):
        return found
    text = [
        bar(found.done, found.total),
        _mean(found.mean, found.scale, wording),
        "\n".join(_latest(found, wording)),
        "\n".join(_next(found, wording)),
    ]
    reply = _shown(found, parts.joined(text), wording, lookup)
    return replace(_spans(reply, found.name, None, wording), share=OneChallenge(found.name))


def recapped(asked: Recapped, wording: Wording, lookup: Lookup) -> Reply:
    """What that challenge brought in a period, as the posted recaps tell it."""

    def again(name: str) -> Question:
        return Recapped(name, asked.period)

    found = _found(asked.name, again, wording, lookup)
    if isinstance(found, Reply):
        return found
    recap = brought(lookup.catalogue, found, asked.period, lookup.today())
    count = min(len(recap.entries), ENTRIES)
    while units(text := _brought(recap, count, wording, lookup)) > DESCRIPTION and count:
        count -= 1
    reply = _shown(found, text, wording, lookup)
    return replace(_spans(reply, found.name, asked.period, wording), share=Recapped(found.name, asked.period))


def _found(name: str, ask: Callable[[str], Question], wording: Wording, lookup: Lookup) -> Progress | Reply:
    """The challenge of that name; or that there is none, and the nearest in a menu. ``ask`` makes the same question."""
    challenges = lookup.challenges()
    if not challenges:
        return replies.sentence(wording.say("challenge-none"), lookup.look)
    meant = codes.meant(name, (entry.challenge.name for one in challenges for entry in one.entries))
    if meant is None:
        return reviews.gone(wording, lookup)
    found = named(challenges, meant)
    if found is not None:
        return found
    near = nearest_names(challenges, meant)
    said = wording.say("challenge-unknown", name=reviews.escaped(meant))
    listed = [said, "", wording.say("nearest"), *(f"• {fitted(one, 2 * _NAME)}" for one in near)]
    choices = [Choice(plain(one, replies.LONGEST_CHOICE) or "?", ask(one)) for one in near]
    reply = replies.listing(None, listed, lookup.look)
    return replies.with_menu(reply, wording.say("menu-challenge"), choices)


def _shown(found: Progress, text: str, wording: Wording, lookup: Lookup) -> Reply:
    """The text below the challenge's name and count, with a button for its list."""
    name = shorten_to(one_line(found.name), _NAME)
    if found.total:
        title = wording.say("challenge-title", name=name, done=found.done, total=found.total)
    else:
        title = wording.say("challenge-title-so-far", name=name, done=found.done)
    reply = replies.sentence(text, lookup.look)
    embed = {**reply.embed, "title": fitted(title, TITLE), "color": COLOR, "timestamp": _noon(lookup.today(), lookup)}
    where = address(found.url)
    if where is None or len(where) > _LONGEST_LINK:
        return replace(reply, embed=embed)
    return replace(
        reply, embed={**embed, "url": where}, buttons=(LinkButton(wording.say("button-challenge-list"), where),)
    )


def _spans(reply: Reply, name: str, but: Period | None, wording: Wording) -> Reply:
    """The same with a menu of the periods that a recap may tell of, without the one that it tells of."""
    labels = {
        "week": wording.say("choice-week"),
        "month": wording.say("choice-month"),
        "all": wording.say("choice-all"),
    }
    choices = [Choice(labels[period], Recapped(name, period)) for period in PERIODS if period != but]
    return replies.with_menu(reply, wording.say("menu-recap"), choices)


def _mean(mean: float | None, scale: float | None, wording: Wording) -> str:
    return charting.mean(mean, scale, wording) if mean is not None and scale else ""


def _latest(found: Progress, wording: Wording) -> Iterator[str]:
    yield wording.say("challenge-latest")
    for entry in reversed(found.entries[-LATEST:]):
        yield _entry(entry)


def _entry(entry: ChallengeEntry) -> str:
    # The backslash keeps Discord from numbering the lines itself.
    number = "•" if entry.challenge.position is None else f"{entry.challenge.position}\\."
    prompt = f" · {fitted(entry.challenge.prompt, _PROMPT)}" if entry.challenge.prompt else ""
    return f"{number} {replies.film_line(entry.title, entry.year, entry.url, entry.rating)}{prompt}"


def _next(found: Progress, wording: Wording) -> Iterator[str]:
    """Which numbers have no review yet, where the reviews are numbered and it is known how many there are to be."""
    reached = {entry.challenge.position for entry in found.entries if entry.challenge.position is not None}
    if not found.total or not reached:
        return
    farthest = max(reached)
    if found.done >= found.total:
        yield wording.say("challenge-complete")
    elif farthest < found.total:
        yield wording.say("challenge-next", number=str(farthest + 1))
    gaps = [number for number in range(1, min(farthest, found.total, _FARTHEST)) if number not in reached]
    if 0 < len(gaps) <= _GAPS:
        yield wording.say("challenge-gaps", count=len(gaps), names=", ".join(map(str, gaps)))


def _brought(recap: Recap, count: int, wording: Wording, lookup: Lookup) -> str:
    """As :func:`bot.format.recap.compose_recap` has it, in the reader's language."""
    return parts.joined(
        [
            bar(recap.done, recap.total),
            "\n".join(_entries(recap, count, wording, lookup)),
            _mean(recap.mean, recap.scale, wording),
        ]
    )


def _entries(recap: Recap, count: int, wording: Wording, lookup: Lookup) -> Iterator[str]:
    """The newest ``count`` entries under their heading, oldest first, and how many more there are."""
    since = _day(date.fromisoformat(recap.since), lookup) if recap.since else None
    if not recap.entries:
        yield wording.say("recap-nothing-since", when=since) if since else wording.say("recap-nothing")
        return
    yield wording.say("recap-since", when=since) if since else wording.say("recap-so-far")
    shown = recap.entries[len(recap.entries) - count :] if count else ()
    for entry in shown:
        yield f"• {linked_entry(lookup.look.glyphs, entry)}"
    if len(shown) < len(recap.entries):
        yield wording.say("recap-more", count=len(recap.entries) - len(shown))


def _noon(day: date, lookup: Lookup) -> str:
    return noon(day, lookup.site.timezone)


def _day(day: date, lookup: Lookup) -> str:
    """The day as Discord writes it for each reader."""
    return f"<t:{int(datetime.fromisoformat(_noon(day, lookup)).timestamp())}:D>"
