"""Blocks → what they are for: the review's own prose, its headline, quotes, asides; spoiler sections are gone.

The rules E1-E4 and E10 of the reviewer's chair. Which words are *chosen* is decided in ``prose``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.review import challenge as challenges
from bot.review.announcing import before_spoilers
from bot.review.labels import Role, has_spoiler_word, is_spoiler_line, may_spoil, role_of
from bot.review.looks import plain_text
from bot.review.markup import BREAK, Block, Run
from bot.review.matter import Matter, is_signature, matter_of
from bot.review.quotes import is_callout, quote_text
from bot.review.spoilers import HOLE, without_holes

if TYPE_CHECKING:
    from bot.review.looks import Styled
    from bot.review.model import Challenge

_RETURNS = re.compile(r"(?:Overall|Still\b|All in all|That said|In the end|Ultimately|All told)", re.IGNORECASE)
_DECORATED = re.compile(r"\W*(?:[*=~#_-]{2,})")
_CALLOUT = re.compile(r"\[!\w+\][+-]?\s*")
_CODE = frozenset("{};=<>$")
_HEADLINE = 25  # characters
_MAX_LABEL = 160


@dataclass(slots=True)
class Content:
    """A body in its parts, all plain text, spoiler sections left out."""

    challenge: Challenge | None = None
    headline: str | None = None
    paragraphs: list[str] = field(default_factory=list)  # the review's own prose, in order
    lists: list[tuple[str, list[str]]] = field(default_factory=list)  # (label above, items)
    quotes: list[str] = field(default_factory=list)
    lead: int | None = None  # paragraphs before the writer's mark; None: no mark, or nothing before it
    words: list[str] = field(default_factory=list)  # everything that may be searched, in order
    order: list[list[str]] = field(default_factory=list)  # the review's prose and lists: [paragraph] or the items
    items: list[str] = field(default_factory=list)  # of the lists in ``order``
    styled: Styled = field(default_factory=dict)  # texts that are not all plain → their runs
    hidden_from: str | None = None  # the words that announce the first spoiler section

    def whole(self) -> str:
        """The review's prose and lists in order: an empty line between them, each item on a line of its own."""
        return "\n\n".join(["\n".join(part) for part in self.order])


@dataclass(slots=True)
class _State:
    role: Role = Role.REVIEW
    label: str = ""
    seen: int = 0  # labels and paragraphs so far
    listed: bool = False  # has this section shown its list?


def arrange(blocks: list[Block]) -> Content:
    """The content of a body's blocks."""
    content, state = Content(), _State()
    blocks, content.challenge = take_challenge(blocks)
    for block in blocks:
        if block.kind == "quote":
            _add_quote(block, content, state)
        elif block.kind == "mark":
            if state.role is not Role.SPOILER and content.lead is None and content.paragraphs:
                content.lead = len(content.paragraphs)
        elif block.kind == "list":
            _add_list(block, content, state)
        elif block.kind == "code":
            if _is_prose(block.text):  # indented by four blanks
                _add_paragraph(" ".join(block.text.split()), content, state)
        else:
            _add_text(block, content, state)
    _unsigned(content)
    return content


def _add_text(block: Block, content: Content, state: _State) -> None:
    for text, is_label, runs in _pieces(block):
        if len(runs) > 1 or runs[0].style or runs[0].href:
            content.styled[text] = runs
        if is_label:
            _add_label(text, content, state)
        elif runs[0].href is None or not _links_only(runs):
            _add_paragraph(text, content, state)


def take_challenge(blocks: list[Block]) -> tuple[list[Block], Challenge | None]:
    """The blocks without the challenge lines at their top, and the challenge: the first with a counter, if any."""
    found: list[Challenge] = []
    rest = list(blocks)
    for index, block in enumerate(blocks[:4]):
        if block.kind in {"list", "code", "mark"}:
            break
        if block.kind == "quote":
            continue
        if "|" not in block.text and not (
            block.runs[0].bold or block.runs[-1].bold or any(r.href for r in block.runs[:2])
        ):
            break
        lines = lines_of(block.runs)
        while lines:
            lead, behind = challenges.split_lead(lines[0])
            challenge = challenges.read_line(lead)
            if challenge is None:
                break
            found.append(challenge)
            lines = [behind, *lines[1:]] if any(run.text.strip() for run in behind) else lines[1:]
        rest[index] = Block(block.kind if lines else "paragraph", joined_lines(lines))
        if lines:
            break
    counted = [challenge for challenge in found if challenge.position is not None]
    return (rest, (counted or found)[0]) if found else (blocks, None)


def lines_of(runs: list[Run]) -> list[list[Run]]:
    """Runs cut at line ends; lines without text are dropped."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        text, style, href = run
        if "\n" not in text and BREAK not in text:
            lines[-1].append(run)
            continue
        first, *more = text.replace(BREAK, "\n").split("\n")
        lines[-1].append(Run(first, style, href))
        lines += [[Run(one, style, href)] for one in more]
    return [line for line in lines if any(run[0].strip() for run in line)]


def joined_lines(lines: list[list[Run]]) -> list[Run]:
    """The lines as one block's runs."""
    runs: list[Run] = []
    for line in lines:
        runs += [*line, Run("\n")]
    return runs


