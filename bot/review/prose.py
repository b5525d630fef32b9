"""Which words of a review to post (rules E4-E11 of the reviewer's chair), and why, in a sentence.

Chooses, never rewrites: every text it returns stands in the review, whole sentences of one paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.review import lexicon
from bot.review.model import Excerpt
from bot.review.windows import Window, best, reasons

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.review.sections import Content

WHOLE = 220  # characters: a review as short as this is its own excerpt
SHORT = 520  # characters in at most four paragraphs: the opening says it
LONGEST = 240  # characters of a window
_FEW = 4  # words that remain of a front matter excerpt, title and set phrases taken out
_RIFFED = re.compile(r"mst3k|riff", re.IGNORECASE)
_NO_REVIEW = re.compile(
    r"\W*(?:no review|not (?:yet )?reviewed|review (?:coming|to come|pending)|tbd|todo|placeholder|lorem ipsum)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks, and of what: the film's title, the review's language (ISO 639), and names that stay unsaid.

    ``private``: private tags in small letters. ``names``: the owner's ``never_quote``.
    """

    title: str = ""
    language: str = "en"
    private: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()


def choose(content: Content, voice: Voice, badges: Iterable[str] = ()) -> Excerpt:
    """The words for a post, none of which holds a name that stays unsaid."""
    title, private = voice.title, voice.private
    paragraphs = [text for text in content.paragraphs if text[0].isalnum() or any(map(str.isalnum, text))]
    if paragraphs and _NO_REVIEW.match(paragraphs[0]) and len(paragraphs) == 1:
        return Excerpt("", "The body only says that no review was written.")
    size = sum(map(len, paragraphs))
    if paragraphs and not content.headline:
        whole = content.whole() if content.items else "\n\n".join(paragraphs)
        if len(whole) <= WHOLE:
            return Excerpt(whole, "The whole review is this short.")
        if size <= SHORT and len(paragraphs) <= 4 and len(paragraphs[0]) <= LONGEST and not _is_plot(paragraphs[0]):
            return Excerpt(paragraphs[0], "The review is short, and this is how it opens.", tuple(paragraphs[1:3]))
    ranked = best(paragraphs, title, private, LONGEST)
    if content.headline:
        return _under_headline(content.headline, paragraphs, ranked)
    if ranked and ranked[0].base > 0:
        others = tuple(window.text for window in ranked[1:3])
        return Excerpt(ranked[0].text, f"{_because(ranked[0])}.", others)
    if not paragraphs and content.lists:
        return _from_lists(content, riffed=any(_RIFFED.search(badge) for badge in badges))
    why = (
        "No sentence says what the reviewer thinks." if paragraphs else "There is no prose outside spoilers and quotes."
    )
    return Excerpt("", why, tuple(window.text for window in ranked[:2]))


def says_something(text: str, title: str) -> bool:
    """Does a front matter excerpt say more than "My review of <title>"?"""
    rest = text.casefold().replace(title.casefold(), " ") if title else text.casefold()
    words = [word for word in lexicon.spaced(rest).split() if word not in lexicon.SAYS_NOTHING and not word.isdecimal()]
    return len(words) >= _FEW or (len(words) > 1 and text.rstrip()[-1:] in {".", "!", "?", "…"})


def _is_plot(paragraph: str) -> bool:
    """E9: actors' names in brackets and a teaser question tell a plot."""
    return lexicon.ACTOR.search(paragraph) is not None and (
        paragraph.endswith("?") or " he " in paragraph or " she " in paragraph
    )


def _under_headline(headline: str, paragraphs: list[str], ranked: list[Window]) -> Excerpt:
    whole = [headline, *paragraphs]
    if sum(map(len, whole)) <= WHOLE:
        return Excerpt("\n\n".join(whole), "The whole review is this short.")
    for window in ranked:
        if window.base >= 3 and len(headline) + len(window.text) <= LONGEST:
            others = tuple(other.text for other in ranked if other is not window)[:2]
            return Excerpt(
                f"{headline}\n\n{window.text}", "The author's own headline, and a sentence with the verdict.", others
            )
    return Excerpt(headline, "The author's own headline.", tuple(window.text for window in ranked[:2]))


def _from_lists(content: Content, *, riffed: bool) -> Excerpt:
    """E11: of a body that is only lists, two riffs or one thought."""
    items = [item for _, listed in content.lists for item in listed]
    fit = [item for item in items if 25 <= len(item) <= 120 and "http" not in item]
    if riffed and fit:
        text = "\n".join(map(_in_marks, fit[:2]))
        return Excerpt(text, "The body is a list of riffs: the first two that fit.", tuple(fit[2:4]))
    scored = sorted(fit, key=lambda item: -_worth(item))
    if scored:
        return Excerpt(scored[0], "The body is only a list: the item that says most.", tuple(scored[1:3]))
    return Excerpt("", "The body is a list without an item that could stand alone.")


def _in_marks(item: str) -> str:
    bare = item.strip('“”" ')
    return item if "“" in bare or '"' in bare else f"“{bare}”"


def _worth(item: str) -> float:
    found = best([item], "", frozenset(), LONGEST)
    return found[0].base if found else 0.0


def _because(window: Window) -> str:
    found = reasons(window)
    if not found:
        return "It tells least of the plot"
    return f"It {found[0] if len(found) == 1 else ', '.join(found[:-1]) + ' and ' + found[-1]}"
