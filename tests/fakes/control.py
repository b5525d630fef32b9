"""The tests' end of a fake's control address: small blocking calls, and waiting for a state without sleeping.

In an async test call the waiting ones through ``asyncio.to_thread``.
"""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

JSON = dict[str, Any]


class ControlRefused(AssertionError):
    """The fake can't do what the test asks."""


class Control:
    """One running fake, seen by a test."""

    def __init__(self, address: str) -> None:
        self.address = address

    def call(self, path: str, body: JSON | None = None, *, timeout: float = 30.0) -> JSON:
        """POST (or GET, without a body) to a control path."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.address}/__control/{path}", data=data)  # noqa: S310 — our own server
        request.add_header("Content-Type", "application/json")
        try:
            with urllib.request.urlopen(request, timeout=timeout) as answer:  # noqa: S310 — the same
                result: JSON = json.load(answer)
        except urllib.error.HTTPError as error:
            with error:
                raise ControlRefused(f"{path}: {error.read().decode()}") from None
        return result

    def state(self) -> JSON:
        """Everything the fake knows."""
        return self.call("state")

    def wait_until(self, reached: Callable[[JSON], object], timeout: float = 60.0) -> JSON:
        """The first state that fits; an AssertionError with the last state when none comes in time."""
        end = time.monotonic() + timeout
        state = self.state()
        while not reached(state):
            left = end - time.monotonic()
            if left <= 0:
                raise AssertionError(f"not reached in {timeout} s: {json.dumps(state)[:4000]}")
            state = self.call(f"state?after={state['version']}&timeout={left:.3f}", timeout=left + 10)
        return state

    def wait_held(self, count: int = 1, timeout: float = 60.0) -> JSON:
        """Wait until that many requests are being held by ``hang`` or ``slow`` faults."""
        return self.wait_until(lambda state: state["held"] >= count, timeout)

    def wait_faults_made(self, count: int, timeout: float = 60.0) -> JSON:
        """Wait until that many faults were made since the last reset."""
        return self.wait_until(lambda state: state["faults_made"] >= count, timeout)

    def fault(self, kind: str, method: str = "*", path: str = "*", **more: Any) -> None:
        """Queue a fault: see :class:`tests.fakes.faults.Fault` for the fields."""
        self.call("faults", {"kind": kind, "method": method, "path": path, **more})

    def clear_faults(self) -> None:
        """Forget queued faults and let held requests go on."""
        self.call("faults/clear", {})

    def let_go(self) -> None:
        """Forget queued faults, and wait until no request is held any more: the next test must not meet one."""
        self.clear_faults()
        self.wait_until(lambda state: state["held"] == 0)

    def release(self) -> None:
        """Let held requests go on."""
        self.call("release", {})

    def advance(self, seconds: float) -> None:
        """Move the fake's clock forwards."""
        self.call("advance", {"seconds": seconds})

    def reset(self) -> None:
        """Begin anew."""
        self.call("reset", {})
