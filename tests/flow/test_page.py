"""The owner's page over real HTTP: who gets in, what the buttons do, and what strangers' text and sites can't."""

from __future__ import annotations

import hashlib
import hmac
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import quote

import aiohttp
import pytest

from bot.app import build
from bot.clock import SystemClock
from bot.errors import ConfigurationError
from bot.ledger.model import Status
from bot.settings import load
from tests.flow.owner import EVIL, SECRET, SECRETS, TOKEN, Visitor, ask, owe, posted, served, visiting, write

if TYPE_CHECKING:
    from pathlib import Path


async def test_nobody_gets_in_without_the_token(tmp_path: Path) -> None:
    async with served(tmp_path) as (app, address), visiting(address) as visitor:
        owe(app, "The Pier")
        for path in ("/", "/waiting", "/posted", "/files", "/challenges", "/pictures/1"):
            _, page = await visitor.get(path)
            assert "The Pier" not in page
            assert 'name="token"' in page
        assert (await visitor.sign_in("wrong"))[0] == 403
        assert "The Pier" not in (await visitor.get("/"))[1]
        status, page = await visitor.sign_in()
        assert status == 200
        assert "The Pier" in page


async def test_wrong_tokens_slow_down_whoever_tries_them(tmp_path: Path) -> None:
    async with served(tmp_path) as (_, address), visiting(address) as visitor:
        statuses = [(await visitor.sign_in(f"guess {number}"))[0] for number in range(6)]
        assert statuses == [403] * 5 + [429]
        assert (await visitor.sign_in())[0] == 429


async def test_wrong_tokens_of_strangers_keep_nobody_out_who_was_in(tmp_path: Path) -> None:
    """Behind a web server all of them have its address."""
    async with served(tmp_path) as (_, address), visiting(address) as owner, visiting(address) as stranger:
        await owner.sign_in()
        await owner.post("/sign-out", {})
        assert [(await stranger.sign_in("a guess"))[0] for _ in range(6)][-1] == 429
        stranger.session.cookie_jar.update_cookies({"matinee_known": "0" * 64})
        assert (await stranger.sign_in("a guess"))[0] == 429
        assert (await stranger.get("/metrics", Authorization=f"Bearer {TOKEN}"))[0] == 200
        assert (await owner.sign_in())[0] == 200
        assert (
            "SameSite=Strict"
            in next(one for one in owner.session.cookie_jar if one.key == "matinee_known").OutputString()
        )


async def test_a_session_has_a_number_that_no_stranger_chose(tmp_path: Path) -> None:
    async with served(tmp_path) as (_, address), visiting(address) as visitor:
        headers = {"Cookie": "matinee_session=chosen-by-a-stranger"}
        async with aiohttp.ClientSession() as other, other.get(address, headers=headers) as answer:
            assert 'name="token"' in await answer.text()
        await visitor.sign_in()
        cookies = {one.key: one for one in visitor.session.cookie_jar}
        assert len(cookies["matinee_session"].value) > 40
        assert cookies["matinee_session"]["httponly"]
        assert cookies["matinee_session"]["samesite"] == "Strict"
        await visitor.post("/sign-out", {})
        assert 'name="token"' in (await visitor.get("/"))[1]


async def test_other_sites_and_names_reach_nothing(tmp_path: Path) -> None:
    async with served(tmp_path) as (app, address), visiting(address) as visitor:
        number = str(owe(app, "The Pier"))
        await visitor.sign_in()
        fields = {"post": number, "status": "waiting"}
        assert (await visitor.get("/", Host="evil.example"))[0] == 421
        assert (await visitor.post("/skip", fields | {"form": "0" * 64}))[0] == 403
        assert (await visitor.post("/skip", fields, **{"Sec-Fetch-Site": "cross-site"}))[0] == 403
        assert app.records.deliveries()[0].status is Status.WAITING
        async with visitor.session.get(address) as answer:
            policy = answer.headers["Content-Security-Policy"]
            assert "script-src" not in policy
            assert "default-src 'none'" in policy
            assert answer.headers["Referrer-Policy"] == "no-referrer"
            assert answer.headers["Cache-Control"] == "no-store"


async def test_buttons_do_what_the_commands_do(tmp_path: Path) -> None:
    async with served(tmp_path) as (app, address), visiting(address) as visitor:
        failed = owe(app, "The Pier", status="failed", reason="It was too long.")
        unknown = owe(app, "Salt and Smoke", status="unknown")
        ask(app)
        await visitor.sign_in()
        _, page = await visitor.post("/retry", {"post": str(failed), "status": "failed"})
        assert "goes out again to friends" in page
        _, page = await visitor.post("/skip", {"post": str(unknown), "status": "unknown"})
        assert "is not posted to friends" in page
        found = {row.id: row.status for row in app.records.deliveries()}
        assert found == {failed: Status.WAITING, unknown: Status.SKIPPED}
        _, page = await visitor.post("/pause", {"destination": "toots", "why": "holiday"})
        assert "toots is paused" in page
        assert "You paused it: holiday." in page
        _, page = await visitor.post("/pause", {"destination": "toots"})
        assert "was paused already" in page
        _, page = await visitor.post("/resume", {"destination": "toots"})
        assert "toots goes on" in page
        _, page = await visitor.post("/resume", {"destination": "nowhere"})
        assert "there is no destination" in page


