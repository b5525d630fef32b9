"""Draws docs/images/posts.png, the README's picture: one review's post on both networks, as the demo shows it.

Run it from the repository with the development requirements and Chromium installed: ``python -m docs.picture``.
"""

from __future__ import annotations

import base64
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from tests.flow.demo_process import Demo, running_demo

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PICTURE = Path(__file__).parent / "images" / "posts.png"
CHROMIUM = "/usr/bin/chromium"
FILM = "Carnival of Souls (1962)"
SHARP = 2  # pixels of the picture per pixel of the page
MOST = 30_000  # milliseconds until the posts stand

FRAME = """
<!doctype html><style>
  body { margin: 0; padding: 28px; display: flex; gap: 28px; align-items: flex-start; background: #e9ebf0;
         font: 600 15px/1.4 "DejaVu Sans", "Liberation Sans", sans-serif; color: #3c4150; width: max-content; }
  figure { margin: 0; } figcaption { margin: 0 0 10px 2px; }
  div { border-radius: 12px; overflow: hidden; box-shadow: 0 2px 14px rgb(20 24 40 / 18%); }
  div.discord { background: #313338; padding: 14px 18px 18px; } div.mastodon { background: #fff; }
  img { display: block; width: %s; }
</style>
"""


def post(browser: Browser, address: str, element: str, width: int, style: str) -> tuple[bytes, int]:
    """A picture of the film's post on one page, and its width in the page's pixels."""
    page = browser.new_page(viewport={"width": width, "height": 1400}, device_scale_factor=SHARP)
    page.goto(address)
    found = page.locator(element, has_text=FILM).last
    found.wait_for(timeout=MOST)
    page.evaluate("document.fonts.ready")
    found.evaluate(f"element => Object.assign(element.style, {style})")
    box = found.bounding_box()
    picture = found.screenshot()
    page.close()
    return picture, round(box["width"]) if box else width


def figure(name: str, picture: bytes, width: int) -> str:
    """One half of the picture."""
    data = base64.b64encode(picture).decode()
    source = f'<img style="width: {width}px" src="data:image/png;base64,{data}">'
    return f'<figure><figcaption>{name}</figcaption><div class="{name.lower()}">{source}</div></figure>'


def draw(demo: Demo) -> bytes:
    """Both posts side by side."""
    demo.read_until(lambda _: sum(FILM in line for line in demo.posted) == len(("Discord", "Mastodon")))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--headless", "--no-sandbox"])
        discord = post(browser, demo.address("Discord"), ".channel-message", 820, '{width: "500px", padding: "0"}')
        mastodon = post(browser, demo.address("Mastodon"), "article", 540, "{}")
        page = browser.new_page(viewport={"width": 1200, "height": 600}, device_scale_factor=SHARP)
        page.set_content(FRAME + figure("Discord", *discord) + figure("Mastodon", *mastodon))
        picture = page.locator("body").screenshot()
        browser.close()
    return picture


def main() -> None:
    """Run the demo and draw."""
    with tempfile.TemporaryDirectory() as folder, running_demo(Path(folder) / "demo") as demo:
        PICTURE.parent.mkdir(exist_ok=True)
        PICTURE.write_bytes(draw(demo))
    sys.stdout.write(f"{PICTURE}\n")


if __name__ == "__main__":
    main()
