"""Which reviews belong to one challenge, though its name is spelt in several ways. Pure.

Reviewers mistype a name or its year ("Citerion Challenge 2023") and copy the line with the list's address, so the
address is the better evidence. It must not lump everything together where all challenges link to one page. What the
owner says (``rules``) beats all evidence; ``evidence`` tells what else there is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.challenges import evidence, names
from bot.challenges.evidence import Bundle
from bot.challenges.names import spelling
from bot.challenges.rules import Claims

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.catalogue.model import ChallengeEntry
    from bot.settings.model import ChallengeRule

Home = tuple[str, str | None]  # the key of a challenge, and why a name is taken into it


@dataclass(frozen=True, slots=True)
class Line:
    """A review's line on its way to a challenge. ``key``: the same for names that say the same."""

    entry: ChallengeEntry
    key: str
    rule: ChallengeRule | None
    why: str | None = None  # None: it has the challenge's name itself


def address(url: str | None) -> str | None:
    """What identifies a list's page, None where the address can't (none given, or a site's front page).

    Letterboxd shows one list with and without ``/detail`` at its end.
    """
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    path = parts.path.rstrip("/").removesuffix("/detail")
    if not path and not parts.query:
        return None
    return parts.netloc.casefold().removeprefix("www.") + path + (f"?{parts.query}" if parts.query else "")


def grouped(entries: Iterable[ChallengeEntry], rules: Sequence[ChallengeRule] = ()) -> list[list[Line]]:
    """The lines, challenge by challenge, in the order in which each challenge first appears."""
    claims = Claims(rules)
    lines = [_line(entry, claims) for entry in entries]
    homes = _homes(lines)
    groups: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        home, why = homes[address(line.entry.challenge.url), line.key]
        groups[home].append(replace(line, why=why or line.why))
    return list(groups.values())


def shown_name(group: Iterable[ChallengeEntry]) -> str:
    """The name most of a challenge's reviews use; of equally frequent ones the latest."""
    said = [" ".join(entry.challenge.name.split()) for entry in group]
    frequent = Counter(spelling(name) for name in said)
    exact = Counter(said)
    return max(enumerate(said), key=lambda item: (frequent[spelling(item[1])], exact[item[1]], item[0]))[1]


def _line(entry: ChallengeEntry, claims: Claims) -> Line:
    rule = claims.of(entry)
    if rule is None:
        return Line(entry, names.plain(entry.challenge.name), None)
    # No name's key begins with a blank, so that what the owner names never meets what the reviews do.
    same = spelling(rule.name) == spelling(entry.challenge.name)
    return Line(entry, f" {spelling(rule.name)}", rule, None if same else evidence.OWNER)


def _homes(lines: Sequence[Line]) -> dict[tuple[str | None, str], Home]:
    """(address, key) → where it belongs."""
    everywhere: dict[str, Bundle] = {}
    at: dict[str | None, dict[str, Bundle]] = defaultdict(dict)
    for line in lines:
        name = line.rule.name if line.rule else line.entry.challenge.name
        where = address(line.entry.challenge.url)
        for place in (everywhere, at[where]):
            place.setdefault(line.key, Bundle(name, fixed=line.rule is not None)).entries.append(line.entry)
    unlinked = at.pop(None, {})
    homes: dict[tuple[str | None, str], Home] = {}
    for where, bundles in at.items():
        homes |= {(where, key): home for key, home in _at_one_list(bundles, everywhere).items()}
    homes |= {(None, key): home for key, home in _without_list(unlinked, homes, at, everywhere).items()}
    return homes


def _at_one_list(bundles: Mapping[str, Bundle], everywhere: Mapping[str, Bundle]) -> dict[str, Home]:
    """Where the names at one address belong: to one of them that leads there, or each to itself."""
    order = sorted(bundles, key=lambda key: (bundles[key].fixed, len(bundles[key]), len(everywhere[key])), reverse=True)
    homes: dict[str, Home] = {}
    leaders: dict[str, Bundle] = {}
    for key in order:
        few = bundles[key]
        elsewhere = _standing(key, few, everywhere[key])
        for leader in sorted(leaders, key=lambda one: names.likeness(few.name, leaders[one].name), reverse=True):
            if why := evidence.why_same(few, leaders[leader], elsewhere):
                homes[key] = leader, why
                leaders[leader].entries.extend(few.entries)
                break
        else:
            homes[key] = key, None
            leaders[key] = Bundle(few.name, list(few.entries), few.fixed)
    return homes


def _standing(key: str, here: Bundle, everywhere: Bundle) -> frozenset[int] | None:
    """The numbers a name has taken at other places, where it has a standing there."""
    present = {id(entry) for entry in here.entries}
    others = [entry for entry in everywhere.entries if id(entry) not in present]
    return evidence.numbers(others) if len(others) >= evidence.OWN_STANDING else None


def _without_list(
    unlinked: Mapping[str, Bundle],
    homes: Mapping[tuple[str | None, str], Home],
    at: Mapping[str | None, Mapping[str, Bundle]],
    everywhere: Mapping[str, Bundle],
) -> dict[str, Home]:
    """Reviews without an address follow their name: to where most of it went, else to the name it must mean."""
    went: dict[str, Counter[Home]] = defaultdict(Counter)
    for (where, key), home in homes.items():
        went[key][home] += len(at[where][key])
    found: dict[str, Home] = {}
    for key, bundle in unlinked.items():
        if key in went:
            place, why = went[key].most_common(1)[0][0]
            found[key] = place, why and evidence.NAME
        else:
            found[key] = _meant(key, bundle, everywhere)
    return found


def _meant(key: str, few: Bundle, everywhere: Mapping[str, Bundle]) -> Home:
    """A rare name without any list: the one well-known name of which it is a slip of the pen."""
    if few.fixed or len(few) >= evidence.OWN_STANDING:
        return key, None
    likely = [
        other
        for other, many in everywhere.items()
        if other != key
        and len(many) >= evidence.OWN_STANDING
        and names.figures(many.name) == names.figures(few.name)
        and names.mistyped(names.plain(few.name), names.plain(many.name))
        and few.totals <= many.totals
        and few.numbers.isdisjoint(many.numbers)
    ]
    return (likely[0], evidence.SLIP_NAME) if len(likely) == 1 else (key, None)