async def test_a_stale_page_does_nothing_wrong(tmp_path: Path) -> None:
    async with served(tmp_path) as (app, address), visiting(address) as visitor:
        number = posted(app, "The Pier")
        await visitor.sign_in()
        _, page = await visitor.post("/skip", {"post": str(number), "status": "waiting"})
        assert "Meanwhile things changed, so nothing was done" in page
        assert "is posted now" in page
        _, page = await visitor.post("/retry", {"post": "99999999999999999999", "status": "failed"})
        assert "there is no such post" in page
        ask(app)
        _, page = await visitor.post("/accept", {"source": "films", "asked": "long ago", "known": "no"})
        assert "the one that you saw" in page
        assert app.records.questions()


async def test_what_waits_stands_in_the_order_in_which_it_goes(tmp_path: Path) -> None:
    async with served(tmp_path) as (app, address), visiting(address) as visitor:
        titles = ["The Pier", "Salt and Smoke", "A Lamp in the Hall"]
        for title in titles:
            owe(app, title, "toots")
        owe(app, "At once")
        await visitor.sign_in()
        _, page = await visitor.get("/waiting")
        order = ["At once", *titles]
        assert sorted(order, key=page.index) == order


async def test_strangers_text_is_shown_and_never_run(tmp_path: Path) -> None:
    async with served(tmp_path) as (app, address), visiting(address) as visitor:
        owe(app, EVIL, status="failed", reason=EVIL)
        owe(app, f"{EVIL} waits")
        posted(app, f"{EVIL} stands", url="javascript:alert(1)")
        (tmp_path / "posts" / "2026-11-08-<img src=x onerror=alert(3)>.md").write_text("---\ntitle: [\n---\n")
        await visitor.sign_in()
        for path in ("/", "/waiting", "/posted", "/files", "/challenges"):
            _, page = await visitor.get(path)
            assert "<script" not in page
            assert "<img src=x" not in page
            assert "javascript:" not in page


@pytest.mark.parametrize("path", ["/pictures/../matinee.toml", "/pictures/%2e%2e%2fmatinee.toml", "/pictures/1e3"])
async def test_pictures_are_asked_for_by_number_alone(tmp_path: Path, path: str) -> None:
    async with served(tmp_path) as (_, address), visiting(address) as visitor:
        await visitor.sign_in()
        assert (await visitor.get(path))[0] == 404


async def test_supervisors_get_no_more_than_they_need(tmp_path: Path) -> None:
    async with served(tmp_path) as (app, address), visiting(address) as visitor:
        posted(app, "The Pier")
        owe(app, "Salt and Smoke", "toots")
        assert await visitor.get("/healthz") == (200, "ok\n")
        assert await visitor.get("/readyz") == (200, "records: ok\nsources: ok\n")
        app.scans.clear()
        assert await visitor.get("/readyz") == (503, "records: ok\nsources: not ready\n")
        assert (await visitor.get("/metrics"))[0] == 401
        status, text = await visitor.get("/metrics", Authorization=f"Bearer {TOKEN}")
        assert status == 200
        assert 'matinee_deliveries_total{destination="friends",outcome="posted"} 1.0' in text
        assert 'matinee_deliveries_open{destination="toots",status="waiting"} 1.0' in text
        assert 'matinee_problems{severity="error",source="films"}' in text


async def test_a_push_is_taken_from_whoever_has_the_secret(tmp_path: Path) -> None:
    async with served(tmp_path) as (_, address), visiting(address) as visitor:
        body = b'{"repository": {"full_name": "me/films"}}'
        right = hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
        for headers, status in (
            ({"X-Hub-Signature-256": f"sha256={right}"}, 202),
            ({"X-Gitea-Signature": right}, 202),
            ({"X-Forgejo-Signature": right}, 202),
            ({"X-Gitlab-Token": SECRET}, 202),
            ({"X-Hub-Signature-256": f"sha256={right[:-1]}0" if right[-1] != "0" else f"sha256={right[:-1]}1"}, 403),
            ({"X-Gitlab-Token": "wrong"}, 403),
            ({}, 403),
        ):
            assert await _announce(visitor, body, headers) == status
        assert await _announce(visitor, b"x" * ((1 << 20) + 1), {"X-Hub-Signature-256": right}) == 413


async def test_a_push_wakes_the_source_that_it_is_about(tmp_path: Path) -> None:
    body = b'{"ref": "refs/heads/main", "repository": {"ssh_url": "git@git.example:me/books.git"}}'
    more = "".join(f'\n[[source]]\nname = "{it}"\ngit = "https://git.example/me/{it}"\n' for it in ("books", "plays"))
    async with served(tmp_path, more) as (app, address), visiting(address) as visitor:
        right = {"X-Hub-Signature-256": "sha256=" + hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()}
        assert await _announce(visitor, body, {**right, "Content-Type": "application/json"}) == 202
        assert app.repositories.pushed("books").is_set()
        assert not app.repositories.pushed("plays").is_set()
        form = b"payload=" + quote(body.replace(b"books", b"plays")).encode()
        right = {"X-Hub-Signature-256": "sha256=" + hmac.new(SECRET.encode(), form, hashlib.sha256).hexdigest()}
        assert await _announce(visitor, form, {**right, "Content-Type": "application/x-www-form-urlencoded"}) == 202
        assert app.repositories.pushed("plays").is_set()


async def _announce(visitor: Visitor, body: bytes, headers: dict[str, str]) -> int:
    async with visitor.session.post(f"{visitor.address}/hooks/git", data=BytesIO(body), headers=headers) as answer:
        return answer.status


async def test_a_token_that_can_be_guessed_is_refused(tmp_path: Path) -> None:
    settings = load(write(tmp_path))
    secrets = SECRETS | {"MATINEE_PAGE_TOKEN": "too-short"}
    with pytest.raises(ConfigurationError, match="fewer than 16 characters"):
        async with build(settings, tokens=secrets, clock=SystemClock(), parts={"page"}):
            pass
