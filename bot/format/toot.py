"""A review as a Mastodon status: plain data, fitted to the server's limits. Pure.

What too long a post gives up, and in which order, is told in :mod:`bot.format.fitting`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.format import parts
from bot.format.draft import draft_of
from bot.format.escape import for_mastodon, unmentioned
from bot.format.fitting import Theirs, written
from bot.format.length import toot_length
from bot.format.model import Toot
from bot.format.picture import picture_of
from bot.format.prose import shorten_to
from bot.format.styled import on_mastodon
from bot.format.visibility import visibility

if TYPE_CHECKING:
    from datetime import date

    from bot.errors import TemplateTrouble
    from bot.format.draft import Draft
    from bot.format.model import FormatPolicy, Limits, Template
    from bot.review.model import Review


def compose_toot(review: Review, policy: FormatPolicy, limits: Limits, *, dated: date | None = None) -> Toot:
    """The review's status, at most ``limits.characters`` (100 or more) long as Mastodon counts."""
    return toot_and_trouble(review, policy, limits, dated=dated)[0]


def toot_and_trouble(
    review: Review, policy: FormatPolicy, limits: Limits, *, dated: date | None = None
) -> tuple[Toot, TemplateTrouble | None]:
    """The status, and why it isn't in the owner's own form where there is one."""
    full = draft_of(review, policy, quotes=1, dated=dated)
    warning = _short_warning(full.warning, limits)

    def length(text: str) -> int:
        return toot_length(text, warning, limits.characters_per_url)

    def fits(text: str) -> bool:
        return length(text) <= limits.characters

    theirs = _theirs(policy.template, review, policy) if policy.template else None
    draft, text, trouble = written(full, _text, theirs, fits)
    # Where the owner's form doesn't say the address, the post is found again by its text.
    where = draft.address if draft.address and draft.address in text else None
    toot = Toot(
        text=text,
        content_warning=warning,
        language=review.language or policy.language,
        visibility=visibility(review, policy),
        length=length(text),
        limit=limits.characters,
        address=where,
        facts=parts.facts(review, draft.told, warning, draft.address, dated),
        picture=picture_of(review, policy, warning, draft.words.text, draft.quotes, limits),
    )
    return toot, trouble


def _text(draft: Draft) -> str:
    """Our own form."""
    stars = " · ".join(for_mastodon(part) for part in (draft.rating, draft.rewatch) if part)
    head = "\n".join(line for line in (for_mastodon(draft.film), stars, draft.late) if line)
    prose = [_words(draft), *(for_mastodon(quote) for quote in draft.quotes), for_mastodon(draft.challenge_line)]
    return parts.joined([head, *prose, draft.address, " ".join(draft.tags)]).strip()


def _words(draft: Draft) -> str:
    return on_mastodon(draft.words, tagged=draft.own)


def _theirs(template: Template, review: Review, policy: FormatPolicy) -> Theirs:
    """The owner's form. Nobody is mentioned, though a sign of the template stand before a part."""
    from bot.format.template import rendered  # Jinja costs 30 ms: only who has a template pays it
    from bot.format.template_parts import Escapes, parts_for

    escapes = Escapes(for_mastodon, _words)

    def form(draft: Draft) -> str:
        return unmentioned(rendered(template, parts_for(draft, review, policy, escapes)))

    return Theirs(template.name, form)


def _short_warning(warning: str | None, limits: Limits) -> str | None:
    """A warning leaves room for what it warns of."""
    return None if warning is None else shorten_to(warning, max(1, limits.characters // 3))
