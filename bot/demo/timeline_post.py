"""One post of a timeline drawn as HTML, as a follower sees it. Everything in it is a stranger's and is escaped."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING, Any

from bot.demo.safe_html import safe_html, web_address

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from zoneinfo import ZoneInfo

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawn post. ``id`` is safe as an HTML id; the same post drawn otherwise (edited) is one with other ``html``."""

    id: str
    html: str

    @property
    def version(self) -> str:
        """A short mark that changes with what is drawn."""
        return hashlib.sha256(self.html.encode()).hexdigest()[:16]


def draw(status: Mapping[str, Any], server: str, zone: ZoneInfo) -> Drawn:
    """Draw a status of the Mastodon API. ``server``: its address; pictures are shown from there only."""
    # Ids are opaque strings: whatever they hold, the page's own id is made of hexadecimal digits.
    ident = "post-" + hashlib.sha256(str(status.get("id")).encode()).hexdigest()[:12]
    account = _table(status.get("account"))
    parts = [
        f'<article id="{ident}" aria-labelledby="{ident}-name">',
        *_header(ident, status, account, server, zone),
        *_warned(status, [*_text(status, server), *_pictures(status, server)]),
        "</article>",
    ]
    return Drawn(ident, "".join(parts))


def _header(
    ident: str, status: Mapping[str, Any], account: Mapping[str, Any], server: str, zone: ZoneInfo
) -> Iterator[str]:
    name = str(account.get("display_name") or account.get("username") or "somebody")
    avatar = _own(account.get("avatar_static"), server)
    yield "<header>"
    yield f'<img class="avatar" src="{escape(avatar)}" alt="" width="46" height="46">' if avatar else ""
    yield f'<div class="who"><strong id="{ident}-name">{escape(name)}</strong>'
    yield f'<span class="handle">@{escape(str(account.get("acct") or ""))}</span></div>'
    yield f'<a class="when" href="#{ident}">{_time(status.get("created_at"), zone)}</a>'
    yield "</header>"


def _time(stamp: object, zone: ZoneInfo) -> str:
    try:
        moment = datetime.fromisoformat(str(stamp)).astimezone(zone)
    except (ValueError, OverflowError):
        return "at an unknown time"
    shown = f"{moment.day} {moment:%b %Y, %H:%M}"
    return f'<time datetime="{escape(moment.isoformat(timespec="seconds"))}">{escape(shown)}</time>'


def _warned(status: Mapping[str, Any], inside: list[str]) -> list[str]:
    """The post behind its warning, if it has one."""
    warning = str(status.get("spoiler_text") or "").strip()
    return [_folded(warning, inside)] if warning else inside


def _folded(warning: str, inside: list[str]) -> str:
    summary = f'<summary><span class="warning">{escape(warning)}</span></summary>'
    return f'<details class="folded">{summary}{"".join(inside)}</details>'


def _text(status: Mapping[str, Any], server: str) -> Iterator[str]:
    language = str(status.get("language") or "")
    lang = f' lang="{language}"' if _LANGUAGE.fullmatch(language) else ""
    yield f'<div class="text"{lang} dir="auto">{safe_html(str(status.get("content") or ""), server)}</div>'


def _pictures(status: Mapping[str, Any], server: str) -> Iterator[str]:
    media = status.get("media_attachments")
    figures = [_figure(_table(item), server) for item in media] if isinstance(media, list) else []
    if not figures:
        return
    drawn = f'<div class="pictures" data-count="{min(len(figures), 4)}">{"".join(figures)}</div>'
    if status.get("sensitive") and not status.get("spoiler_text"):
        yield _folded("Sensitive picture", [drawn])
    else:
        yield drawn


def _figure(media: Mapping[str, Any], server: str) -> str:
    alt = str(media.get("description") or "")
    source = _own(media.get("preview_url") or media.get("url"), server)
    told = f"<p>{escape(alt)}</p>" if alt else "<p>This picture has no description.</p>"
    if source is None or media.get("type") not in {"image", "gifv", "unknown"}:
        return f'<figure class="unseen">{told}</figure>'
    badge = f'<details class="alt"><summary>{"ALT" if alt else "no ALT"}</summary>{told}</details>'
    return f'<figure><img src="{escape(source)}" alt="{escape(alt)}">{badge}</figure>'


def _own(address: object, server: str) -> str | None:
    found = web_address(address)
    return found if found and found.startswith(f"{server}/") else None


def _table(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
