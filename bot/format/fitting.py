"""What a post gives up when it is too long, one part after the other, the least worthy first. Pure.

In this order: hashtags (the last first), quotes (the last first), the challenge's category, words down to a sentence
or two, the challenge, the note of a rewatch, all words. Title, rating and address stay; of the title an absurdly long
rest is cut. Hashtags that fit in the end after all come back. How a post is written, in our own form or the owner's,
and how it is counted, is the caller's.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.errors import TemplateTrouble
from bot.format.length import graphemes
from bot.format.prose import shorten
from bot.format.styled import Styled, shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.format.draft import Draft

    Form = Callable[[Draft], str]

_ENOUGH_WORDS = 60  # below this many characters, the challenge's line tells more than what is left of the words
_NOTHING = Styled()


@dataclass(frozen=True, slots=True)
class Theirs:
    """The owner's form of a post. ``silent``: the post has more than its text, which may be empty."""

    name: str
    form: Form
    silent: bool = False


SILENT = "it says nothing about this review"


def written(
    full: Draft, own: Form, theirs: Theirs | None, fits: Callable[[str], bool]
) -> tuple[Draft, str, TemplateTrouble | None]:
    """What is left of the draft, the text that it makes, and why the owner's form wasn't used where it wasn't.

    ``own`` is our form. No text comes out that doesn't fit.
    """
    trouble = None
    if theirs is not None:
        try:
            return *_by_theirs(full, theirs, fits), None
        except TemplateTrouble as error:
            trouble = error
    left = fitted(full, lambda draft: fits(own(draft)))
    return left, shorten(own(left), fits), trouble


def _by_theirs(full: Draft, theirs: Theirs, fits: Callable[[str], bool]) -> tuple[Draft, str]:
    """The same in the owner's form. Raises :class:`bot.errors.TemplateTrouble`."""
    left = fitted(full, lambda draft: fits(theirs.form(draft)))
    text = theirs.form(left)
    if not (text or theirs.silent):
        raise TemplateTrouble(theirs.name, None, SILENT)
    if not fits(text):
        raise TemplateTrouble(theirs.name, None, "it is too long even without all that can be left out")
    return left, text


def fitted(full: Draft, fits: Callable[[Draft], bool]) -> Draft:
    """The first of the ever poorer drafts that fits, with hashtags again if there is room; else the poorest."""
    for draft in _poorer(full, fits):
        if fits(draft):
            richer = (replace(draft, tags=full.tags[:count]) for count in range(len(full.tags), len(draft.tags), -1))
            return next(filter(fits, richer), draft)
    # Only an address that counts in full (a private host) can be longer than all that is left.
    bare = replace(full, words=_NOTHING, quotes=(), challenge="", prompt="", rewatch="", tags=(), address="")
    return _cut_title(bare, fits)


def _poorer(draft: Draft, fits: Callable[[Draft], bool]) -> Iterator[Draft]:
    """The draft, then with one thing after the other given up."""
    yield draft
    for count in range(len(draft.tags) - 1, -1, -1):
        draft = replace(draft, tags=draft.tags[:count])
        yield draft
    for count in range(len(draft.quotes) - 1, -1, -1):
        draft = replace(draft, quotes=draft.quotes[:count])
        yield draft
    draft = replace(draft, prompt="")
    yield draft
    shorter = _cut_words(draft, fits)
    if len(graphemes(shorter.words.text)) >= _ENOUGH_WORDS:
        yield shorter
    draft = replace(draft, challenge="")
    yield _cut_words(draft, fits)
    draft = replace(draft, rewatch="")
    yield _cut_words(draft, fits)
    yield _cut_title(replace(draft, words=_NOTHING), fits)


def _cut_words(draft: Draft, fits: Callable[[Draft], bool]) -> Draft:
    return replace(draft, words=shortened(draft.words, lambda part: fits(replace(draft, words=part))))


def _cut_title(draft: Draft, fits: Callable[[Draft], bool]) -> Draft:
    return replace(draft, film=shorten(draft.film, lambda part: fits(replace(draft, film=part))))