def _pieces(block: Block) -> list[tuple[str, bool, list[Run]]]:
    """A paragraph's or heading's texts, each with whether it is a label (heading, bold or bare line), and its runs."""
    text = block.text
    whole = " ".join(text.split())
    if not whole:
        return []
    if block.kind == "heading" and len(whole) <= _MAX_LABEL:  # a longer one is a paragraph right above a ruler
        return [(whole, True, block.runs)]
    if BREAK not in text and not _odd(text, whole[0]) and True not in [run.bold for run in block.runs]:
        return [(whole, False, block.runs)]
    pieces: list[tuple[str, bool, list[Run]]] = []
    goes_on = False
    for line in lines_of(block.runs):
        text = plain_text(line)
        is_label = _is_label_line(text, line)
        alone = is_label or matter_of(text) is not Matter.PROSE
        if goes_on and not alone:
            pieces[-1] = (f"{pieces[-1][0]} {text}", False, [*pieces[-1][2], Run(" "), *line])
        else:
            pieces.append((text, is_label, line))
        goes_on = not alone
    return pieces


def _is_label_line(text: str, line: list[Run]) -> bool:
    bold = len(text) <= _MAX_LABEL and all(run.bold for run in line if run.text.strip())
    if bold or is_spoiler_line(text):
        return True
    return bool(_DECORATED.match(text) and len(text) <= 80 and _DECORATED.match(text[::-1]))


def _odd(text: str, first: str) -> bool:
    """May a line of the text be a label although it isn't bold?"""
    if first in "*#=~_-":
        return True
    if "\n" not in text:
        return may_spoil(text)
    return any(may_spoil(line) or matter_of(line) is not Matter.PROSE for line in text.split("\n"))


def _add_label(text: str, content: Content, state: _State) -> None:
    role = role_of(text)
    state.seen += 1
    text = without_holes(text)
    if state.role is Role.SPOILER and role is not Role.END_OF_SPOILERS:
        return
    if role is Role.REVIEW and state.seen <= 2 and not content.headline and _is_headline(text):
        content.headline = text
        content.words.append(text)
        return
    if role is Role.REVIEW and state.role in {Role.ASIDE, Role.SEGMENT} and state.listed is False:
        role = state.role if state.role is Role.SEGMENT else Role.REVIEW
    if role is Role.SPOILER:
        content.hidden_from = content.hidden_from or text
    state.role, state.label, state.listed = (Role.REVIEW if role is Role.END_OF_SPOILERS else role), text, False


def _add_paragraph(text: str, content: Content, state: _State) -> None:
    state.seen += 1
    text = without_holes(text)
    if not text:
        return
    matter = matter_of(text)
    if state.role is Role.SPOILER or matter is Matter.GONE:
        return
    opens = False
    if has_spoiler_word(text):
        said = text
        text, opens = before_spoilers(said)
        if opens:
            content.hidden_from = content.hidden_from or said[len(text) :].strip()
    if text:
        _keep(text, matter, content, state)
    if opens:
        state.role, state.label, state.listed = Role.SPOILER, text, False


def _keep(text: str, matter: Matter, content: Content, state: _State) -> None:
    content.words.append(text)
    if state.role is Role.ASIDE and state.listed and _RETURNS.match(text):
        state.role = Role.REVIEW
    if state.role is Role.REVIEW and matter is Matter.PROSE:
        content.paragraphs.append(text)
        content.order.append([text])


def _is_prose(code: str) -> bool:
    """Is it a sentence, and no code?"""
    text = code.strip()
    return len(text) >= _HEADLINE and text[:1].isupper() and text[-1] in ".!?…" and _CODE.isdisjoint(text)


def _links_only(runs: list[Run]) -> bool:
    """Is it a row of links: where to watch, what to read?"""
    said = [run for run in runs if any(map(str.isalnum, run.text))]
    return all(run.href is not None for run in said) and sum(len(run.text) for run in said) <= _MAX_LABEL


def _unsigned(content: Content) -> None:
    """Take the author's name off the end."""
    if content.words and is_signature(content.words[-1]):
        name = content.words.pop()
        if content.paragraphs and content.paragraphs[-1] == name:
            content.paragraphs.pop()
            content.order.remove([name])


def _add_list(block: Block, content: Content, state: _State) -> None:
    if state.role is Role.SPOILER or not block.items:
        return
    block.items = [runs for runs in block.items if not any(HOLE in run.text for run in runs)]
    items = [plain_text(runs) for runs in block.items]
    if any(role_of(item, bare=True) is Role.SPOILER for item in items):
        state.role = Role.SPOILER
        return
    kept = [
        number for number, item in enumerate(items) if not has_spoiler_word(item) or before_spoilers(item)[0] == item
    ]
    items, runs_of = [items[number] for number in kept], [block.items[number] for number in kept]
    if not items:
        return
    state.listed = True
    content.words += items
    content.lists.append((state.label, items))
    content.styled |= {item: runs for item, runs in zip(items, runs_of, strict=True) if len(runs) > 1}
    if state.role is Role.REVIEW:
        content.order.append(items)
        content.items += items


def _add_quote(block: Block, content: Content, state: _State) -> None:
    if state.role is Role.SPOILER or HOLE in block.text:
        return
    first = block.text.strip().split("\n", 1)[0]
    if role_of(first, bare=True) is Role.SPOILER:
        return
    if is_callout(block):
        content.words.append(_CALLOUT.sub("", plain_text(block.runs)))
    elif text := quote_text(block):
        content.quotes.append(text)
        content.words.append(text)


def _is_headline(text: str) -> bool:
    """A sentence of the author's own: long enough, and not all in capitals as places and names are."""
    words = text.split()
    small = sum(word[:1].islower() for word in words[1:])
    return len(text) >= _HEADLINE and small >= 2 and small * 2 >= len(words) - 1 and not text.rstrip().endswith(":")
