"""Draws a review's card: title, year, rating, a quote, how far a challenge is, whose site it is.

:func:`lay_out` says where everything stands, :func:`draw_card` draws it. What a card says is ``bot.format.card``'s.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.draw.bidi import runs_right_to_left
from bot.draw.breaking import Measure, cut, fit
from bot.draw.canvas import picture
from bot.draw.colours import THEMES
from bot.draw.pieces import INSIDE, Group, column, spaced
from bot.draw.progress import progress, site_line
from bot.draw.quote import laid_quote
from bot.draw.rating import LARGE, USUAL, laid_rating
from bot.draw.typesetting import NoGlyph, Setter, plain

if TYPE_CHECKING:
    from bot.draw.fonts import Fonts
    from bot.draw.pieces import Piece
    from bot.format.model import Card

# A title's sizes, and how many lines it may have at each.
_ALONE = ((172, 1), (148, 1), (124, 2), (112, 2), (100, 2), (88, 3), (78, 3), (70, 3), (62, 3), (54, 3))
_WITH_QUOTE = ((132, 1), (116, 1), (104, 1), (96, 2), (84, 2), (74, 2), (66, 2), (62, 3), (54, 3))
_UNDER_TITLE, _OVER_QUOTE = 14, 38  # pixels between the parts
_AIR = 30  # pixels above and below them together, if that can be
_ABOVE_QUOTE = 1.5  # so much bigger than the quote's letters are the title's, if that can be
_UPWARDS = 0.46  # what stands in the middle looks right a little above it


def draw_card(card: Card, fonts: Fonts) -> bytes | None:
    """The card as a PNG of 1200 × 675 pixels, always the same bytes for the same card and fonts.

    None where a letter is in none of the fonts, or its script can't be set on this machine.
    """
    setter = Setter()
    try:
        pieces = lay_out(card, fonts, setter)
    except NoGlyph:
        return None
    return picture(pieces, THEMES[card.theme], setter)


def lay_out(card: Card, fonts: Fonts, setter: Setter) -> list[Piece]:
    """Every piece with its place: none outside of :data:`INSIDE`, none over another. Raises :class:`NoGlyph`."""
    head = site_line(card.site, fonts, setter)
    foot = progress(card.challenge, card.position, card.total, fonts, setter)
    room = INSIDE.bottom - INSIDE.top - head.height - foot.height
    title, row, quote = _middle(card, fonts, setter, room)
    free = room - title.height - row.height - quote.height
    top = INSIDE.top + head.height + round(free * _UPWARDS)
    placed = [*head.at(INSIDE.top), *title.at(top), *row.at(top + title.height)]
    placed += quote.at(top + title.height + row.height)
    return placed + foot.at(INSIDE.bottom - foot.height)


def _middle(card: Card, fonts: Fonts, setter: Setter, room: int) -> tuple[Group, Group, Group]:
    """Title, rating and quote, as big as they fit together into a height of ``room`` pixels."""
    text = plain(card.title)
    from_right = runs_right_to_left(text)
    row = _under_title(laid_rating(card, fonts, setter, USUAL, from_right=from_right))
    for air, above in ((_AIR, _ABOVE_QUOTE), (0, 0.0)):
        for laid, size in laid_quote(card.quote, fonts, setter):
            quote = spaced(laid, _OVER_QUOTE)
            block = fit(setter, text, _room(fonts), _WITH_QUOTE, room - air - row.height - quote.height)
            if block is not None and block.lines[0].size >= above * size:
                return column(block, INSIDE.left, INSIDE.right), row, quote
    row = _under_title(laid_rating(card, fonts, setter, LARGE, from_right=from_right))
    most = room - row.height
    block = fit(setter, text, _room(fonts), _ALONE, most) or cut(setter, text, _room(fonts), _ALONE[-1], most)
    return column(block, INSIDE.left, INSIDE.right) if block else Group(), row, Group()


def _under_title(row: Group) -> Group:
    return spaced(row, _UNDER_TITLE) if row.pieces else row


def _room(fonts: Fonts) -> Measure:
    return Measure(INSIDE.right - INSIDE.left, fonts.title)
