"""What every question is answered with. Each kind of question has its own file; this one only knows which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands import challenges, listings, numbers, quotes, reviews
from bot.commands.question import (
    AnyQuote,
    AnyReview,
    Latest,
    Numbers,
    OneChallenge,
    OneQuote,
    OneReview,
    Recapped,
    Search,
    Titled,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.commands.lookup import Lookup
    from bot.commands.question import Question
    from bot.commands.reply import Reply
    from bot.commands.wording import Wording

_ANSWERS: dict[type, Callable[..., Reply]] = {
    OneReview: reviews.one,
    Titled: reviews.titled,
    AnyReview: reviews.any_one,
    Search: listings.search,
    Latest: listings.latest,
    OneQuote: quotes.one,
    AnyQuote: quotes.any_one,
    Numbers: numbers.answer,
    OneChallenge: challenges.one,
    Recapped: challenges.recapped,
}


class Answers:
    """Answers questions out of one site's reviews."""

    def __init__(self, lookup: Lookup) -> None:
        self.lookup = lookup

    def answer(self, question: Question, wording: Wording) -> Reply:
        """The answer in those words. It may take a while (files, pictures): call it in a thread. Raises StoreError."""
        return _ANSWERS[type(question)](question, wording, self.lookup)

    def mentioned(self, text: str, wording: Wording) -> Reply:
        """The reviews that a message is about, by the addresses and titles in it; as :meth:`answer`."""
        return reviews.mentioned(text, wording, self.lookup)

    def quoted(self, text: str, wording: Wording) -> Reply:
        """A line that the review of that film quotes; as :meth:`answer`."""
        return quotes.titled(text, wording, self.lookup)
