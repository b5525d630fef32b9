"""What the harness says of recaps that went wrong: it must see what it is there for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.chaos.site import Film
from tests.chaos.told import Book, judge_recaps

FILMS = [Film(number, Path(f"reel-{number}.md")) for number in range(1, 6)]
BOOK = Book(known=frozenset({1}), told=frozenset({2, 3, 4, 5}), reached=frozenset())


def post(number: int, words: str, reply_to: int | None = None) -> dict[str, Any]:
    return {"id": str(number), "in_reply_to_id": reply_to and str(reply_to), "content": words}


def reel(*numbers: int) -> str:
    return "".join(f"<br />• Reel {number}, take 1 of fog" for number in numbers)


FIRST = post(11, f"<p>Marathon 1: 5 of 16{reel(2, 3)}<br />2 more below</p>")
SECOND = post(12, f"<p>Marathon 1 (2/2){reel(4, 5)}</p>", 11)


def kinds(*posts: dict[str, Any], made: int = 0) -> set[str]:
    return {kind for kind, _ in judge_recaps("toots", [*posts, *posts[:made]], posts, BOOK, FILMS)}


def test_a_whole_thread_is_right() -> None:
    assert kinds(FIRST, SECOND) == set()


def test_what_is_missing_is_lost() -> None:
    assert kinds(FIRST) == {"lost"}
    assert kinds() == {"lost"}


def test_what_was_ever_posted_twice_is_seen() -> None:
    assert "doubled" in kinds(FIRST, SECOND, made=1)
    again = post(13, f"<p>Marathon 1: 5 of 16{reel(5)}</p>")
    assert kinds(FIRST, SECOND, again) == {"doubled"}


def test_a_part_that_replies_to_nothing_is_out_of_order() -> None:
    assert kinds(FIRST, SECOND | {"in_reply_to_id": None}) == {"lost", "disordered"}


def test_a_milestone_may_name_its_last_film_again_once() -> None:
    mark = post(13, f"<p>Marathon 1 is finished: 16 of 16{reel(5)}</p>")
    assert kinds(FIRST, SECOND, mark) == set()
    assert kinds(FIRST, SECOND, mark, mark | {"id": "14"}) == {"doubled"}
