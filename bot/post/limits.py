"""What a Mastodon server takes: read from what it tells of itself, and kept on disk for ``preview``, which asks nobody.

It sends nothing. What is kept can be thrown away at any time.
"""

from __future__ import annotations

import json
import os
import threading
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.format.model import Limits

if TYPE_CHECKING:
    from pathlib import Path

_FILE = "limits.json"
_writing = threading.Lock()  # several accounts are asked at the same time


def limits_of(instance: Any) -> Limits:
    """The limits in a server's answer; the usual ones for whatever it doesn't tell in a form that means something.

    https://docs.joinmastodon.org/entities/Instance/#configuration; some servers tell the older names beside it.
    """
    told, usual = _table(instance), Limits()
    configuration = _table(told.get("configuration"))
    statuses, media = _table(configuration.get("statuses")), _table(configuration.get("media_attachments"))
    return Limits(
        _count(statuses.get("max_characters"), told.get("max_toot_chars")) or usual.characters,
        _count(statuses.get("characters_reserved_per_url")) or usual.characters_per_url,
        _count(media.get("description_limit"), told.get("description_limit")) or usual.alt,
        _count(media.get("image_size_limit"), told.get("upload_limit")) or usual.picture_bytes,
        _count(media.get("image_matrix_limit")) or usual.picture_pixels,
        _types(media.get("supported_mime_types")) or usual.picture_types,
    )


def kept_limits(data_dir: Path, api_base_url: str) -> Limits | None:
    """The limits that this server told last; None if it was never asked, or nothing readable is kept."""
    kept = _table(_read(data_dir / _FILE).get(api_base_url))
    if not kept:
        return None
    usual = Limits()
    counts = {name: _count(kept.get(name)) or getattr(usual, name) for name in _COUNTS}
    return replace(usual, **counts, picture_types=_types(kept.get("picture_types")) or usual.picture_types)


def keep_limits(data_dir: Path, api_base_url: str, limits: Limits) -> None:
    """Note what a server has told. That it can't be written is no trouble: it is asked again another time."""
    told = {**{name: getattr(limits, name) for name in _COUNTS}, "picture_types": sorted(limits.picture_types)}
    path = data_dir / _FILE
    with _writing, suppress(OSError):
        kept = _read(path)
        if kept.get(api_base_url) == told:
            return
        data_dir.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f"{_FILE}.{os.getpid()}")
        fresh.write_text(json.dumps({**kept, api_base_url: told}, indent=1, sort_keys=True), encoding="utf-8")
        fresh.replace(path)


_COUNTS = ("characters", "characters_per_url", "alt", "picture_bytes", "picture_pixels")


def _read(path: Path) -> dict[str, Any]:
    try:
        return _table(json.loads(path.read_bytes()))
    except (OSError, ValueError, RecursionError):
        return {}


def _table(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _count(*values: Any) -> int | None:
    """The first that is a positive whole number."""
    return next((one for one in values if isinstance(one, int) and not isinstance(one, bool) and one > 0), None)


def _types(value: Any) -> frozenset[str]:
    """Those of pictures; a server that names none is taken for one that doesn't tell."""
    told = value if isinstance(value, list) else ()
    return frozenset(one for one in told if isinstance(one, str) and one.startswith("image/"))
