"""Every failure that Matinee tells a person about, and the sentence it tells.

::

    MatineeError                 a sentence for a person; the command line picks its exit code by class
    ├── UsageError               exit 2: asked for something that isn't there
    │   ├── ConfigurationError   exit 2: all problems of the configuration at once
    │   └── TemplateTrouble      the owner's own form of a post can't be used for one; ours is
    ├── SourceUnreadable         exit 3: a folder of reviews can't be listed
    │   └── OriginUnreachable    ... or the repository that it comes from not fetched
    ├── StoreError               exit 3: the records or the search index can't be used
    │   ├── StoreLocked, StoreForeign, StoreNewer, StoreFull, StoreDamaged, StoreOvertaken, RecordsLost
    └── DeliveryError            what a network did with a post; read by ``bot.plan.retry`` only
        ├── NotSent              surely not accepted: repeating is safe
        │   └── Throttled        ... and the network said when to come back
        ├── OutcomeUnclear       it may have been accepted: read back before repeating
        ├── Refused              this post will never be accepted as it is
        ├── Removed              it was accepted before, and somebody took it down since
        ├── DestinationTrouble   no post will be accepted there until the owner does something
        │   └── TokenRefused     ... namely give a new token
        └── HistoryUnreadable    the network's own history can't be read just now

Problems in review files are not exceptions but values: :class:`bot.review.model.Problem`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import timedelta
    from pathlib import Path


class MatineeError(Exception):
    """Anything that is told to a person in one sentence. ``str(error)`` is that sentence, without a trace."""


class UsageError(MatineeError):
    """The command asks for something that doesn't exist or can't be meant."""


class ConfigurationError(UsageError):
    """A configuration that can't be used. ``problems`` holds every problem found, one sentence each."""

    def __init__(self, path: Path | str, problems: Sequence[str]) -> None:
        self.path, self.problems = str(path), tuple(problems)
        super().__init__("\n".join(f"{path}: {problem}" for problem in problems))


class TemplateTrouble(UsageError):
    """The owner's own form of a post can't be used. ``line`` starts at 1; None: it isn't about one line."""

    def __init__(self, name: str, line: int | None, cause: str) -> None:
        super().__init__(f"{name}:{line}: {cause}" if line else f"{name}: {cause}")


class SourceUnreadable(MatineeError):
    """A source's folder can't be listed."""

    def __init__(self, name: str, folder: Path | str, cause: str) -> None:
        super().__init__(
            f'The folder of source "{name}", {folder}, can\'t be read: {cause}. Check path and permissions.'
        )


class OriginUnreachable(SourceUnreadable):
    """A source's repository can't be fetched. What was fetched before stands."""

    def __init__(self, name: str, cause: str) -> None:
        told = f'The repository of source "{name}" can\'t be fetched: {cause}. matinee doctor tests it.'
        MatineeError.__init__(self, told)


class StoreError(MatineeError):
    """The records or the search index can't be used. Nothing that was recorded is lost by it."""


class StoreLocked(StoreError):
    """Another program holds the database, or another Matinee posts from these records."""


class StoreForeign(StoreError):
    """The file is a database of something else, or no database."""


class StoreNewer(StoreError):
    """The records were written by a newer Matinee."""


class StoreFull(StoreError):
    """No room on the disk, or the file can't be written."""


class StoreDamaged(StoreError):
    """The database reports damage."""


class StoreOvertaken(StoreError):
    """Another run has saved its records since this one took them."""

    def __init__(self, place: str) -> None:
        super().__init__(
            f"Another run has saved its records on {place} meanwhile: this one sends nothing more, and the next run "
            "goes on from there."
        )


class RecordsLost(StoreError):
    """The records are empty, but posts of this site stand: going on would swallow new reviews or repeat old ones."""


class DeliveryError(MatineeError):
    """What became of one attempt to post. The text is a sentence for the owner and never holds a token."""


class NotSent(DeliveryError):
    """Surely not accepted (refused connection, no such host, a 503 before any work): repeating is safe."""


class Throttled(NotSent):
    """The network asks to come back later. ``retry_after``: how long to wait, None where it didn't say."""

    def __init__(self, message: str, retry_after: timedelta | None) -> None:
        self.retry_after = retry_after
        super().__init__(message)


class OutcomeUnclear(DeliveryError):
    """The request went out and no clear answer came: the post may stand. Read back before repeating.

    ``travelling``: no answer came in time, so that the request itself may still be under way to where it is worked on.
    """

    def __init__(self, message: str, *, travelling: bool = False) -> None:
        self.travelling = travelling
        super().__init__(message)


class Refused(DeliveryError):
    """The network will never take this post as it is (400, 422, 50035). ``too_long``: because of its length."""

    def __init__(self, message: str, *, too_long: bool = False) -> None:
        self.too_long = too_long
        super().__init__(message)


class Removed(DeliveryError):
    """The post was accepted earlier and taken down since: it is not sent again."""


class DestinationTrouble(DeliveryError):
    """Nothing can be posted there until the owner acts: channel gone, permission missing, account suspended."""


class TokenRefused(DestinationTrouble):
    """The token isn't (or is no longer) valid, says the network."""


class HistoryUnreadable(DeliveryError):
    """What was posted before can't be read just now. ``lasting``: it won't be readable later either."""

    def __init__(self, message: str, *, lasting: bool) -> None:
        self.lasting = lasting
        super().__init__(message)
