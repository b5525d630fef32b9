"""Texts that say nothing: placeholders, "My review of …", lines of mere facts. Judges form, never taste."""

from __future__ import annotations

import re

from bot.review.lexicon import spaced, words

_FEW = 4  # words that remain of a front matter excerpt, title and set phrases taken out
_FEW_AFTER_REVIEW_OF = 6
_NO_REVIEW = re.compile(
    r"\W*(?:no review|not (?:yet )?reviewed|review (?:coming|to come|pending|goes here)|coming soon|tb[acd]\b|to\W?do\b"
    r"|placeholder|lorem ipsum|fixme|xxx+\b|(?:excerpt|description|summary|text) (?:goes )?here|insert \w+ here"
    r"|(?:this is )?(?:an? |the )?(?:short |brief )?(?:excerpt|description|summary)\W*\Z|untitled|n/?a\W*\Z|test\W*\Z)",
    re.IGNORECASE,
)
_REVIEW_OF = re.compile(
    r"\W*(?:\w+[\s-]+){0,4}?(?:reviews?|thoughts|notes|rezension|kritik|besprechung|reseña|crítica|critique|chronique"
    r"|recensione|resenha|análise)"
    r"\s*(?:(?:of|on|for|about|zum?|zur|von|über|de|del|du|della|dello|di|do|da|sur)\b|:)",
    re.IGNORECASE,
)
_SET_PHRASES = words(
    """
    my a an the our your this that here i me we is are was were of on for and or in to from by with about at as be
    read full written wrote quick short mini brief capsule spoiler free review reviews reviewed reviewing thoughts notes
    post article blog entry film films movie movies book game album series show episode season
    directed director starring featuring stars year
    meine mein zu zum zur von über den dem des der die das eine einen film kurzkritik filmkritik rezension kritik
    besprechung mi mis reseña crítica de del la el los las una un película pelicula sobre ma mon critique chronique du
    le les sur la mia recensione di della dello del minha meu resenha análise do da dos
    """
)
_FACT = re.compile(
    r"\W*(?:director|directed by|written by|starring|stars|cast|genre|runtime|running time|length|country|year"
    r"|release(?:d| date)?|studio|distributor|format|platform|watched|seen|viewed|rating|score|grade|author|publisher"
    r"|pages|riffed by|hosted by|music by|cinematography|regie|drehbuch|mit|land|jahr|laufzeit|bewertung|wertung"
    r"|dirección|director[ae]?|reparto|guion|guión|país|año|duración|nota|puntuación|réalisation|réalisateur"
    r"|réalisatrice|scénario|avec|pays|année|durée|note|regia|cast|paese|anno|durata|voto|direção|elenco|roteiro"
    r"|duração)\s*[:=|]|[\w .,&'’-]{3,60}\briff(?:ing|ed by [\w .,&-]+)\W*\Z",
    re.IGNORECASE,
)
_DISCLOSED = re.compile(
    r"\baffiliate[ -]?links?\b|\bamazon associate\b|\b(?:review|advance[d]?|arc) cop(?:y|ies)\b|\bnetgalley\b"
    r"|\bin exchange for (?:an? |my )?(?:honest|fair|unbiased)\b|\brezensionsexemplar",
    re.IGNORECASE,
)
_IMPRINT = re.compile(  # "Bloomsbury, 272 pages." of a book
    r"(?:[^.!?,\n]{2,40},\s*){1,3}(?:19|20)?\d{2,4}\s(?:pages?|pp|seiten|páginas|pagine|minut(?:es|en|os|i)|mins?)"
    r"(?=\W*(?:[.;|]|\Z))",
    re.IGNORECASE,
)
_LABEL = 60  # characters of a line such as "Favourite line:"
_LONGEST_FACT = 160  # characters


def says_something(text: str, title: str) -> bool:
    """Does a front matter excerpt say more than "My review of <title>", or than that something will be said?"""
    if _NO_REVIEW.match(text):
        return False
    said, named = f" {' '.join(spaced(text).split())} ", " ".join(spaced(title).split())
    rest = said.replace(f" {named} ", " ") if named else said
    words = [word for word in rest.split() if word not in _SET_PHRASES and any(map(str.isalpha, word))]
    if _REVIEW_OF.match(text[:_LONGEST_FACT]):
        return len(words) >= _FEW_AFTER_REVIEW_OF
    return (
        len(words) >= _FEW
        or (len(words) > 1 and text.rstrip()[-1:] in {".", "!", "?", "…"})
        or (not text.isascii() and _uncased(words))
    )


def is_no_review(paragraph: str) -> bool:
    """Does a body's only paragraph say that there is no review?"""
    return _NO_REVIEW.match(paragraph[:_LONGEST_FACT]) is not None


def is_fact(paragraph: str) -> bool:
    """Is a short paragraph no sentence of the review: facts ("Director: …", "X and Y riffing"), or who paid for it?"""
    if len(paragraph) > _LONGEST_FACT:
        return False
    if _DISCLOSED.search(paragraph) or _IMPRINT.match(paragraph):
        return True
    if paragraph[-1:] == ":" and len(paragraph) <= _LABEL:
        return True
    if not (":" in paragraph or "riff" in paragraph or "|" in paragraph):
        return False
    return _FACT.match(paragraph) is not None


def _uncased(words: list[str]) -> bool:
    """Is this a script without blanks between words, where one "word" is a sentence?"""
    return any(len(word) > 6 and word.upper() == word.lower() for word in words)
