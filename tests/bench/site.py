"""A site of generated reviews with its configuration, laid out once for each size and shared by the runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.bench import reviews

if TYPE_CHECKING:
    from pathlib import Path

CONFIGURATION = """\
[site]
name = "Generated reviews"
base_url = "https://reviews.example"
timezone = "America/New_York"

[[source]]
name = "films"
path = "{posts}"
where = {{ layout = "review" }}
permalink = "/{{category}}/{{year}}/{{month}}/{{day}}/{{slug}}.html"
hold = "0s"
mass = 1000000
first_run = "{first_run}"
[source.fields]
links = {{ Letterboxd = "letterboxd_url" }}
badges = {{ MST3K = "mst3k" }}
[source.rating]
scale = 5

[tags]
public = ["horror", "queer", "noir"]

[[destination]]
name = "toots"
network = "mastodon"
api_base_url = "{mastodon}"

[store]
url = "sqlite:///{folder}/matinee.db"
data_dir = "{folder}"
"""


def lay_out(folder: Path, count: int) -> Path:
    """Write so many review files below ``folder``, which is new, and return the folder that holds them."""
    posts = folder / "_posts"
    folder.mkdir(parents=True)
    reviews.write(posts, count)
    return posts


def configure(
    folder: Path, posts: Path, *, first_run: str = "known", mastodon: str = "https://mastodon.example"
) -> Path:
    """A configuration with records and index of its own in ``folder``, new, for those reviews. Returns its path."""
    folder.mkdir(parents=True)
    path = folder / "matinee.toml"
    text = CONFIGURATION.format(
        posts=posts.as_posix(), folder=folder.as_posix(), first_run=first_run, mastodon=mastodon
    )
    path.write_text(text, encoding="utf-8")
    return path
