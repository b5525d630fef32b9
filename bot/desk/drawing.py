"""Posts drawn for a terminal, as each network would show them: frame, warning, buttons, and count against limit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.console import Group
from rich.panel import Panel
from rich.text import Text

if TYPE_CHECKING:
    from rich.console import RenderableType

    from bot.format.model import Message, Post, Toot

_WIDTH = 76  # columns, about a phone's width of text on both networks


def draw(destination: str, post: Post) -> RenderableType:
    """The post in a frame. Its text is shown as it is: nothing in it is taken for markup."""
    inside = _toot(post) if post.network == "mastodon" else _message(post)
    return Panel(
        inside,
        title=Text(f"{destination} ({post.network.capitalize()})"),
        subtitle=Text(f"{post.length}/{post.limit}"),
        title_align="left",
        subtitle_align="right",
        width=_WIDTH,
    )


def _toot(toot: Toot) -> RenderableType:
    parts: list[RenderableType] = []
    if toot.content_warning:
        parts += [Text(f"⚠ {toot.content_warning}  [show more]", style="bold"), Text("")]
    parts += [Text(toot.text), Text(""), Text(f"{toot.visibility} · {toot.language}", style="dim")]
    return Group(*parts)


def _message(message: Message) -> RenderableType:
    parts = list(_embed(message.embed))
    if message.buttons:
        parts.append(Text("  ".join(f"[ {button.label} ↗ ]" for button in message.buttons), style="bold"))
    return Group(*parts)


def _embed(embed: dict[str, Any]) -> list[RenderableType]:
    inside: list[RenderableType] = []
    if title := embed.get("title"):
        inside.append(Text(title, style="bold"))
    if url := embed.get("url"):
        inside.append(Text(url, style="dim"))
    if description := embed.get("description"):
        inside += [Text(""), Text(description)]
    for field in embed.get("fields", []):
        inside += [Text(""), Text(field["name"], style="bold"), Text(field["value"])]
    if footer := embed.get("footer", {}).get("text"):
        inside += [Text(""), Text(footer, style="dim")]
    return [Panel(Group(*inside), border_style="blue")]
