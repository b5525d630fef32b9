"""Whether a template can be used at all: told at the start, with its line, not when a post is due. Pure.

It is read for what it may not hold, then tried on reviews made up for it: with everything, warned of, with nothing.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING

from jinja2 import nodes

from bot.errors import TemplateTrouble
from bot.format.fitting import SILENT
from bot.format.message import message_and_trouble
from bot.format.model import FormatPolicy, Limits
from bot.format.template import FILTERS, LONGEST, parsed, tests
from bot.format.template_parts import NAMES
from bot.format.toot import toot_and_trouble
from bot.review.model import Challenge, Excerpt, Previous, Rating, Review

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from bot.format.model import Network, Template


_ALWAYS = frozenset({"loop", "caller", "varargs", "kwargs"})


def problems(template: Template, network: Network) -> list[str]:
    """A sentence for everything wrong, with file and line ("toot.jinja:3: …"); none: it can be used."""
    try:
        found = sorted(set(_faults(parsed(template))))
    except TemplateTrouble as error:
        return [str(error)]
    except RecursionError:
        return [str(TemplateTrouble(template.name, None, "it is nested too deeply"))]
    if found:
        return [str(TemplateTrouble(template.name, line, sentence)) for line, sentence in found]
    policy = FormatPolicy(network, "My reviews", template=template, hashtags={"spooky": "SpookySeason"})
    troubles = [
        trouble_with(review, policy, Limits(LONGEST), dated=review.date) for review in (EVERYTHING, WARNED, NOTHING)
    ]
    if troubles[-1] and troubles[-1].endswith(SILENT) and troubles[0] != troubles[-1]:
        troubles.pop()  # of a review with next to nothing our own form says what there is
    return list(dict.fromkeys(filter(None, troubles)))


def trouble_with(review: Review, policy: FormatPolicy, limits: Limits, *, dated: date | None = None) -> str | None:
    """Why a review's post is not in the owner's own form though there is one; None: it is, or there is none."""
    if policy.network == "mastodon":
        trouble = toot_and_trouble(review, policy, limits, dated=dated)[1]
    else:
        trouble = message_and_trouble(review, policy, dated=dated)[1]
    return None if trouble is None else str(trouble)


def _faults(tree: nodes.Template) -> Iterator[tuple[int, str]]:
    """What may not stand in a template, by lines."""
    known = NAMES | _ALWAYS | {node.name for node in tree.find_all(nodes.Macro)}
    known |= {node.name for node in tree.find_all(nodes.Name) if node.ctx != "load"}
    for node in tree.find_all(
        (
            nodes.Name,
            nodes.Filter,
            nodes.Test,
            nodes.Getattr,
            nodes.Extends,
            nodes.Include,
            nodes.Import,
            nodes.FromImport,
        )
    ):
        match node:
            case nodes.Name(name=name, ctx="load") if name not in known:
                yield node.lineno, _unknown("part", name, NAMES)
            case nodes.Filter(name=name) if name not in FILTERS:
                yield node.lineno, _unknown("filter", name, FILTERS)
            case nodes.Test(name=name) if name not in tests():
                yield node.lineno, _unknown("test", name, tests())
            case nodes.Getattr() if not _is_of_a_loop(node.node):
                yield node.lineno, f'".{node.attr}": parts are plain texts, numbers and lists, with nothing inside'
            case nodes.Extends() | nodes.Include() | nodes.Import() | nodes.FromImport():
                yield node.lineno, "a template stands alone: it can't use other files"


def _is_of_a_loop(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Name) and node.name == "loop"


def _unknown(kind: str, name: str, allowed: Collection[str]) -> str:
    near = get_close_matches(name, allowed, n=1, cutoff=0.7)
    hint = f'do you mean "{near[0]}"?' if near else f"allowed are {', '.join(sorted(allowed))}"
    return f'there is no {kind} "{name}"; {hint}'


NOTHING = Review(
    id="", source="", path="", title="Film", year=None, rating=None, excerpt=Excerpt("", ""), quotes=(), url=None,
    links=(), challenge=None, tags=(), public_tags=(), badges=(), date=None, language=None, content_warning=None,
    spoilers=False, post=True, social={}, text="",
)  # fmt: skip
EVERYTHING = Review(
    id="", source="", path="", title="Carnival of Souls", year=1962, rating=Rating(3.5, 5),
    excerpt=Excerpt("An organ, an empty ballroom, and more dread than money could have bought.", ""),
    quotes=("I don't belong in the world.", "Why can't anybody hear me?"), url="https://example.org/carnival-of-souls",
    links=(("Letterboxd", "https://example.com/film"),),
    challenge=Challenge("Spooktober 2025", 7, 31, "Black and white", "https://example.com/list"), tags=("spooky",),
    public_tags=("spooky",), badges=("RiffTrax",), date=date(2025, 10, 5), language=None, content_warning=None,
    spoilers=False, post=True, social={}, text="", previous=(Previous(None, Rating(3, 5), None),),
)  # fmt: skip
WARNED = replace(EVERYTHING, content_warning="Drowning", previous=())
