"""Rate limits as Discord tells them: headers on every answer, 429 when a bucket is empty.

Rules: https://docs.discord.com/developers/topics/rate-limits
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.fakes.clock import MovableClock

MAJOR = ("channel_id", "guild_id", "webhook_id", "webhook_token")
MANY = (10_000, 1.0)  # roomy on purpose: tests that mean limits set their own
VIA = {"Via": "1.1 google"}  # discord.py takes a 429 without it for a ban by the proxy before Discord


@dataclass(slots=True)
class _Bucket:
    ends: float
    left: int


class RateLimits:
    """Buckets by route and major parameter. ``limits``: (requests, seconds) by "METHOD /template"."""

    def __init__(self, clock: MovableClock) -> None:
        self._clock = clock
        self._buckets: dict[tuple[str, ...], _Bucket] = {}
        # About ten an hour: https://support.discord.com/hc/en-us/articles/360032008192
        self.limits: dict[str, tuple[int, float]] = {
            "POST /channels/{channel_id}/messages/{message_id}/crosspost": (10, 3600.0)
        }

    def spend(self, route: str, path: Mapping[str, str]) -> tuple[dict[str, str], float | None]:
        """Headers for the answer, and how many seconds to stay away if the bucket was empty already."""
        limit, window = self.limits.get(route, MANY)
        key = (route, *(path.get(name, "") for name in MAJOR))
        bucket, now = self._buckets.get(key), self._clock.now()
        if bucket is None or bucket.ends <= now:
            bucket = self._buckets[key] = _Bucket(now + window, limit)
        refused = bucket.ends - now if bucket.left <= 0 else None
        bucket.left = max(0, bucket.left - 1)
        return self._headers(route, limit, bucket, now), refused

    def _headers(self, route: str, limit: int, bucket: _Bucket, now: float) -> dict[str, str]:
        return {
            **VIA,
            "X-RateLimit-Limit": str(limit),
            "X-RateLimit-Remaining": str(bucket.left),
            "X-RateLimit-Reset": f"{bucket.ends:.3f}",
            "X-RateLimit-Reset-After": f"{bucket.ends - now:.3f}",
            "X-RateLimit-Bucket": hashlib.sha256(route.encode()).hexdigest()[:32],
        }


def too_many(headers: dict[str, str], seconds: float) -> web.Response:
    """429 of a route's own bucket."""
    body = {"message": "You are being rate limited.", "retry_after": round(seconds, 3), "global": False}
    told = {**headers, "X-RateLimit-Scope": "user", "Retry-After": str(int(seconds) + 1)}
    told["Content-Type"] = "application/json"
    return web.Response(status=429, body=json.dumps(body).encode(), headers=told)
