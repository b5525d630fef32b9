"""Which sources an announced push is about."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bot.settings.model import GitOrigin
from bot.watch.meant import place_of, sources_meant
from tests.unit.watch.made import source

if TYPE_CHECKING:
    from bot.settings.model import Source


def of(name: str, address: str, branch: str | None = None) -> Source:
    git = GitOrigin(address, branch, Path(name), timedelta(minutes=5), None, None)
    return source(Path(name), name=name, git=git)


ADDRESS = "https://git.example/me/site.git"
SOURCES = [
    source(Path("here"), name="here"),
    of("films", "https://git.example/Me/site.git", "main"),
    of("books", "git@git.example:me/site.git"),
    of("plays", "https://git.example/me/plays"),
]


@pytest.mark.parametrize(
    "address",
    [
        "https://git.example/me/site.git",
        "https://git.example/me/site",
        "ssh://git@git.example:2222/me/site.git",
        "git@git.example:me/site.git",
        "GIT.example:Me/Site.git",
    ],
)
def test_every_way_to_write_an_address_is_one_place(address: str) -> None:
    assert place_of(address) == "git.example/me/site"


@pytest.mark.parametrize(
    ("payload", "names"),
    [
        (
            {"ref": "refs/heads/main", "repository": {"clone_url": ADDRESS}},
            ["films", "books"],
        ),
        ({"ref": "refs/heads/draft", "repository": {"ssh_url": "git@git.example:me/site.git"}}, ["books"]),
        ({"ref": "refs/heads/x", "project": {"git_http_url": "https://git.example/me/plays.git"}}, ["plays"]),
        (
            {
                "push": {"changes": [{"new": {"name": "main"}}, {"new": None}, 3]},
                "repository": {"links": {"html": {"href": "https://git.example/me/site"}}},
            },
            ["films", "books"],
        ),
        ({"repository": {"clone_url": "https://git.example/somebody/else.git"}}, []),
        ({"repository": {"clone_url": ["https://git.example/me/site.git"], "url": "http://["}}, []),
        ({"repository": "me/site", "push": "x", "ref": 3}, []),
        ({"zen": "ping"}, []),
        ([], []),
        (None, []),
    ],
)
def test_what_a_payload_is_about(payload: Any, names: list[str]) -> None:
    assert sources_meant(SOURCES, payload) == names
