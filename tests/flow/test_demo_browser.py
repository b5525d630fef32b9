"""The demo in a real browser: both pages, today's time, folded warnings, and a visitor amid a burst of posts."""

from __future__ import annotations

import re
import shlex
import subprocess
import time
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from tests.flow.demo_process import Demo, running_demo

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
SECONDS = 1000  # of playwright's time-outs, which are in milliseconds
SOON = 15  # seconds from a dropped file to its post on both pages
BERLIN = ZoneInfo("Europe/Berlin")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"needs Debian's Chromium as {CHROMIUM}, which is not here"),
]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    with running_demo(tmp_path_factory.mktemp("demo") / "temporary") as demo:
        demo.read_until_line("Ctrl-C")
        yield demo


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@contextmanager
def opened(browser: Browser, address: str, **options: object) -> Iterator[Page]:
    """A tab; afterwards nothing that the browser complained about may stand in its console."""
    page = browser.new_page(viewport={"width": 1100, "height": 900}, **options)  # type: ignore[arg-type]
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address)
    try:
        yield page
        assert complaints == []
    finally:
        page.close()


def review(number: int) -> str:
    header = f'layout: review\ntitle: "Sequel {number} (1985)"\nrating: "2.5"\ncategory: movie_review\n'
    return f"---\n{header}---\n\nNumber {number}.\n"


def today() -> str:
    now = datetime.now(BERLIN)
    return f"{now.day} {now:%b %Y}"


def in_sight(page: Page, text: str) -> None:
    """The newest message with that text stands on the screen by itself: nobody scrolls to it."""
    message = page.locator("article.channel-message", has_text=text).last
    message.wait_for(timeout=10 * SECONDS)
    handle = message.element_handle()
    end = "document.querySelector('#channel-timeline').getBoundingClientRect().bottom"
    page.wait_for_function(f"one => one.getBoundingClientRect().bottom <= {end} + 1", arg=handle, timeout=5 * SECONDS)


def discord_today(page: Page) -> bool:
    now = datetime.now(BERLIN)
    return f"{now:%B} {now.day}, {now.year}" in page.inner_text("body")


def test_both_pages_show_the_samples_with_todays_time(running: Demo, browser: Browser, tmp_path: Path) -> None:
    with opened(browser, running.address("Mastodon")) as timeline:
        timeline.get_by_text("Carnival of Souls (1962)").first.wait_for(timeout=30 * SECONDS)
        assert today() in timeline.locator("article", has_text="Carnival of Souls").inner_text()
        card = timeline.locator("img[alt^='Card: The General (1926). 5 of 5 stars.']")
        card.wait_for(timeout=10 * SECONDS)
        assert card.evaluate("image => image.decode().then(() => image.naturalWidth)") > 1000
        timeline.screenshot(path=tmp_path / "timeline.png")
    with opened(browser, running.address("Discord")) as discord:
        discord.get_by_text("Night of the Living Dead (1968)").first.wait_for(timeout=30 * SECONDS)
        assert discord_today(discord)
        discord.screenshot(path=tmp_path / "discord.png")


def test_a_dropped_file_stands_in_both_pages_within_seconds(running: Demo, browser: Browser) -> None:
    title = "His Girl Friday (1940)"
    with (
        opened(browser, running.address("Mastodon")) as timeline,
        opened(browser, running.address("Discord")) as discord,
    ):
        discord.get_by_text("rewatch").first.wait_for(timeout=30 * SECONDS)
        discord.wait_for_timeout(3 * SECONDS)  # until the page has come to rest
        began = time.monotonic()
        subprocess.run(shlex.split(running.example), check=True)
        timeline.get_by_text(title).first.wait_for(timeout=SOON * SECONDS)
        discord.get_by_text(title).first.wait_for(timeout=SOON * SECONDS)
        assert time.monotonic() - began < SOON
        assert today() in timeline.locator("article", has_text=title).inner_text()
        assert discord_today(discord)
        in_sight(discord, title)


def test_a_reader_of_older_posts_stays_there(running: Demo, browser: Browser) -> None:
    with opened(browser, running.address("Discord")) as discord:
        discord.get_by_text("House (1977)").first.wait_for(timeout=30 * SECONDS)
        discord.wait_for_timeout(3 * SECONDS)  # until the page has come to rest
        discord.locator("#channel-timeline").hover()
        discord.mouse.wheel(0, -500)
        discord.wait_for_timeout(1 * SECONDS)
        scrolled = "document.querySelector('#channel-timeline').scrollTop"
        before = discord.evaluate(scrolled)
        (running.folder / "2025-11-30-sequel.md").write_text(review(30))
        discord.get_by_text("Sequel 30 (1985)").first.wait_for(state="attached", timeout=SOON * SECONDS)
        discord.wait_for_timeout(1 * SECONDS)
        assert discord.evaluate(scrolled) == before


