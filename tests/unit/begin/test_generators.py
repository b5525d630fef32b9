from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.begin.found import find
from bot.begin.generators import site_above, site_of
from bot.begin.telling import findings
from tests.unit.begin import sites

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SITES = [
    (sites.jekyll, "Jekyll", "Late Shows", "https://late.test/films", "de", "_posts", 5, 4,
     "/{category}/{year}/{month}/{day}/{slug}/"),
    (sites.hugo, "Hugo", "Kino Müller", "https://kino.test", "de", "content/reviews", 10, 0, "/reviews/{path}/"),
    (sites.eleventy, "Eleventy", "Eleven O'Clock", "https://eleven.test", "en", "src/reviews", 5, 0, "/films/{slug}/"),
    (sites.astro, "Astro", "Star Map", "https://star.test/kino", None, "src/content/reviews", 5, 0, "/films/{path}/"),
]  # fmt: skip


@pytest.mark.parametrize(("lay", "generator", "name", "url", "language", "folder", "scale", "left", "pattern"), SITES)
def test_a_site_tells_all_of_it(
    tmp_path: Path,
    lay: Callable[[Path], Path],
    generator: str,
    name: str,
    url: str,
    language: str | None,
    folder: str,
    scale: float,
    left: int,
    pattern: str,
) -> None:
    found = find(lay(tmp_path))
    facts = found.site.facts
    assert (found.site.generator, facts.name, facts.base_url, facts.language) == (generator, name, url, language)
    assert len(found.shelves) == 1
    shelf = found.shelves[0]
    assert (shelf.kind.folder, len(shelf.kind.pages), shelf.kind.left) == (folder, 6, left)
    assert (shelf.kind.scale.best, shelf.kind.scale.sure) == (scale, True)
    assert (shelf.address.pattern, shelf.address.sure) == (pattern, True)


def test_jekyll_reviews_are_told_from_notes(tmp_path: Path) -> None:
    shelf = find(sites.jekyll(tmp_path)).shelves[0]
    assert shelf.kind.where == {"categories": "reviews"}
    assert shelf.means.links == {"Letterboxd": "letterboxd_url"}
    assert shelf.means.badges == {"Rewatch": "rewatch"}
    assert dict(shelf.means.tags) == {"gothic": 6, "shelf": 6}


def test_hugo_pictures_are_where_hugo_has_them(tmp_path: Path) -> None:
    found = find(sites.hugo(tmp_path))
    assert found.static == "static"
    assert found.shelves[0].means.fields["image"] == ("cover",)


@pytest.mark.parametrize(
    ("config", "pattern", "sure"),
    [
        ("", "/{year}/{month}/{day}/{slug}.html", True),
        ("permalink: none", "/{slug}.html", True),
        ("permalink: /films/:title/", "/films/{slug}/", True),
        ("permalink: /:year/:week/:title:output_ext", "/{year}/{slug}.html", False),
        ("permalink: '/{a}/:title/'", "/a/{slug}/", False),
        ("defaults: [{scope: {path: _posts}, values: {permalink: /d/:slug/}}]", "/d/{slug}/", True),
        ("defaults: nonsense", "/{year}/{month}/{day}/{slug}.html", True),
    ],
)
def test_jekyll_permalinks(tmp_path: Path, config: str, pattern: str, sure: bool) -> None:
    made = sites.reviews("_posts/2025-01-0{n}-{slug}.md", "rating: {rating}")
    address = find(sites.lay(tmp_path, {"_config.yml": config, **made})).shelves[0].address
    assert (address.pattern, address.sure) == (pattern, sure)


def test_jekyll_folders_above_the_posts_are_categories(tmp_path: Path) -> None:
    made = sites.reviews("movies/_posts/2025-01-0{n}-{slug}.md", "rating: {rating}")
    address = find(sites.lay(tmp_path, {"_config.yml": "permalink: pretty", **made})).shelves[0].address
    assert address.pattern == "/movies/{year}/{month}/{day}/{slug}/"


@pytest.mark.parametrize(
    ("config", "pattern", "sure"),
    [
        ("[permalinks]\nreviews = '/:year/:slug/'", "/{year}/{slug_or_title}/", False),  # titles end in years
        ("[permalinks.page]\nreviews = '/r/:slugorfilename/'", "/r/{slug}/", True),
        ("[permalinks]\nreviews = '/:monthname/:filename/'", "/{stem}/", False),
        ("uglyURLs = true", "/reviews/{path}.html", True),
    ],
)
def test_hugo_permalinks(tmp_path: Path, config: str, pattern: str, sure: bool) -> None:
    made = sites.reviews("content/reviews/{slug}.md", 'title: "{title}"\nrating: {rating}')
    address = find(sites.lay(tmp_path, {"hugo.toml": config, **made})).shelves[0].address
    assert (address.pattern, address.sure) == (pattern, sure)


def test_hugo_s_slug_is_each_page_s_own_or_its_title(tmp_path: Path) -> None:
    with_one = {"content/reviews/a.md": "---\ntitle: The Bat (1959)\nslug: bat\nrating: 3\n---\n"}
    without = {"content/reviews/b.md": "---\ntitle: Fog\nrating: 4\n---\n"}
    lines = {"hugo.toml": "[permalinks]\nreviews = '/films/:slug/'"}
    address = find(sites.lay(tmp_path, {**lines, **with_one, **without})).shelves[0].address
    assert (address.pattern, address.sure) == ("/films/{slug_or_title}/", True)


@pytest.mark.parametrize("text", ["\x00", "{", "a: [b", "- 1", "title = ", "x" * 100, "title: &a [*a]", "!!python/x y"])
@pytest.mark.parametrize("name", ["_config.yml", "hugo.toml", "astro.config.mjs", ".eleventy.js"])
def test_broken_configurations_only_tell_nothing(tmp_path: Path, name: str, text: str) -> None:
    site = site_of(sites.lay(tmp_path, {name: text, "package.json": text, "content/a.md": "", "CNAME": text}))
    assert site.generator is not None
    assert site.facts.base_url is None


def test_a_domain_stands_in_its_own_file(tmp_path: Path) -> None:
    assert site_of(sites.lay(tmp_path, {"CNAME": "films.test\n"})).facts.base_url == "https://films.test"


def test_a_script_is_looked_at_and_its_comments_are_not(tmp_path: Path) -> None:
    script = "// site: 'https://no.test'\n/* site: 'https://no.test' */ export default { site: 'https://yes.test' }"
    assert site_of(sites.lay(tmp_path, {"astro.config.ts": script})).facts.base_url == "https://yes.test"


@pytest.mark.parametrize(("lay", "folder"), [(sites.jekyll, "_posts"), (sites.hugo, "content/reviews")])
def test_the_folder_of_reviews_is_known_as_a_part_of_its_site(
    tmp_path: Path, lay: Callable[[Path], Path], folder: str
) -> None:
    """People go where their reviews are: the site's name, address and permalinks stand further up."""
    site = lay(tmp_path)
    said = "\n".join(findings(find(site / folder)))
    assert f"site {site.resolve()}: press Ctrl-C, go there" in said
    assert site_above(site_of(site)) is None
