"""Whether posts that lead to the owner's site stand somewhere, whatever the networks answer."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from bot.errors import (
    DestinationTrouble,
    HistoryUnreadable,
    NotSent,
    OutcomeUnclear,
    Throttled,
    TokenRefused,
)
from bot.ledger.model import Receipt
from bot.post.own_site import look
from bot.post.publisher import OwnPost

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.errors import DeliveryError

SITE = "https://films.example"
NOW = datetime(2026, 3, 1, tzinfo=UTC)


class Histories:
    """A destination with these posts, newest first; or one whose history answers with an error."""

    def __init__(self, name: str, *addresses: str, error: DeliveryError | None = None) -> None:
        self.name, self.lane = name, "one lane"
        self._addresses, self._error = addresses, error
        self.asked = 0

    async def own_posts(self, since: datetime | None, most: int) -> AsyncIterator[OwnPost]:
        self.asked = most
        for number, address in enumerate(self._addresses):
            yield OwnPost(Receipt(str(number), None, NOW), "words", (address,))
        if self._error is not None:
            raise self._error


async def looked(*places: Any) -> Any:
    return await look(places, SITE)


async def test_the_newest_post_of_each_destination_is_told() -> None:
    found = await looked(Histories("a", "https://x.example/", f"{SITE}/two.html", f"{SITE}/one.html"), Histories("b"))
    assert [(one.destination, one.address) for one in found.standing] == [("a", f"{SITE}/two.html")]
    assert (found.hidden, found.away) == ((), ())


@pytest.mark.parametrize(
    "error",
    [HistoryUnreadable("no right", lasting=True), DestinationTrouble("gone"), TokenRefused("no")],
    ids=lambda error: type(error).__name__,
)
async def test_what_asking_again_does_not_help_is_hidden(error: DeliveryError) -> None:
    found = await looked(Histories("a", error=error))
    assert found.hidden == (f"a: {error}",)
    assert found.away == ()


@pytest.mark.parametrize(
    "error",
    [NotSent("away"), Throttled("busy", None), OutcomeUnclear("half"), HistoryUnreadable("odd", lasting=False)],
    ids=lambda error: type(error).__name__,
)
async def test_what_may_be_over_in_a_moment_is_away(error: DeliveryError) -> None:
    found = await looked(Histories("a", error=error))
    assert found.away == (f"a: {error}",)
    assert found.hidden == ()


async def test_one_network_s_trouble_hides_no_other_s_posts() -> None:
    found = await looked(Histories("a", error=NotSent("away")), Histories("b", f"{SITE}/one.html"))
    assert [one.destination for one in found.standing] == ["b"]
    assert found.away == ("a: away",)


async def test_only_the_newest_posts_are_looked_at() -> None:
    place = Histories("a")
    await looked(place)
    assert 40 <= place.asked <= 200
