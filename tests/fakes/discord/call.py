"""One REST request as its handler sees it: the world, the path's numbers, the query, the body."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.fakes.discord import refusals

if TYPE_CHECKING:
    from tests.fakes.discord.gateway import Gateway
    from tests.fakes.discord.world import World


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a request."""

    name: str
    size: int
    content_type: str
    field: str = ""  # the form's: "files[0]"


@dataclass(slots=True)
class Call:
    """What a handler works on. ``host``: the fake's own address as the caller wrote it."""

    world: World
    gateway: Gateway
    host: str
    path: Mapping[str, str]
    query: Mapping[str, str]
    body: Any
    files: list[Upload] = field(default_factory=list)

    def number(self, name: str) -> int:
        """A snowflake from the path."""
        try:
            return int(self.path[name])
        except ValueError:
            raise refusals.invalid_form(
                name, "NUMBER_TYPE_COERCE", f'Value "{self.path[name]}" is not snowflake.'
            ) from None

    def limit(self, default: int = 50) -> int:
        """The query's ``limit``, 1 to 100."""
        limit = int(self.query.get("limit", default))
        if not 1 <= limit <= 100:
            raise refusals.invalid_form("limit", "NUMBER_TYPE_MAX", "int value should be between 1 and 100.")
        return limit


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that isn't a plain 200. ``body`` None: without content."""

    status: int
    body: Any = None


Handler = Callable[[Call], Any]
Routes = dict[tuple[str, str], Handler]
