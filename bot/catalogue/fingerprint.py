"""What the catalogue's content depends on beside the files: the rules of reading, and our own version."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from importlib import metadata
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.review.model import ReadingRules


def fingerprint(rules: Iterable[ReadingRules]) -> str:
    """A hash that changes with any rule of any source, whatever order they stand in, and with Matinee's version."""
    told = sorted(json.dumps(_plain(dataclasses.asdict(one)), sort_keys=True) for one in rules)
    return hashlib.sha256("\n".join((_version(), *told)).encode()).hexdigest()


def _version() -> str:
    # A new version may read the same file differently. A source tree that was never installed has none.
    try:
        return metadata.version("matinee")
    except metadata.PackageNotFoundError:
        return "source"


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        # The order of links and badges shows in posts, so it counts.
        return [[str(key), _plain(one)] for key, one in value.items()]
    if isinstance(value, (set, frozenset)):
        return sorted(str(one) for one in value)
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return value if isinstance(value, (str, int, float, bool, type(None))) else repr(value)
