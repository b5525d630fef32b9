"""The bare loops: what anything in Matinee's place would have to do at least, and nothing else."""

from __future__ import annotations

import asyncio
import os
import time
from pathlib import Path
from typing import Any

from tests.bench.measure import peak, resident


def load(posts: str) -> dict[str, Any]:
    """python-frontmatter reads every file."""
    import frontmatter

    paths = sorted(Path(posts).rglob("*.md"))
    start = time.perf_counter()
    for path in paths:
        frontmatter.load(path)
    return {"seconds": time.perf_counter() - start, "files": len(paths)}


def walk(posts: str) -> dict[str, Any]:
    """Every file is listed and asked for its size and time."""
    start = time.perf_counter()
    files = _walked(posts)
    return {"seconds": time.perf_counter() - start, "files": files}


def _walked(folder: str) -> int:
    files = 0
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                files += _walked(entry.path)
            else:
                entry.stat(follow_symlinks=False)
                files += 1
    return files


def client() -> dict[str, Any]:
    """discord.py and a client that does nothing, within a running loop."""
    import discord

    async def idle() -> dict[str, Any]:
        async with discord.Client(intents=discord.Intents.none()):
            return {"mib": resident(), "peak": peak()}

    return asyncio.run(idle())


def toots(address: str, token: str, texts: str) -> dict[str, Any]:
    """Mastodon.py posts each line of a file of JSON strings."""
    import json

    from mastodon import Mastodon

    lines = [json.loads(line) for line in Path(texts).read_text(encoding="utf-8").splitlines()]
    api = Mastodon(access_token=token, api_base_url=address)
    start = time.perf_counter()
    for line in lines:
        api.status_post(line)
    return {"seconds": time.perf_counter() - start, "posted": len(lines)}
