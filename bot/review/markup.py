"""Markdown with HTML in it → blocks of runs: pyromark parses the Markdown, lexbor the HTML; no regular expressions.

Scripts, frames, comments, footnotes, pictures, struck-out and hidden text have no run. What a block *means* is
not decided here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from pyromark import Options, html
from selectolax.lexbor import LexborHTMLParser

from bot.review.dialects import without_dialects
from bot.review.lead import is_mark, with_mark
from bot.review.settling import settle
from bot.review.spoilers import without_spoilers
from bot.review.templating import strip_templates
from bot.review.unseen import without_unseen

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


MAX_BODY = 200_000  # characters; what follows is not read
MAX_TAGS = 8_000  # lexbor needs seconds for tens of thousands of nested elements
_MAX_NESTING = 40
_LONGEST_NAME = 120  # characters of a quote's author
_DASHES = "—–―-~"
BREAK = "\u2028"  # a <br>, as against a line end in the source

_TABLES, _STRUCK = Options.ENABLE_TABLES, Options.ENABLE_STRIKETHROUGH
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
STRONG, EMPHASIS, CODE = 1, 2, 4  # bits of a run's style
_STYLES = {
    **dict.fromkeys(("b", "strong"), STRONG),
    **dict.fromkeys(("i", "em", "cite", "dfn", "var"), EMPHASIS),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), CODE),
}
_UNSEEN = _names(
    "script style iframe noscript template object embed svg math video audio canvas form input button select "
    "textarea head title meta link base img picture source map area del s strike -comment hr nav rt rp"
)
_INNER = _names(  # elements that stand inside a paragraph
    "-text a b strong i em u span small big br cite q mark abbr sub sup code kbd samp var font time ins dfn bdi "
    "bdo tt center label ruby wbr data"
)

_TELLTALE = (" class=", " hidden", "<sup")  # without these nothing is pruned
_PRUNED = (
    '[hidden], [class*="footnote"], [class*="twitter-"], [class*="-embed"], [class*="embed-"], '
    '[class*="instagram-"], [class*="sr-only"], [class="toc"], sup > a[href^="#"]'
)

Kind = Literal["paragraph", "heading", "quote", "list", "code", "mark"]


class Run(NamedTuple):
    """A stretch of text in one style. ``href`` is as written, without blanks."""

    text: str
    style: int = 0  # STRONG | EMPHASIS | CODE
    href: str | None = None

    @property
    def bold(self) -> bool:
        """Is it strong?"""
        return self.style & STRONG > 0


@dataclass(slots=True)
class Block:
    """A paragraph, heading, quote, list or piece of code, in reading order. A list has items, the others have runs.

    A "mark" is where the writer ended the lead (``<!--more-->`` and kin); it has neither.
    """

    kind: Kind
    runs: list[Run] = field(default_factory=list)
    items: list[list[Run]] = field(default_factory=list)
    raw: bool = False  # a quote written as HTML: its line ends are meant
    text: str = field(init=False)  # of all its runs, line ends as written

    def __post_init__(self) -> None:
        self.text = "".join([run.text for run in self.runs])


class TooMuchMarkup(ValueError):
    """The body has more tags than any review; parsing it could take minutes."""


def read_blocks(markdown: str, separator: str | None = None) -> list[Block]:
    """The body's blocks. ``separator``: the file's own mark behind its lead. Raises TooMuchMarkup."""
    source = settle(cleaned(with_mark(markdown[:MAX_BODY], separator)))
    options = Options.ENABLE_FOOTNOTES
    if "|" in source:
        options |= _TABLES
    if "~" in source and "~~" in source:
        options |= _STRUCK
    page = html(source, options=options)
    if page.count("<") > MAX_TAGS:
        raise TooMuchMarkup
    tree = LexborHTMLParser(page.replace("</p>\n", "</p>"))  # half the nodes are line ends between paragraphs
    if any(sign in page for sign in _TELLTALE):
        _prune(tree)
    blocks: list[Block] = []
    if tree.body is not None:
        _walk(tree.body, blocks, 0)
    return blocks


def cleaned(markdown: str) -> str:
    """The Markdown in the common dialect, without spoilers, templates and what no reader sees."""
    markdown = without_spoilers(without_unseen(markdown))
    return without_dialects(strip_templates(markdown))


def _prune(tree: LexborHTMLParser) -> None:
    """Take out what isn't shown, footnotes and embedded posts; what hides is gone from the source already."""
    for node in tree.css(_PRUNED):
        node.decompose()


def plain(text: str) -> str:
    """A short text that may hold tags or entities as plain text on one line."""
    text = without_unseen(text)
    if "<" in text or "&" in text:
        body = LexborHTMLParser(text).body if text.count("<") <= MAX_TAGS else None
        runs: list[Run] = []
        if body is not None:
            _runs(body, runs, style=0, href=None, depth=0)
        text = "".join(run.text for run in runs)
    return " ".join(text.split())


