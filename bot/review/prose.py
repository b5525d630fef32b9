"""Which words of a review to post (rules E4-E11 of the reviewer's chair), and why, in a sentence.

Chooses, never rewrites: every text it returns stands in the review, whole sentences of one paragraph.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.review.languages import likely, seems
from bot.review.lexicon import Lexicon, lexicon_of, spaced, words
from bot.review.model import Excerpt
from bot.review.placeholder import is_fact, is_no_review, says_something
from bot.review.private import names_one, stretches
from bot.review.riffs import from_lists, is_riffed
from bot.review.sentences import sentences
from bot.review.weighing import is_told
from bot.review.windows import Window, best, reasons

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.review.sections import Content

__all__ = ["Voice", "choose", "says_something"]

WHOLE = 220  # characters: a review as short as this is its own excerpt
_ANNOUNCED = 4  # words of a line that announces spoilers
SHORT = 520  # characters in at most four paragraphs: the opening says it
LEAD = 320  # characters of a marked lead that is taken as it is
LONGEST = 240  # characters of a window
# Tags that stand in a sentence without naming anybody.
_NO_PEOPLE = words(
    """
    horror comedy drama western westerns slasher slashers thriller thrillers action adventure romance romantic animation
    animated documentary short shorts queer giallo gialli noir kaiju zombie zombies vampire vampires werewolf fantasy
    crime mystery musical war sports family kids anime classic classics silent exploitation anthology superhero
    superheroes martial heist robots aliens monsters ghosts witches christmas halloween sequel sequels remake remakes
    favorite favorites favourite favourites rewatch film films movie movies book books game games tv review reviews
    """
)
_VERDICT = 3.0  # what a window under a headline has to be worth


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks, and of what: the film's title, the review's language (ISO 639), and names that stay unsaid.

    ``private``: private tags in small letters. ``names``: the owner's ``never_quote``.
    """

    title: str = ""
    language: str = "en"
    private: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()

    def keeps_back(self, text: str) -> bool:
        """Does the text hold a name that stays unsaid?"""
        if self.names and names_one(text, self.names):
            return True
        people = self.people().intersection(spaced(text.replace("'s", " ").replace("’s", " ")).split())
        return any(name.capitalize() in text for name in people)

    def people(self) -> frozenset[str]:
        """Private tags that may be people's names; not those which the film is called by."""
        if not self.private:
            return self.private
        titled = self.title.casefold()
        return frozenset(tag for tag in self.private - _NO_PEOPLE if tag.isalpha() and tag not in titled)


def choose(content: Content, voice: Voice, badges: Iterable[str] = ()) -> Excerpt:
    """The words for a post, none of which holds a name that stays unsaid."""
    paragraphs = _fit(content.paragraphs, voice)
    if len(paragraphs) == 1 and is_no_review(paragraphs[0]):
        return Excerpt("", "The body only says that no review was written.")
    lexicon = _heard(paragraphs, voice)
    if content.lead is not None and (lead := _fit(content.paragraphs[: content.lead], voice)):
        return _lead(lead, paragraphs, voice, lexicon)
    headline = None if content.headline and voice.keeps_back(content.headline) else content.headline
    if not headline and (brief := _brief(content, paragraphs, voice, lexicon)):
        return brief
    ranked = _ranked(paragraphs, voice, lexicon)
    if headline:
        return _under_headline(headline, paragraphs, ranked, voice)
    if ranked and ranked[0].base > 0:
        return Excerpt(ranked[0].text, f"{_because(ranked[0], lexicon)}.", _texts(ranked[1:]))
    if not paragraphs and content.lists:
        items = [item for _, listed in content.lists for item in listed if not voice.keeps_back(item)]
        return from_lists(items, lexicon, riffed=is_riffed(badges, [label for label, _ in content.lists]))
    return Excerpt("", _why_none(content, paragraphs), _texts(ranked))


def _why_none(content: Content, paragraphs: Sequence[str]) -> str:
    if paragraphs:
        return "No sentence says what the reviewer thinks."
    if content.hidden_from:
        start = " ".join(content.hidden_from.split(":")[0].split()[:_ANNOUNCED])  # behind that it may spoil
        return f'All from "{start}" on counts as spoilers, and above it there is no prose.'
    return "There is no prose outside spoilers and quotes."


