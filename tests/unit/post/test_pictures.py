"""Where a post's picture comes from, and that nothing about it is ever raised."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from aiohttp import web
from PIL import Image
from structlog.testing import capture_logs

from bot.format.model import Card, Limits, Picture
from bot.post import pictures as room
from bot.post.pictures import Pictures

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

CARD = Card("Vertigo", 1958, "★★★½", "3.5/5", "Dizzy, and glad of it.", "", None, None, "My reviews")
DRAWN = Picture("vertigo-1958.png", "Card: Vertigo (1958).", card=CARD)
LIMITS = Limits()


def photograph(size: tuple[int, int] = (64, 40), kind: str = "PNG") -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "teal").save(out, kind)
    return out.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("_posts/poster.jpg", "site/assets/cover.png"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_bytes(photograph(kind="JPEG" if name.endswith("jpg") else "PNG"))
    (tmp_path / "site" / "text.png").write_text("no picture")
    return tmp_path


@pytest.fixture
async def website() -> AsyncIterator[str]:
    """The owner's site, as it is on the web: one picture, and one address that never answers."""

    async def hang(_: web.Request) -> web.Response:
        await asyncio.Event().wait()
        return web.Response()

    async def picture(_: web.Request) -> web.Response:
        return web.Response(body=photograph())

    app = web.Application()
    app.router.add_get("/blog/assets/on the web é.png", picture)
    app.router.add_get("/blog/hangs", hang)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/blog/"
    await runner.cleanup()


def site(folder: Path, base_url: str | None = None, *, here: bool = True) -> Pictures:
    return Pictures({"films": folder / "_posts"}, folder / "site" if here else None, base_url, allow_private=True)


def named(path: str) -> Picture:
    return Picture("vertigo-1958", "The picture of Vertigo.", source="films", file=path)


async def refused(pictures: Pictures, picture: Picture, limits: Limits = LIMITS) -> str:
    """Why there is no picture, as the log tells it, once."""
    with capture_logs() as logs:
        assert await pictures.file(picture, limits) is None
    (line,) = logs
    assert line["event"] == "the post goes without its picture"
    return str(line["reason"])


async def test_a_card_is_drawn(folder: Path) -> None:
    file = await site(folder).file(DRAWN, LIMITS)
    assert file is not None
    assert (file.name, file.type, file.alt) == ("vertigo-1958.png", "image/png", DRAWN.alt)
    assert Image.open(BytesIO(file.data)).size == (1200, 675)
    assert len(repr(file)) < 200


@pytest.mark.parametrize(
    ("path", "name"), [("poster.jpg", "vertigo-1958.jpg"), ("/assets/cover.png", "vertigo-1958.png")]
)
async def test_the_review_s_own_is_read(folder: Path, path: str, name: str) -> None:
    file = await site(folder).file(named(path), LIMITS)
    assert file is not None
    assert (file.name, file.alt) == (name, "The picture of Vertigo.")
    assert Image.open(BytesIO(file.data)).size == (64, 40)


@pytest.mark.parametrize("here", [True, False])
async def test_what_is_not_here_is_fetched_from_the_site(folder: Path, website: str, here: bool) -> None:
    for path in ("/assets/on the web é.png", "/assets/on%20the%20web%20%C3%A9.png?v=2"):
        file = await site(folder, website, here=here).file(named(path), LIMITS)
        assert file is not None
        assert file.type == "image/png"


async def test_an_address_is_fetched(folder: Path, website: str) -> None:
    address = f"{website}assets/on the web é.png"
    assert await site(folder).file(replace(named("x"), file=None, url=address), LIMITS) is not None


@pytest.mark.parametrize(
    ("path", "here", "said"),
    [
        ("none.png", True, "no such file"),
        ("/none.png", True, "no such file"),
        ("/assets/cover.png", False, "set folder under"),
        ("../site/assets/cover.png", True, "not one inside"),
        ("/../_posts/poster.jpg", True, "not one inside"),
        ("/text.png", True, "no JPEG"),
        ("/assets", True, "no ordinary file|Is a directory"),
    ],
)
async def test_there_is_none(folder: Path, path: str, here: bool, said: str) -> None:
    reason = await refused(site(folder, here=here), named(path))
    assert any(one in reason for one in said.split("|")), reason


