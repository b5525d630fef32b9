"""The at most five questions, in the order in which a newcomer can answer them, and what is proposed for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.begin import answers
from bot.begin.answers import Answers, Given
from bot.begin.asking import Unfit
from bot.begin.sample import Sample, newest
from bot.begin.where_on_web import pattern_from
from bot.desk.drawing import clean
from bot.format.naming import number_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.begin.asking import Asker
    from bot.begin.found import Found, Shelf

_MOST_TAGS = 12  # of the commonest that are listed


def decide(found: Found, given: Given, asker: Asker) -> Answers:
    """All answers: those given, those asked for, and else what is proposed. Raises UsageError, also on a bad option."""
    scales = [one.kind.scale.best for one in found.shelves]
    letters = [one.kind.scale.letters for one in found.shelves]
    _decide_scale(found, given, asker, scales, letters)
    base_url, patterns = _where(found, given, asker)
    return Answers(
        base_url,
        tuple(patterns),
        tuple(scales),
        tuple(letters),
        _tags(found, given, asker),
        _channel(given, asker),
        _server(given, asker),
        answers.channel(given.test_channel or ""),
    )


def _decide_scale(
    found: Found, given: Given, asker: Asker, scales: list[float | None], letters: list[tuple[str, ...]]
) -> None:
    """Of the largest kind whose values don't tell it; the others keep what is likeliest."""
    index = next((number for number, one in enumerate(found.shelves) if not one.kind.scale.sure), None)
    if given.scale is not None:
        scales[:] = [answers.scale(given.scale) if not letters[number] else None for number in range(len(scales))]
    elif index is not None and (words := found.shelves[index].kind.scale.words):
        known = ", ".join(f'"{clean(one)}"' for one in words)
        question = f"Your ratings are words: {known}. From the worst to the best, with commas?"
        letters[index] = asker.ask(question, "", lambda text: answers.ranked(text, words), none="not shown")
    elif index is not None and (best := scales[index]) is not None:
        name = clean(found.shelves[index].kind.name)
        question = f'What is the best rating you can give ("{name}")? The ratings so far don\'t tell for sure.'
        scales[index] = asker.ask(question, f"{best:g}", answers.scale)


def _where(found: Found, given: Given, asker: Asker) -> tuple[str | None, list[str | None]]:
    """The site's address and each shelf's pattern; asked where the site's configuration doesn't say them."""
    known = found.site.facts.base_url
    patterns: list[str | None] = [one.address.pattern for one in found.shelves]
    sample = newest(found.shelves[0])
    read = _reading(sample, known, patterns)
    if given.site_url is not None:
        return read(given.site_url)
    if known and (found.shelves[0].address.sure or sample.has_own_address):
        return known, patterns
    proposed = sample.url(known, patterns[0] or "") if known else ""
    question = f'Where on the web is "{clean(sample.title)}"? Paste the address of its page, or only your site\'s.'
    return asker.ask(question, proposed, read, none="later")


def _reading(
    sample: Sample, known: str | None, patterns: list[str | None]
) -> Callable[[str], tuple[str | None, list[str | None]]]:
    def read(text: str) -> tuple[str | None, list[str | None]]:
        if not text.strip():
            return known, patterns
        whole = text.strip() if "://" in text else f"https://{text.strip()}"
        if not whole.split("://", 1)[1].strip("/").partition("/")[2] or whole.rstrip("/") == known:
            return answers.web_address(text), patterns
        if known and whole == sample.url(known, patterns[0] or ""):
            return known, patterns
        if (exact := pattern_from(whole, sample.parts, known)) is not None:
            return exact[0], [exact[1], *patterns[1:]]
        if answers.web_address(text) and _names_page(whole):
            raise Unfit(
                f"That address has neither the name of the file {clean(sample.path)} nor its title in it; "
                "paste the one of this review, or only your site's."
            )
        return answers.web_address(text), patterns

    return read


def _names_page(address: str) -> bool:
    """Is it more than a site in a folder of its server, as https://me.example.net/films/ is?"""
    path = address.split("://", 1)[1].partition("/")[2].strip("/")
    return "/" in path or path.endswith((".html", ".htm"))


def _tags(found: Found, given: Given, asker: Asker) -> tuple[str, ...]:
    known = [tag for tag, _ in found.tags]
    if given.public_tags is not None:
        return answers.tags(",".join(given.public_tags), known) if given.public_tags else ()
    if not known:
        return ()
    listed = ", ".join(f"{n} {clean(tag)} ({times})" for n, (tag, times) in enumerate(found.tags[:_MOST_TAGS], start=1))
    more = f" and {number_of(len(known) - _MOST_TAGS, 'other')}" if len(known) > _MOST_TAGS else ""
    question = (
        f"Which tags may be shown in posts? The others stay private. Names or numbers, with commas; or all.\n"
        f"   {listed}{more}"
    )
    return asker.ask(question, "", lambda text: answers.tags(text, known))


def _channel(given: Given, asker: Asker) -> int | None:
    if given.discord_channel is not None:
        return answers.channel(given.discord_channel)
    question = (
        "Post to Discord? The channel's number, or its link. (Settings, Advanced, Developer Mode; then right-click\n"
        "   the channel: Copy Channel ID. You may leave it out now.)"
    )
    return asker.ask(question, "", answers.channel, none="not now")


def _server(given: Given, asker: Asker) -> str | None:
    if given.mastodon is not None:
        return answers.server(given.mastodon)
    question = "Post to Mastodon? Your server, or your account's name such as @me@mastodon.example."
    return asker.ask(question, "", answers.server, none="not now")


def shown_scale(shelf: Shelf) -> str:
    """How the ratings of a kind are understood, for people."""
    scale = shelf.kind.scale
    if scale.letters:
        return f"rated from {scale.letters[0]} to {scale.letters[-1]}"
    if scale.words:
        return "rated in words"
    return f"rated up to {scale.best:g}" if scale.best else "not rated"
