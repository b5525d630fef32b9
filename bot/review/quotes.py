"""Quoted lines as plain text: speakers on lines of their own, attribution kept, no quotation marks around the whole.

Which quotes a post shows, and in which marks, is decided by who formats it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.review.markup import BREAK, EMPHASIS, Run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.review.markup import Block

_PAIRS = {"“": "”", '"': '"', "«": "»", "„": "“", "‘": "’", "「": "」"}
_WRAPPED = 60  # a writer's own line break comes sooner than an editor's
_DASHES = "—–-―~"
_SPEAKS = tuple(f"{_DASHES}“\"'‘«[(")
_NAMED = re.compile(r"(?:[A-ZÀ-ÖØ-Þ][\w.'’-]{0,24}(?: [A-ZÀ-ÖØ-Þ][\w.'’-]{0,24}){0,3})(?: ?\([^()\n]{1,30}\))?:\s")
_AFTER_DASH = re.compile(r"(?<=[.!?…\"”])\s+(?=[—–―]\s*[A-ZÀ-ÖØ-Þ\"“'‘…¿¡])")
_ONLY_NAME = re.compile(
    rf"[{_DASHES}]+\s*[^\W\d_a-z][\w.'’-]*(?:[ ,]+(?:[^\W\d_a-z][\w.'’-]*|of|the|de|von|van|in|as))*\Z"
)
_CALLOUT = re.compile(r"\[!(\w{1,30})\][+-]?[^\S\n]*([^\n]*)\n?", re.IGNORECASE)
_EMBEDDED = re.compile(r"\(@\w{1,40}(?:@[\w.-]{1,100})?\)|pic\.twitter\.com/")
_POST = re.compile(r"//(?:www\.|mobile\.)?(?:twitter|x)\.com/\w+/status/|//bsky\.app/profile/|//[\w.-]+/@[\w.-]+/\d{6}")
_MANY = 2000  # characters: no quote that is shown is so long


def quote_text(block: Block) -> str:
    """A quote block's text; "" if it is a callout or an embedded post, or holds nothing but marks or a name."""
    if _is_embedded(block):
        return ""
    text = block.text
    if callout := _CALLOUT.match(text.lstrip()):
        if callout[1].lower() not in {"quote", "cite"}:
            return ""
        title, text = callout[2].strip(), text.lstrip()[callout.end() :]
        if title and title.lower() != "quote" and text.strip():
            text = f"{text}{BREAK}{title if title[0] in _DASHES else f'— {title}'}"
        text = text or title
    elif block.raw:
        text = "".join([run.text for run in _signed(block.runs)])
    lines = text.split("\n")
    separator = "\n" if block.raw and not _is_wrapped(lines) else " "
    joined = ""
    for line in lines:
        stripped = line.strip(" \t\u00a0")  # a BREAK at its end is meant
        speaks = stripped.startswith(_SPEAKS) or _NAMED.match(stripped)
        joined += ("\n" if speaks else separator) + stripped
    return tidy(joined.replace(BREAK, "\n"))


def is_callout(block: Block) -> bool:
    """Is the block a note that only is set as a quote is?"""
    callout = _CALLOUT.match(block.text.lstrip()[:200])
    return callout is not None and callout[1].lower() not in {"quote", "cite"}


def tidy(text: str) -> str:
    """A quote given as text: blanks evened, empty lines dropped, enclosing quotation marks taken off."""
    lines = (" ".join(line.split()) for line in text.split("\n"))
    text = "\n".join(line for line in lines if line)
    if not any(map(str.isalnum, text)) or ("\n" not in text and _ONLY_NAME.match(text)):
        return ""
    if text[0] in _DASHES and "\n" not in text and len(text) < _MANY:
        text = _AFTER_DASH.sub("\n", text)
    closing = _PAIRS.get(text[0])
    if (
        closing
        and text[-1] == closing
        and text.count(text[0]) + text.count(closing) == (4 if closing == text[0] else 2)
    ):
        return text[1:-1].strip()
    return text


def _signed(runs: Sequence[Run]) -> list[Run]:
    """The runs with a line end before an author who stands right behind slanted words that end without a full stop."""
    out: list[Run] = []
    for run in runs:
        before = out[-1] if out else None
        text = run.text.lstrip()
        if before and before.style & EMPHASIS and not run.style & EMPHASIS and text[:1] and text[0] in _DASHES:
            last = before.text.rstrip()[-1:]
            if last and last not in '.!?…"”' and "\n" not in run.text and BREAK not in run.text:
                out.append(Run("\n"))
        out.append(run)
    return out


def _is_embedded(block: Block) -> bool:
    """Is it somebody's post from another network, pasted or embedded?"""
    if "@" not in block.text and "pic.twitter" not in block.text and not any(run.href for run in block.runs):
        return False
    return bool(_EMBEDDED.search(block.text[:_MANY])) or any(run.href and _POST.search(run.href) for run in block.runs)


def _is_wrapped(lines: list[str]) -> bool:
    inner = [line for line in lines if line.strip()][:-1]
    return bool(inner) and all(len(line) >= _WRAPPED for line in inner)
