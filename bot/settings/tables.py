"""All tables of one file, checked one by one but not yet against each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.settings.running_tables import LiveTable, LogTable, OwnerTable, PageTable, StoreTable
    from bot.settings.schema import (
        ChallengeTable,
        DiscordDestination,
        DiscordTable,
        MastodonDestination,
        RecapTable,
        SiteTable,
        TagsTable,
    )
    from bot.settings.source_tables import SourceTable


@dataclass(frozen=True, slots=True)
class Tables:
    """The file's tables, in the file's order."""

    site: SiteTable
    sources: list[SourceTable]
    tags: TagsTable
    discord: DiscordTable
    destinations: list[DiscordDestination | MastodonDestination]
    recaps: list[RecapTable]
    challenges: list[ChallengeTable]
    store: StoreTable
    owner: OwnerTable
    live: LiveTable
    page: PageTable | None
    log: LogTable
