"""Sets Mastodon.py up for one account: our name, short timeouts, no waiting in the thread, no files, no redirects."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from bot.errors import DestinationTrouble

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import requests
    from mastodon import Mastodon

REQUEST_TIMEOUT = 30.0  # seconds for connecting, and between two pieces of an answer
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Account:
    """Which account, and how it proves to be ours. The token appears in no message and no ``repr``."""

    api_base_url: str
    token: str

    def __repr__(self) -> str:
        return f"Account({self.api_base_url!r})"


def connect(account: Account, hear: Callable[..., None]) -> Mastodon:
    """A client for the account. ``hear`` is called with each ``requests.Response``."""
    import requests
    from mastodon import Mastodon

    address = urlsplit(account.api_base_url)
    if address.scheme != "https" and not (address.scheme == "http" and address.hostname in _LOOPBACK):
        raise DestinationTrouble(f'api_base_url "{account.api_base_url}" isn\'t safe: it must begin with https://.')
    session = requests.Session()
    session.max_redirects = 0  # a redirected POST becomes a GET, and the token would go to another host
    session.hooks["response"].append(hear)
    client = Mastodon(
        api_base_url=account.api_base_url,
        request_timeout=REQUEST_TIMEOUT,
        ratelimit_method="throw",
        user_agent=user_agent(),
        session=session,
    )
    client.access_token = account.token  # as an argument it is looked for as a file first
    return client


def put_status(client: Mastodon, account: Account, remote_id: str, form: Mapping[str, Any]) -> Any:
    """Change a status: Mastodon.py's ``status_update`` can't send the language, which is lost without.

    https://docs.joinmastodon.org/methods/statuses/#edit. Returns the server's JSON; raises ``requests`` errors. The
    answer is heard like every other one.
    """
    path = f"/api/v1/statuses/{quote(remote_id, safe='')}"
    response = request(client, account, "PUT", path, data=form)
    response.raise_for_status()
    return response.json()


def request(client: Mastodon, account: Account, method: str, path: str, **more: Any) -> requests.Response:
    """A request that the library can't make, over its connections. Blocks; raises ``requests`` errors, but for none
    because of the answer's status.
    """
    return client.session.request(
        method,
        f"{account.api_base_url.rstrip('/')}{path}",
        headers={"Authorization": f"Bearer {account.token}", "User-Agent": user_agent()},
        timeout=REQUEST_TIMEOUT,
        auth=lambda request: request,  # else a .netrc for the host would replace the token
        **more,
    )


def user_agent() -> str:
    """Who we are. Some servers refuse a request without it."""
    try:
        return f"Matinee/{version('matinee')}"
    except PackageNotFoundError:
        return "Matinee"


def error_text(response: requests.Response) -> str:
    """The server's own words about an error, "" where it has none that can be read."""
    if response.ok:
        return ""
    try:
        said = response.json().get("error")
    except (ValueError, AttributeError):
        return ""
    return said if isinstance(said, str) else ""
