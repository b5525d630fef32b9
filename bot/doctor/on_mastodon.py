"""What the check-up finds on a Mastodon server: that it is one, whose the token is, what it may, and the limits.

It only reads. Redirects aren't followed: the token would go to another host.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import aiohttp

from bot.doctor.files import token_in
from bot.doctor.finding import Finding, mend, ok, untested
from bot.post.limits import limits_of
from bot.post.mastodon.client import user_agent
from bot.post.unreached import how

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.doctor.clock import Times
    from bot.settings.model import Destination, Settings

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_WRITES = {"write:statuses": "post", "write:media": "show pictures", "read:statuses": "look for what was posted"}
_MOST = 1_000_000  # bytes of an answer


async def mastodon_findings(settings: Settings, one: Destination, clock: Clock, times: Times) -> list[Finding]:
    """All of one destination's. Whoever calls bounds the time."""
    test, server = f'account of "{one.name}"', (one.api_base_url or "").rstrip("/")
    address = urlsplit(server)
    if address.scheme != "https" and address.hostname not in _LOOPBACK:
        return [mend(test, f"{server} isn't safe", "Write api_base_url with https:// at its beginning.")]
    token = token_in(settings, one.token_env)
    held = {} if isinstance(token, Finding) else {"Authorization": f"Bearer {token}"}
    lacking = []
    if isinstance(token, Finding):
        gets_one = f'matinee login mastodon "{one.name}" gets one. {token.remedy}'
        lacking = [mend(token.test, token.found, gets_one)]
    host = address.hostname or server
    async with aiohttp.ClientSession(headers={"User-Agent": user_agent()}, trust_env=False) as session:
        look = _Look(session, server, host, held, clock, times)
        try:
            return [*(lacking or await look.account(one)), await look.limits(one)]
        except (aiohttp.ClientError, OSError, ValueError) as error:
            remedy = f"See whether {server} opens in a browser; if it doesn't, mend api_base_url."
            return [*lacking, untested(test, f"{host} can't be reached ({how(error)})", remedy)]


class _Look:
    def __init__(
        self,
        session: aiohttp.ClientSession,
        server: str,
        host: str,
        held: dict[str, str],
        clock: Clock,
        times: Times,
    ) -> None:
        self._session, self._server, self._host, self._held = session, server, host, held
        self._clock, self._times = clock, times

    async def account(self, one: Destination) -> list[Finding]:
        """Whose the token is, and what it may."""
        test, again = f'account of "{one.name}"', f'matinee login mastodon "{one.name}" gets a new one.'
        status, me = await self._get("/api/v1/accounts/verify_credentials")
        if status in {401, 403}:
            return [mend(test, f"{self._host} refuses the token in {one.token_env} ({status})", again)]
        if status != 200 or "acct" not in me:
            return [self._no_server(test, status)]
        name = f"@{me['acct']}@{self._host}"
        if me.get("moved"):
            return [mend(test, f"{name} has moved elsewhere", "Name the new account's server, and get a token of it.")]
        if me.get("suspended") or me.get("limited"):
            return [mend(test, f"{name} is suspended or limited", f"Ask the people who run {self._host}.")]
        found = [ok(test, f"{name}; posts are {one.format.visibility}{_hint(me)}")]
        missing = await self._missing(str(me.get("id")))
        if missing:
            told = " and ".join(f"{scope} (to {_WRITES[scope]})" for scope in missing)
            found.append(mend(f'token of "{one.name}"', f"it lacks {told}", again))
        return found

    async def limits(self, one: Destination) -> Finding:
        """What the server takes."""
        test = f'server of "{one.name}"'
        status, told = await self._get("/api/v2/instance")
        if status != 200:
            status, told = await self._get("/api/v1/instance")
        if status != 200 or not ("domain" in told or "uri" in told):
            return self._no_server(test, status)
        its = limits_of(told)
        size = f"pictures to {its.picture_bytes // 1_000_000} MB"
        return ok(test, f"{self._host} takes {its.characters} characters, {size}")

    async def _missing(self, account: str) -> list[str]:
        """The scopes that it surely lacks. What a token may write, servers tell of its application only."""
        status, _ = await self._get(f"/api/v1/accounts/{account}/statuses?limit=1")
        lacks = ["read:statuses"] if status in {401, 403} else []
        status, app = await self._get("/api/v1/apps/verify_credentials")
        scopes = app.get("scopes") if status == 200 else None
        if isinstance(scopes, list) and scopes:
            held = {str(scope) for scope in scopes}
            lacks += [one for one in _WRITES if one not in held and one.partition(":")[0] not in held]
        return list(dict.fromkeys(lacks))

    def _no_server(self, test: str, status: int) -> Finding:
        if status >= 500 or status == 429:
            return untested(test, f"{self._host} has trouble ({status})")
        found = f"{self._host} doesn't answer as Mastodon does ({status})"
        return mend(test, found, "Mend api_base_url: your server's address, as your browser shows it on your profile.")

    async def _get(self, path: str) -> tuple[int, dict[str, Any]]:
        async with self._session.get(self._server + path, headers=self._held, allow_redirects=False) as answer:
            self._times.hear(self._host, answer.headers, self._clock.now())
            raw = await answer.content.read(_MOST)
            while raw and len(raw) < _MOST and (more := await answer.content.read(_MOST - len(raw))):
                raw += more
        import json

        try:
            told = json.loads(raw)
        except (ValueError, RecursionError):
            told = None
        return answer.status, told if isinstance(told, dict) else {}


def _hint(me: dict[str, Any]) -> str:
    return (
        "" if me.get("bot") else " (its profile doesn't say that it is automated: a courtesy that some servers ask for)"
    )
