from __future__ import annotations

from typing import TYPE_CHECKING

from bot.begin.found import find
from tests.unit.begin import sites

if TYPE_CHECKING:
    from pathlib import Path

    from bot.begin.kinds import Kind


def kinds(root: Path, *parts: dict[str, str]) -> list[Kind]:
    for one in parts:
        sites.lay(root, one)
    return [one.kind for one in find(root).shelves]


def test_reviews_without_ratings_are_known_by_their_layout(tmp_path: Path) -> None:
    (kind,) = kinds(tmp_path, sites.reviews("posts/{slug}.md", "layout: review"), sites.notes("posts/n{n}.md"))
    assert (kind.where, len(kind.pages), kind.left) == ({"layout": "review"}, 6, 4)


def test_only_the_rating_tells(tmp_path: Path) -> None:
    (kind,) = kinds(tmp_path, sites.reviews("posts/{slug}.md", "rating: {rating}"), sites.notes("posts/n{n}.md"))
    assert kind.where == {"rating": "*"}


def test_several_keys_and_few_others_are_left_out_by_name(tmp_path: Path) -> None:
    front = {"posts/a.md": "---\nscore: 3\n---\n", "posts/b.md": "---\ngrade: 4\n---\n"}
    (kind,) = kinds(tmp_path, front, sites.notes("posts/n{n}.md"))
    assert kind.exclude == ("n1.md", "n2.md", "n3.md", "n4.md")


def test_a_folder_of_nothing_but_reviews_asks_for_no_word_if_its_name_says_so(tmp_path: Path) -> None:
    tagged = "tags: review\nrating: {rating}"
    found = kinds(
        tmp_path, sites.reviews("src/reviews/{slug}.md", tagged), sites.reviews("src/posts/{slug}.md", tagged)
    )
    where = {one.folder: one.where for one in found}
    assert where == {"src/reviews": {}, "src/posts": {"tags": "review"}}  # a data file may say it of the next reviews


def test_two_layouts_of_two_scales_are_two_sources(tmp_path: Path) -> None:
    films = sites.reviews("_posts/2025-01-0{n}-{slug}.md", "layout: film\nrating: {rating}")
    books = sites.reviews("_posts/2025-02-0{n}-{slug}.md", "layout: book\nrating: {twice}")
    found = kinds(tmp_path, films, books, sites.notes("_posts/2025-03-0{n}-n.md", "layout: post"))
    assert {one.name: (one.where, one.scale.best) for one in found} == {
        "film": ({"layout": "film"}, 5),
        "book": ({"layout": "book"}, 10),
    }


def test_many_folders_beside_each_other_are_one_source(tmp_path: Path) -> None:
    names = ("kino", "buch", "spiel", "musik", "serie", "theater", "oper")
    files = {f"reviews/{name}/{n}-x.md": f"---\nrating: {n}\n---\n" for name in names for n in range(1, 6)}
    (kind,) = kinds(tmp_path, files)
    assert (kind.folder, len(kind.pages)) == ("reviews", 35)


def test_years_are_no_sources_of_their_own(tmp_path: Path) -> None:
    files = {f"films/{year}/0{n}/{n}.md": f"---\nrating: {n}\n---\n" for year in (2023, 2024) for n in range(1, 6)}
    (kind,) = kinds(tmp_path, files)
    assert kind.folder == "films"


def test_reviews_in_the_sites_own_folder_leave_out_what_is_built(tmp_path: Path) -> None:
    (kind,) = kinds(tmp_path, {"a.md": "---\nrating: 3\n---\n", "node_modules/x/a.md": "---\nrating: 3\n---\n"})
    assert (kind.folder, kind.name, len(kind.pages)) == ("", "reviews", 1)


def test_nothing_is_followed_out_of_the_folder(tmp_path: Path) -> None:
    sites.lay(tmp_path, {"else/a.md": "---\nrating: 3\n---\n", "site/x.md": "no front matter"})
    (tmp_path / "site/link").symlink_to(tmp_path / "else")
    (tmp_path / "site/link.md").symlink_to(tmp_path / "else/a.md")
    assert kinds(tmp_path / "site") == []


def test_broken_files_are_named_and_the_others_read(tmp_path: Path) -> None:
    sites.lay(tmp_path, sites.reviews("r/{slug}.md", "rating: {rating}") | {"r/z.md": "---\na: b: c\n---\n"})
    (tmp_path / "r/y.md").write_bytes(b"---\nrating: \xff\n---\n")
    found = find(tmp_path)
    assert found.reviews == 6
    assert found.unread == ("r/y.md", "r/z.md")
