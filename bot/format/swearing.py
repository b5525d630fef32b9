"""Strong language: whether a text has any, and words for a post without it. Pure.

Whole words with their endings, so that Scunthorpe, Moby Dick and the German "dick" are safe. Mild words (damn, hell,
crap) and masked ones (f***) don't count. What the owner wrote for the post itself (``social``) is never judged.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

import regex

if TYPE_CHECKING:
    from bot.format.model import FormatPolicy, Network
    from bot.review.model import Review, Span

# English words that people swear with in every language.
_EVERYWHERE = r"""
(?:mother|cluster|mind|head|brain|un|bum|butt|rat|star)?fu+ck+(?:s|ed|er|ers|ery|in|in['’]|ing|ingly|able|up|ups|wit|wits
|face|head|heads|tard|load|off)?|mother-?fu+ck(?:a|as|in|in['’]|ing|er|ers)|abso-?fucking-?lutely
|(?:bull|horse|dip|bat|ape|chicken|dog|jack)?-?sh+i+t+(?:s|ty|tier|tiest|ting|ted|ter|ters|show|shows|head|heads|hole|holes
|storm|storms|load|loads|bag|bags|less|faced|stain|stains|post|posts|posting|fest|y)?
|(?:ass|arse)(?:hole|holes|hat|hats)|bitch(?:es|y|ing|ed)?|cunts?|cocksuck(?:er|ers|ing)|faggots?|niggers?|niggas?
|(?:god|gawd)-?damn(?:ed|it)?
"""
_BY_LANGUAGE = {
    "en": r"""
    (?:dumb|jack|smart)?ass(?:es)?|arses?|half-?assed|(?:dick|shit)heads?|(?-i:dicks?)|(?-i:puss(?:y|ies))
    |bastards?|bollocks|wank(?:er|ers|ing|ed)?|twats?|piss(?:ed|es|ing|er|y)?|(?-i:tits)|sluts?|slutty|whores?|jizz
    |douche-?bags?|retards?|bugger(?:ed|s|ing)?|prick(?:s)?(?=\W*(?:$|[.,!?;:]))
    """,
    "de": r"""
    (?:ver|be|ge)?schei(?:ß|ss)\w*|(?:be|ver)schissen\w*|arsch\w*|ärsche\w*|(?:ver|ge|rum)?fick(?:en|e|t|st|te|ten|er)?
    |(?:ver|ge)fickte[nrsm]?|hurens(?:ohn|öhne|ohns)|huren?|wichs(?:er|ern|ers|en|t)|fotzen?|kacken?|verkackt\w*
    |(?:ver)?piss(?:e|en|t)|schlampen?|schwuchteln?|miststücke?
    """,
    "fr": r"""
    merd(?:e|es|ique|iques|ier|eux|euse)|[eé]mm?erd\w+|d[ée]merd\w+|putains?|putes?|con(?:s|ne|nes|nard|nards|nasse
    |nasses|nerie|neries)?|encul(?:é|ée|és|ées|er)|niqu(?:e|er|é|és|ée)|salopes?|salopards?|salauds?|chi(?:er|é|ant|ante
    |ants|antes)|couilles?|bites?|branl(?:er|eur|eurs|ette|ettes)|pédés?|bâtards?|foutre
    """,
    "es": r"""
    mierdas?|mierdos[oa]s?|jod(?:er|id[oa]s?|iendo|e|en|ete|ienda)|jódete|coños?|put[oa]s?|putadas?|hijoputas?
    |cabr(?:ón|ones|ona|onas|onazo)|gilipoll(?:as|ez|eces)|pollas?|cojon(?:es|ud[oa]s?|azos?)|acojonantes?|carajo
    |pendej(?:[oa]s?|adas?)|ching(?:ar|ad[oa]s?|aderas?|ón|ona)|vergas?|culeros?|maric(?:ón|ones)|foll(?:ar|ada|adas|an)
    |cag(?:ar|adas?|ad[oa]s)
    """,
    "it": r"""
    cazz(?:o|i|ata|ate|uto|ute|uti|one|oni|aro|ari)|(?:in|s)cazz\w+|cazzegg\w+|merd(?:a|e|ata|ate|oso|osa)
    |stronz(?:[oaie]|ata|ate|etto)|(?:vaf)?fanculo|puttan(?:a|e|ata|ate|iere)|(?-i:troi[ae])|coglion(?:e|i|ata|ate|aggine)
    |minchi(?:a|ate|ata|one)|bastard[oaie]|froci[oa]?|sborr\w+|rompicoglioni|culattone
    """,
    "pt": r"""
    merd(?:a|as|oso|osa)|porras?|caralh(?:o|os|udo)|fod(?:a|as|er|e|em|eu|endo|ão)|fodid[oa]s?|putas?|putaria|cuz(?:ão|ões)
    |bucetas?|bostas?|arrombad[oa]s?|punhet(?:a|as|eiro)|cag(?:ar|adas?|ad[oa]s)|viados?
    """,
    "pl": r"""
    (?:s|w|wy|za|po|roz)?kurw\w*|chuj\w*|(?:s|o|wy|za|prze|po|roz|na|w|u)?pierd(?:ol|al|ziel)\w*|jeb(?:a|i)\w*
    |(?:za|wy|po|u|od|prze|roz|do)jeb\w*|gówn\w*|gówien\w*|dup(?:a|ą|ę|y|ie|ek|ka|kiem|ki)|sukinsyn\w*|dziw(?:ka|ki|kę|ką|ek)
    |cip(?:a|ą|ę|y)
    """,
}


def swears(text: str, language: str = "en") -> bool:
    """Whether strong language is in the text. ``language``: ISO 639-1; of one not known here, English words are."""
    return _pattern(language).search(text if text.isascii() else unicodedata.normalize("NFC", text)) is not None


def own_words(review: Review, network: Network) -> str:
    """What the owner wrote for posts to this network, or to all; "" where he wrote nothing."""
    own = review.social.get(network) or review.social.get("") or ""
    return own if own.strip() else ""


def chosen_words(review: Review, policy: FormatPolicy) -> tuple[str, tuple[Span, ...]]:
    """What the post says of the film, not yet tidied or escaped, and how stretches of it looked.

    The owner's own words for this network or for all, else the excerpt. Where swearing is to be avoided, the first of
    the candidates without any; "" if all of them swear. Only the excerpt's own text has spans.
    """
    if own := own_words(review, policy.network):
        return own, ()
    excerpt = review.excerpt
    if _may_say(excerpt.text, review, policy):
        return excerpt.text, excerpt.spans
    return next((text for text in excerpt.others if _may_say(text, review, policy)), ""), ()


def chosen_quotes(review: Review, policy: FormatPolicy) -> tuple[str, ...]:
    """The review's quotes, without those that swear where that is to be avoided."""
    return tuple(quote for quote in review.quotes if _may_say(quote, review, policy))


def _may_say(text: str, review: Review, policy: FormatPolicy) -> bool:
    return policy.swearing != "avoid" or not swears(text, review.language or policy.language)


@lru_cache(maxsize=64)
def _pattern(language: str) -> regex.Pattern[str]:
    # A hyphen joins words to others: "Kick-Ass" is a name. Behind the word one may stand: "shit-eating".
    words = "|".join(filter(None, (_EVERYWHERE, _BY_LANGUAGE.get(language, ""))))
    return regex.compile(rf"(?<![\w-])(?:{words})(?!\w)", regex.IGNORECASE | regex.VERBOSE)
