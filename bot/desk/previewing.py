"""What would be posted: ``preview``, in the terminal or as a page. Nothing is posted or recorded, nobody is asked."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING

from rich.text import Text

from bot.desk.answer import DONE, NEEDS_OWNER, Answer
from bot.desk.drawing import clean, draw
from bot.desk.edges import Edged
from bot.desk.followers import with_followers
from bot.desk.imaging import with_pictures
from bot.desk.looking import indexed
from bot.desk.page_file import writable, write
from bot.desk.sheet import problem_line, sheet
from bot.errors import SourceUnreadable, StoreError, UsageError
from bot.format.naming import number_of
from bot.format.parts import film
from bot.log import set_up
from bot.settings import load
from bot.watch.shelf import Place, Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from rich.console import RenderableType

    from bot.desk.sheet import Sheet
    from bot.settings.model import Settings


def preview(
    config: Path,
    files: Sequence[Path],
    *,
    last: int | None = None,
    html: Path | None = None,
    drawn: bool = True,
) -> Answer:
    """What each file, or each of the ``last`` newest reviews, would be posted as. ``html``: a page is written there.

    ``drawn``: somebody will look at the text; JSON names the pictures and shows none, so none is made for it alone.
    Exit code 1 where a file is no review.
    """
    if bool(files) == (last is not None):
        raise UsageError("preview: name review files, or the newest reviews with --last N (not both)")
    settings = load(config)
    set_up(settings.log, least="error")
    with suppress(StoreError):  # without readable records it shows what the file alone says
        settings = with_followers(settings)
    page = None if html is None else writable(html)
    sheets = newest(settings, last) if last is not None else _named(settings, files)
    if drawn or page is not None:
        sheets = with_pictures(settings, sheets)
    text = [part for one in sheets for part in told(one)]
    if page is not None:
        from bot.desk.html_page import html_page

        write(page, html_page(settings, sheets).encode())
        problems = [problem_line(problem, one.path) for one in sheets for problem in one.problems]
        text = [*problems, f"{page}: {_count(sheets)}. Open it in a browser; it needs no network."]
    if not sheets:
        text.append("no review was found; matinee check tells why")
    missing = any(one.review is None for one in sheets)
    return Answer([one.form for one in sheets], text, NEEDS_OWNER if missing else DONE)


def _named(settings: Settings, files: Sequence[Path]) -> list[Sheet]:
    with _shelf(settings) as shelf:
        return [sheet(settings, str(file), shelf.take(shelf.place(file))) for file in files]


def newest(settings: Settings, count: int) -> list[Sheet]:
    """The newest reviews of all sources by their own dates."""
    sources = {source.name: source for source in settings.sources}
    with indexed(settings) as catalogue:
        shelf = Shelf(settings.sources, catalogue)
        places = [Place(sources[one.source], one.path) for one in catalogue.latest(count) if one.source in sources]
        return [sheet(settings, str(place.source.folder / place.path), shelf.take(place)) for place in places]


@contextmanager
def _shelf(settings: Settings) -> Iterator[Shelf]:
    """The sources' files, with what is known of the other reviews if that can be found out."""
    with ExitStack() as stack:
        try:
            catalogue = stack.enter_context(indexed(settings))
        except SourceUnreadable:  # the named files may stand elsewhere: then only the other reviews are unknown
            catalogue = None
        yield Shelf(settings.sources, catalogue)


def told(one: Sheet) -> Iterator[RenderableType]:
    """One file's part of what a person reads."""
    yield from (problem_line(problem, one.path) for problem in one.problems)
    if one.review is None:
        yield f"{one.path}: not a review: {one.skipped}"
        return
    yield Text(clean(film(one.review.title, one.review.year)), "bold")
    yield clean(one.path)
    for side in one.sides:
        yield draw(side.destination, side.post, side.shown, side.notes)
    yield from (f"not posted: {reason}" for reason in dict.fromkeys(reason for _, reason in one.refused))
    if one.followers[1]:
        yield f"channels that follow: {one.followers[0]} of {one.followers[1]} would get it"
    yield from _words(one)
    if not one.review.url:
        yield "no address: it takes [site] base_url and the source's permalink to have one"
    yield ""


def _words(one: Sheet) -> Iterator[RenderableType]:
    """Why these words were chosen, and which would be next."""
    if one.review is None:
        return
    yield Text.assemble(("why these words: ", "bold"), clean(one.why))
    for other in one.candidates:
        yield Edged(Text(clean(other)), "  or: ", "      ", "dim")


def _count(sheets: Sequence[Sheet]) -> str:
    reviews = sum(one.review is not None for one in sheets)
    posts = sum(len(one.sides) for one in sheets)
    return f"{number_of(reviews, 'review')} as {number_of(posts, 'post')}"
