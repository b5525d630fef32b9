"""Several sources, each with rules of its own, one of them a repository: every one is read and posted by its own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.flow.scene import Scene
from tests.unit.watch.repository import Site

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fakes.discord.control import DiscordControl
    from tests.fakes.mastodon.control import MastodonControl

BOOKS = """
[[source]]
name = "books"
git = "{repository}"
folder = "libros"
language = "es"
permalink = "/libros/{{slug}}/"
hold = "0s"
first_run = "post"
where = {{ kind = "reseña" }}

[source.fields]
title = ["obra"]
rating = ["nota"]

[source.rating]
letters = ["F", "D", "C", "B", "A"]
"""
BOOK = """---
kind: reseña
obra: "{title} (1961)"
nota: {grade}
date: 2026-03-01
---
Un libro que se lee de pie y se termina de noche, con la luz encendida.
"""


@pytest.mark.thorough
def test_each_source_is_read_by_its_own_rules(
    tmp_path: Path, fake_discord: DiscordControl, fake_mastodon: MastodonControl
) -> None:
    scene, site = Scene(tmp_path, fake_discord, fake_mastodon), Site(tmp_path)
    settings = tmp_path / "matinee.toml"
    settings.write_text(settings.read_text() + BOOKS.format(repository=site.bare))
    scene.write("Salt Road")
    (site.work / "libros").mkdir()
    (site.work / "libros" / "faro.md").write_text(BOOK.format(title="El faro", grade="B"), encoding="utf-8")
    site.push()
    assert run(scene)["posted"] == {("El faro (1961)", "channel"), ("El faro (1961)", "toots")} | {
        ("Salt Road (1971)", "channel"),
        ("Salt Road (1971)", "toots"),
    }
    gateway = scene.discord.state()["gateway"]
    assert (gateway["connected"], gateway["identifies"]) == (0, 0)  # a single run needs none
    faro = next(status for status in scene.mastodon.statuses() if "El faro" in status["text"])
    assert faro["language"] == "es"
    assert "https://films.example/libros/faro/" in faro["text"]
    (site.work / "libros" / "faro.md").write_text(BOOK.format(title="El faro", grade="A"), encoding="utf-8")
    (site.work / "libros" / "mar.md").write_text(BOOK.format(title="Mar", grade="C"), encoding="utf-8")
    site.push()
    assert run(scene)["posted"] == {("Mar (1961)", "channel"), ("Mar (1961)", "toots")}
    site.bare.rename(tmp_path / "away.git")
    scene.write("Salt Road", "The Lamp Keeper")
    told = run(scene, code=3)
    assert len(told["posted"]) == 2
    assert any('repository of source "books"' in trouble for trouble in told["troubles"])


def run(scene: Scene, code: int = 0) -> dict[str, Any]:
    with scene.matinee("run", "--once", "--json") as program:
        assert program.wait() == code, program.told()
        told: dict[str, Any] = json.loads("\n".join(program.out))
    return told | {"posted": {(one["title"], one["destination"]) for one in told["posted"]}}
