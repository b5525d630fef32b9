"""(d) posts through the courier, each written down before and after, against a bare loop of ``status_post``.

Both speak to mastodon_mock in a process of its own, new for each run, and post the same texts.
"""

from __future__ import annotations

import asyncio
from itertools import count
from statistics import median
from typing import TYPE_CHECKING

from bot.demo.mastodon_world import mastodon_world
from tests.bench import site
from tests.bench.figures import Figure
from tests.bench.measure import pairs, task

if TYPE_CHECKING:
    from pathlib import Path


def measure(folder: Path, *, quick: bool) -> list[Figure]:
    """Seconds for all posts, by the process that posts them."""
    posts, times = (10, 1) if quick else (200, 5)
    files = site.lay_out(folder / "files", posts * 16 // 15)  # each sixteenth file is no review
    texts = folder / "texts.jsonl"
    rounds = count()

    def ours() -> float:
        return asyncio.run(_against_server(folder / f"ours-{next(rounds)}", "toots", posts, texts, files))

    def theirs() -> float:
        return asyncio.run(_against_server(folder / f"bare-{next(rounds)}", "bare-toots", posts, texts, None))

    measured = pairs(times, ours, theirs)
    mine, bare = (median(side) / posts * 1000 for side in zip(*measured, strict=True))
    return [
        Figure(
            "d",
            f"{posts} posts through the courier / status_post",
            tuple(one / other for one, other in measured),
            bound=1.3,
            note=f"{mine:.1f} ms / {bare:.1f} ms a post",
        )
    ]


async def _against_server(folder: Path, name: str, posts: int, texts: Path, files: Path | None) -> float:
    async with mastodon_world(folder / "server") as server:
        place = server.address
        if files is not None:
            place = str(site.configure(folder / "bot", files, first_run="post", mastodon=server.address))
        report = await asyncio.to_thread(task, name, place, server.token, texts)
    assert report["posted"] == posts, report
    return float(report["seconds"])
