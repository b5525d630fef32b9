"""A line of the body that is nothing but a rating: "Rating: 7/10", "**Score:** 8/10", "Verdict: ★★★½", "⭐⭐⭐⭐".

It is taken out of the prose. Whether it is the review's rating is decided elsewhere: front matter comes first. Other
people's scores ("IMDb: 7.1") and a film's class ("Rating: PG-13") leave the prose too, and rate nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.review.labels import Role, has_spoiler_word, role_of
from bot.review.looks import plain_text
from bot.review.markup import BREAK, Block
from bot.review.rating import RatingError, read_rating

if TYPE_CHECKING:
    from bot.review.markup import Run
    from bot.review.model import Rating, ReadingRules

_LONGEST = 60  # characters
_EDGE = 3  # blocks at the text's two ends in which a rating needs no label; elsewhere stars may part sections
_NAMED = re.compile(
    r"[\W_]{0,6}(?:(?:my|our|the|final|overall|film|movie|personal|total)\s+){0,2}"
    r"(?:(?P<sure>rating|rated|score|grade|verdict|wertung|bewertung|voto|valutazione|punteggio|puntuación|valoración"
    r"|calificación|avaliação|ocena)|stars?|overall|marks?|note|nota)\b\s*(?P<sign>[:=]|[–—-](?=\s))?\s*(?P<value>.+)",
    re.IGNORECASE,
)
_MEASURED = re.compile(r"[/⁄★☆⭐🌟%½]|\bof\b|\bstars?\b", re.IGNORECASE)
_BARE = re.compile(
    r"[★⭐🌟☆½\s\ufe0f]+(?:[(\[]\s*\d{1,3}(?:[.,]\d{1,2}|½)?\s*(?:/|out of)\s*\d{1,3}\s*[)\]])?"
    r"|(?:\d{1,2}(?:[.,]\d{1,2}|½)?|½)\s*(?:stars?|[★⭐🌟]\ufe0f?)\.?"
    r"|\d{1,3}(?:[.,]\d{1,2}|½)?\s*(?:/|out of)\s*(\d{1,3})(?:\s*(?:stars?|[★⭐🌟]))?\.?\Z"
)
_FOREIGN = re.compile(
    r"[\W_]{0,6}(?:(?:imdb|metacritic|metascore|letterboxd|tmdb|mal|myanimelist|rotten tomatoes|tomatometer)\b"
    r"[^:\d]{0,20}[:\s]\s*\d[\d.,]*\s*(?:%|/\s*\d+)?|(?:mpaa |film |age )?(?:rating|rated|certificate)\s*:?\s*"
    r"(?:G|PG|PG-?13|R|NC-?17|X|U|12A?|15|18|TV-?\w{1,4}|FSK ?\d+|Unrated))\.?\Z",
    re.IGNORECASE,
)
_SCORE = re.compile(r"[\W_]*(?:\d{1,4}(?:[.,]\d{1,2})?(?:\s*(?:/|of|out of)\s*\d{1,4})?|[A-F][+-]?)[\W_]*")
_LINE_END = re.compile(f"[\n{BREAK}]")
_USUAL = frozenset({5.0, 10.0, 100.0})


@dataclass(slots=True)
class _Found:
    """What lines gave: ratings, and of those that are surely meant for one and are none, what is wrong with them."""

    ratings: list[Rating] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def take_ratings(blocks: list[Block], rules: ReadingRules) -> tuple[list[Block], Rating | None, str | None]:
    """The blocks without such lines outside of spoilers; the rating they give (differing ones: none); what is wrong."""
    if not any(map(_may_hold_one, blocks)):
        return blocks, None, None
    kept: list[Block] = []
    found = _Found()
    spoiled = False
    for index, block in enumerate(blocks):
        at_edge = index < _EDGE or index >= len(blocks) - _EDGE
        spoiled = _spoils(block, spoiled)
        rest = block if spoiled else _without(block, found, rules, at_edge=at_edge)
        if rest is not None:
            kept.append(rest)
    shares = {round(rating.value / rating.scale, 6) for rating in found.ratings}
    return kept, found.ratings[0] if len(shares) == 1 else None, next(iter(found.wrong), None)


def _may_hold_one(block: Block) -> bool:
    """A quick look: most texts have no such line, and need no second one."""
    if block.kind == "list":
        return any(len(runs) <= 6 and _may_be(plain_text(runs)) for runs in block.items)
    text = block.text
    if "\n" not in text and BREAK not in text:
        return len(text) <= _LONGEST and _may_be(text)
    if len(text) <= _LONGEST:
        return any(map(_may_be, _LINE_END.split(text)))
    return any(
        len(line) <= _LONGEST and _may_be(line)
        for line in (*_LINE_END.split(text[: _LONGEST + 1])[:-1], *_LINE_END.split(text[-_LONGEST - 1 :])[1:])
    )


def _may_be(line: str) -> bool:
    line = line.strip()
    return 1 < len(line) <= _LONGEST and bool(_NAMED.match(line) or _BARE.match(line) or _FOREIGN.match(line))


def _spoils(block: Block, spoiled: bool) -> bool:
    """Is what follows, this block included, a spoiler section? Any line in doubt counts as the start of one."""
    lines = [block.text] if block.kind == "heading" else _LINE_END.split(block.text)
    lines += [plain_text(item) for item in block.items]
    bold = block.kind == "heading" or any(run.bold for run in block.runs)
    for line in lines:
        if has_spoiler_word(line):
            role = role_of(" ".join(line.split()), bare=not bold)
            spoiled = role is Role.SPOILER or (spoiled and role is not Role.END_OF_SPOILERS)
    return spoiled


def _without(block: Block, found: _Found, rules: ReadingRules, *, at_edge: bool) -> Block | None:
    """The block without its rating lines, which are noted; None where nothing is left."""
    if block.kind == "list":
        items = [item for item in block.items if not _is_rating(plain_text(item), found, rules, bare=False)]
        return block if len(items) == len(block.items) else replace(block, items=items) if items else None
    if block.kind not in {"paragraph", "heading"}:
        return block
    text, start, end = block.text, 0, len(block.text)
    first = min((place for sign in ("\n", BREAK) if (place := text.find(sign)) >= 0), default=end)
    if _is_rating(text[:first], found, rules, bare=at_edge):
        start = first
    last = max(text.rfind("\n"), text.rfind(BREAK)) + 1
    if last > start and _is_rating(text[last:], found, rules, bare=at_edge):
        end = last
    if (start, end) == (0, len(text)):
        return block
    return Block(block.kind, _cut(block.runs, start, end)) if text[start:end].strip() else None


def _is_rating(line: str, found: _Found, rules: ReadingRules, *, bare: bool) -> bool:
    line = line.strip()
    if not 1 < len(line) <= _LONGEST:
        return False
    if (value := _value(line)) is None and _FOREIGN.match(line):
        return True
    value = value or (line if bare and _is_bare(line, rules) else None)
    if value is None:
        return False
    try:
        rating = read_rating(value, rules.scale, rules.letters, rules.unrated)
    except RatingError as error:
        if _FOREIGN.match(line):
            return True
        if _SCORE.fullmatch(value):
            found.wrong.append(str(error))
        return False
    if rating is not None:
        found.ratings.append(rating)
    return True


def _value(line: str) -> str | None:
    """What stands behind the line's label; a number that tells no scale needs a label that leaves no doubt."""
    match = _NAMED.match(line)
    if match is None:
        return None
    sure = match["sure"] is not None and match["sign"] is not None
    return match["value"] if sure or _MEASURED.search(match["value"]) else None


def _is_bare(line: str, rules: ReadingRules) -> bool:
    match = _BARE.fullmatch(line)
    return match is not None and (match[1] is None or float(match[1]) in _USUAL | {rules.scale})


def _cut(runs: list[Run], start: int, end: int) -> list[Run]:
    """The runs of ``text[start:end]``."""
    kept, at = [], 0
    for run in runs:
        text = run.text[max(start - at, 0) : max(end - at, 0)]
        at += len(run.text)
        if text:
            kept.append(run._replace(text=text))
    return kept
