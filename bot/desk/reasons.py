"""Why a post looks as it does: the owner's rules that held for it, and what was not known. Decides nothing itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.format.prose import one_line, shorten_to
from bot.format.swearing import chosen_words, own_words
from bot.format.toot import compose_toot
from bot.plan.routing import refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.format.model import FormatPolicy, Limits, Post, Toot, WarningRule
    from bot.plan.model import RoutePolicy
    from bot.review.condition import Condition
    from bot.review.model import Review

_ROOMY = 20_000  # characters that hold any post whole
_PART = 60  # characters that tell which part is meant


def reasons(review: Review, post: Post, policy: FormatPolicy, limits: Limits) -> Iterator[str]:
    """What the destination's own rules have done to this post, a sentence each."""
    yield from _said(review, policy)
    warning = _warning(post)
    if warning:
        yield from _warned(review, warning, policy)
        if not policy.picture_with_warning and (
            "card" in policy.pictures or ("own" in policy.pictures and _has(review))
        ):
            yield "without a picture, because of the warning"
    if post.network == "mastodon":
        yield from _seen(review, policy)
        yield from _left_out(review, post, policy, limits)
    if policy.template is not None:
        yield _template(review, policy, policy.template.name, limits)


def _said(review: Review, policy: FormatPolicy) -> Iterator[str]:
    """Where the words are not those that were chosen."""
    if own_words(review, policy.network):
        yield "your own words, from social"
        return
    words, _ = chosen_words(review, policy)
    if words != review.excerpt.text:
        yield f'{"other words" if words else "no words"}: the chosen ones swear, and swearing is "avoid" here'


def digest(review: Review, route: RoutePolicy) -> str | None:
    """That the review waits for the day's digest, where it does."""
    rule = route.digest
    if rule is None or not rule.condition.holds(review) or refusal(review, route) is not None:
        return None
    alone = f"with fewer than {rule.least} it goes out by itself, as here"
    return f"waits for the digest at {rule.at:%H:%M} ({told(rule.condition)}); {alone}"


def told(condition: Condition) -> str:
    """A condition in words: 'tag "short", at most 2.5'."""
    named = [
        (one, getattr(condition, one))
        for one in ("tag", "challenge", "key", "badge", "source")
        if getattr(condition, one) is not None
    ]
    parts = [f'{what} "{name}"' for what, name in named]
    if condition.max_rating is not None:
        parts.append(f"a rating of {condition.max_rating:g} at most")
    return ", ".join(parts) or "every review"


def _has(review: Review) -> bool:
    return review.image is not None and bool(review.image.file or review.image.url)


def _left_out(review: Review, toot: Toot, policy: FormatPolicy, limits: Limits) -> Iterator[str]:
    """What was given up so that the status fits: what stands in it where there is room for everything."""
    full = compose_toot(review, policy, replace(limits, characters=_ROOMY)).text
    parts = [line for line in full.split("\n\n") if line not in toot.text]
    if parts:
        told = " / ".join(shorten_to(one_line(part), _PART) for part in parts)
        yield f"left out or shortened to fit: {told}"


def _template(review: Review, policy: FormatPolicy, name: str, limits: Limits) -> str:
    from bot.format.template_check import trouble_with

    trouble = trouble_with(review, policy, limits)
    return f"written by the template {name}" if trouble is None else f"not written by the template: {trouble}"


def _warning(post: Post) -> str | None:
    if post.network == "mastodon":
        return post.content_warning
    return post.facts.warning if post.facts else None


def _warned(review: Review, warning: str, policy: FormatPolicy) -> Iterator[str]:
    shown = warning.casefold()
    if review.content_warning and review.content_warning.casefold()[:20] in shown:
        yield "the warning stands in the review"
    if review.spoilers:
        yield "warned of spoilers: the review says that all of it spoils"
    for rule in policy.warnings:
        held = rule.condition is None or rule.condition.holds(review)
        if held and " ".join(rule.text.split()).casefold() in shown:
            yield f'warned of "{rule.text}" by the rule for {_rule(rule)}'
    if policy.swearing == "warn" and "strong language" in shown:
        yield 'warned of strong language by swearing = "warn"'


def _rule(rule: WarningRule) -> str:
    words = "the words " + ", ".join(f'"{word}"' for word in rule.words) if rule.words else ""
    return " and ".join(part for part in (told(rule.condition) if rule.condition else "", words) if part)


def _seen(review: Review, policy: FormatPolicy) -> Iterator[str]:
    rule = next((one for one in policy.visibilities if one.condition.holds(review)), None)
    if rule is not None:
        yield f"{rule.visibility} by the rule for {told(rule.condition)}"
