"""Quotes in all their forms, and what looks like one and is none."""

from __future__ import annotations

from typing import NamedTuple


class Form(NamedTuple):
    """A piece of a text, and the quotes in it as they are to be read."""

    name: str
    text: str
    quotes: tuple[str, ...] = ()


_A, _B = "Leave the lamp on for the boats.", "There are no boats tonight."

FORMS = (
    Form("none", ""),
    Form("slanted", f"<blockquote><i>{_A}</i></blockquote>", (_A,)),
    Form("plain HTML", f"<blockquote>{_A}</blockquote>", (_A,)),
    Form("Markdown", f"> {_A}", (_A,)),
    Form("Markdown, slanted", f"> *{_A}*", (_A,)),
    Form("Markdown, two lines", "> Leave the lamp on\n> for the boats.", (_A,)),
    Form("lazy Markdown", "> Leave the lamp on\nfor the boats.", (_A,)),
    Form("hard break", f"> {_A}  \n> {_B}", (f"{_A}\n{_B}",)),
    Form("two paragraphs", f"> {_A}\n>\n> {_B}", (f"{_A}\n{_B}",)),
    Form("two quotes", f"> {_A}\n\nThen nothing.\n\n> {_B}", (_A, _B)),
    Form("speakers by <br>", f"<blockquote><i>— {_A}<br>— {_B}</i></blockquote>", (f"— {_A}\n— {_B}",)),
    Form("speakers by lines", f"<blockquote><i>— {_A}\n— {_B}</i></blockquote>", (f"— {_A}\n— {_B}",)),
    Form("speakers, each slanted", f"<blockquote><i>— {_A}\n</i><i>— {_B}</i></blockquote>", (f"— {_A}\n— {_B}",)),
    Form("speakers by dashes", f"<blockquote><i>— {_A} — {_B}</i></blockquote>", (f"— {_A}\n— {_B}",)),
    Form("speakers in Markdown", f"> — {_A}\n> — {_B}", (f"— {_A}\n— {_B}",)),
    Form("speakers as a list", f"> - {_A}\n> - {_B}", (f"— {_A}\n— {_B}",)),
    Form("named speakers", f"<blockquote><i>KEEPER: {_A}\nBOY: {_B}</i></blockquote>", (f"KEEPER: {_A}\nBOY: {_B}",)),
    Form("named in Markdown", f"> Keeper: {_A}\n> Boy: {_B}", (f"Keeper: {_A}\nBoy: {_B}",)),
    Form("author inside", f"<blockquote><i>{_A} — Ann Wick</i></blockquote>", (f"{_A} — Ann Wick",)),
    Form("author outside", f"<blockquote><i>{_A}</i> — Ann Wick</blockquote>", (f"{_A} — Ann Wick",)),
    Form("author below", f"<blockquote><i>{_A}</i>\n— Ann Wick</blockquote>", (f"{_A}\n— Ann Wick",)),
    Form("author in Markdown", f"> {_A}\n> — Ann Wick", (f"{_A}\n— Ann Wick",)),
    Form("author in <cite>", f"<blockquote>{_A} <cite>Ann Wick</cite></blockquote>", (f"{_A}\n— Ann Wick",)),
    Form(
        "author in <footer>", f"<blockquote><p>{_A}</p><footer>Ann Wick</footer></blockquote>", (f"{_A}\n— Ann Wick",)
    ),
    Form(
        "figure",
        f"<figure><blockquote>{_A}</blockquote><figcaption>Ann Wick</figcaption></figure>",
        (f"{_A}\n— Ann Wick",),
    ),
    Form("in marks", f"> “{_A}”", (_A,)),
    Form("in straight marks", f'<blockquote><i>"{_A}"</i></blockquote>', (_A,)),
    Form("with marks within", "> He calls it “the lamp” and lies.", ("He calls it “the lamp” and lies.",)),
    Form("nested", f"> > {_A}\n>\n> {_B}", (f"{_A}\n{_B}",)),
    Form("callout", f"> [!quote]\n> {_A}", (_A,)),
    Form("note", "> [!note] Look\n> This is a note."),
    Form("kramdown", f"> {_A}\n{{: .pull}}", (_A,)),
    Form("shortcode round it", f"{{{{< pull >}}}}\n> {_A}\n{{{{< /pull >}}}}", (_A,)),
    Form("entities", "<blockquote>Oil &amp; fog</blockquote>", ("Oil & fog",)),
    Form("prose glued on", f"<blockquote><i>{_A}</i></blockquote>The boats come.", (_A,)),
    Form("prose before it", f"He says:<blockquote><i>{_A}</i></blockquote>", (_A,)),
    Form("wrongly paired", f"<blockquote><i>{_A}</blockquote></i>", (_A,)),
    Form("opened twice", f"<blockquote><i>{_A}</i><blockquote>", (_A,)),
    Form("never closed", f"<blockquote><i>{_A}</i>", (_A,)),
    Form("never closed at all", f"<blockquote><i>{_A}"),
    Form("only closed", f"{_A}</i></blockquote>"),
    Form("capitals", f"<BLOCKQUOTE><I>{_A}</I></BLOCKQUOTE>", (_A,)),
    Form("empty", "<blockquote><i></i></blockquote>"),
    Form("only marks", "<blockquote>…</blockquote>"),
    Form("only an author", "> — Ann Wick"),
    Form("a post", f"> {_A}\n> — Ann (@ann) May 31, 2024"),
    Form("an embedded post", f'<blockquote class="twitter-tweet"><p>{_A}</p>&mdash; Ann (@ann)</blockquote>'),
    Form("an embedded toot", f'<blockquote class="mastodon-embed">{_A}</blockquote>'),
    Form("names nobody", "> Ask Zqname Wick about the oil."),
)
