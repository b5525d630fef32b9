"""A recap's picture: drawn when its first post goes, and shown by no other."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image

from bot.format.looking_back import RecapCell
from bot.ledger.model import Owed
from bot.post.pictures import Pictures
from bot.post.publisher import File
from bot.recaps.compute import recap_data, recap_title
from tests.unit.post.threads import SUBJECT, a_recap, parts

if TYPE_CHECKING:
    from tests.unit.post.conftest import Office


async def posted(office: Office, *, picture: bool) -> list[object]:
    """What came with each of the posts of a recap."""
    cells = tuple(RecapCell(n, "rated" if n <= 24 else "open", 3.5 if n <= 24 else None) for n in range(1, 53))
    recap, now = replace(a_recap(24), cells=cells, picture=picture), office.clock.now()
    owed = Owed(SUBJECT, "recap", recap_title(recap), "toots", now)
    assert office.ledger.record_recap("ohmyhorror@toots", "1", recap_data(recap), [], [owed], now)
    office.pictures = Pictures({}, None, None)
    toots = office.publisher("toots")
    await office.courier().deliver_due()
    assert len(toots.history) == len(parts(office)) > 1
    return list(toots.files)


async def test_only_the_first_post_shows_it(office: Office) -> None:
    first, *others = await posted(office, picture=True)
    assert isinstance(first, File)
    assert (first.type, Image.open(BytesIO(first.data)).size) == ("image/png", (1200, 675))
    assert "24" in first.alt
    assert set(others) == {None}


async def test_without_one_where_the_rule_says_so(office: Office) -> None:
    assert set(await posted(office, picture=False)) == {None}
