"""An event loop in which no time passes by itself: tests say how far it leaps, and how many steps it takes."""

from __future__ import annotations

import asyncio
import selectors
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import ContextVar, copy_context
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

P = ParamSpec("P")
T = TypeVar("T")
ENDLESS = 30_000  # turns of the loop in which no time passes
_OWNER: ContextVar[object] = ContextVar("owner", default=None)
BEGIN = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


class _Selector(selectors.SelectSelector):
    """Never waits: where a loop would sleep, or has had its steps, it is stopped instead."""

    def __init__(self) -> None:
        super().__init__()
        self.loop: StillLoop | None = None
        self.steps: int | None = None

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if self.steps is not None:
            self.steps -= 1
        if self.loop is not None and (timeout is None or timeout > 0 or (self.steps is not None and self.steps <= 0)):
            self.loop.stop()
        return super().select(0)


class _AtOnce(ThreadPoolExecutor):
    """Runs what is meant for a thread at once, so that every run of an example takes the same way."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        done: Future[T] = Future()
        try:
            done.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - whoever waits for it gets it, as from a thread
            done.set_exception(error)
        return done


class StillLoop(asyncio.SelectorEventLoop):
    """``leap`` lets time pass; all that becomes due by it is run, and nothing else ever waits."""

    def __init__(self) -> None:
        selector = _Selector()
        self._passed = 0.0
        super().__init__(selector)
        self._still, selector.loop = selector, self
        self._owners: WeakKeyDictionary[asyncio.Task[Any], object] = WeakKeyDictionary()
        self.set_task_factory(self._made)
        self.set_default_executor(_AtOnce(1))
        self.troubles: list[dict[str, Any]] = []
        self.on_passed: Callable[[float], object] = lambda _: None
        self.set_exception_handler(lambda _, told: self.troubles.append(told))

    def time(self) -> float:
        return self._passed

    def create_task_of(self, owner: object, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        """A task of this owner's; whatever it begins is its owner's too."""
        context = copy_context()
        context.run(_OWNER.set, owner)
        return context.run(self.create_task, work)

    def tasks_of(self, owner: object) -> list[asyncio.Task[Any]]:
        return [task for task in asyncio.all_tasks(self) if self._owners.get(task) is owner]

    def _made(self, _: asyncio.AbstractEventLoop, work: Any, **more: Any) -> asyncio.Future[Any]:
        task = asyncio.Task(work, loop=self, **more)
        self._owners[task] = _OWNER.get()
        return task

    def settle(self) -> None:
        """Run until everything waits for something."""
        self.step(ENDLESS)
        assert not self._ready, "it is busy for ever"  # type: ignore[attr-defined]

    def step(self, steps: int) -> None:
        """Run at most so many turns of the loop (1 or more)."""
        self._still.steps = steps
        self.run_forever()
        self._still.steps = None

    def leap(self, seconds: float) -> None:
        """Let time pass; whoever sleeps no longer than that wakes, once, when all of it has passed."""
        self.pass_by(seconds)
        self.settle()

    def pass_by(self, seconds: float) -> None:
        """Let time pass; nothing is run yet."""
        self._passed += seconds
        self.on_passed(seconds)


class WallClock:
    """The machine's clock: it goes with the loop's time, and may be set wrong by ``skew``."""

    def __init__(self, loop: StillLoop) -> None:
        self._loop, self.begin = loop, BEGIN
        self.skew = timedelta(0)

    def true(self) -> datetime:
        """What time it really is: the networks' clocks."""
        return self.begin + timedelta(seconds=self._loop.time())

    def now(self) -> datetime:
        return self.true() + self.skew

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(max(0.0, seconds))
