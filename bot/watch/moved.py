"""Reviews that are new in a source and known elsewhere: under its former name, or from another source."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.ledger.store import Ledger
    from bot.plan.model import Seen
    from bot.settings.model import Source


def goes_on(ledger: Ledger, source: Source, fresh: Sequence[Seen], *, is_first: bool) -> bool:
    """Whether some of ``fresh`` were found to be known. They are known here from now on: the scan begins again.

    ``fresh``: what the source has and nobody knows there; at the first scan all of it. What another source has in its
    folder stays that one's, and so does everything of a source whose folder can't be looked at.
    """
    folders, contents = dict(source.beside), {one.path: one.content_hash for one in fresh}

    def is_away(other: str, path: str) -> bool:
        folder = folders.get(other)
        try:
            return folder is None or (folder.is_dir() and not (folder / path).exists())
        except OSError:
            return False

    if is_first and ledger.take_over(source.name, folders, contents):
        return True
    return ledger.bring_over(source.name, contents, is_away) > 0
