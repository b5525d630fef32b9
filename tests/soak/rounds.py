"""Rounds of questions, and what became of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.soak.crowd import Crowd
from tests.soak.place import Held

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.flow.program import Program
    from tests.soak.place import Place

JSON = dict[str, Any]
WARM = 2  # rounds before the first one that counts
PATIENCE = 60.0  # seconds for the answers of one round
LATE = 3000.0  # milliseconds; Discord takes no first answer after that
MEMORY, HANDLES = 1.10, 10  # by how much more may be held at the end: a factor, and a number of files
AUTOCOMPLETE = 4
DEFERRED = (5, 6)


@dataclass(frozen=True, slots=True)
class Round:
    """One round. Milliseconds; ``firsts``: until each first answer, ``wholes``: until each was answered wholly."""

    answers: list[JSON] = field(repr=False)
    held: Held

    @property
    def unanswered(self) -> list[str]:
        return [str(one["name"]) for one in self.answers if one["open"]]

    @property
    def firsts(self) -> list[float]:
        return sorted(one["first_ms"] for one in self.answers if one["first_ms"] is not None)

    @property
    def wholes(self) -> list[float]:
        return sorted(one["filled_ms"] or one["first_ms"] for one in self.answers if not one["open"])

    @property
    def troubles(self) -> list[str]:
        """Sentences that say that something went wrong."""
        return [text for one in self.answers for text in one["plain"]]

    @property
    def empty(self) -> int:
        """Completions that offered nothing, most of them because it would have been late."""
        return sum(one["kind"] == AUTOCOMPLETE and not one["choices"] for one in self.answers)

    def __str__(self) -> str:
        announced = sum(one["answer"] in DEFERRED for one in self.answers)
        firsts, wholes = self.firsts or [0.0], self.wholes or [0.0]
        middle = firsts[len(firsts) // 2]
        return (
            f"{len(self.answers)} asked, {len(self.unanswered)} unanswered; first answer: median {middle:.0f} ms, "
            f"slowest {firsts[-1]:.0f} ms; whole answer: slowest {wholes[-1]:.0f} ms; {announced} announced first, "
            f"{self.empty} completions empty; {self.held}"
        )


@dataclass(frozen=True, slots=True)
class Soaked:
    """What came of all rounds that count. ``warm``: what was held before them."""

    warm: Held
    rounds: list[Round]
    violations: list[JSON]
    grumbles: list[str]  # lines of the bot's log that tell of trouble
    posted: dict[str, int]
    reviews: int  # how many should have been posted to each channel

    def wrongs(self) -> list[str]:
        """Everything that must not be, in sentences; nothing if all is well."""
        last = self.rounds[-1].held
        wrongs = [f"unanswered: {one.unanswered[:5]}" for one in self.rounds if one.unanswered]
        wrongs += [f"{text!r} was said" for one in self.rounds for text in one.troubles[:5]]
        wrongs += [f"Discord's document says: {one['what']}" for one in self.violations[:5]]
        wrongs += [f"logged: {line}" for line in self.grumbles[:5]]
        wrongs += [
            f"{made} posts in {it} of {self.reviews}" for it, made in self.posted.items() if made != self.reviews
        ]
        if last.memory > self.warm.memory * MEMORY:
            wrongs.append(f"memory grew from {self.warm.memory:.1f} to {last.memory:.1f} MiB")
        if last.handles > self.warm.handles + HANDLES:
            wrongs.append(f"open files grew from {self.warm.handles} to {last.handles}")
        return wrongs


def soak(place: Place, seed: int, tell: Callable[[str], None]) -> Soaked:
    """Let the crowd ask, round after round. ``tell`` hears how it goes."""
    crowd = Crowd(place.channels, place.size.films, seed)
    with place.bot() as bot:
        _warm_up(place, crowd)
        rounds = []
        for number in range(WARM + place.size.rounds):
            rounds.append(_round(place, crowd, bot))
            tell(f"{'warming up' if number < WARM else f'round {number - WARM + 1}'}: {rounds[-1]}")
        posted = place.wait_posted()
        violations = place.discord.violations()
        bot.interrupt()
        grumbles = [line for line in bot.lines if _is_trouble(line)]
    return Soaked(rounds[WARM - 1].held, rounds[WARM:], violations, grumbles, posted, place.new_reviews)


def _is_trouble(line: str) -> bool:
    """discord.py takes a heartbeat that is answered at once, as here, for one that was answered an interval ago."""
    return any(word in line for word in ("  error  ", "  warning  ", "Traceback")) and "Can't keep up" not in line


def _warm_up(place: Place, crowd: Crowd) -> None:
    """Every command, one after the other; their answers' buttons are pressed from then on."""
    for one in crowd.commands():
        [run] = place.discord.burst([one])
        answer = place.discord.wait_answer(run, lambda told: told["messages"], PATIENCE)
        crowd.remember(answer["messages"])
    place.discord.forget()


def _round(place: Place, crowd: Crowd, bot: Program) -> Round:
    with place.news():
        place.discord.burst(crowd.ask(place.size.questions))
        answers = place.discord.answers(PATIENCE)
    place.wait_posted()
    place.discord.forget()
    return Round(answers, Held.by(bot))


def log_of(folder: Path) -> str:
    """What the fake Discord itself complained about."""
    return (folder / "discord.log").read_text(encoding="utf-8", errors="replace")
