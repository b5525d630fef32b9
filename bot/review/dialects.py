"""What other dialects of Markdown add (Obsidian, Pandoc, kramdown, forums), put right or taken out of the source.

Links between notes become their label, marked text its words; comments, embeds, footnotes, formulas, fences, block
names, tables of contents and further front matter go. Site builders' tags are known in ``templating``.
"""

from __future__ import annotations

import re

_FRONT_MATTER = re.compile(
    r"(?m)^(---|\+\+\+)[ \t]*\n"
    r"((?:[ \t]*[\w.\"'-]{1,60}[ \t]*[:=](?:[ \t][^\n]*)?\n|[ \t]+[^\n]*\n|-[ \t][^\n]*\n|#[^\n]*\n){1,200})\1[ \t]*$"
)
_KEY = re.compile(r"(?m)^[\w.\"'-]{1,60}[ \t]*[:=](?=\s)")
_KNOWN_KEY = re.compile(
    r"(?m)^[\"']?(?:title|layout|rating|tags?|date|draft|author|categor(?:y|ies)|slug|permalink|excerpt|image|published"
    r"|description|type|lang|stars|year)[\"']?[ \t]*[:=]"
)
_EMBED = re.compile(r"!\[\[[^\[\]\n]{0,300}\]\]")
_TOC = re.compile(r"(?im)^[ \t]*(?:[*-][ \t]+toc|\[\[?_?toc_?\]\]?|\{toc\}|<!--[ \t]*toc[ \t]*-->)[ \t]*$")
_WIKI = re.compile(r"\[\[([^\[\]\n|]{1,200})(?:\|([^\[\]\n]{1,200}))?\]\]")
_MARKED = re.compile(r"(?<![=\w])==(?![=\s])([^\n=]{1,500})(?<!\s)==(?![=\w])")
_NOTE = re.compile(r"%%.*?(?:%%|\Z)", re.DOTALL)
_BLOCK_NAME = re.compile(r"(?m)[ \t]\^[a-zA-Z0-9-]{1,40}[ \t]*$")
_FENCE = re.compile(r"(?m)^[ \t]*:{3,}[^\n]*$")
_ATTRIBUTES = re.compile(r"(?<=[\])`\w])[ \t]?\{[ \t]*[.#][\w-][^{}\n]{0,300}\}|(?<=\))\{[ \t]*[\w-]+=[^{}\n]{0,300}\}")
_BRACKETED = re.compile(r"(?<![!\]\\])\[([^\[\]\n]{1,500})\]\{[ \t]*[.#=\w][^{}\n]{0,300}\}")
_FOOTNOTE = re.compile(r"(?m)^\[\^[^\]\s]{1,60}\]:[^\n]*(?:\n(?:[ \t]{2,}[^\n]*|(?=\n[ \t]{2,}\S)))*+")
_FOOTNOTE_MARK = re.compile(
    r"\[\^[^\]\s]{1,60}\]|(?<![\w\\])\^\[[^\[\]\n]{1,500}\]|(?<=[.,;!?\w])\^\[[^\[\]\n]{1,500}\]"
)
_FORMULA = re.compile(  # escaped brackets around prose are none
    r"\$\$(?:[^$]|\$(?!\$)){1,2000}\$\$"
    r"|\\\[[^\n\[\]\\]{0,200}\\[a-zA-Z][^\n\[\]]{0,300}\\\]|\\\([^\n()\\]{0,100}\\[a-zA-Z][^\n()]{0,200}\\\)"
)
_INLINE_FORMULA = re.compile(r"(?<![\w$\\])\$(?=[^\s$])[^$\n]{0,200}?[\\^_{}=][^$\n]{0,200}(?<![\s\\])\$(?![\w$])")
_BBCODE = re.compile(
    r"\[/?(?:b|i|u|s|url|img|quote|center|size|color|list|code)(?:=[^\]\n]{0,200})?\](?!\()", re.IGNORECASE
)
_SHORTCODE = re.compile(  # WordPress's; a caption belongs to its picture
    r"\[caption\b[^\[\]\n]{0,500}\][^\[\]]{0,1000}\[/caption\]"
    r"|\[/?(?:caption|gallery|embed|youtube|vimeo|audio|video|playlist|twitter|instagram|sourcecode|contact-form|toc"
    r"|su_\w{1,30}|vc_\w{1,30}|et_pb_\w{1,30})(?:[\s=][^\[\]\n]{0,500})?\](?![(:])",
    re.IGNORECASE,
)
_ABBREVIATION = re.compile(r"(?m)^\*\[[^\]\n]{1,60}\]:[^\n]*$")
_TASK = re.compile(r"(?m)^([ \t]*[-*+] )\[[ xX]\] ")
_DEFINITION = re.compile(r"(?m)^:[ \t]+(?=\S)")
_CRITIC = re.compile(r"\{>>.{0,1000}?<<\}|\{--.{0,1000}?--\}|\{(?:\+\+|==|~~)(.{0,1000}?)(?:\+\+|==|~~)\}", re.DOTALL)
_BB_QUOTE = re.compile(r"\[quote(?:=[^\]\n]{0,100})?\]([^\[\]]{1,2000})\[/quote\]", re.IGNORECASE)
_EMOJI = re.compile(r"(?::[a-z0-9+-][a-z0-9_+-]{0,40}:)+(?![\w:/])")
_ONE_EMOJI = re.compile(r":([a-z0-9_+-]{1,41}):")
_EMOJIS = {
    "star": "⭐", "star2": "🌟", "heart": "❤️", "fire": "🔥", "+1": "👍", "thumbsup": "👍", "-1": "👎",
    "smile": "😄", "smiley": "😃", "grin": "😁", "joy": "😂", "rofl": "🤣", "sob": "😭", "cry": "😢",
    "heart_eyes": "😍", "scream": "😱", "skull": "💀", "ghost": "👻", "popcorn": "🍿", "clapper": "🎬",
    "tada": "🎉", "thinking": "🤔", "wink": "😉", "eyes": "👀", "100": "💯", "jack_o_lantern": "🎃",
    "movie_camera": "🎥", "sparkles": "✨", "clap": "👏", "pray": "🙏",
    "poop": "💩", "rainbow": "🌈", "vampire": "🧛", "zombie": "🧟",
}  # fmt: skip


