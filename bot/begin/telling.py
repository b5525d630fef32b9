"""What ``init`` tells people: what it found, what it is unsure of, and what to do next. The owner's words only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.begin.deciding import shown_scale
from bot.begin.generators import site_above
from bot.begin.writing import KEPT
from bot.desk.drawing import clean
from bot.format.naming import number_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.begin.answers import Answers
    from bot.begin.found import Found, Shelf

_MOST = 3
_USUAL = "config/matinee.toml"


def findings(found: Found) -> Iterator[str]:
    """What was found, before anything is asked."""
    site = found.site
    kind = "a folder; its site's configuration isn't in it"
    if above := site_above(site):
        place = clean(str(above.root))
        kind = (
            f"a folder inside the {above.generator} site {place}: press Ctrl-C, go there, and type matinee init again"
        )
    if site.generator:
        kind = f"{'an' if site.generator[0] in 'AE' else 'a'} {site.generator} site"
    facts = [clean(one) for one in (site.facts.name, site.facts.base_url) if one]
    yield f"{kind}{': ' if facts else ''}{', '.join(facts)}"
    for shelf in found.shelves:
        yield f"  {_shelf(shelf)}"
    if found.unread:
        named = ", ".join(clean(one) for one in found.unread[:_MOST])
        yield f"  {number_of(len(found.unread), 'file')} can't be read ({named}); matinee check tells why"
    if found.more:
        yield "  there are more files than are looked at; name the folder of your reviews: matinee init FOLDER"


def _shelf(shelf: Shelf) -> str:
    kind = shelf.kind
    told = f" ({_where(kind.where)})" if kind.where else ""
    left = f"; {number_of(kind.left, 'other page')} beside them left out" if kind.left else ""
    place = clean(kind.folder) or "this folder"
    return f"{number_of(len(kind.pages), 'review')} in {place}{told}, {shown_scale(shelf)}{left}"


def _where(where: object) -> str:
    items = where.items() if isinstance(where, dict) else ()
    said = (f"{key}: {', '.join(one) if isinstance(one, list) else one}" for key, one in items)
    return clean("; ".join("with a " + one.removesuffix(": *") if one.endswith(": *") else one for one in said))


def notes(config: Path, found: Found, answers: Answers) -> list[str]:
    """What the owner should look at or do, one sentence each."""
    said = []
    if not answers.base_url:
        said.append("Your site's address isn't known yet, so posts have no link: write base_url in [site].")
    unsure = [one for one in found.shelves[1:] if not one.address.sure]
    if answers.base_url and unsure:
        said.append(f'Compare the link of one of "{clean(unsure[0].kind.name)}" with your site; permalink makes it.')
    for shelf, letters in zip(found.shelves, answers.letters, strict=True):
        scale = shelf.kind.scale
        if scale.odd:
            said.append(
                f"{number_of(len(scale.odd), 'rating')} above the best one ({scale.odd[0]}): see matinee check."
            )
        if scale.words and not letters:
            said.append("Ratings in words are left out of posts; letters in [source.rating] puts them in.")
    if any(shelf.kind.others for shelf in found.shelves):
        said.append("Other pages in that folder look like reviews to Matinee: where in [[source]] keeps them away.")
    said.append(f"What Matinee keeps goes into {KEPT}/; put that line into .gitignore.")
    inside = config.resolve().parent.relative_to(found.site.root.resolve()) if _is_in(config, found) else None
    if found.site.generator == "Jekyll" and inside is not None:
        name = inside.parts[0] if inside.parts else config.name
        said.append(
            f"Jekyll would copy {name} to the site: write exclude: [{name}] in _config.yml; where exclude: is there "
            "already, add it to its list."
        )
    return said


def _is_in(config: Path, found: Found) -> bool:
    return config.resolve().is_relative_to(found.site.root.resolve())


def next_steps(config: Path, answers: Answers) -> list[str]:
    """Three steps with exact commands."""
    named = "" if config.as_posix() == _USUAL else f" -c {config}"
    return [
        f"1. {_tokens(answers, named)}",
        f"2. Test everything, posting nothing: matinee doctor{named}",
        f"3. Start it: matinee run{named}  (without a computer that is always on: matinee init --github-actions)",
    ]


def _tokens(answers: Answers, named: str) -> str:
    says = []
    if answers.server:
        says.append(f"Mastodon: matinee login mastodon{named}")
    if answers.channel or answers.test_channel:
        says.append("Discord: put the bot's token into MATINEE_DISCORD_TOKEN; matinee doctor tells how to invite it")
    if not says:
        return "Say where to post: take the # away from a [[destination]] in the file, and fill it in"
    return "Let Matinee in. " + ". ".join(says)
