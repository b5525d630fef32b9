"""Look-ups at the command line: the same search that the Discord commands use."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from bot.catalogue.fingerprint import fingerprint
from bot.catalogue.model import Wanted
from bot.catalogue.store import Catalogue
from bot.catalogue.years import years
from bot.desk.answer import Answer
from bot.desk.repositories import make_sure
from bot.errors import UsageError
from bot.format.forms import review_form
from bot.format.stars import drawn
from bot.settings import load
from bot.watch.indexing import index, known_ids

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from bot.catalogue.model import Found, Part
    from bot.ledger.store import Ledger
    from bot.review.model import Review
    from bot.settings.model import Settings


@contextmanager
def indexed(settings: Settings, ledger: Ledger | None = None) -> Iterator[Catalogue]:
    """The catalogue, brought up to date with the files. Needs no network, and records only where their ids count."""
    make_sure(settings)
    catalogue = Catalogue.open(settings.store.data_dir, fingerprint(source.rules for source in settings.sources))
    try:
        bring_up_to_date(catalogue, settings, ledger)
        yield catalogue
    finally:
        catalogue.close()


def bring_up_to_date(catalogue: Catalogue, settings: Settings, ledger: Ledger | None) -> None:
    """Index every source. Raises as :func:`bot.watch.indexing.index`."""
    for source in settings.sources:
        index(source, catalogue, known_ids(ledger, source))


def wanted(
    text: str, rated: tuple[float | None, float | None], year: str | None, names: tuple[str | None, ...]
) -> Wanted:
    """What the options ask for: the least and the most rating; tag, badge and challenge. Raises UsageError."""
    meant = (None, None) if year is None else years(year)
    if meant is None:
        raise UsageError(f'--year "{year}" is neither a year (1979) nor a decade (1970s) nor a span (1970-1985)')
    tag, badge, challenge = names
    return Wanted(text, rated[0], rated[1], meant[0], meant[1], tag, badge, challenge)


def search(config: Path, asked: Wanted, limit: int, page: int) -> Answer:
    """A page (from 1) of the reviews that fit, best first. No hit is an answer too."""
    with indexed(load(config)) as catalogue:
        found = catalogue.find(asked, limit=limit, offset=(page - 1) * limit)
        unfit = () if found.total else catalogue.unfit(asked)
    document = [{**review_form(hit.review), "snippet": hit.snippet} for hit in found.hits]
    text = [line for hit in found.hits for line in (_title(hit.review), f"    {hit.snippet}", "")]
    if found.total > len(found.hits):
        text.append(_page(found, limit, page))
    return Answer(document, text or [_nothing(asked, unfit)])


def _title(review: Review) -> str:
    year = f" ({review.year})" if review.year else ""
    rated = f"  {drawn(review.rating)}" if review.rating else ""
    where = review.url or review.path
    return f"{review.title}{year}{rated}  {where}"


def _nothing(asked: Wanted, unfit: Sequence[Part]) -> str:
    """That nothing was found, and which options can't be met whatever the others are."""
    said = {
        "rating": f"none is rated {_span(asked.least, asked.most)}",
        "years": f"none is of a film from {_span(asked.first_year, asked.last_year)}",
        "tag": f'"{asked.tag}" is a public tag of none ([tags] public says which are public)',
        "badge": f'none has the badge "{asked.badge}"',
        "challenge": f'none belongs to a challenge "{asked.challenge}"',
    }
    return "; ".join(("no review found", *(said[part] for part in unfit)))


def _span(first: float | None, last: float | None) -> str:
    if last is None:
        return f"{first or 0:g} or more"
    if first is None:
        return f"{last:g} or less"
    return f"{first:g}" if first == last else f"{first:g} to {last:g}"


def _page(found: Found, limit: int, page: int) -> str:
    pages = -(-found.total // limit)
    more = f"; --page {page + 1} shows more" if page < pages else ""
    if not found.hits:
        return "there is one page only" if pages == 1 else f"there are {pages} pages only"
    return f"page {page} of {pages}, {found.total} reviews{more}"
