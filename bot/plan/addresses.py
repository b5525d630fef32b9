"""When two addresses are the same page, and whether a page is on the owner's site. Pure; it fetches nothing."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit


def page_of(address: str) -> str:
    """What tells one page from another: host, path and query, whatever the scheme, a closing slash or the fragment.

    Servers give addresses back in other spellings than they were sent in. "" for what is no web address.
    """
    try:
        parts = urlsplit(address.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return ""
    if parts.scheme.lower() not in {"http", "https"} or not host:
        return ""
    usual = port in (None, 80, 443)
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{'' if usual else f':{port}'}{unquote(parts.path).rstrip('/')}{query}"


def is_on(site: str, address: str) -> bool:
    """Whether the page lies below the site's base address. The site's front page itself does not."""
    base, page = page_of(site), page_of(address)
    return bool(base) and page.startswith(base) and page[len(base) :][:1] in {"/", "?"}
