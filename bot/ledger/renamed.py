"""What was known under a source's former name, or in another source, goes on here, so that none of it is taken for new.

A review's id is made of its source's name and its path: without this, a source that is named anew in the configuration
would bring every review in once more, and so would a file that is moved from one source to another. Only content
tells: what another source still has is never touched.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select, update

from bot.ledger.records import Records, insert
from bot.ledger.tables import FILES, SOURCES

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from sqlalchemy import BindParameter
    from sqlalchemy.engine import Connection

_F = FILES.c
_MOVE = (
    update(FILES)
    .where(_F.source == bindparam("old_source"), _F.path == bindparam("old_path"))
    .values(source=bindparam("new_source"), path=bindparam("new_path"))
)
_ASKED = 500  # contents that one question names
Place = tuple[str, str]  # source and path


class RenamedRecords(Records):
    """The renamed sources' part of the ledger."""

    def take_over(self, source: str, beside: Collection[str], seen: Mapping[str, str]) -> int:
        """Bring files that no configured source has under a source that was never scanned; how many they are.

        ``beside``: the other sources of the configuration. ``seen``: what is there now, path → content's hash. Where
        at least half of it was known, it is one source under another name: what changed meanwhile is known by its
        path, and no first run follows.
        """
        with self._writing() as connection:
            if connection.execute(select(SOURCES).filter_by(name=source)).first() is not None:
                return 0
            orphans = _orphans(connection, [source, *beside])
            here = set(connection.execute(select(_F.path).filter_by(source=source)).scalars())
            moves = _by_content(orphans, {path: content for path, content in seen.items() if path not in here})
            if moves and 2 * len(moves) >= len(seen):
                moves |= _by_path(orphans, moves, seen.keys() - here)
                _go_on(connection, source, moves)
            _move(connection, source, moves)
            return len(moves)

    def bring_over(self, source: str, seen: Mapping[str, str], is_away: Callable[[str, str], bool]) -> int:
        """Files of other sources that stand in this one now; how many they are. They stay the reviews that they were.

        ``seen``: what is new here, path → content's hash. ``is_away``: whether a source's path is there no more.
        """
        one_of: BindParameter[list[str]] = bindparam("contents", expanding=True)
        query = select(_F.source, _F.path, _F.content_hash).where(_F.source != source, _F.content_hash.in_(one_of))
        query = query.order_by(_F.gone_since.is_not(None), _F.source, _F.path)
        contents, there = iter(sorted({*seen.values()} - {""})), []
        with self._writing() as connection:
            while batch := list(islice(contents, _ASKED)):
                there += [
                    one for one in connection.execute(query, {"contents": batch}) if is_away(one.source, one.path)
                ]
            moves = _by_content(there, seen)
            _move(connection, source, moves)
            return len(moves)


def _move(connection: Connection, source: str, moves: Mapping[Place, str]) -> None:
    rows = [
        {"old_source": old, "old_path": path, "new_source": source, "new_path": new}
        for (old, path), new in moves.items()
    ]
    if rows:
        connection.execute(_MOVE, rows)


def _orphans(connection: Connection, configured: Collection[str]) -> list[Any]:
    """Files that are there by what is known, of sources that aren't in the configuration."""
    names: BindParameter[list[str]] = bindparam("names", list(configured), expanding=True)
    query = select(_F.source, _F.path, _F.content_hash).where(_F.source.not_in(names), _F.gone_since.is_(None))
    return list(connection.execute(query.order_by(_F.source, _F.path)))


def _by_content(orphans: Iterable[Any], seen: Mapping[str, str]) -> dict[Place, str]:
    """Where each orphan stands now. Of equal ones the one at the same path comes first."""
    places: dict[str, list[str]] = defaultdict(list)
    for path in sorted(seen):
        places[seen[path]].append(path)
    moves: dict[Place, str] = {}
    for one in sorted(orphans, key=lambda row: seen.get(row.path) != row.content_hash):
        free = places.get(one.content_hash, []) if one.content_hash else []
        if free:
            at = one.path if one.path in free else free[0]
            free.remove(at)
            moves[one.source, one.path] = at
    return moves


def _by_path(orphans: Iterable[Any], moves: Mapping[Place, str], paths: Collection[str]) -> dict[Place, str]:
    """Orphans with other content, of the sources that the others came from."""
    former = {source for source, _ in moves}
    free = set(paths).difference(moves.values())
    found: dict[Place, str] = {}
    for one in orphans:
        if one.source in former and (one.source, one.path) not in moves and one.path in free:
            free.remove(one.path)
            found[one.source, one.path] = one.path
    return found


def _go_on(connection: Connection, source: str, moves: Mapping[Place, str]) -> None:
    """Its next scan is no first run: that was the one of its former name, the latest if there were several."""
    former: BindParameter[list[str]] = bindparam("names", sorted({old for old, _ in moves}), expanding=True)
    rows = connection.execute(select(SOURCES).where(SOURCES.c.name.in_(former))).all()
    if rows:
        last = max(rows, key=lambda row: row.first_scan_at)
        unless_there = insert(connection, SOURCES).on_conflict_do_nothing()  # another process may be as far
        connection.execute(unless_there, last._asdict() | {"name": source})
