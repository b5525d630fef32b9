"""When a look at the files decides nothing yet, because they are still on their way: a checkout, a sync, a save."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.plan.model import Known
    from bot.watch.comparing import Listing, Work

_TIMES = 15  # that a source is put off in a row


class Patience:
    """One source's. ``most``: files of a kind that aren't a mass."""

    def __init__(self, most: int) -> None:
        self._most, self._times = most, 0
        self._missing: frozenset[str] = frozenset()

    def puts_off(self, work: Work, listing: Listing, known: Mapping[str, Known], *, is_first: bool) -> bool:
        """Whether to look again in a moment. A first run, or a mass of changes, must not be seen only in part.

        In the end everything is to be read, what was just written too: ``work`` says so then.
        """
        if not (self._is_in_part(work, known, is_first=is_first) or self._is_vanishing(listing, known)):
            self._times = 0
            return False
        self._times += 1
        if self._times <= _TIMES:
            return True
        work.read, work.fresh, self._times = [*work.read, *work.fresh], [], 0
        return False

    def _is_in_part(self, work: Work, known: Mapping[str, Known], *, is_first: bool) -> bool:
        paths = (*work.fresh, *work.read, *(one.path for one in work.again))
        touched = sum(path in known for path in paths)
        fresh_ones = {path in known for path in work.fresh}
        many_new = is_first or len(paths) - touched > self._most
        return (False in fresh_ones and many_new) or (True in fresh_ones and touched > self._most)

    def _is_vanishing(self, listing: Listing, known: Mapping[str, Known]) -> bool:
        """Whether files are missing that weren't a moment ago: more may go, or be back at once (saved, or renamed)."""
        present = listing.present(known)
        missing = frozenset(path for path, row in known.items() if row.gone_since is None and path not in present)
        before, self._missing = self._missing, missing
        return bool(missing) and missing != before