def _fit(paragraphs: Iterable[str], voice: Voice) -> list[str]:
    """The paragraphs that are prose, without the sentences that hold an unsaid name."""
    prose = [text for text in paragraphs if (text[0].isalnum() or any(map(str.isalnum, text))) and not is_fact(text)]
    if not voice.names:
        return prose
    return [part for text in prose for part in stretches(text, voice.names)]


def _brief(content: Content, paragraphs: list[str], voice: Voice, lexicon: Lexicon) -> Excerpt | None:
    """E5, E6: a short review is its own excerpt, or its opening is."""
    if not paragraphs:
        return None
    whole = content.whole() if content.items else "\n\n".join(paragraphs)
    if len(whole) <= WHOLE and not voice.keeps_back(whole):
        return Excerpt(whole, "The whole review is this short.", _parts(paragraphs))
    first, more = paragraphs[0], paragraphs[1:5]
    if sum(map(len, paragraphs)) > SHORT or len(paragraphs) > 4 or len(first) > LONGEST:
        return None
    if is_told(first, lexicon) or voice.keeps_back(first):
        return None
    others = tuple(text for text in more if len(text) <= LONGEST and not voice.keeps_back(text))
    return Excerpt(first, "The review is short, and this is how it opens.", others)


def _lead(lead: list[str], paragraphs: list[str], voice: Voice, lexicon: Lexicon) -> Excerpt:
    """What stands before the writer's mark: all of it, else its best sentences."""
    whole = "\n\n".join(lead)
    elsewhere = [window for window in _ranked(paragraphs, voice, lexicon) if window.text not in whole]
    if len(whole) <= LEAD and not voice.keeps_back(whole):
        return Excerpt(whole, "It stands before the mark that ends the lead.", _texts(elsewhere))
    ranked = _ranked(lead, voice, lexicon) or elsewhere
    if not ranked:
        return Excerpt("", "No sentence of the lead is short enough.")
    return Excerpt(ranked[0].text, "It says most of what stands before the mark.", _texts([*ranked[1:], *elsewhere]))


def _heard(paragraphs: list[str], voice: Voice) -> Lexicon:
    """The words to weigh by: the declared language's, unless the text is plainly in another one."""
    language = voice.language
    if paragraphs and not seems(language, paragraphs[0]):
        language = likely("\n".join(paragraphs)[:3000], language)
    return lexicon_of(language)


def _ranked(paragraphs: list[str], voice: Voice, lexicon: Lexicon) -> list[Window]:
    return best(paragraphs, voice.title, voice.people(), LONGEST, lexicon)


def _under_headline(headline: str, paragraphs: list[str], ranked: list[Window], voice: Voice) -> Excerpt:
    whole = "\n\n".join([headline, *paragraphs])
    if len(whole) <= WHOLE and not voice.keeps_back(whole):
        return Excerpt(whole, "The whole review is this short.")
    for window in ranked:
        if window.base >= _VERDICT and len(headline) + len(window.text) <= LONGEST:
            others = _texts([other for other in ranked if other is not window])
            why = "The author's own headline, and a sentence with the verdict."
            return Excerpt(f"{headline}\n\n{window.text}", why, others)
    return Excerpt(headline, "The author's own headline.", _texts(ranked))


def _parts(paragraphs: list[str]) -> tuple[str, ...]:
    """What a short review could say in place of all of it: each of its sentences."""
    parts = [sentence for paragraph in paragraphs for sentence in sentences(paragraph)]
    return tuple(parts[:4]) if len(parts) > 1 else ()


def _texts(windows: Sequence[Window]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(window.text for window in windows))[:4]


def _because(window: Window, lexicon: Lexicon) -> str:
    found = reasons(window, lexicon)
    if not found:
        return "It tells least of the plot"
    return f"It {found[0] if len(found) == 1 else ', '.join(found[:-1]) + ' and ' + found[-1]}"