def test_a_warning_is_folded_until_it_is_opened(running: Demo, browser: Browser) -> None:
    with opened(browser, running.address("Mastodon")) as timeline:
        post = timeline.locator("article", has_text="Surgery, and harm to animals")
        post.wait_for(timeout=30 * SECONDS)
        assert not post.get_by_text("fairy tale").is_visible()
        post.locator("summary").click()
        assert post.get_by_text("fairy tale").is_visible()
        timeline.wait_for_timeout(2.5 * SECONDS)  # the page has looked twice for news in the meantime
        assert post.get_by_text("fairy tale").is_visible()


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (390, "dark"), (1400, "dark")])
def test_the_timeline_fits_every_screen(
    running: Demo, browser: Browser, width: int, scheme: str, tmp_path: Path
) -> None:
    with opened(browser, running.address("Mastodon"), color_scheme=scheme) as timeline:
        timeline.set_viewport_size({"width": width, "height": 800})
        timeline.locator("article").first.wait_for(timeout=30 * SECONDS)
        assert timeline.evaluate("document.documentElement.scrollWidth") <= width
        timeline.screenshot(path=tmp_path / f"timeline-{width}-{scheme}.png")


def test_the_timeline_can_be_read_without_scripts(running: Demo, browser: Browser) -> None:
    running.read_until(lambda _: any("Carnival" in line and "Mastodon" in line for line in running.posted))
    with opened(browser, running.address("Mastodon"), java_script_enabled=False) as timeline:
        assert "Carnival of Souls (1962)" in timeline.inner_text("main")


def test_commands_work_while_posts_burst_in(running: Demo, browser: Browser, tmp_path: Path) -> None:
    with opened(browser, running.address("Discord")) as discord:
        discord.get_by_text("House (1977)").first.wait_for(timeout=30 * SECONDS)
        before = len(running.posted)
        for number in range(15):  # fewer than "mass", which would stop and ask
            (running.folder / f"2025-12-{number + 1:02}-sequel-{number}.md").write_text(review(number))
        for attempt in range(4):
            _pick(discord, "latest")
            _send(discord)
            discord.get_by_text("Latest reviews", exact=True).nth(attempt).wait_for(timeout=10 * SECONDS)
        discord.screenshot(path=tmp_path / "latest.png")
        _pick(discord, "review")
        discord.keyboard.type("carniv", delay=40)
        discord.get_by_role("option", name=re.compile("Carnival of Souls")).first.click(timeout=10 * SECONDS)
        _send(discord)
        discord.get_by_text("Three weeks, a handful of money").nth(1).wait_for(timeout=10 * SECONDS)
        discord.screenshot(path=tmp_path / "review.png")
        running.read_until(lambda _: len(running.posted) >= before + 30)


def test_the_answer_to_a_command_is_in_sight(running: Demo, browser: Browser) -> None:
    with opened(browser, running.address("Discord")) as discord:
        discord.get_by_text("House (1977)").first.wait_for(timeout=30 * SECONDS)
        _look_at_the_challenge(discord)
        in_sight(discord, "Only you can see this")


def test_menus_and_buttons_of_answers_work_and_what_is_shared_stands_there_for_all(
    running: Demo, browser: Browser
) -> None:
    with opened(browser, running.address("Discord")) as discord:
        discord.get_by_text("House (1977)").first.wait_for(timeout=30 * SECONDS)
        _look_at_the_challenge(discord)  # a picture above the menu
        _pick(discord, "latest")
        _send(discord)
        _newest(discord, "Latest reviews").get_by_text("Open a review").click()
        discord.get_by_role("option", name=re.compile("^(?!You|Robin)")).last.click()
        opened_one = _newest(discord, "Share", but="Latest reviews")
        opened_one.get_by_role("button", name="Share").click()
        shared = _newest(discord, "Screen Five", but="Only you can see this")
        assert shared.get_by_role("button", name="Share").count() == 0
        _pick(discord, "random")
        _send(discord)
        _newest(discord, "Another one").get_by_role("button", name="Another one").click()
        _newest(discord, "Another one", "(edited)")


def test_a_visitor_lets_another_channel_follow(running: Demo, browser: Browser) -> None:
    with opened(browser, running.address("Discord")) as discord:
        discord.get_by_text("House (1977)").first.wait_for(timeout=30 * SECONDS)
        _pick(discord, "matinee follow")
        discord.keyboard.type("film", delay=40)
        discord.get_by_role("option", name=re.compile("film-club")).first.click(timeout=10 * SECONDS)
        _send(discord)
        _newest(discord, "New reviews appear in #film-club")


def _newest(page: Page, *texts: str, but: str = "nothing of that kind") -> Locator:
    """The newest message, once it says all that, and not the other."""
    message = page.locator("article.channel-message").last.filter(has_not_text=but)
    for text in texts:
        message = message.filter(has_text=text)
    message.wait_for(timeout=10 * SECONDS)
    return message


def _pick(page: Page, command: str) -> None:
    """Type a command's name and pick it from the list, as on Discord."""
    page.get_by_role("textbox").first.click()
    page.keyboard.type(f"/{command}", delay=30)
    page.get_by_role("option", name=re.compile(command)).first.wait_for(timeout=10 * SECONDS)
    page.keyboard.press("Enter")
    page.locator(".command-chip").wait_for(timeout=10 * SECONDS)


def _look_at_the_challenge(page: Page) -> None:
    _pick(page, "challenge")
    page.keyboard.type("dread", delay=40)
    page.get_by_role("option", name=re.compile("Dread October 2025")).first.click(timeout=10 * SECONDS)
    _send(page)
    _newest(page, "Only you can see this", "What it brought in")


def _send(page: Page) -> None:
    page.locator("#send-message").click()
