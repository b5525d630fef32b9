"""Threads for what blocks while a question is answered: few, and their own, so that no number of questions keeps posts
waiting. What completes titles has others than what answers: a drawn chart must not hold up who types.
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

_THREADS: dict[Kind, ThreadPoolExecutor] = {
    "answer": ThreadPoolExecutor(4, thread_name_prefix="answer"),
    "completion": ThreadPoolExecutor(2, thread_name_prefix="completion"),
}


async def in_thread(
    kind: Literal["answer", "completion"], work: Callable[P, T], *given: P.args, **named: P.kwargs
) -> T:
    """What ``work`` returns or raises. Cancelled before its turn, it isn't begun."""
    context = contextvars.copy_context()
    call = partial(context.run, work, *given, **named)
    return await asyncio.get_running_loop().run_in_executor(_THREADS[kind], call)