def without_dialects(markdown: str) -> str:
    """The Markdown in the common dialect."""
    if "\n---" in markdown or ("+" in markdown and "\n+++" in markdown) or markdown.startswith(("---", "+++")):
        markdown = _FRONT_MATTER.sub(_kept_front_matter, markdown)
    if "TOC" in markdown or "toc" in markdown:
        markdown = _TOC.sub("", markdown)
    if "[" in markdown:
        markdown = _without_brackets(markdown)
    if "=" in markdown and "==" in markdown:
        markdown = _MARKED.sub(r"\1", markdown)
    if "%" in markdown and "%%" in markdown:
        markdown = _NOTE.sub("", markdown)
    if "^" in markdown:
        markdown = _BLOCK_NAME.sub("", markdown)
    if "$" in markdown or "\\" in markdown:
        markdown = _without_formulas(markdown)
    if "{" in markdown and "}" in markdown:
        markdown = _ATTRIBUTES.sub("", _CRITIC.sub(r"\1", markdown))
    return _without_colons(markdown) if ":" in markdown else markdown


def _without_colons(markdown: str) -> str:
    if ":::" in markdown:
        markdown = _FENCE.sub("", markdown)
    if "\n: " in markdown:
        markdown = _DEFINITION.sub("", markdown)
    return _EMOJI.sub(_emoji, markdown) if _ONE_EMOJI.search(markdown) else markdown


def _without_brackets(markdown: str) -> str:
    if "[[" in markdown:
        markdown = _WIKI.sub(_label, _EMBED.sub("", markdown))
    if "] " in markdown:
        markdown = _TASK.sub(r"\1", markdown)
    if "*[" in markdown:
        markdown = _ABBREVIATION.sub("", markdown)
    if "]{" in markdown:
        markdown = _BRACKETED.sub(r"\1", markdown)
    if "[^" in markdown or "^[" in markdown:
        markdown = _FOOTNOTE_MARK.sub("", _FOOTNOTE.sub("", markdown))
    markdown = _SHORTCODE.sub("", markdown)
    if "[/" not in markdown:
        return markdown
    return _BBCODE.sub("", _BB_QUOTE.sub(r"\n\n<blockquote>\1</blockquote>\n\n", markdown))


def _without_formulas(markdown: str) -> str:
    if "$$" in markdown or "\\" in markdown:
        markdown = _FORMULA.sub("", markdown)
    return _INLINE_FORMULA.sub("", markdown) if "$" in markdown else markdown


def _kept_front_matter(block: re.Match[str]) -> str:
    """Nothing where the lines between two rulers are front matter; prose such as "Verdict: a delight." stays."""
    keys = len(_KEY.findall(block[2]))
    return "" if keys > (block[1] == "---") or _KNOWN_KEY.search(block[2]) else block[0]


def _label(link: re.Match[str]) -> str:
    """What a reader sees of a link between notes: its label, else the note's name."""
    if link[2]:
        return link[2].strip()
    name, _, heading = link[1].partition("#")
    return (name.rpartition("/")[2] or heading).strip()


def _emoji(names: re.Match[str]) -> str:
    """The emoji of the names that are widely known; others say nothing to a reader."""
    before = names.string[names.start() - 1 : names.start()]
    if before and (before in "_:/" or before.isalnum()):
        return names[0]
    return "".join(_EMOJIS.get(name, "") for name in _ONE_EMOJI.findall(names[0]))
