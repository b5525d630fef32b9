"""``POST /hooks/git``: a forge announces a push, so that it is seen at once. All that it does is have the bot look.

Who announces proves that with the secret: GitHub, Gitea and Forgejo sign the body with it; GitLab signs nothing, and
sends the secret itself. A repeated announcement only makes the bot look once more.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections import deque
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from aiohttp import web

from bot.page.gate import in_time
from bot.watch.meant import sources_meant

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.page.means import Means

_MOST = 1 << 20  # bytes of an announcement
_PER_MINUTE = 60
_MINUTE = timedelta(minutes=1)
# https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries
# https://forgejo.org/docs/latest/user/webhooks/ (without "sha256=", as Gitea's)
_SIGNATURES = ("X-Hub-Signature-256", "X-Forgejo-Signature", "X-Gitea-Signature")


class Hook:
    """Answers to forges."""

    def __init__(self, means: Means) -> None:
        self._means = means
        self._taken: deque[datetime] = deque()

    def routes(self) -> list[web.RouteDef]:
        """Where it stands."""
        return [web.post("/hooks/git", self.announced)]

    async def announced(self, request: web.Request) -> web.Response:
        """202 when it was taken; 404 without a secret, 403 with a wrong one, 413 and 429 for too much."""
        secret = self._means.hook_secret
        if secret is None:
            raise web.HTTPNotFound(text="Not found.\n")
        body = await _body(request)
        if not is_signed(body, request.headers, secret):
            raise web.HTTPForbidden(text="No.\n")
        self._count()
        for name in sources_meant(self._means.settings.sources, _payload(request, body)):
            self._means.announce(name)
        return web.Response(status=202, text="taken\n")

    def _count(self) -> None:
        now = self._means.clock.now()
        while self._taken and self._taken[0] <= now - _MINUTE:
            self._taken.popleft()
        if len(self._taken) >= _PER_MINUTE:
            raise web.HTTPTooManyRequests(headers={"Retry-After": "60"}, text="Too many pushes in a minute.\n")
        self._taken.append(now)


def is_signed(body: bytes, headers: Mapping[str, str], secret: str) -> bool:
    """Whether one of the forges' proofs is there and right; compared in constant time."""
    right = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest().encode()
    for name in _SIGNATURES:
        if given := headers.get(name):
            return hmac.compare_digest(given.removeprefix("sha256=").lower().encode("utf-8", "replace"), right)
    # GitLab signs nothing: https://docs.gitlab.com/user/project/integrations/webhooks/
    token = headers.get("X-Gitlab-Token", "")
    digests = (hashlib.sha256(text.encode("utf-8", "surrogateescape")).digest() for text in (token, secret))
    return bool(token) and hmac.compare_digest(*digests)


def _payload(request: web.Request, body: bytes) -> Any:
    """What is told, as GitHub sends it in either form; None for what isn't understood."""
    try:
        text = body.decode("utf-8")
        if request.content_type == "application/x-www-form-urlencoded":
            text = parse_qs(text, max_num_fields=20).get("payload", [""])[0]
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


async def _body(request: web.Request) -> bytes:
    if (request.content_length or 0) > _MOST:
        raise web.HTTPRequestEntityTooLarge(_MOST, request.content_length or 0)
    return await in_time(request.read())
