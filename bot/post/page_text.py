"""The words and addresses of a status that a server sends as HTML, for finding one's own post and for comparing it."""

from __future__ import annotations

from html.parser import HTMLParser

from bot.post.wording import addresses_in, same_address, squeezed

_BREAKS = {"br": "\n"} | dict.fromkeys(("p", "div", "li", "blockquote"), "\n\n")
_SERVERS_OWN = frozenset({"mention", "hashtag"})  # links to people and tags, by their class


class _Page(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.addresses: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        href = told.get("href")
        if href and not _SERVERS_OWN & set((told.get("class") or "").split()):
            self.addresses.append(href)
        self.text.append(_BREAKS.get(tag, ""))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def words(html: str) -> str:
    """What a reader sees, in lines."""
    return "".join(_Page(html).text).strip()


def addresses(html: str) -> tuple[str, ...]:
    """Every address that it links to, or has written out; none of the server's own for people and tags."""
    page = _Page(html)
    return addresses_in("".join(page.text), page.addresses)


def same_post(html: str, text: str, address: str | None) -> bool:
    """Whether this status is the one that was sent: it links to the address, else it has the same words."""
    if address is not None and any(same_address(one, address) for one in addresses(html)):
        return True
    return squeezed(words(html)) == squeezed(text)
