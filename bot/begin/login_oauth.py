"""OAuth by code at a Mastodon server: an application is registered, its owner allows it, the code becomes a token.

https://docs.joinmastodon.org/client/token/. Redirects are never followed: what is sent is secret. PKCE (S256) is always
given: servers that don't know it leave it unread. GoToSocial shows the code on a page of its own, as Mastodon does. It
writes no file and shows nothing. What is asked for blocks; every function raises :class:`LoginFailed`.
"""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

import requests

from bot.errors import MatineeError, UsageError
from bot.hidden import hide
from bot.post.mastodon.client import error_text, user_agent
from bot.post.unreached import how

if TYPE_CHECKING:
    from collections.abc import Mapping

SCOPES = "read:accounts read:statuses write:statuses write:media"
WITH_SEARCH = f"{SCOPES} read:search"  # to find the owner's account, who is written to
_HERE = "urn:ietf:wg:oauth:2.0:oob"
_PATIENCE = 20.0  # seconds
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_SAID = 200  # characters of a server's own words
_TOKEN = re.compile(r"[!-~]{1,4096}")  # https://www.rfc-editor.org/rfc/rfc6749#appendix-A.12; it may be shown


class LoginFailed(MatineeError):
    """The server can't be reached, or won't do it."""


class CodeRefused(LoginFailed):
    """The code is wrong, or too old."""


@dataclass(frozen=True, slots=True)
class Application:
    """What the server knows us by, for this one login. No secret of it is in a ``repr``."""

    server: str
    client_id: str
    client_secret: str = field(repr=False)
    verifier: str = field(repr=False)
    scopes: str = SCOPES

    @property
    def page(self) -> str:
        """Where the owner allows it."""
        digest = hashlib.sha256(self.verifier.encode()).digest()
        form = {
            "response_type": "code",
            "client_id": self.client_id,
            "redirect_uri": _HERE,
            "scope": self.scopes,
            "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
            "code_challenge_method": "S256",
        }
        return f"{self.server}/oauth/authorize?{urlencode(form)}"


def server_address(text: str) -> str:
    """The server's address, from that or "mastodon.example" or "@me@mastodon.example". Raises ``UsageError``."""
    said = text.strip().rstrip("/")
    if "://" not in said:
        said = f"https://{said.rpartition('@')[2]}"
    try:
        parts = urlsplit(said)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = None
    if host is None or parts.username is not None or parts.path or parts.query or parts.fragment:
        raise UsageError(f'"{text}" is no server\'s address; allowed is one such as https://mastodon.example')
    if parts.scheme != "https" and not (parts.scheme == "http" and host in _LOOPBACK):
        raise UsageError(f"\"{text}\" isn't safe: a server's address begins with https://")
    return said


def register(server: str, site: str | None, scopes: str) -> Application:
    """Make Matinee known to the server. ``site``: shown beside its name."""
    form = {"client_name": "Matinee", "redirect_uris": _HERE, "scopes": scopes}
    status, told = _asked("POST", server, "/api/v1/apps", data={**form, **({"website": site} if site else {})})
    number, secret = told.get("client_id"), told.get("client_secret")
    if status in {404, 405, 410} or (status < 400 and not (isinstance(number, str) and isinstance(secret, str))):
        raise LoginFailed(f"{_host(server)} doesn't answer as Mastodon does: check the server's address.")
    if not (isinstance(number, str) and isinstance(secret, str)):
        raise LoginFailed(f"{_host(server)} lets no program make itself known ({_words(status, told)}).")
    hide(secret)
    return Application(server, number, secret, secrets.token_urlsafe(48), scopes)


def token_for(application: Application, code: str) -> str:
    """The token that the code stands for. Raises :class:`CodeRefused` for a wrong one."""
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "client_id": application.client_id,
        "client_secret": application.client_secret,
        "redirect_uri": _HERE,
        "scope": application.scopes,
        "code_verifier": application.verifier,
    }
    status, told = _asked("POST", application.server, "/oauth/token", data=form)
    token = told.get("access_token")
    if status < 400 and isinstance(token, str) and _TOKEN.fullmatch(token):
        hide(token)
        return token
    if status in {400, 401, 403, 422}:
        raise CodeRefused(f"{_host(application.server)} refuses the code ({_words(status, told)}).")
    raise LoginFailed(f"{_host(application.server)} gave no token ({_words(status, told)}).")


def account_of(server: str, token: str) -> str:
    """Whose token it is: "@critic@mastodon.example"."""
    held = {"Authorization": f"Bearer {token}"}
    status, told = _asked("GET", server, "/api/v1/accounts/verify_credentials", headers=held)
    name = told.get("acct")
    if status >= 400 or not isinstance(name, str):
        raise LoginFailed(f"{_host(server)} gave a token and doesn't take it ({_words(status, told)}).")
    return f"@{name}@{_host(server)}"


def _asked(
    method: str, server: str, path: str, headers: Mapping[str, str] | None = None, **more: Any
) -> tuple[int, dict[str, Any]]:
    """The answer's status and object, {} for anything else; of a refusal with its words under "error"."""
    sent = {"User-Agent": user_agent(), "Accept": "application/json", **(headers or {})}
    try:
        with requests.Session() as session:
            session.trust_env = False  # a .netrc would replace the token
            answer = session.request(
                method, server + path, headers=sent, timeout=_PATIENCE, allow_redirects=False, **more
            )
    except requests.RequestException as error:
        why = how(error)
        raise LoginFailed(f"{_host(server)} can't be reached ({why}): check the address and the network.") from None
    if answer.is_redirect:
        raise LoginFailed(f"{_host(server)} sends us elsewhere: use its present address, as your browser shows it.")
    try:
        told = answer.json()
    except ValueError:
        told = None
    said = told if isinstance(told, dict) else {}
    if not answer.ok:
        said["error"] = said.get("error_description") or said.get("detail") or error_text(answer)
    return answer.status_code, said


def _host(server: str) -> str:
    return urlsplit(server).netloc


def _words(status: int, told: Mapping[str, Any]) -> str:
    said = told.get("error") if status >= 400 else None
    if not isinstance(said, str) or not said:
        return str(status)
    plain = "".join(sign if sign.isprintable() else " " for sign in said)  # nothing of a server's steers a terminal
    return f"{status}: {' '.join(plain.split())[:_SAID]}"