def _walk(parent: LexborNode, blocks: list[Block], depth: int) -> None:
    """Append the blocks below an element; bare text and inline elements between blocks make a paragraph."""
    loose: list[Run] = []
    child = parent.first_child
    while child is not None:
        tag = child.tag or ""
        if tag == "-text" and not loose and (child.text_content or "").isspace():
            pass  # the line end between two blocks
        elif tag in _INNER and not (tag != "-text" and _holds_blocks(child)):
            _inline(child, tag, loose, style=0, href=None, depth=0)
        elif tag == "-comment" and is_mark(child):
            _flush(loose, blocks)
            loose = []
            blocks.append(Block("mark"))
        elif tag not in _UNSEEN:
            _flush(loose, blocks)
            loose = []
            _block(child, tag, blocks, depth)
        child = child.next
    _flush(loose, blocks)


def _flush(runs: list[Run], blocks: list[Block]) -> None:
    if runs:
        block = Block("paragraph", runs)
        if block.text and not block.text.isspace():
            blocks.append(block)


def _block(node: LexborNode, tag: str, blocks: list[Block], depth: int) -> None:
    if depth > _MAX_NESTING:
        return
    if tag == "p" or tag in _HEADINGS:
        runs: list[Run] = []
        _runs(node, runs, style=0, href=None, depth=0)
        _flush(runs, blocks)
        if tag != "p" and blocks and blocks[-1].runs is runs:
            blocks[-1].kind = "heading"
    elif tag == "blockquote":
        blocks.append(_quote(node))
    elif tag == "figure":
        _figure(node, blocks)
    elif tag in {"ul", "ol"}:
        blocks.append(Block("list", items=_items(node)))
    elif tag == "pre":
        blocks.append(Block("code", [Run(node.text())]))
    elif tag not in {"table", "dl"}:
        _walk(node, blocks, depth + 1)


def _quote(node: LexborNode) -> Block:
    author = _author(node)
    inner: list[Block] = []
    _walk(node, inner, _MAX_NESTING - 8)
    runs: list[Run] = []
    for block in inner:
        if runs:
            runs.append(Run(BREAK))
        speakers = len(inner) == 1 and len(block.items) > 1  # "> - Light it" and below "> - No"
        runs += block.runs or [run for item in block.items for run in (Run("— " * speakers), *item, Run(BREAK))]
    if author:
        runs += [Run(BREAK), Run(author)]
    return Block("quote", runs, raw=node.css_first("p") is None)


def _author(quote: LexborNode) -> str:
    """The author that a quote names at its end by an element of its own, taken out of it; "" if there is none."""
    named = quote.css("cite, footer, figcaption")
    if not named:
        return ""
    whole, name = " ".join(quote.text().split()), " ".join(named[-1].text().split())
    before = whole.removesuffix(name).rstrip()
    if not name or len(name) > _LONGEST_NAME or before == whole or before[-1:].isalnum() or before[-1:] == ",":
        return ""
    named[-1].decompose()
    return name if name[0] in _DASHES or before[-1:] in _DASHES else f"— {name}"


def _figure(node: LexborNode, blocks: list[Block]) -> None:
    """A figure's quote with its caption for an author; a picture's caption is no prose."""
    quote = node.css_first("blockquote")
    if quote is None:
        return
    caption = node.css_first("figcaption")
    name = " ".join(caption.text().split()) if caption is not None else ""
    block = _quote(quote)
    if name and len(name) <= _LONGEST_NAME and name not in block.text:
        runs = [*block.runs, Run(BREAK), Run(name if name[0] in _DASHES else f"— {name}")]
        block = Block("quote", runs, raw=block.raw)
    blocks.append(block)


def _items(node: LexborNode) -> list[list[Run]]:
    items: list[list[Run]] = []
    child = node.first_child
    while child is not None:
        if child.tag == "li":
            runs: list[Run] = []
            _runs(child, runs, style=0, href=None, depth=0)
            if any(run.text and not run.text.isspace() for run in runs):
                items.append(runs)
        child = child.next
    return items


def _runs(node: LexborNode, out: list[Run], *, style: int, href: str | None, depth: int) -> None:
    child = node.first_child
    while child is not None:
        tag = child.tag or ""
        if tag == "-text":
            out.append(Run(child.text_content or "", style, href))
        elif tag not in _UNSEEN:
            _inline(child, tag, out, style=style, href=href, depth=depth)
        child = child.next


def _inline(node: LexborNode, tag: str, out: list[Run], *, style: int, href: str | None, depth: int) -> None:
    if tag == "-text":
        out.append(Run(node.text_content or "", style, href))
    elif tag == "br":
        out.append(Run(BREAK, style, href))
    elif depth < _MAX_NESTING:
        if tag == "a":
            href = "".join((node.attributes.get("href") or "").split())
        if tag == "q":
            out.append(Run("“", style, href))
        _runs(node, out, style=style | _STYLES.get(tag, 0), href=href, depth=depth + 1)
        if tag == "q":
            out.append(Run("”", style, href))
        elif tag not in _INNER:
            out.append(Run(" "))


def _holds_blocks(node: LexborNode) -> bool:
    return node.css_first("p,blockquote,ul,ol,h1,h2,h3,h4,h5,h6,pre,div,table") is not None
