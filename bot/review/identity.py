"""Names that last: a review's id, and the key under which reviews of one film meet."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_ARTICLE = re.compile(r"^(?:the|an?|les?|las?|los|el|il|der|das|une?|l)\s+(?=\w)")
_TRAILING_ARTICLE = re.compile(r",\s*(?:the|an?|les?|las?|los|el|il|der|das)$")
_NOT_WORD = re.compile(r"[\W_]+")


def review_id(source: str, path: str) -> str:
    """Ten characters [0-9a-z] from the source's name and the first path the file was seen under."""
    number = int.from_bytes(hashlib.sha256(f"{source}\0{path}".encode(errors="surrogatepass")).digest()[:8], "big")
    digits = []
    for _ in range(10):
        number, digit = divmod(number, 36)
        digits.append(_DIGITS[digit])
    return "".join(digits)


def film_key(title: str, year: int | None) -> str:
    """The same text for the same film, whatever case, accents, leading article or punctuation its title has.

    Titles made of signs only keep them. Without a year the key ends in "?" and meets only others without one.
    """
    folded = unicodedata.normalize("NFKD", title).casefold().replace("&", " and ")
    folded = "".join(character for character in folded if not unicodedata.combining(character))
    folded = _TRAILING_ARTICLE.sub("", folded.strip()).replace("'", "").replace("’", "")
    words = _NOT_WORD.sub(" ", folded).strip()
    words = _ARTICLE.sub("", words) or words
    return f"{words or title.strip().casefold()} {year if year is not None else '?'}"
