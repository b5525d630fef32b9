"""The same by Matinee: the parts as ``bot.app`` puts them together, on a configuration as an owner writes one."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager, closing, contextmanager
from typing import TYPE_CHECKING, Any

from tests.bench.measure import peak, resident

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

    from bot.app import App
    from bot.catalogue.store import Catalogue


@asynccontextmanager
async def app(config: str, *parts: str, token: str = "") -> AsyncIterator[App]:
    """The app with those parts, logging as it does for an owner. It is built, not run."""
    from bot.app import build
    from bot.clock import SystemClock
    from bot.log import set_up
    from bot.settings import load

    set_up()
    settings = load(config)
    tokens = {one.token_env: token for one in settings.destinations}
    async with build(settings, tokens=tokens, clock=SystemClock(), parts=frozenset(parts)) as built:
        yield built


async def scan(config: str) -> dict[str, Any]:
    """One look at all files, as at every start."""
    import wcmatch.glob  # noqa: F401 (imported at the first look otherwise, within the clock)

    async with app(config, "watch") as built:
        start = time.perf_counter()
        reports = [await watcher.scan() for watcher in built.watchers]
        return {"seconds": time.perf_counter() - start, "files": sum(report.files for report in reports)}


async def whole(config: str) -> dict[str, Any]:
    """Everything that ``matinee run`` holds, after its first look at all files and one more."""
    async with app(config, "watch", "post", "recaps", token="made-up") as built:
        for _ in range(2):
            for watcher in built.watchers:
                await watcher.scan()
        return {"mib": resident(), "peak": peak()}


async def toots(config: str, token: str, texts: str) -> dict[str, Any]:
    """The courier posts all that is owed. Looking for it in the files comes before the clock starts."""
    import json
    from pathlib import Path

    import mastodon  # noqa: F401 (the adapter imports it at its first post, within the clock)

    from bot.format.model import Toot, thaw

    async with app(config, "watch", "post", token=token) as built:
        for watcher in built.watchers:
            await watcher.scan()
        assert built.courier is not None
        start = time.perf_counter()
        done = await built.courier.deliver_due()
        taken = time.perf_counter() - start
        posts = [thaw(one.body) for one in done if one.status == "posted" and one.body]
    lines = [json.dumps(post.text) + "\n" for post in posts if isinstance(post, Toot)]
    Path(texts).write_text("".join(lines), encoding="utf-8")
    return {"seconds": taken, "posted": len(lines)}


async def blocked(config: str) -> dict[str, Any]:
    """For how long the event loop did nothing else, at most, while all files were read and indexed: milliseconds."""
    import wcmatch.glob  # noqa: F401 (as in scan)

    from bot.interpreter import short_pauses

    async with app(config, "watch") as built:
        with short_pauses():  # as the bot has it while it runs
            longest = await _longest_gap(built)
    return {"longest": longest * 1000}


async def _longest_gap(built: App) -> float:
    gaps: list[float] = []
    ticking = asyncio.create_task(_tick(gaps))
    for watcher in built.watchers:
        await watcher.scan()
    ticking.cancel()
    await asyncio.gather(ticking, return_exceptions=True)
    return max(gaps)


async def _tick(gaps: list[float]) -> None:
    pause = 0.005
    while True:
        start = time.perf_counter()
        await asyncio.sleep(pause)
        gaps.append(time.perf_counter() - start - pause)


def lookup(config: str, count: str) -> dict[str, Any]:
    """Autocomplete and search, one after the other, on a catalogue that is filled already; then the plain ways."""
    from tests.bench import plain
    from tests.bench.queries import asked, typed

    with _catalogue(config) as catalogue:
        files = catalogue.count()
        begun, queries = list(typed(files, int(count))), list(asked(files, int(count)))
        path = catalogue._database.path
        return {
            "suggest": _percentiles(catalogue.suggest, begun),
            "search": _percentiles(catalogue.search, queries),
            "plain scan": _percentiles(plain.scan(path), begun[: int(count) // 10]),
            "plain query": _percentiles(plain.query(path), queries),
        }


def fill(config: str, count: str) -> dict[str, Any]:
    """Put so many reviews into an empty catalogue, without files: only their titles differ from one another much."""
    from tests.bench.plain import readings

    with _catalogue(config) as catalogue:
        start = time.perf_counter()
        catalogue.update("bench", readings(int(count)), (), bound=True)
        return {"seconds": time.perf_counter() - start}


@contextmanager
def _catalogue(config: str) -> Iterator[Catalogue]:
    from bot.catalogue.fingerprint import fingerprint
    from bot.catalogue.store import Catalogue
    from bot.settings import load

    settings = load(config)
    rules = (source.rules for source in settings.sources)
    with closing(Catalogue.open(settings.store.data_dir, fingerprint(rules))) as opened:
        yield opened


def _percentiles(call: Callable[[str], object], texts: list[str]) -> dict[str, float]:
    """Milliseconds per call; the first few calls warm up and don't count."""
    for text in texts[:20]:
        call(text)
    taken = []
    for text in texts:
        start = time.perf_counter()
        call(text)
        taken.append((time.perf_counter() - start) * 1000)
    taken.sort()
    return {"p50": taken[len(taken) // 2], "p99": taken[int(len(taken) * 0.99)], "max": taken[-1]}


def run(report: Any) -> dict[str, Any]:
    """What a task reports, whether it awaits or not."""
    return dict(asyncio.run(report)) if asyncio.iscoroutine(report) else dict(report)
