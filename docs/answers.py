"""Draws docs/images/command-*.png: what Discord shows when the commands are used, as the demo's page shows it.

Run it from the repository with the development requirements and Chromium installed: ``python -m docs.answers``. All
films but the demo's samples are made up.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
from datetime import date, timedelta
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.flow.demo_process import Demo, running_demo

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

IMAGES = Path(__file__).parent / "images"
CHROMIUM = "/usr/bin/chromium"
SHARP = 1.5  # pixels of a picture per pixel of the page
COLORS = 128  # of a picture: less than that shows
MOST = 30_000  # milliseconds until something is there
REST = 1500  # milliseconds until a page that was changed stands still
POSTS = 20  # of the samples and their recap, on both networks
AT_ONCE = 15  # fewer new reviews than Matinee asks about

ADJECTIVES = ("Glass", "Paper", "Velvet", "Hollow", "Silver", "Midnight", "Copper", "Winter", "Borrowed", "Crooked")
NOUNS = ("Orchard", "Lantern", "Harbour", "Staircase", "Mirror", "Garden")
SUBJECTS = ("The light", "The music", "The plot", "Every room", "The last reel", "A door left open", "The fog")
PREDICATES = (
    "does more than the actors, and they know it.",
    "gives way in the middle, and nobody in it minds.",
    "is better than it has to be, even by candlelight.",
    "stays in the mind longer than the murderer's name.",
    "turns a small story into a walk through a town.",
)
CHALLENGE = "Small Towns 2024"
YEAR = 2024
TOTAL = 30
SKIPPED = {9, 21}  # of its numbers
REVIEW = """---
layout: review
title: "{title}"
rating: "{rating}"
category: movie_review
{post}---

{challenge}{verdict}
"""


def made_up() -> Iterator[tuple[str, str]]:
    """Reviews of films that aren't, by their files' names; the same each time. Those of the challenge are posted."""
    chance, day = random.Random(5), date(2023, 1, 5)  # noqa: S311  # nothing secret hangs on it
    numbers = iter(number for number in range(1, TOTAL + 1) if number not in SKIPPED)
    for number, (adjective, noun) in enumerate(product(ADJECTIVES, NOUNS)):
        title = f"The {adjective} {noun} ({1962 + number * 7 % 58})"
        rating = min(5.0, max(0.5, round(chance.gauss(3.4, 1.0) * 2) / 2))
        slug = f"{adjective}-{noun}".lower()
        verdict = f"{SUBJECTS[number % len(SUBJECTS)]} {PREDICATES[number % len(PREDICATES)]}"
        seen = day + timedelta(days=13 * number)
        place = next(numbers, None) if seen.year == YEAR else None
        challenge = f"<b>{CHALLENGE} | {place}/{TOTAL}</b>\n\n" if place else ""
        post = "" if place else "post: false\n"
        text = REVIEW.format(title=title, rating=rating, verdict=verdict, challenge=challenge, post=post)
        yield f"{seen}-{slug}.md", text


def fill(demo: Demo, page: Page) -> None:
    """Drop them, a few at a time."""
    reviews = list(made_up())
    for start in range(0, len(reviews), AT_ONCE):
        for name, text in reviews[start : start + AT_ONCE]:
            (demo.folder / name).write_text(text, encoding="utf-8")
        page.wait_for_timeout(4 * REST)
    theirs = 2 * sum(CHALLENGE in text for _, text in reviews)
    demo.read_until(lambda _: len(demo.posted) >= POSTS + theirs)
    page.wait_for_timeout(4 * REST)


def ask(page: Page, command: str, *options: tuple[str, str]) -> None:
    """Type a command and its options, pick the first suggestion where there are any, and send it."""
    page.get_by_role("textbox").first.click()
    page.keyboard.type(f"/{command}", delay=30)
    page.get_by_role("option", name=re.compile(command)).first.wait_for(timeout=MOST)
    page.keyboard.press("Enter")
    page.locator(".command-chip").wait_for(timeout=MOST)
    for number, (name, value) in enumerate(options):
        if number:
            page.locator(".command-ghost").click()  # "+6 more"
        page.wait_for_timeout(REST / 3)
        if (offered := page.get_by_role("option", name=re.compile(rf"^{name}\b"))).count():
            offered.first.click()
        page.keyboard.type(value, delay=40)
        page.wait_for_timeout(REST)
        if (suggested := page.get_by_role("option", name=re.compile(re.escape(value), re.IGNORECASE))).count():
            suggested.first.click()
    page.locator("#send-message").click()
    page.wait_for_timeout(2 * REST)


def picture(page: Page, name: str) -> Path:
    """The newest answer, as a picture."""
    message = page.locator("article.channel-message", has_text="Only you can see this").last
    message.evaluate("one => Object.assign(one.style, {width: '560px', paddingBottom: '14px'})")
    message.scroll_into_view_if_needed()
    page.mouse.move(0, 0)
    page.wait_for_timeout(REST / 3)
    drawn = Image.open(BytesIO(message.screenshot())).convert("RGB")
    path = IMAGES / f"command-{name}.png"
    drawn.quantize(COLORS, dither=Image.Dither.NONE).save(path, "PNG", optimize=True)
    return path


def pictures(page: Page) -> Iterator[Path]:
    """One after the other, as a visitor would come to them."""
    ask(page, "review", ("title", "living dead"))
    yield picture(page, "review")
    ask(page, "review", ("title", "The Glass Lanterns of Harbour"))
    yield picture(page, "not-reviewed")
    ask(page, "search", ("text", "town"), ("min_rating", "2"))
    yield picture(page, "search")
    ask(page, "stats")
    yield picture(page, "stats")
    ask(page, "challenge", ("name", CHALLENGE))
    yield picture(page, "challenge")
    ask(page, "recap", ("name", "Dread October"), ("period", "From the beginning"))
    yield picture(page, "recap")
    ask(page, "matinee follow", ("channel", "film-club"), ("min_rating", "3.5"))
    yield picture(page, "follow")


def main() -> None:
    """Run the demo and draw."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, running_demo(Path(folder) / "demo") as demo:
        demo.read_until(lambda _: len(demo.posted) >= POSTS)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--headless", "--no-sandbox"])
            page = browser.new_page(viewport={"width": 880, "height": 1200}, device_scale_factor=SHARP)
            page.goto(demo.address("Discord"))
            fill(demo, page)
            for path in pictures(page):
                sys.stdout.write(f"{path}\n")
            browser.close()


if __name__ == "__main__":
    main()
