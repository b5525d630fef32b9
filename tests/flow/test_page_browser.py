"""The owner's page in a real browser: every button, by mouse and by keyboard, on small screens, in the dark."""

from __future__ import annotations

import re
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from bot.ledger.model import Status
from tests.flow.owner import EVIL, TOKEN, ask, owe, posted, served
from tests.flow.test_demo_browser import ARGUMENTS, CHROMIUM

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from playwright.async_api import Page

    from bot.app import App

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"needs Debian's Chromium as {CHROMIUM}, which is not here"),
]
LEAVES = ("", "waiting", "posted", "files", "challenges")
# Everything that can be told by rule: names of fields and buttons, order of headings, headers of tables, contrast.
FAULTS = """() => {
  const faults = [];
  const shown = e => { const s = getComputedStyle(e); return s.display !== 'none' && s.visibility !== 'hidden'; };
  for (const e of document.querySelectorAll('input:not([type=hidden]):not([hidden])'))
    if (!e.labels.length) faults.push('no label: ' + e.name);
  for (const e of document.querySelectorAll('img')) if (!e.alt) faults.push('no alt: ' + e.src);
  for (const e of document.querySelectorAll('button, a'))
    if (!e.textContent.trim()) faults.push('no name: ' + e.outerHTML);
  for (const e of document.querySelectorAll('th')) if (!e.scope) faults.push('no scope: ' + e.textContent);
  if (document.querySelectorAll('main').length !== 1) faults.push('not one main');
  if (document.querySelectorAll('h1').length !== 1) faults.push('not one h1');
  let level = 0;
  for (const e of document.querySelectorAll('h1, h2, h3, h4')) {
    const next = Number(e.tagName[1]);
    if (next > level + 1) faults.push('heading jumps: ' + e.textContent);
    level = next;
  }
  const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
  if (new Set(ids).size !== ids.length) faults.push('an id twice');
  const light = color => {
    const part = color.match(/[0-9.]+/g).slice(0, 3).map(Number).map(v => v / 255);
    const [r, g, b] = part.map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = e => {
    for (; e; e = e.parentElement) {
      const color = getComputedStyle(e).backgroundColor;
      if (!/, 0\\)$/.test(color) && color !== 'transparent') return color;
    }
    return 'rgb(255, 255, 255)';
  };
  for (const e of document.querySelectorAll('body *')) {
    const own = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
    if (!own || !shown(e)) continue;
    const [a, b] = [light(getComputedStyle(e).color), light(ground(e))].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 4.5) faults.push('contrast: ' + e.textContent.trim().slice(0, 40));
  }
  return faults;
}"""


@asynccontextmanager
async def opened(
    folder: Path, width: int = 1100, scheme: str = "light", *, signed_in: bool = True
) -> AsyncIterator[tuple[App, Page, str]]:
    """A tab; afterwards the browser may have complained of nothing, and asked nobody else for anything."""
    from playwright.async_api import async_playwright

    strange: list[str] = []
    async with served(folder) as (app, address), async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = await browser.new_page(
            viewport={"width": width, "height": 800},
            color_scheme=scheme,  # type: ignore[arg-type]
        )
        page.on("dialog", lambda dialog: strange.append(dialog.message))
        page.on("console", lambda message: strange.append(message.text))
        page.on("request", lambda it: strange.append(it.url) if not it.url.startswith((address, "data:")) else None)
        await page.goto(address)
        if signed_in:
            await page.get_by_label("Token").fill(TOKEN)
            await page.keyboard.press("Enter")
            await page.get_by_role("heading", name="Today").wait_for()
        try:
            yield app, page, address
            assert strange == []
        finally:
            await browser.close()


async def test_every_button_does_what_it_says(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, page, address):
        failed = owe(app, "The Pier", status="failed", reason="It was refused.")
        unknown = owe(app, "Salt and Smoke", status="unknown")
        ask(app)
        await page.goto(address)
        told = page.get_by_role("status")
        await page.get_by_role("button", name=re.compile("Try again.*The Pier")).click()
        assert "goes out again" in await told.inner_text()
        await page.get_by_role("button", name=re.compile("Skip.*Salt and Smoke")).click()
        assert "is not posted" in await told.inner_text()
        await page.get_by_role("button", name="Only note them").click()
        assert "noted" in await told.inner_text()
        await page.get_by_label("Why, for yourself").first.fill("holiday")
        await page.get_by_role("button", name=re.compile("Pause.*friends")).click()
        assert "friends is paused" in await told.inner_text()
        assert app.records.pauses()["friends"].reason == "You paused it: holiday."
        await page.get_by_role("button", name=re.compile("Resume.*friends")).click()
        assert "friends goes on" in await told.inner_text()
        statuses = {row.id: row.status for row in app.records.deliveries()}
        assert statuses == {failed: Status.WAITING, unknown: Status.SKIPPED}
        assert not app.records.questions()


async def test_the_keyboard_is_enough(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, page, address):
        owe(app, "The Pier", status="failed")
        await page.goto(address)
        for _ in range(40):
            await page.keyboard.press("Tab")
            name = await page.evaluate("document.activeElement.textContent")
            assert await page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
            if name.startswith("Try again"):
                break
        await page.keyboard.press("Enter")
        await page.get_by_role("status").wait_for()
        assert app.records.deliveries()[0].status is Status.WAITING


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1100, "light")])
async def test_every_leaf_fits_and_can_be_read(tmp_path: Path, width: int, scheme: str) -> None:
    async with opened(tmp_path, width, scheme) as (app, page, address):
        owe(app, EVIL, status="failed", reason=EVIL + "Wort" * 100)
        owe(app, "Wort" * 100)
        posted(app, EVIL)
        ask(app)
        app.records.pause("toots", "trouble", EVIL, None, app.clock.now())
        for leaf in LEAVES:
            await page.goto(f"{address}/{leaf}")
            assert await page.evaluate("document.documentElement.scrollWidth") <= width
            assert await page.evaluate(FAULTS) == []


async def test_the_door_can_be_read_and_says_what_was_wrong(tmp_path: Path) -> None:
    async with opened(tmp_path, 320, signed_in=False) as (_, page, _address):
        assert await page.evaluate(FAULTS) == []
        assert await page.evaluate("document.documentElement.scrollWidth") <= 320
