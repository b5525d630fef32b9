"""One look at a page over real HTTP: whatever the server does, it ends soon, reads little, and tells why."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.post import fetching, page_look
from bot.post.page_look import NotLive, Pages, look
from bot.settings.model import LivePolicy
from tests.flow.clocks import PushedClock, SkippingClock
from tests.unit.post.pages import Site, site_serving

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with site_serving() as made:
        yield made


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (404, "isn't there (the answer is 404)"),
        (401, "isn't open to everybody (the answer is 401)"),
        (403, "isn't open to everybody (the answer is 403)"),
        (500, "can't be shown: its server is in trouble (the answer is 500)"),
        (204, "isn't there (the answer is 204)"),
    ],
)
async def test_what_an_answer_means(site: Site, status: int, said: str) -> None:
    site.status["/page"] = status
    assert await look(f"{site.address}/page", private=True) == said


async def test_a_page_that_is_there_is_asked_for_as_a_browser_does(site: Site) -> None:
    site.leads_to = {"/moved": "/page"}
    assert await look(f"{site.address}/moved#part", private=True) is None
    assert (site.asked, site.methods) == (["/moved", "/page"], {"GET"})


async def test_of_an_endless_page_only_the_head_is_read(site: Site) -> None:
    assert await look(f"{site.address}/endless", private=True) is None
    assert site.sent < 20_000_000


@pytest.mark.parametrize("where", ["ftp://films.example/", "https://me:secret@films.example/", "file:///etc/passwd"])
async def test_where_a_page_leads_is_checked(site: Site, where: str) -> None:
    site.leads_to = {"/page": where}
    said = await look(f"{site.address}/page", private=True)
    assert said is not None
    assert said.startswith("can't be asked for:")
    assert "secret" not in said


async def test_nothing_private_is_connected_to_by_default(site: Site) -> None:
    for address in ("http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://169.254.169.254/latest"):
        assert "private network" in (await look(address) or "")
    assert await look(site.address) is not None  # not even at a port of its own
    assert site.asked == []


async def test_an_open_page_can_not_lead_to_a_private_one(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server of the test alone counts as open, whatever its port."""
    site.leads_to = {"/page": "http://127.0.0.2/secret"}
    monkeypatch.setattr(fetching, "is_open", lambda address: address == "127.0.0.1")
    monkeypatch.setattr(fetching, "_PORTS", {"http": int(site.address.rpartition(":")[2])})
    site.leads_to = {"/page": site.address.replace("127.0.0.1", "127.0.0.2") + "/secret"}
    assert "private network" in (await look(f"{site.address}/page") or "")
    assert site.asked == ["/page"]


async def test_a_server_that_never_answers_holds_nobody_up(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_look, "_PATIENCE", 0.02)
    pages = Pages(LivePolicy(timedelta(minutes=10), private=True), SkippingClock())
    answers = await asyncio.gather(*(pages.ask(f"{site.address}/never") for _ in range(5)))
    assert all(isinstance(one, NotLive) and one.why is None for one in answers)
    assert len(site.asked) <= 1
    await pages.close()


async def test_it_gives_up_in_the_end(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "LONGEST", 0.05)
    assert await look(f"{site.address}/never", private=True) == "doesn't answer"


async def test_nobody_is_there() -> None:
    async with site_serving() as gone:
        pass
    assert await look(gone.address, private=True) == "can't be reached"
    assert await look("http://no-such-name.invalid/") == "isn't there: its server's name isn't known"


async def test_few_pages_are_remembered() -> None:
    async def there(_: str) -> str | None:
        return None

    pages = Pages(LivePolicy(timedelta(minutes=10)), SkippingClock(), there)
    for number in range(1200):
        assert await pages.ask(f"https://films.example/{number}") is None
    assert len(pages._pages) <= 500


async def test_a_run_stays_for_a_page_that_answers_slowly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_look, "_PATIENCE", 0.01)
    gate = asyncio.Event()

    async def slowly(_: str) -> str | None:
        await gate.wait()
        return None

    clock = PushedClock(datetime(2026, 3, 2, 12, tzinfo=UTC))
    pages = Pages(LivePolicy(timedelta(minutes=10)), clock, slowly)
    assert isinstance(await pages.ask("https://films.example/a"), NotLive)
    assert pages.stays_until == clock.now() + timedelta(minutes=10)
    await pages.close()
