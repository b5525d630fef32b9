"""What ``/challenge`` and ``/recap`` answer, in words and as a picture. Gaps and slips are the owner's alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from bot.challenges.progress import named, nearest_names
from bot.commands import boarding, charting, codes, pacing, replies, reviews
from bot.commands.question import OneChallenge, Recapped
from bot.commands.reply import Choice, Reply
from bot.format import parts
from bot.format.address import address
from bot.format.length import DESCRIPTION, TITLE, units
from bot.format.message import fitted, noon, plain
from bot.format.model import LinkButton
from bot.format.prose import one_line, shorten_to
from bot.format.recap import COLOR, ENTRIES, bar, linked_entry
from bot.format.recap_words import names
from bot.format.warnings import warning_of
from bot.recaps.spans import brought

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.challenges.progress import Progress
    from bot.commands.lookup import Lookup
    from bot.commands.question import Period, Question
    from bot.commands.wording import Wording
    from bot.format.looking_back import Before, Recap, RecapEntry

_CAUTION = 500  # UTF-16 units of a warning, escaping included
LATEST = 5  # reviews that a challenge's answer lists
PERIODS: tuple[Period, ...] = ("week", "month", "all")
_LONGEST_LINK = 512  # characters of a button's address
_NAME, _PROMPT = 80, 100  # grapheme clusters; UTF-16 units, escaping included


def one(asked: OneChallenge, wording: Wording, lookup: Lookup) -> Reply:
    """How far that challenge has come and how it goes, its latest reviews, and what is next."""
    found = _found(asked.name, OneChallenge, wording, lookup)
    if isinstance(found, Reply):
        return found
    whole = brought(lookup.catalogue, found, "all", lookup.today(), lookup.challenges())
    recap = replace(whole, entries=whole.entries[-LATEST:])

    def text(count: int) -> str:
        latest = "\n".join(_latest(recap, count, wording, lookup))
        return parts.joined(
            [_head(recap, wording, lookup), _summary(recap, wording, lookup), latest, _next(found, recap, wording)]
        )

    reply = _shown(recap, text, len(recap.entries), wording, lookup)
    return replace(_spans(reply, found.name, None, wording), share=OneChallenge(found.name))


def recapped(asked: Recapped, wording: Wording, lookup: Lookup) -> Reply:
    """What that challenge brought in a period, as the posted recaps tell it."""

    def again(name: str) -> Question:
        return Recapped(name, asked.period)

    found = _found(asked.name, again, wording, lookup)
    if isinstance(found, Reply):
        return found
    recap = brought(lookup.catalogue, found, asked.period, lookup.today(), lookup.challenges())

    def text(count: int) -> str:
        """As :func:`bot.format.recap.compose_recap` has it, in the reader's language."""
        news = "\n".join(_entries(recap, count, wording, lookup))
        return parts.joined([_head(recap, wording, lookup), news, _summary(recap, wording, lookup)])

    reply = _shown(recap, text, min(len(recap.entries), ENTRIES), wording, lookup)
    return replace(_spans(reply, found.name, asked.period, wording), share=Recapped(found.name, asked.period))


def _fitted(text: Callable[[int], str], count: int, room: int) -> str:
    """The text with as many of so many reviews as there is room for."""
    return next((told for it in range(count, 0, -1) if units(told := text(it)) <= room), text(0))


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


def _shown(recap: Recap, text: Callable[[int], str], count: int, wording: Wording, lookup: Lookup) -> Reply:
    """The text with up to ``count`` reviews below the challenge's name and standing, with its picture and its list.

    Where a film's name calls for a warning that stands first, and there is no picture, as in a posted recap.
    """
    warned = warning_of(names(recap), lookup.look)
    caution = f"⚠️ **{fitted(warned, _CAUTION)}**" if warned else ""
    told = parts.joined([caution, _fitted(text, count, DESCRIPTION - units(caution) - 2)])
    name = shorten_to(one_line(recap.challenge), _NAME)
    if recap.total:
        title = wording.say("challenge-title", name=name, done=recap.done, total=recap.total)
    else:
        title = wording.say("challenge-title-so-far", name=name, done=recap.done)
    reply = replies.sentence(told, lookup.look)
    embed = {**reply.embed, "title": fitted(title, TITLE), "color": COLOR, "timestamp": _noon(lookup.today(), lookup)}
    reply = replace(reply, embed=embed, picture=None if warned else boarding.picture(recap, lookup.look, wording))
    where = address(recap.url)
    if where is None or len(where) > _LONGEST_LINK:
        return reply
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


def _head(recap: Recap, wording: Wording, lookup: Lookup) -> str:
    """How far it is, and how it goes."""

    def day(told: str) -> str:
        return _day(date.fromisoformat(told), lookup)

    return _lines(bar(recap.done, recap.total), " ".join(pacing.sentences(recap, wording, day)))


def _summary(recap: Recap, wording: Wording, lookup: Lookup) -> str:
    """The mean, the best and the worst, weeks in a row, and the edition before."""
    best, worst = _extreme(recap.best, wording, lookup), _extreme(recap.worst, wording, lookup)
    return _lines(
        boarding.mean(recap, wording),
        wording.say("recap-best", film=best) if best else "",
        wording.say("recap-worst", film=worst) if worst else "",
        wording.say("recap-streak", count=recap.streak) if recap.streak > 1 else "",  # one week is no row
        _before(recap.before, recap.scale, wording) if recap.before else "",
    )


def _extreme(entries: Sequence[RecapEntry], wording: Wording, lookup: Lookup) -> str:
    """ "The Perfection (2018) and 2 more ★★★★★ (5/5)", linked; "" for none."""
    if not entries:
        return ""
    others = f" {wording.say('recap-more', count=len(entries) - 1)}" if len(entries) > 1 else ""
    return linked_entry(lookup.look.glyphs, entries[0], others)


def _before(before: Before, scale: float | None, wording: Wording) -> str:
    """ "Owls 2024 at this point: 19, 3.1/5 on average"."""
    stood = wording.say("recap-before-finished") if before.finished else wording.number(before.done)
    mean = charting.mean(before.mean, scale, wording) if before.mean is not None and scale else ""
    names = ", ".join(filter(None, (stood, mean)))
    return wording.say("recap-before", name=fitted(one_line(before.name), _PROMPT), names=names)


def _latest(recap: Recap, count: int, wording: Wording, lookup: Lookup) -> Iterator[str]:
    """The newest reviews under their heading, the newest first."""
    shown = recap.entries[-count:] if count else ()
    if shown:
        yield wording.say("challenge-latest")
    for entry in reversed(shown):
        # The backslash keeps Discord from numbering the lines itself.
        number = "•" if entry.position is None else f"{entry.position}\\."
        prompt = f" · {fitted(entry.prompt, _PROMPT)}" if entry.prompt else ""
        yield f"{number} {linked_entry(lookup.look.glyphs, entry)}{prompt}"


def _next(challenge: Progress, recap: Recap, wording: Wording) -> str:
    """Which number comes after the highest one, where the reviews are numbered and it is known how many there are."""
    reached = [entry.challenge.position for entry in challenge.entries if entry.challenge.position is not None]
    farthest = max(reached, default=0)
    if recap.finished or not recap.total or not 0 < farthest < recap.total:
        return ""
    return wording.say("challenge-next", number=str(farthest + 1))


def _lines(*texts: str) -> str:
    return "\n".join(filter(None, texts))


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
