"""The words and addresses of a status that a server sends as HTML, for finding one's own post again."""

from __future__ import annotations

from html.parser import HTMLParser

_BREAKS = frozenset({"br", "p", "div", "li", "blockquote"})


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.addresses: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.addresses.update(value for name, value in attrs if name == "href" and value)
        if tag in _BREAKS:
            self.text.append(" ")

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def same_post(html: str, text: str, address: str | None) -> bool:
    """Whether this status is the one that was sent: it links to the address, else it has the same words."""
    page = _Page()
    page.feed(html)
    page.close()
    if address is not None and {address, address.rstrip("/")} & {one.rstrip("/") for one in page.addresses}:
        return True
    words = "".join(page.text)
    return _squeezed(words) == _squeezed(text) or (address is not None and address in words.split())


def _squeezed(text: str) -> str:
    return "".join(text.split())
