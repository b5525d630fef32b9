"""``[[recap]]``, ``look_back`` and ``[[challenge]]`` as policies, and what they must not say. It parses no table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.settings.model import ChallengeRule, RecapRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.format.looking_back import Told
    from bot.settings.schema import ChallengeTable, RecapTable
    from bot.settings.tables import Tables

# When nothing else is said: in the site's zone.
USUAL_CRON: dict[Told, str] = {"month": "0 18 1 * *", "year": "0 18 1 jan *", "on this day": "0 10 * * *"}


def recap_rules(tables: Tables) -> Iterator[RecapRule]:
    """The rules of ``[[recap]]``, then those that destinations' ``look_back`` stands for."""
    for table in tables.recaps:
        yield RecapRule(
            challenge=table.challenge or "",
            cron=table.cron or USUAL_CRON.get(table.tell),
            to=tuple(dict.fromkeys(table.to)),
            tell=table.tell,
            milestones=tuple(dict.fromkeys(table.milestones)),
            nothing=table.nothing,
            grace=table.grace,
            apart=table.apart,
            picture=table.picture,
        )
    for destination in tables.destinations:
        for tell in dict.fromkeys(destination.look_back):
            yield RecapRule("", USUAL_CRON[tell], (destination.name,), tell)


def challenge_rule(table: ChallengeTable) -> ChallengeRule:
    """What the owner says of one challenge."""
    return ChallengeRule(
        table.name, tuple(table.aliases), table.total, table.start, table.end, table.series, table.ignore
    )


def contradictions(recaps: list[RecapTable], challenges: list[ChallengeTable]) -> Iterator[str]:
    """A sentence for each rule that can't be meant so."""
    for recap in recaps:
        where = f'recap "{recap.challenge or recap.tell}"'
        if recap.tell == "challenge":
            if recap.challenge is None:
                yield f'{where}: say which challenge, or "*" for every one, under challenge'
            if recap.cron is None and not recap.milestones:
                yield f'{where}: say when, under cron (such as "0 18 * * sun") or milestones (such as ["finished"])'
            continue
        for key, given in (("challenge", recap.challenge is not None), ("milestones", bool(recap.milestones))):
            if given:
                yield f'{where}.{key}: a recap with tell = "{recap.tell}" is of all reviews; leave {key} out'
    for challenge in challenges:
        if challenge.start and challenge.end and challenge.start > challenge.end:
            yield f'challenge "{challenge.name}": its start, {challenge.start}, is after its end, {challenge.end}'
