"""A server's HTML made safe to show: the few tags of a post, each written anew, everything else as text or not at all.

What a server sends is a stranger's. Nothing of its markup is passed through: the tree is walked and what is on the list
is written out again. The list is Mastodon's own: https://docs.joinmastodon.org/spec/activitypub/#sanitization
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

_KEPT = frozenset(
    {"p", "span", "strong", "b", "em", "i", "u", "del", "s", "code", "pre", "blockquote", "ul", "ol", "li"}
)
_SILENT = frozenset({
    "script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "math", "title", "textarea",
    "select", "audio", "video", "canvas", "head",
})  # fmt: skip
_SPAN_CLASSES = frozenset({"invisible", "ellipsis"})  # how Mastodon shortens an address for the eye
_DEEPEST = 30
_SHOWN = 30  # characters of a bare address, as on Mastodon


def safe_html(html: str, own_address: str) -> str:
    """The same post, safe. Links to ``own_address``, the demo's server, lose their target: it would want a sign-in."""
    body = LexborHTMLParser(html).body
    return "" if body is None else "".join(_children(body, own_address, 0))


def web_address(text: object) -> str | None:
    """The text if it is an address that may be opened or shown: http or https, with a host."""
    try:
        parts = urlsplit(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return str(text) if parts and parts.scheme in {"http", "https"} and parts.hostname else None


def _children(node: LexborNode, own: str, depth: int) -> Iterator[str]:
    for child in node.iter(include_text=True):
        yield from _node(child, own, depth + 1)


def _node(node: LexborNode, own: str, depth: int) -> Iterator[str]:
    tag = node.tag or ""
    if tag == "-text":
        yield escape(node.text(deep=False))
    elif tag == "br":
        yield "<br>"
    elif tag in _SILENT or tag.startswith(("-", "!")) or depth > _DEEPEST:
        return
    elif tag == "a":
        yield from _link(node, own, depth)
    elif tag in _KEPT:
        yield f"<{tag}{_class(node) if tag == 'span' else ''}>"
        yield from _children(node, own, depth)
        yield f"</{tag}>"
    else:
        yield from _children(node, own, depth)


def _class(node: LexborNode) -> str:
    wanted = [name for name in (node.attributes.get("class") or "").split() if name in _SPAN_CLASSES]
    return f' class="{" ".join(wanted)}"' if wanted else ""


def _link(node: LexborNode, own: str, depth: int) -> Iterator[str]:
    href = web_address(node.attributes.get("href"))
    text = node.text()
    inner = _shortened(text) if href and text.strip() == href else "".join(_children(node, own, depth))
    if href is None:
        yield inner
    elif href == own or href.startswith(f"{own}/"):
        yield f'<span class="tag">{inner}</span>'
    else:
        yield f'<a href="{escape(href)}" rel="nofollow noopener noreferrer" target="_blank">{inner}</a>'


def _shortened(address: str) -> str:
    """A bare address as Mastodon shows it: its scheme and what is beyond 30 characters are there, but unseen."""
    scheme, _, rest = address.strip().partition("://")
    www, rest = ("www.", rest[4:]) if rest.startswith("www.") else ("", rest)
    hidden = f'<span class="invisible">{escape(f"{scheme}://{www}")}</span>'
    if len(rest) <= _SHOWN:
        return f"{hidden}<span>{escape(rest)}</span>"
    shown = f'<span class="ellipsis">{escape(rest[:_SHOWN])}</span>'
    return f'{hidden}{shown}<span class="invisible">{escape(rest[_SHOWN:])}</span>'