async def test_a_source_that_is_not_known(folder: Path) -> None:
    assert await refused(site(folder), replace(named("poster.jpg"), source="books")) == "there is no such file"


async def test_an_address_of_this_machine_is_not_fetched(folder: Path, website: str) -> None:
    strict = Pictures({}, None, website)
    secret = f"{website}assets/x.png?key=secret"
    with capture_logs() as logs:
        assert await strict.file(replace(named("x"), file=None, url=secret), LIMITS) is None
        assert await strict.file(named("/assets/x.png"), LIMITS) is None
        low = "http://127.0.0.1/x.png"
        assert await strict.file(replace(named("x"), file=None, url=low), LIMITS) is None
    assert "port" in logs[0]["reason"]
    assert "open internet" in logs[2]["reason"]
    assert "secret" not in str(logs)


@pytest.mark.parametrize(
    ("url", "said"),
    [("http://nowhere.invalid/x.png", "can't be fetched"), ("x", "begin with"), ("http://0/", "can't be fetched")],
)
async def test_an_address_that_leads_nowhere(folder: Path, url: str, said: str) -> None:
    assert said in await refused(Pictures({}, None, None), replace(named("x"), file=None, url=url))


async def test_it_is_not_waited_for_longer_than_is_bearable(
    folder: Path, website: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "LONGEST", 0.05)
    reason = await refused(site(folder), replace(named("x"), file=None, url=f"{website}hangs"))
    assert reason == "it took longer than 0.05 seconds"


async def test_drawing_that_never_ends_is_left_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    released = threading.Event()
    monkeypatch.setattr(room, "LONGEST", 0.05)
    monkeypatch.setattr(room, "_drawn", lambda _: released.wait(10))
    assert "longer" in await refused(site(folder), DRAWN)
    released.set()


async def test_a_defect_costs_the_picture_and_nothing_else(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: Card) -> bytes:
        raise ZeroDivisionError

    monkeypatch.setattr(room, "_drawn", broken)
    with capture_logs() as logs:
        assert await site(folder).file(DRAWN, LIMITS) is None
    assert [one["event"] for one in logs] == ["defect"]


async def test_letters_that_nobody_can_draw_are_no_card(folder: Path) -> None:
    strange = replace(DRAWN, card=replace(CARD, title="\U000e0fff\ue000"))
    assert "can't be drawn" in await refused(site(folder), strange)


async def test_a_picture_of_nothing(folder: Path) -> None:
    assert "doesn't say which" in await refused(site(folder), Picture("x", "x"))


async def test_it_keeps_to_the_network_s_limits(folder: Path) -> None:
    (folder / "_posts" / "big.png").write_bytes(photograph((2400, 1200)))
    limits = replace(LIMITS, picture_pixels=10_000, alt=12, picture_types=frozenset({"image/jpeg"}))
    file = await site(folder).file(named("big.png"), limits)
    assert file is not None
    assert (file.type, file.name) == ("image/jpeg", "vertigo-1958.jpg")
    width, height = Image.open(BytesIO(file.data)).size
    assert width * height <= 10_000
    assert len(file.alt) <= 12


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("../../etc/passwd", "passwd"),
        ("Amélie & co.png", "Amelie-co"),
        ("映画", "picture"),
        ("a" * 200, "a" * 40),
        ("", "picture"),
        ("..", "picture"),
        ('x";\r\nEvil: 1.png', "x-Evil-1"),
    ],
)
async def test_names_are_plain(folder: Path, name: str, plain: str) -> None:
    file = await site(folder).file(replace(named("poster.jpg"), name=name), LIMITS)
    assert file is not None
    assert file.name == f"{plain}.jpg"
