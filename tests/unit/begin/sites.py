"""Small sites, laid out as the four generators want them, with other pages beside the reviews."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FILMS = (
    ("the-old-dark-house", "The Old Dark House (1932)", 4.5),
    ("cat-people", "Cat People (1942)", 5),
    ("detour", "Detour (1945)", 3.5),
    ("the-bat", "The Bat (1959)", 2),
    ("carnival-of-souls", "Carnival of Souls (1962)", 4),
    ("dementia", "Dementia (1955)", 3),
)
BODY = "The house creaks. A slow, patient film that I liked a lot, though its end is rushed.\n"


def lay(root: Path, files: Mapping[str, str]) -> Path:
    """Write the files, and give the folder back."""
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def reviews(form: str, front: str, fence: str = "---") -> dict[str, str]:
    """Six reviews. ``form`` and ``front`` may name {slug}, {title}, {rating} and {n} (from 1)."""
    made = {}
    for n, (slug, title, rating) in enumerate(FILMS, start=1):
        told = {"slug": slug, "title": title, "rating": f"{rating:g}", "n": n, "twice": int(rating * 2)}
        made[form.format(**told)] = f"{fence}\n{front.format(**told)}\n{fence}\n{BODY}"
    return made


def notes(form: str, front: str = "title: A note") -> dict[str, str]:
    """Four pages that are no reviews."""
    return {form.format(n=n): f"---\n{front}\n---\nJust a note.\n" for n in range(1, 5)}


def jekyll(root: Path) -> Path:
    front = 'layout: post\ncategories: [reviews]\ntitle: "{title}"\nrating: {rating}\ntags: [gothic, shelf]\n'
    return lay(
        root,
        {
            "_config.yml": "title: Late Shows\nurl: https://late.test\nbaseurl: /films\ntimezone: Europe/Berlin\n"
            "lang: de-DE\npermalink: pretty\n",
            **reviews(
                "_posts/2025-01-0{n}-{slug}.md", front + "rewatch: false\nletterboxd_url: https://boxd.it/{slug}"
            ),
            **notes("_posts/2025-02-0{n}-note.md", "layout: post\ntitle: A note\ncategories: [notes]"),
            "_site/a.md": "---\nrating: 1\n---\n",
        },
    )


def hugo(root: Path) -> Path:
    front = 'title = "{title}"\ndate = 2025-01-0{n}T10:00:00+01:00\nrating = {twice}\ncover = "/img/{slug}.jpg"'
    return lay(
        root,
        {
            "hugo.toml": "baseURL = 'https://kino.test/'\nlanguageCode = 'de-at'\ntitle = 'Kino Müller'\n",
            **reviews("content/reviews/{slug}/index.md", front, "+++"),
            **notes("content/posts/{n}.md"),
            "content/reviews/_index.md": "---\ntitle: All\n---\n",
            "static/img/detour.jpg": "a picture",
            "themes/one/content/reviews/demo.md": "---\nrating: 1\n---\n",
        },
    )


def eleventy(root: Path) -> Path:
    data = {"layout": "review.njk", "permalink": "/films/{{ page.fileSlug }}/"}
    return lay(
        root,
        {
            "eleventy.config.js": "// input: 'no'\nmodule.exports = () => ({ dir: { input: 'src' } });\n",
            "src/_data/site.json": json.dumps({"title": "Eleven O'Clock", "url": "https://eleven.test", "lang": "en"}),
            "src/reviews/reviews.11tydata.json": json.dumps(data),
            **reviews("src/reviews/2025-01-0{n}-{slug}.md", 'title: "{title}"\nstars: "{rating}/5"'),
            **notes("src/blog/{n}.md"),
            "node_modules/a/b.md": "---\nrating: 1\n---\n",
        },
    )


def astro(root: Path) -> Path:
    front = 'title: "{title}"\npubDate: 2025-01-0{n}\nreview:\n  rating: {rating}'
    return lay(
        root,
        {
            "astro.config.mjs": "export default { site: 'https://star.test', base: '/kino' };\n",
            "src/consts.ts": "export const SITE_TITLE = 'Star Map';\n",
            "src/pages/films/[...slug].astro": "---\nawait getCollection('reviews');\n---\n",
            **reviews("src/content/reviews/{slug}.mdx", front),
            **notes("src/content/blog/{n}.md"),
        },
    )
