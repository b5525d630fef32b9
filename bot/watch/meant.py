"""Which sources a forge's announcement of a push is about. Pure: payload in, names out.

https://docs.github.com/en/webhooks/webhook-events-and-payloads#push, which Gitea and Forgejo speak too;
https://docs.gitlab.com/user/project/integrations/webhook_events/#push-events;
https://support.atlassian.com/bitbucket-cloud/docs/event-payloads/#Push
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.settings.model import Source

_SHORT = re.compile(r"(?:[\w.-]+@)?([\w.-]+):(?!//)(.+)")  # git@host:path
_ADDRESSES = (
    "clone_url",
    "ssh_url",
    "git_url",
    "html_url",
    "git_http_url",
    "git_ssh_url",
    "web_url",
    "homepage",
    "url",
)


def sources_meant(sources: Sequence[Source], payload: Any) -> list[str]:
    """Names of the sources whose repository and branch were pushed to; none for what isn't understood."""
    if not isinstance(payload, dict):
        return []
    told = set(_places(payload))
    branches = set(_branches(payload))
    return [one.name for one in sources if one.git and _is_meant(one.git.address, one.git.branch, told, branches)]


def place_of(address: str) -> str:
    """A repository's host and path, however the address is written: "git.example/me/site"; "" for none."""
    short = _SHORT.fullmatch(address)
    try:
        parts = urlsplit(address)
        host, path = (short[1], short[2]) if short else (parts.hostname or "", parts.path)
    except ValueError:
        return ""
    path = path.strip("/").removesuffix(".git")
    return f"{host}/{path}".casefold() if host and path else ""


def _is_meant(address: str, branch: str | None, told: set[str], branches: set[str]) -> bool:
    """Where the payload tells no branch, or we follow whichever is the repository's own, any push may concern us."""
    return place_of(address) in told and (branch is None or not branches or branch in branches)


def _places(payload: dict[str, Any]) -> Iterator[str]:
    for key in ("repository", "project"):
        told = payload.get(key)
        if not isinstance(told, dict):
            continue
        links = told.get("links")
        html = links.get("html") if isinstance(links, dict) else None
        more = [html.get("href")] if isinstance(html, dict) else []
        for address in [*(told.get(name) for name in _ADDRESSES), *more]:
            if isinstance(address, str) and (place := place_of(address[:2000])):
                yield place


def _branches(payload: dict[str, Any]) -> Iterator[str]:
    ref = payload.get("ref")
    if isinstance(ref, str) and ref.startswith("refs/heads/"):
        yield ref.removeprefix("refs/heads/")
    push = payload.get("push")
    changes = push.get("changes") if isinstance(push, dict) else None
    for change in changes if isinstance(changes, list) else []:
        new = change.get("new") if isinstance(change, dict) else None
        if isinstance(new, dict) and isinstance(new.get("name"), str):
            yield new["name"]
