"""One batch from its first round to its verdict."""

from __future__ import annotations

import gc
import shutil
import time
import traceback
from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from tests.chaos.challenges import SLOT
from tests.chaos.process import Process
from tests.chaos.rounds import carry_out
from tests.chaos.verdict import Verdict, judge
from tests.chaos.world import World

if TYPE_CHECKING:
    from pathlib import Path

    from tests.chaos.plan import Batch, Round
    from tests.chaos.rounds import Outcome
    from tests.fakes.discord.control import DiscordControl
    from tests.fakes.mastodon.control import MastodonControl

_ROUNDS_FOR_A_KILL = 4  # more than this, and something keeps the bot from being killed
_DRAIN_LONGEST, _DRAIN_LAST = 20.0, 150.0  # real seconds in which nothing gets on; for all
_RUN_PAUSE = 20.0  # seconds that pass whenever a run that ends is idle
_DRAIN_PAUSE = 60.0  # seconds that pass whenever the bot is idle
_FINE = (0, 1)  # exit codes of a run: done, or the owner is needed: for files that are away
_TOLD = 400  # log lines of a batch that went wrong


@dataclass(slots=True)
class Report:
    """What a batch came to. ``steps``: how often it was killed at each kind of moment; ``troubles``: in sentences."""

    kills: int = 0
    rounds: int = 0
    verdict: Verdict = field(default_factory=Verdict)
    steps: dict[str, int] = field(default_factory=dict)
    troubles: list[str] = field(default_factory=list)
    log: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def carry_through(batch: Batch, folder: Path, store: str, discord: DiscordControl, mastodon: MastodonControl) -> Report:
    """All its rounds, then a quiet end in which everything must come right. A good batch's folder is removed."""
    world = World(folder, batch, discord, mastodon, store)
    report = Report(log=world.bots.log)
    try:
        _rounds(batch, world, report)
        _drain(world, report)
        report.verdict, wrong = judge(world, defects=sum("Traceback" in line for line in report.log))
        report.troubles += wrong
    except Exception:  # noqa: BLE001 - of the harness, or of a fake: told as this batch's, and the others go on
        report.troubles.append(traceback.format_exc())
    finally:
        world.bots.end_all()
        gc.collect()
    _keep(report, folder)
    return report


def _rounds(batch: Batch, world: World, report: Report) -> None:
    steps = Counter[str]()
    for one in batch.rounds():
        if report.kills >= batch.kills:
            break
        if report.rounds == _ROUNDS_FOR_A_KILL * batch.kills:
            report.troubles.append("the bot ends before it can be killed")
            break
        report.rounds += 1
        world.bots.note(f"round {report.rounds}: {one}")
        outcome = carry_out(world, one)
        world.bots.note(f"... {_told(outcome)}")
        report.kills += outcome.kills
        steps[_moment(one, outcome)] += 1
    report.steps = dict(steps)


def _moment(one: Round, outcome: Outcome) -> str:
    if not outcome.kills:
        return "ended by itself"
    if not outcome.reached:
        return "in vain"
    return f"{one.kill.kind} {one.kill.step}{' of a recap' if one.kill.recap else ''}".strip()


def _told(outcome: Outcome) -> str:
    files = "; ".join(outcome.changes)
    return f"files: {files}; {'reached' if outcome.reached else 'not reached'}, codes {outcome.codes}"


def _drain(world: World, report: Report) -> None:
    """Networks without troubles, and time enough: what can go out does. Then one run finds nothing to do."""
    world.calm()
    world.bots.note("drain")
    if world.blind:
        world.retry()
    if world.recaps:
        world.pass_time(SLOT, beyond=True)  # what came since the last one is told, too
    world.way, begun = "fork", time.monotonic()
    if world.hosted:
        _drain_by_runs(world, report)
        return
    end, last = begun + _DRAIN_LONGEST, begun + _DRAIN_LAST
    world.bots.fill_up()
    while world.bots.numbers and time.monotonic() < min(end, last):
        if lines := world.bots.read(0.1):
            if any("  settled  " in line for _, line in lines):  # slow, but it gets on
                end = time.monotonic() + _DRAIN_LONGEST
            continue
        if not judge(world)[1]:
            break
        world.pass_time(_DRAIN_PAUSE, beyond=True)
    codes = [world.bots.end(number, Process.terminate) for number in range(world.count)]
    world.bots.note(f"last run, after codes {codes}")
    world.pass_time(2 * _DRAIN_PAUSE, beyond=True)
    world.bots.fill_up(once=True)
    codes += [world.bots.end(number, Process.wait) for number in range(world.count)]
    if not set(codes) <= set(_FINE):
        report.troubles.append(f"the last runs ended with codes {codes}")


def _drain_by_runs(world: World, report: Report) -> None:
    """The same by runs that end, one at a time, each on a new machine."""
    last, codes = time.monotonic() + _DRAIN_LAST, [_FINE[0]]
    for number in world.bots.numbers:
        _to_its_end(world, number, last)
    for number in range(world.count):
        world.bots.forget(number)
    rounds = 0
    while time.monotonic() < last and (rounds < 2 or judge(world)[1]):  # twice: then one run finds nothing to do
        rounds += 1
        world.bots.fill_up(once=True, most=1)
        codes.append(_to_its_end(world, 0, last))
        world.pass_time(_DRAIN_PAUSE, beyond=True)
    world.bots.note(f"drained with codes {codes}")
    if codes[-1] not in _FINE:
        report.troubles.append(f"the last run ended with code {codes[-1]}")


def _to_its_end(world: World, number: int, last: float) -> int:
    """Wait for a run, and let time pass for it; its exit code. One that doesn't end is killed."""
    while number in world.bots.numbers:
        if time.monotonic() > last:
            return world.bots.end(number, Process.kill)
        if not world.bots.read(0.3):
            world.pass_time(_RUN_PAUSE, beyond=True)
    return world.bots.end(number, Process.wait)


def _keep(report: Report, folder: Path) -> None:
    """The folder of a batch that went wrong stays, with its log."""
    if report.verdict.is_good and not report.troubles:
        report.log = []
        shutil.rmtree(folder)
        return
    (folder / "log.txt").write_text("\n".join(report.log) + "\n", encoding="utf-8")
    report.log = report.log[-_TOLD:]
