"""Patterns, and names that nobody wrote for us."""

from __future__ import annotations

import pytest

from bot.watch.globs import Globs, is_passing


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("a.md", True), ("x/y/a.md", True), ("a.markdown", True), ("a.txt", False), ("a.md.orig", False),
        ("_drafts/a.md", False), ("_drafts/deep/a.md", False), ("x/_drafts/a.md", True), ("_TEMPLATE.md", False),
        ("x/_TEMPLATE.md", True), ("with blank (1999).md", True), ("[odd] {name}.md", True), ("zwei\nzeilen.md", True),
        ("A.MD", False),
    ],
)  # fmt: skip
def test_patterns(path: str, wanted: bool) -> None:
    globs = Globs(("**/*.md", "**/*.markdown"), ("_drafts/**", "_TEMPLATE.md"))
    assert globs.wants(path) is wanted
    assert globs.reaches(path) is wanted


def test_a_pattern_without_stars_before_it_is_for_the_top_alone() -> None:
    globs = Globs(("*.{md,markdown}",), ())
    assert globs.wants("a.md")
    assert globs.wants("a.markdown")
    assert not globs.wants("x/a.md")


def test_a_folder_is_closed_only_if_everything_in_it_is_excluded() -> None:
    globs = Globs(("**",), ("node_modules/**", "**/old/**", "x/*.md", "**"))
    assert globs.closes("node_modules")
    assert globs.closes("a/old")
    assert not globs.closes("x")
    assert not globs.closes("a")


def test_without_patterns_nothing_is_wanted() -> None:
    assert not Globs((), ()).wants("a.md")


@pytest.mark.parametrize(
    "name",
    [
        ".#a.md", "a.md~", "#a.md#", ".a.md.swp", "a.md.swp", "a.swx", "a.tmp", "4913", ".DS_Store", "~$a.md", ".git",
        ".goutputstream-XYZ", ".syncthing.a.md.tmp", "~syncthing~a.md.tmp", "a.md.part", "a.md.crdownload",
        ".hidden.md",
    ],
)  # fmt: skip
def test_passing_names(name: str) -> None:
    assert is_passing(name)


@pytest.mark.parametrize(
    "name", ["a.md", "#Alive (2020).md", "49130.md", "~a.md", "part.md", "tmp.md", "a~b.md", "é.md"]
)
def test_lasting_names(name: str) -> None:
    assert not is_passing(name)
