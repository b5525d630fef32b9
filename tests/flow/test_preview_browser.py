"""The page of ``preview --html`` in a real browser: it fits every screen, opens by keyboard, runs nothing."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from bot.desk.html_page import html_page
from bot.desk.sheet import Sheet, Side
from tests.flow.test_demo_browser import ARGUMENTS, CHROMIUM
from tests.unit.desk import made

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"needs Debian's Chromium as {CHROMIUM}, which is not here"),
]
EVIL = (
    "<script>alert(1)</script><img src=https://evil.example/x onerror=alert(2)>\"'></style>"
    "<svg onload=alert(3)> [click](javascript:alert(4)) javascript:alert(5) https://evil.example/y "
    "\u202eright to left \u0645\u0631\u062d\u0628\u0627 " + "Wort" * 400
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


def evil() -> Sheet:
    embed = made.message(f"||{EVIL}||\n> {EVIL}\n- {EVIL}", title=EVIL, fields=[{"name": EVIL, "value": EVIL}])
    sides = (
        Side(EVIL, embed, (EVIL,), made.picture(EVIL)),
        Side("toots", made.toot(EVIL, EVIL), (EVIL,), made.picture(EVIL, None)),
    )
    return made.a_sheet(*sides, title=EVIL)


@contextmanager
def opened(
    browser: Browser, folder: Path, sheets: list[Sheet], width: int = 1100, scheme: str = "light"
) -> Iterator[Page]:
    """The page as a file. Afterwards nothing may have been fetched, run or complained about."""
    file = folder / "preview.html"
    file.write_text(html_page(made.settings(), sheets), encoding="utf-8")
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    strange: list[str] = []
    page.on("dialog", lambda dialog: strange.append(dialog.message))
    page.on("console", lambda message: strange.append(message.text))
    page.on("request", lambda request: strange.append(request.url) if request.url.startswith("http") else None)
    page.goto(file.as_uri())
    try:
        yield page
        assert strange == []
    finally:
        page.close()


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (390, "dark"), (1400, "light"), (1400, "dark")])
def test_it_fits_every_screen_and_runs_nothing(browser: Browser, tmp_path: Path, width: int, scheme: str) -> None:
    sheets = [made.both(), made.both(warning="Drowning"), evil(), Sheet("notes.md", None, (), skipped="draft")]
    with opened(browser, tmp_path, sheets, width, scheme) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.locator("h2").count() == len(sheets)
        assert page.locator("img").first.evaluate("image => image.naturalWidth") == 1
        for fold in page.locator("details > summary").all():
            fold.click()
        for spoiler in page.locator("label.spoiler").all():
            spoiler.click(position={"x": 3, "y": 3})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.screenshot(path=tmp_path / f"preview-{width}-{scheme}.png", full_page=True)


def test_spoilers_and_warnings_open_by_keyboard(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path, [made.both(warning="Drowning")]) as page:
        covered = page.locator(".covered")
        assert not covered.is_visible()
        page.locator(".discord .title a").focus()
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        assert covered.is_visible()
        page.keyboard.press("Space")
        assert not covered.is_visible()
        text = page.locator(".mastodon .text")
        assert not text.is_visible()
        page.locator(".fold summary").first.focus()
        page.keyboard.press("Enter")
        assert text.is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_what_is_behind_them(browser: Browser, tmp_path: Path, scheme: str) -> None:
    with opened(browser, tmp_path, [made.both(warning="Drowning")], scheme=scheme) as page:
        pale = page.evaluate(CONTRASTS)
        assert pale == []


# Every element with words of its own and how much they stand out, where that is less than WCAG's 4.5 to 1.
CONTRASTS = """() => {
  const parts = (color) => (color.match(/[0-9.]+/g) || []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((one) => one / 255)
    .map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4))
    .reduce((sum, one, place) => sum + one * [0.2126, 0.7152, 0.0722][place], 0);
  const ground = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const color = parts(getComputedStyle(one).backgroundColor);
      if (color.length === 3 || color[3] > 0.5) return color;
    }
    return [255, 255, 255];
  };
  const found = [];
  for (const element of document.querySelectorAll("body *:not(.told)")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    if (!own || !element.checkVisibility({ visibilityProperty: true })) continue;
    const [one, other] = [light(parts(getComputedStyle(element).color)), light(ground(element))].sort((a, b) => b - a);
    const contrast = (one + 0.05) / (other + 0.05);
    if (contrast < 4.5) found.push(`${element.className || element.tagName}: ${contrast.toFixed(2)}`);
  }
  return found;
}"""
