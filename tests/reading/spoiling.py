"""Spoilers in every form. "Zqspoil" stands in each, and may be seen nowhere."""

from __future__ import annotations

from typing import NamedTuple

SECRET = "The Zqspoil keeper is the lamp, and I loved that ending."
_SAFE = "The boats are lovely in this film."
_QUOTE = "> All safe again."


class Form(NamedTuple):
    """A piece of a text. ``ends``: the review goes on behind it, with ``quotes``."""

    name: str
    text: str
    ends: bool = True
    quotes: tuple[str, ...] = ()


def _section(heading: str, end: str = "") -> str:
    text = f"{heading}\n\n{SECRET}\n\n> {SECRET}\n\n* {SECRET}\n\n<b>Deeper</b>\n\n{SECRET}"
    return f"{text}\n\n{end}\n\n{_SAFE}\n\n{_QUOTE}" if end else text


_MARKS = {
    "bars": f"Look: ||{SECRET}|| {_SAFE}",
    "bars over lines": f"Look: ||{SECRET}\n{SECRET}|| {_SAFE}",
    "bars never closed": f"Look: ||{SECRET}",
    "forum": f"Look: >!{SECRET}!< {_SAFE}",
    "span": f'Look: <span class="spoiler">{SECRET}</span> {_SAFE}',
    "span over paragraphs": f'Look: <span class="is-spoiler">{SECRET}\n\n{SECRET}</span>\n\n{_SAFE}',
    "division": f'<div class="Spoiler">\n\n{SECRET}\n\n> {SECRET}\n\n</div>\n\n{_SAFE}',
    "nested divisions": f'<div id="spoilers"><div>{SECRET}</div>\n\n{SECRET}</div>\n\n{_SAFE}',
    "never shown": f'<p style="display: none">{SECRET}</p>\n\n{_SAFE}',
    "black on black": f'<span style="color:black;background-color:black">{SECRET}</span> {_SAFE}',
    "folded": f"<details><summary>Spoilers</summary>\n\n{SECRET}\n\n> {SECRET}\n\n</details>\n\n{_SAFE}",
    "element": f"<Spoiler>{SECRET}</Spoiler>\n\n{_SAFE}",
    "bracket": f"[spoiler]{SECRET}[/spoiler]\n\n{_SAFE}",
    "bracket with a title": f"[Spoiler=ending]{SECRET}\n\n{SECRET}[/Spoiler]\n\n{_SAFE}",
    "Hugo": f"{{{{< spoiler >}}}}\n{SECRET}\n\n> {SECRET}\n{{{{< /spoiler >}}}}\n\n{_SAFE}",
    "Hugo with a name": f'{{{{% spoiler-box title="x" %}}}}{SECRET}{{{{% /spoiler-box %}}}}\n\n{_SAFE}',
    "Hugo's argument": f'{{{{< reveal text="{SECRET}" >}}}}\n\n{_SAFE}',
    "Liquid": f"{{% spoiler %}}{SECRET}{{% endspoiler %}}\n\n{_SAFE}",
    "Liquid's argument": f'{{% include spoiler.html text="{SECRET}" %}}\n\n{_SAFE}',
    "kramdown": f"{SECRET}\n{{: .spoiler}}\n\n{_SAFE}",
    "Pandoc": f"::: {{.spoiler}}\n{SECRET}\n\n> {SECRET}\n:::\n\n{_SAFE}",
    "Pandoc's bracket": f"[{SECRET}]{{.spoiler}}\n\n{_SAFE}",
    "callout": f"> [!spoiler] Ending\n> {SECRET}\n\n{_SAFE}",
    "callout that warns": f"> [!warning] Spoilers\n> {SECRET}\n\n{_SAFE}",
    "comment": f"<!-- {SECRET} -->\n\n{_SAFE}",
    "between comments": f"<!-- Spoilers -->\n\n{SECRET}\n\n> {SECRET}\n\n<!-- end spoilers -->\n\n{_SAFE}",
    "below a comment": f"<!-- SPOILERS BELOW -->\n\n{SECRET}",
    "note to oneself": f"%%{SECRET}%%\n\n{_SAFE}",
    "a hidden heading": f'<h3 class="spoilers">The ending</h3>\n\n{SECRET}',
    "a heading's name": f"### The ending {{#spoilers}}\n\n{SECRET}",
    "include by include": f"{{% include spoiler-start.html %}}{SECRET}\n\n{{% include spoiler-end.html %}}\n\n{_SAFE}",
    "unclosed span": f'Look: <span class="spoiler">{SECRET}\n\n{SECRET}',
    "in a list": f"* ||{SECRET}||\n* Boats.",
    "in a quote": f"> Look: ||{SECRET}||",
    "alert": f"Spoiler alert: {SECRET}",
}
_HEADINGS = (
    "#### SPOILER ZONE",
    "####SPOILERS",
    "## Spoliers ahead",
    "#### Stray Thoughts / Spoilers",
    "<b>**** Spoilers below ****</b>",
    "**Spoilers ahead!**",
    "SPOILERS",
    "*** Spoilers ***",
    "<h3>Spoiler talk</h3>",
    "***SPOILER WARNING***",
)
_ENDS = ("#### END SPOILER ZONE", "**End spoilers**", "<b>Spoilers over</b>", "END SPOILERS")

FORMS = (
    Form("none", ""),
    *(Form(name, text) for name, text in _MARKS.items()),
    *(Form(heading, _section(heading), ends=False) for heading in _HEADINGS),
    *(Form(f"{_HEADINGS[0]} … {end}", _section(_HEADINGS[0], end), quotes=("All safe again.",)) for end in _ENDS),
)
