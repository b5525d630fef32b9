"""Threads for what blocks while a question is answered: few, and their own, so that no number of questions keeps posts
waiting. What completes titles has others than what answers: a drawn chart must not hold up who types.

More threads than these answer nobody sooner: they compute, and Python lets one thread at a time do that.
"""

from __future__ import annotations

import asyncio
import contextvars
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Literal, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
T = TypeVar("T")
Kind = Literal["answer", "completion"]

# So many that wait for one kind of thread are a crowd: whoever comes then can't be answered within a second.
CROWD = 40

_THREADS: dict[Kind, ThreadPoolExecutor] = {
    "answer": ThreadPoolExecutor(2, thread_name_prefix="answer"),
    "completion": ThreadPoolExecutor(1, thread_name_prefix="completion"),
}
_waiting: dict[Kind, int] = {"answer": 0, "completion": 0}


def is_crowded(kind: Kind) -> bool:
    """Whether so many wait already that there is no hope of being answered within a second."""
    return _waiting[kind] >= CROWD


async def in_thread(kind: Kind, work: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
    """What ``work`` returns or raises. Cancelled before its turn, it isn't begun."""
    context = contextvars.copy_context()
    call = partial(context.run, work, *given, **named)
    _waiting[kind] += 1
    try:
        return await asyncio.get_running_loop().run_in_executor(_THREADS[kind], call)
    finally:
        _waiting[kind] -= 1
