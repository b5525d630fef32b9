"""What a review says: excerpt, quotes, challenge and searchable text, from body and front matter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.review import challenge as challenges
from bot.review import challenge_form, prose
from bot.review.fields import scalar, texts
from bot.review.looks import dressed, from_markdown
from bot.review.markup import MAX_BODY, TooMuchMarkup, read_blocks
from bot.review.meta import spoils
from bot.review.model import Challenge, Excerpt
from bot.review.private import names_one, without
from bot.review.quotes import tidy
from bot.review.rating_line import take_ratings
from bot.review.sections import Content, arrange
from bot.review.spoilers import HOLE, without_spoilers
from bot.review.unseen import without_unseen

if TYPE_CHECKING:
    from bot.review.fields import Fields
    from bot.review.markup import Block
    from bot.review.model import Rating, ReadingRules

_DASH = re.compile(r"[—–―~>-]\s*")
_MARKS = frozenset("<&*_[`{~|=")  # without any of them a line is plain
_NONE = frozenset({"none", "no", "false", "0", "off"})


@dataclass(frozen=True, slots=True)
class Words:
    """A review's words, all plain text."""

    excerpt: Excerpt
    quotes: tuple[str, ...]
    challenge: Challenge | None
    text: str
    rating: Rating | None = None  # of a line of the body that is nothing but one


def read(fields: Fields, rules: ReadingRules, voice: prose.Voice, badges: tuple[str, ...], page: str | None) -> Words:
    """The words of a file. Where the front matter says that the whole text spoils, none of the body's are used.

    ``page``: the review's address, which relative links start from.
    """
    content, rating = _content(fields, rules)
    challenge = _challenge(fields, rules) or content.challenge
    hidden = spoils(fields)
    if hidden:
        content = Content()
    body = dressed(prose.choose(content, voice, badges), content.styled, content.items, page)
    excerpt = _own_excerpt(fields, rules, voice.title, body, page) or body
    listed = () if hidden else _quotes(fields, rules, content)
    names = rules.never_quote
    quotes = tuple(quote for quote in listed if not names_one(quote, names))
    said = [without(text, names) for text in content.words] if names else content.words
    return Words(excerpt, quotes, challenge, "\n".join(filter(None, said)), rating)


def _content(fields: Fields, rules: ReadingRules) -> tuple[Content, Rating | None]:
    """The body's content, and the rating that stands in it."""
    body = fields.parts.body
    if len(body) > MAX_BODY:
        fields.complain("", f"Only the first {MAX_BODY:,} characters of the text are read.", "warning")
    try:
        blocks, rating, wrong = take_ratings(read_blocks(body, scalar(fields.get("excerpt_separator"))), rules)
        if wrong and rating is None and not fields.first(rules.fields.rating)[0]:
            fields.complain("", f"The rating in the text isn't used: {wrong}", "warning")
        blocks, own = _own_challenge(fields, blocks, rules)
        content = arrange(blocks)
        content.challenge = own or content.challenge
        return content, rating  # noqa: TRY300  # what is said below belongs to all of it
    except TooMuchMarkup:
        fields.complain("", "The text has too many HTML tags to be read; its words are not used.", "warning")
        return Content(), None


def _challenge(fields: Fields, rules: ReadingRules) -> Challenge | None:
    _, value = fields.first(rules.fields.challenge)
    return challenge_form.by_keys(fields, rules.challenge) or challenges.from_field(value)


def _own_challenge(fields: Fields, blocks: list[Block], rules: ReadingRules) -> tuple[list[Block], Challenge | None]:
    """The challenge in the site's own form; a pattern that is too slow is told, and this file does without it."""
    try:
        return challenge_form.take(blocks, rules.challenge)
    except challenge_form.SlowPattern:
        fields.complain("", "[source.challenge] pattern takes too long on this text; make it simpler.", "warning")
        return blocks, None


def _own_excerpt(fields: Fields, rules: ReadingRules, title: str, body: Excerpt, page: str | None) -> Excerpt | None:
    """The front matter's excerpt, unless it says nothing."""
    for key in rules.fields.excerpt:
        text, spans = from_markdown(scalar(fields.get(key)) or "", page)
        if names_one(text, rules.never_quote):
            text, spans = without(text, rules.never_quote), ()
        if text and prose.says_something(text, title):
            others = tuple(filter(None, (body.text, *body.others)))[:4]
            return Excerpt(text, f'The front matter gives it as "{key}".', others, spans, body)
    return None


def _quotes(fields: Fields, rules: ReadingRules, content: Content) -> tuple[str, ...]:
    """``quote`` decides (none, a number from 1, or the text itself), else ``quotes``, else the body's."""
    _, listed = fields.first(rules.fields.quotes)
    if isinstance(listed, list):
        found = tuple(filter(None, map(_own_quote, texts(listed))))
    else:
        found = tuple(filter(None, (_own_quote(scalar(listed) or ""),))) if listed else tuple(content.quotes)
    value = fields.get("quote")
    said = (scalar(value) or "").strip()
    if not said:
        return found
    if said.lower() in _NONE:
        return ()
    if not said.isdecimal():
        return tuple(filter(None, (_own_quote(said),)))
    if len(said) <= 4 and 0 < int(said) <= len(found):
        return (found[int(said) - 1],)
    fields.complain(
        "quote", f"There is no quote number {said[:20]} outside spoilers; the review has {len(found)}.", "warning"
    )
    return found


def _own_quote(text: str) -> str:
    """A quote in the front matter, which may be Markdown, as plain text; its lines stay lines."""
    shown = without_spoilers(without_unseen(text))
    return "" if HOLE in shown else tidy("\n".join([_plain_line(line.strip()) for line in shown.split("\n")]))


def _plain_line(line: str) -> str:
    dash = _DASH.match(line)
    lead, rest = (dash[0], line[dash.end() :]) if dash else ("", line)
    return lead + (rest if _MARKS.isdisjoint(rest) else from_markdown(rest, None)[0])
