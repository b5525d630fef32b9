"""Which reviews belong to one challenge, though its name is spelt in several ways. Pure.

Reviewers mistype a name or its year ("Citerion Challenge 2023") and copy the line with the list's address, so the
address is the better evidence. It must not lump everything together where all challenges link to one page.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from rapidfuzz import fuzz

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.catalogue.model import ChallengeEntry

# A name that stands this often at an address, and isn't a mere misspelling, is a challenge of its own there.
OWN_STANDING = 3
# rapidfuzz's ratio, 0 to 100: from here on two names are one name misspelt (if their figures agree).
MISSPELT = 80.0


def spelling(name: str) -> str:
    """The name without case and blanks: what makes two spellings the same."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


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


def grouped(entries: Iterable[ChallengeEntry]) -> list[list[ChallengeEntry]]:
    """The entries, challenge by challenge, in the order in which each challenge first appears."""
    entries = list(entries)
    homes = _homes(entries)
    groups: dict[str, list[ChallengeEntry]] = defaultdict(list)
    for entry in entries:
        groups[_home(entry, homes)].append(entry)
    return list(groups.values())


def shown_name(group: Iterable[ChallengeEntry]) -> str:
    """The name most of a challenge's reviews use; of equally frequent ones the latest."""
    names = [" ".join(entry.challenge.name.split()) for entry in group]
    frequent = Counter(spelling(name) for name in names)
    exact = Counter(names)
    return max(enumerate(names), key=lambda item: (frequent[spelling(item[1])], exact[item[1]], item[0]))[1]


def _home(entry: ChallengeEntry, homes: Mapping[tuple[str | None, str], str]) -> str:
    own = spelling(entry.challenge.name)
    return homes.get((address(entry.challenge.url), own), own)


def _homes(entries: Iterable[ChallengeEntry]) -> dict[tuple[str | None, str], str]:
    """(address, spelling) → the spelling that stands for the challenge."""
    overall: Counter[str] = Counter()
    at: dict[str, Counter[str]] = defaultdict(Counter)
    for entry in entries:
        own, where = spelling(entry.challenge.name), address(entry.challenge.url)
        overall[own] += 1
        if where is not None:
            at[where][own] += 1
    homes: dict[tuple[str | None, str], str] = {}
    without: dict[str, Counter[str]] = defaultdict(Counter)  # where a name's reviews went that do have an address
    for where, names in at.items():
        leader = max(names, key=lambda name: (names[name], overall[name]))
        for name, times in names.items():
            homes[where, name] = name if _stands_alone(name, times, leader) else leader
            without[name][homes[where, name]] += times
    for name, went in without.items():
        homes[None, name] = went.most_common(1)[0][0]
    return homes


def _stands_alone(name: str, times: int, leader: str) -> bool:
    if times < OWN_STANDING:
        return False
    return re.findall(r"\d+", name) != re.findall(r"\d+", leader) or fuzz.ratio(name, leader) < MISSPELT
