"""Posts drawn for a terminal, as each network would show them: frame, warning, buttons, and count against limit.

What readers don't see at once is told below the frame, or below the warning that folds it.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from rich.box import ROUNDED
from rich.columns import Columns
from rich.console import Group
from rich.constrain import Constrain
from rich.panel import Panel
from rich.text import Text

from bot.desk import status_text
from bot.desk.edges import Edged
from bot.desk.markdown import Block, Run, read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import RenderableType

    from bot.desk.sheet import Shown
    from bot.format.model import Message, Post, Toot

_WIDTH = 78  # columns, about a phone's width of text on both networks
_LOOKS = {
    "strong": "bold",
    "emphasis": "italic",
    "underline": "underline",
    "strike": "strike",
    "code": "reverse",
    "tag": "cyan",
}
_LINK, _SOFT, _SPOILER = "cyan", "dim", "▇"


def draw(destination: str, post: Post, shown: Shown | None = None, notes: Sequence[str] = ()) -> RenderableType:
    """The post in a frame, as readers see it. Nothing in its text is taken for the terminal's own markup."""
    inside = _toot(post, shown) if post.network == "mastodon" else _message(post, shown)
    frame = Panel(
        Group(*inside),
        box=ROUNDED,
        title=Text(f"{clean(destination)} · {post.network.capitalize()}", "bold"),
        subtitle=Text(f"{post.length}/{post.limit}", "bold red" if post.length > post.limit else _SOFT),
        title_align="left",
        subtitle_align="right",
    )
    below = [Edged(Text(clean(note), _SOFT), "  · ", "    ", _SOFT) for note in (*_hidden(post), *notes)]
    return Constrain(Group(frame, *below), _WIDTH)


def clean(text: str) -> str:
    """The text without what would move a terminal's cursor or turn its line round, and without unseen joiners."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(sign for sign in text if sign == "\n" or unicodedata.category(sign) not in {"Cc", "Cs"}).translate(
        _UNSEEN
    )


# Word joiners, what turns a line round, and the mark that makes a sign an emoji, of unsure width in terminals.
_UNSEEN = dict.fromkeys([0x2060, 0xFE0F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def _toot(toot: Toot, shown: Shown | None) -> list[RenderableType]:
    parts: list[RenderableType] = []
    if toot.content_warning:
        parts += [Edged(Text(clean(toot.content_warning), "bold"), "⚠ ", "  ", "bold yellow")]
        parts += [Text("[ show more ]  the rest is folded until then", _SOFT), Text()]
    parts += [_line(status_text.read(toot.text)), *_picture(shown), Text()]
    return [*parts, Text(f"{toot.visibility} · {toot.language}", _SOFT)]


def _message(message: Message, shown: Shown | None) -> list[RenderableType]:
    color = message.embed.get("color")
    bar = f"#{color:06x}" if isinstance(color, int) else "bright_black"
    embed = Group(*_embed(message.embed, shown))
    parts: list[RenderableType] = [Edged(embed, "▌ ", "▌ ", bar)]
    if message.buttons:
        parts.append(Columns([Text(f"[ {clean(one.label)} ↗ ]", "bold") for one in message.buttons], padding=(0, 1)))
    return parts


def _embed(embed: dict[str, Any], shown: Shown | None) -> list[RenderableType]:
    url = embed.get("url")
    inside: list[RenderableType] = []
    if title := embed.get("title"):
        heading = _line([run for block in read(title) for run in block.runs])
        heading.stylize("bold")
        inside.append(heading)
    if url:
        inside.append(Text(clean(url), _LINK, overflow="fold"))
    if description := embed.get("description"):
        inside += [Text(), *_markdown(description)]
    for field in embed.get("fields", ()):
        inside += [Text(), *_markdown(f"**{field['name']}**"), *_markdown(field["value"])]
    inside += _picture(shown)
    foot = [embed.get("footer", {}).get("text"), (embed.get("timestamp") or "")[:10]]
    if told := " · ".join(clean(part) for part in foot if part):
        inside += [Text(), Text(told, _SOFT)]
    return inside[1:] if inside and isinstance(inside[0], Text) and not inside[0].plain else inside


def _markdown(source: str) -> list[RenderableType]:
    return [_block(block) for block in read(source)]


def _hidden(post: Post) -> Iterator[str]:
    """What is behind spoiler bars."""
    if post.network == "discord":
        runs = [run for block in read(post.embed.get("description") or "") for run in block.runs]
        hidden = " ".join("".join(run.text if "spoiler" in run.looks else " " for run in runs).split())
        if hidden:
            yield f"behind the bars: {hidden}"


def _block(block: Block) -> RenderableType:
    line: RenderableType = _line(block.runs)
    if isinstance(line, Text) and block.kind in ("heading", "small"):
        line.stylize("bold" if block.kind == "heading" else _SOFT)
    if block.kind == "item":
        lead = "  " * block.depth + block.mark + " "
        line = Edged(line, lead, " " * len(lead))
    return Edged(line, "▎ ", "▎ ", _SOFT) if block.quoted else line


def _line(runs: Iterable[Run]) -> Text:
    text = Text(overflow="fold")
    for run in runs:
        shown = clean(run.text)
        if "spoiler" in run.looks:
            text.append("".join(sign if sign.isspace() else _SPOILER for sign in shown), _SOFT)
            continue
        style = " ".join(_LOOKS[look] for look in sorted(run.looks))
        text.append(shown, f"{style} {_LINK}".strip() if run.url else style)
    return text


def _picture(shown: Shown | None) -> list[RenderableType]:
    if shown is None:
        return []
    alt = Edged(Text(clean(shown.picture.alt)), "  ALT ", "      ", "bold")
    return [Text(), Edged(Text(clean(shown.told)), "▣ ", "  ", _LINK), alt]
