"""What hangs below an answer: link buttons, Share, pages, "Another one", a menu. All that they ask stands in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.commands import codes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.commands.question import Question
    from bot.commands.reply import Reply
    from bot.commands.wording import Wording

PREFIX = "m1:"
# What a press does: the one letter behind the prefix. Those that turn the page are told apart because Discord refuses
# two of one name in a message, and two may ask the same.
SHARE, OPEN, EARLIER, LATER, AGAIN = "s", "o", "e", "l", "a"
TURNING = (EARLIER, LATER, AGAIN)
KINDS = (SHARE, OPEN, *TURNING)
_LINKS, _BUTTONS, _MENU = 0, 1, 2  # rows


def view_of(reply: Reply, wording: Wording, *, public: bool = False) -> discord.ui.View | None:
    """The reply's buttons and menu, None where it has none; with ``public`` only the links. Needs a running loop."""
    view = discord.ui.View(timeout=None)
    for link in reply.buttons:
        view.add_item(discord.ui.Button(style=discord.ButtonStyle.link, label=link.label, url=link.url, row=_LINKS))
    if not public:
        for item in (*_buttons(reply, wording), *_menu(reply)):
            view.add_item(item)
    # A view that is over isn't kept by discord.py, which would hold every answer for a quarter of an hour.
    view.stop()
    return view if view.children else None


def without(message: discord.Message, custom_id: str) -> discord.ui.View | None:
    """A message's buttons and menus but that one."""
    view = discord.ui.View.from_message(message, timeout=None)
    for item in view.children:
        if getattr(item, "custom_id", None) == custom_id:
            view.remove_item(item)
    view.stop()
    return view if view.children else None


def _buttons(reply: Reply, wording: Wording) -> Iterator[discord.ui.Button[discord.ui.View]]:
    for kind, label, question in (
        (EARLIER, "button-earlier", reply.earlier),
        (LATER, "button-later", reply.later),
        (AGAIN, "button-another", reply.again),
        (SHARE, "button-share", reply.share),
    ):
        if question is not None:
            style = discord.ButtonStyle.primary if kind == SHARE else discord.ButtonStyle.secondary
            yield discord.ui.Button(
                style=style, label=wording.say(label), custom_id=_named(kind, question), row=_BUTTONS
            )


def _menu(reply: Reply) -> Iterator[discord.ui.Select[discord.ui.View]]:
    if not reply.menu:
        return
    options = [
        discord.SelectOption(label=one.label, value=codes.encode(one.question), description=one.description)
        for one in reply.menu
    ]
    yield discord.ui.Select(custom_id=PREFIX + OPEN, placeholder=reply.menu_title, options=options, row=_MENU)


def _named(kind: str, question: Question) -> str:
    return PREFIX + kind + codes.encode(question)
